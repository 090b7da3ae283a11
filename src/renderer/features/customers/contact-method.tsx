// The number or address a contact used: picked from what is known of the customer, or typed.
import { useTranslation } from 'react-i18next'
import type { CustomerCard } from '../../../shared/customer.ts'
import type { ContactType } from '../../../shared/profile.ts'
import { displayPhone } from '../../ui/display-phone.ts'
import { SelectField, TextField } from '../../ui/field.tsx'

interface KnownMethod {
  readonly value: string
  readonly label: string
  readonly isOld: boolean
}

/** The numbers or addresses of theirs that a kind of contact goes by, current ones first. */
export function methodsOf(card: CustomerCard, contactType: ContactType): readonly KnownMethod[] {
  const kind = contactType === 'email' ? 'email' : 'phone'
  if (contactType === 'visit' || contactType === 'chat') return []
  return card.identifiers
    .filter((identifier) => identifier.kind === kind)
    .toSorted((a, b) => Number(a.status === 'old') - Number(b.status === 'old'))
    .map(({ value, status }) => ({
      value,
      label: kind === 'phone' ? displayPhone(value) : value,
      isOld: status === 'old',
    }))
}

interface ContactMethodProps {
  readonly card: CustomerCard
  readonly contactType: ContactType
  readonly value: string
  readonly problem: string | undefined
  readonly onChange: (value: string) => void
}

const elsewhere = 'other'

/** A list of what is known with "another" at its end; just a field where nothing is known; nothing for a visit. */
export function ContactMethod({ card, contactType, value, problem, onChange }: ContactMethodProps) {
  const { t } = useTranslation()
  if (contactType === 'visit') return <span />
  const known = methodsOf(card, contactType)
  const isKnown = known.some((method) => method.value === value)
  const label = t(`contactForm.methods.${contactType}`)
  if (known.length === 0) {
    return (
      <TextField
        label={label}
        value={value}
        error={problem}
        onChange={(event) => onChange(event.target.value)}
      />
    )
  }
  return (
    <div>
      <SelectField
        label={label}
        value={isKnown ? value : elsewhere}
        onChange={(event) => onChange(event.target.value === elsewhere ? '' : event.target.value)}
      >
        {known.map((method) => (
          <option key={method.value} value={method.value}>
            {method.isOld ? `${method.label} (${t('customer.old')})` : method.label}
          </option>
        ))}
        <option value={elsewhere}>{t('contactForm.another')}</option>
      </SelectField>
      {!isKnown && (
        <TextField
          label={t('contactForm.anotherOne')}
          className="mt-2"
          value={value}
          error={problem}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </div>
  )
}
