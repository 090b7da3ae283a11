// What is carried over to the survivor: everything, unless somebody says otherwise.
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { MergeStrategy } from '../../../shared/merging.ts'
import { classNames } from '../../ui/class-names.ts'

const switches = [
  'keepPrimaryContact',
  'combineTransactionHistory',
  'combinePackages',
  'combineNotes',
] as const satisfies readonly (keyof MergeStrategy)[]

interface MergeSwitchesProps {
  readonly strategy: MergeStrategy
  readonly onChange: (strategy: MergeStrategy) => void
}

/** The four switches, each saying what it means where it is off. */
export function MergeSwitches({ strategy, onChange }: MergeSwitchesProps) {
  const { t } = useTranslation()
  const id = useId()
  return (
    <fieldset>
      <legend className="text-sm font-semibold text-muted">{t('merging.carriedOver')}</legend>
      <ul className="flex flex-wrap gap-x-4">
        {switches.map((each) => (
          <li key={each} className={classNames('flex items-start gap-2 py-0.5', !strategy[each] && 'w-full')}>
            <input
              id={`${id}-${each}`}
              type="checkbox"
              className="mt-1 size-[18px] shrink-0"
              checked={strategy[each]}
              aria-describedby={strategy[each] ? undefined : `${id}-${each}-off`}
              onChange={(event) => onChange({ ...strategy, [each]: event.target.checked })}
            />
            <span className="min-w-0">
              <label htmlFor={`${id}-${each}`} className="leading-6">
                {t(`merging.switches.${each}.on`)}
              </label>
              {!strategy[each] && (
                <span id={`${id}-${each}-off`} className="block text-sm text-muted">
                  {t(`merging.switches.${each}.off`)}
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </fieldset>
  )
}
