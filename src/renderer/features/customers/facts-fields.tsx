// The fields of a customer form, the same for a newcomer and for an edit.
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { normalisePhone } from '../../../shared/contact-info.ts'
import { customerSources } from '../../../shared/customer.ts'
import type { FactsFormField } from '../../ui/facts-form.ts'
import { SelectField, TextField, Tick } from '../../ui/field.tsx'
import type { FactsFormControl } from './use-facts-form.ts'

const consents = ['smsConsent', 'emailConsent', 'marketingConsent'] as const

interface TextFactProps {
  readonly control: FactsFormControl
  readonly field: Exclude<FactsFormField, (typeof consents)[number]>
  readonly hint?: ReactNode
  readonly focused?: boolean
  readonly className?: string
}

/** One line of text tied to its fact. */
export function TextFact({ control, field, hint, focused, className }: TextFactProps) {
  const { t } = useTranslation()
  return (
    <TextField
      label={t(`fields.${field}`)}
      hint={hint}
      error={control.problemAt(field)}
      className={className}
      data-autofocus={focused || undefined}
      {...control.form.register(field)}
    />
  )
}

/** A phone, with the form it will be kept in below it. */
export function PhoneFact(props: TextFactProps & { readonly field: 'primaryPhone' | 'secondaryPhone' }) {
  const { t } = useTranslation()
  const typed = props.control.form.watch(props.field)
  const phone = typed.trim() === '' ? null : normalisePhone(typed)
  // The hint's line is there from the start, so that typing moves nothing.
  return (
    <TextFact {...props} hint={phone ? t('fields.keptAs', { phone: phone.display }) : (props.hint ?? ' ')} />
  )
}

/** How the customer came to the venue. */
export function SourceFact({ control }: { readonly control: FactsFormControl }) {
  const { t } = useTranslation()
  return (
    <SelectField
      label={t('fields.customerSource')}
      error={control.problemAt('customerSource')}
      {...control.form.register('customerSource')}
    >
      {customerSources.map((source) => (
        <option key={source} value={source}>
          {t(`sources.${source}`)}
        </option>
      ))}
    </SelectField>
  )
}

/** What the customer agrees to receive. */
export function ConsentFacts({ control }: { readonly control: FactsFormControl }) {
  const { t } = useTranslation()
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">{t('fields.consents')}</legend>
      <div className="flex min-h-10 flex-wrap items-center gap-x-4">
        {consents.map((consent) => (
          <Tick key={consent} label={t(`fields.${consent}`)} {...control.form.register(consent)} />
        ))}
      </div>
    </fieldset>
  )
}
