// Fields that somebody else changed while they were being changed here: both values side by side, and a choice for each.
import { useTranslation } from 'react-i18next'
import type { CustomerCard } from '../../../shared/customer.ts'
import { Choices } from '../../ui/choices.tsx'
import { useFactWords } from '../../ui/fact-words.ts'
import { type EditableFact, type FactsForm, readFacts } from '../../ui/facts-form.ts'

export type Side = 'mine' | 'theirs'

interface ClashChoicesProps {
  readonly card: CustomerCard
  readonly typed: FactsForm
  readonly fields: readonly EditableFact[]
  readonly chosen: Readonly<Partial<Record<EditableFact, Side>>>
  readonly onChoose: (field: EditableFact, side: Side) => void
}

/** One choice for each field. */
export function ClashChoices({ card, typed, fields, chosen, onChoose }: ClashChoicesProps) {
  const { t } = useTranslation()
  const words = useFactWords()
  const mine = readFacts(typed)
  return (
    <div className="mx-auto grid max-w-3xl gap-4">
      <p className="rounded bg-amber-soft px-3 py-2 font-medium text-amber-text">{t('clash.words')}</p>
      {fields.map((field, index) => (
        <Choices
          key={field}
          label={words.field(field)}
          value={chosen[field] ?? null}
          choices={[
            { value: 'theirs', label: t('clash.theirs', { value: words.value(field, card[field]) }) },
            { value: 'mine', label: t('clash.mine', { value: words.value(field, mine[field]) }) },
          ]}
          onChoose={(side) => onChoose(field, side)}
          isFocused={index === 0}
        />
      ))}
    </div>
  )
}
