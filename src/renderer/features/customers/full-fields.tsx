// The whole customer form: the sections Basic, Contact and Business side by side, so that all of it is in sight at once.
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { FormSection } from '../../store.ts'
import {
  BirthDateFact,
  ConsentFacts,
  LanguageFact,
  NoteFact,
  PhoneFact,
  SourceFact,
  TextFact,
  TierFact,
} from './facts-fields.tsx'
import type { FactsFormControl } from './use-facts-form.ts'

interface FullFieldsProps {
  readonly control: FactsFormControl
  /** Credit and a first note are given to newcomers only. */
  readonly isNew: boolean
  /** Where the form opens. */
  readonly section?: FormSection | undefined
}

/** Every field, in two columns. */
export function FullFields({ control, isNew, section }: FullFieldsProps) {
  const { t } = useTranslation()
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const first = section && `[data-section=${section}] :is(input, select)`
    if (first) element.current?.querySelector<HTMLElement>(first)?.focus()
  }, [section])
  return (
    <div ref={element} className="grid grid-cols-2 gap-x-8">
      <div className="grid content-start gap-y-4">
        <Section name="basic">
          <div className="grid grid-cols-[minmax(0,1fr)_136px] gap-3">
            <TextFact control={control} field="fullName" focused={!isNew} />
            <TextFact control={control} field="nickname" />
          </div>
          <div className="grid grid-cols-2 gap-3">
            <PhoneFact
              control={control}
              field="primaryPhone"
              hint={isNew ? t('newcomer.contactHint') : undefined}
            />
            <PhoneFact control={control} field="secondaryPhone" />
          </div>
          <div className="grid grid-cols-2 gap-3">
            <TextFact control={control} field="email" />
            <BirthDateFact control={control} />
          </div>
        </Section>
        <Section name="business">
          <div className="grid grid-cols-2 gap-3">
            <SourceFact control={control} />
            <TierFact control={control} />
          </div>
          {isNew && <TextFact control={control} field="openingCredit" className="w-1/2 pr-1.5" />}
        </Section>
      </div>
      <div className="grid content-start gap-y-4">
        <Section name="contact">
          <TextFact control={control} field="addressLine1" />
          <TextFact control={control} field="addressLine2" />
          <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)] gap-3">
            <TextFact control={control} field="city" />
            <TextFact control={control} field="postalCode" />
          </div>
          <div className="grid grid-cols-[124px_minmax(0,1fr)] gap-4">
            <LanguageFact control={control} />
            <ConsentFacts control={control} />
          </div>
        </Section>
        {isNew && <NoteFact control={control} />}
      </div>
    </div>
  )
}

interface SectionProps {
  readonly name: Exclude<FormSection, 'link'>
  readonly children: ReactNode
}

function Section({ name, children }: SectionProps) {
  const { t } = useTranslation()
  return (
    <fieldset data-section={name} className="min-w-0">
      <legend className="mb-1.5 w-full border-b border-line pb-0.5 text-sm font-semibold text-muted">
        {t(`formSections.${name}`)}
      </legend>
      <div className="grid gap-2">{children}</div>
    </fieldset>
  )
}
