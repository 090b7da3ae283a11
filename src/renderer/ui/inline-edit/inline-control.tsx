// The control that changes one fact: a field to type into, a list to choose from, or a tick.
import type { ComponentProps } from 'react'
import { useTranslation } from 'react-i18next'
import { customerSources, languages } from '../../../shared/customer.ts'
import { useMethod } from '../../api.ts'
import type { EditableFact } from '../facts-form.ts'
import { controlLook } from '../field.tsx'
import type { Typed } from './use-inline-edit.ts'

interface InlineControlProps {
  readonly field: EditableFact
  readonly value: Typed
  readonly isFaulty: boolean
  readonly problemId: string
  readonly onChange: (value: Typed) => void
}

/** The control for `field`, named by its label. */
export function InlineControl({ field, value, isFaulty, problemId, onChange }: InlineControlProps) {
  const { t } = useTranslation()
  const described = {
    'aria-label': t(`fields.${field}`),
    'aria-invalid': isFaulty || undefined,
    'aria-describedby': isFaulty ? problemId : undefined,
  }
  if (typeof value === 'boolean') {
    return (
      <label className="inline-flex min-h-10 flex-1 items-center gap-2.5 px-1">
        <input
          type="checkbox"
          className="size-[18px]"
          checked={value}
          onChange={(event) => onChange(event.target.checked)}
          {...described}
        />
        {t('inline.agrees', { what: t(`fields.${field}`) })}
      </label>
    )
  }
  const change = { value, onChange: (event: { target: { value: string } }) => onChange(event.target.value) }
  if (field === 'customerSource') {
    return (
      <Choice {...described} {...change}>
        {customerSources.map((source) => (
          <option key={source} value={source}>
            {t(`sources.${source}`)}
          </option>
        ))}
      </Choice>
    )
  }
  if (field === 'preferredLanguage') {
    return (
      <Choice {...described} {...change}>
        <option value="">{t('formSections.notSaid')}</option>
        {languages.map((language) => (
          <option key={language} value={language}>
            {t(`languages.${language}`)}
          </option>
        ))}
      </Choice>
    )
  }
  if (field === 'vipTierId') return <TierChoice held={value} {...described} {...change} />
  return (
    <input
      type="text"
      autoComplete="off"
      spellCheck={false}
      className={`${controlLook} min-w-0 flex-1`}
      {...described}
      {...change}
    />
  )
}

function Choice(props: ComponentProps<'select'>) {
  return <select className={`${controlLook} select-look min-w-0 flex-1`} {...props} />
}

/** Active tiers, and the one held. */
function TierChoice({ held, ...rest }: ComponentProps<'select'> & { readonly held: string }) {
  const { t } = useTranslation()
  const tiers = useMethod('tiers.list', {}).data ?? []
  return (
    <Choice key={tiers.length} {...rest}>
      <option value="">{t('formSections.noTier')}</option>
      {tiers
        .filter(({ id, isActive }) => isActive || String(id) === held)
        .map(({ id, name }) => (
          <option key={id} value={String(id)}>
            {name}
          </option>
        ))}
    </Choice>
  )
}
