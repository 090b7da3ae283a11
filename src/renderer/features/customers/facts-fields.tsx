// The fields of a customer form, the same for a newcomer and for an edit.
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { normalisePhone } from '../../../shared/contact-info.ts'
import { customerSources, languages } from '../../../shared/customer.ts'
import { useMethod } from '../../api.ts'
import type { FactsFormField } from '../../ui/facts-form.ts'
import { controlLook, Field, SelectField, TextField, Tick } from '../../ui/field.tsx'
import { useCalendar } from '../../ui/moment.tsx'
import type { FactsFormControl } from './use-facts-form.ts'

const consents = ['smsConsent', 'emailConsent', 'marketingConsent'] as const

interface FactProps {
  readonly control: FactsFormControl
}

interface TextFactProps extends FactProps {
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

/** The birth date, with how to write one. */
export function BirthDateFact({ control }: FactProps) {
  const { t } = useTranslation()
  const calendar = useCalendar()
  return (
    <TextFact
      control={control}
      field="dateOfBirth"
      hint={t(calendar === 'buddhist' ? 'fields.dayHintBuddhist' : 'fields.dayHint')}
    />
  )
}

/** How the customer came to the venue. */
export function SourceFact({ control }: FactProps) {
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

/** The language to speak and write to them in. */
export function LanguageFact({ control }: FactProps) {
  const { t } = useTranslation()
  return (
    <SelectField
      label={t('fields.preferredLanguage')}
      error={control.problemAt('preferredLanguage')}
      {...control.form.register('preferredLanguage')}
    >
      <option value="">{t('formSections.notSaid')}</option>
      {languages.map((language) => (
        <option key={language} value={language}>
          {t(`languages.${language}`)}
        </option>
      ))}
    </SelectField>
  )
}

/** The tier: those that are given now, and the one they hold. */
export function TierFact({ control }: FactProps) {
  const { t } = useTranslation()
  const held = control.form.watch('vipTierId')
  const tiers = useMethod('tiers.list', {}).data ?? []
  const offered = tiers.filter(({ id, isActive }) => isActive || String(id) === held)
  const isMissing = held !== '' && !offered.some(({ id }) => String(id) === held)
  return (
    <SelectField
      // The choices come after the first paint; only then can the browser show the one that holds.
      key={offered.length}
      label={t('fields.vipTierId')}
      error={control.problemAt('vipTierId')}
      {...control.form.register('vipTierId')}
    >
      <option value="">{t('formSections.noTier')}</option>
      {isMissing && <option value={held}>{`#${held}`}</option>}
      {offered.map((tier) => (
        <option key={tier.id} value={String(tier.id)}>
          {tier.isActive ? tier.name : t('formSections.formerTier', { name: tier.name })}
        </option>
      ))}
    </SelectField>
  )
}

/** What the customer agrees to receive. */
export function ConsentFacts({ control }: FactProps) {
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

/** The first note about a newcomer. */
export function NoteFact({ control }: FactProps) {
  const { t } = useTranslation()
  return (
    <Field label={t('fields.note')} error={control.problemAt('note')}>
      {(described) => (
        <textarea
          rows={2}
          {...described}
          className={`${controlLook} py-2`}
          {...control.form.register('note')}
        />
      )}
    </Field>
  )
}
