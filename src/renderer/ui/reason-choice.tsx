// Why something is changed, for whoever reads the history later: the usual reasons in one touch, or words of one's own.
import { useTranslation } from 'react-i18next'
import { limits } from '../../shared/customer.ts'
import { Button } from './button.tsx'
import { TextField } from './field.tsx'

/** The reasons that are given most, by what is done. */
export const quickReasons = {
  edit: ['asked', 'typo', 'newNumber', 'form'],
  deactivate: ['askedToLeave', 'movedAway', 'duplicate', 'notAPerson'],
  merge: ['duplicate', 'newNumber', 'confirmed'],
  tellApart: ['family', 'sharedNumber', 'onlyName'],
} as const

interface ReasonChoiceProps {
  readonly about: keyof typeof quickReasons
  readonly value: string
  readonly problem: string | undefined
  readonly isFocused?: boolean
  readonly onChange: (reason: string) => void
  /** A quick reason was chosen; left out where choosing only fills the field in. */
  readonly onQuick?: (reason: string) => void
}

/** The quick reasons above a field that holds whichever was chosen and may be typed into. */
export function ReasonChoice({ about, value, problem, isFocused, onChange, onQuick }: ReasonChoiceProps) {
  const { t } = useTranslation()
  return (
    <div>
      <TextField
        label={t('why.reason')}
        value={value}
        error={problem}
        maxLength={limits.reasonLength}
        data-autofocus={isFocused || undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      <div className="mt-2 flex flex-wrap gap-1.5">
        {quickReasons[about].map((reason) => {
          const words = t(`why.quick.${reason}`)
          return (
            <Button key={reason} size="small" onClick={() => (onQuick ?? onChange)(words)}>
              {words}
            </Button>
          )
        })}
      </div>
    </div>
  )
}
