// What happened to a customer while their form was open: which fields others changed, and what becomes of one's own.
import { useTranslation } from 'react-i18next'
import type { CustomerCard } from '../../../shared/customer.ts'
import { useFactWords } from '../../ui/fact-words.ts'
import type { EditableFact } from '../../ui/facts-form.ts'

interface EditNewsProps {
  readonly card: CustomerCard
  readonly adopted: readonly EditableFact[]
  readonly clashing: readonly EditableFact[]
}

/** Quiet lines above the form; nothing while nothing happened. */
export function EditNews({ card, adopted, clashing }: EditNewsProps) {
  const { t } = useTranslation()
  const words = useFactWords()
  const fact = (field: EditableFact) => ({
    field: words.field(field),
    value: words.value(field, card[field]),
  })
  const lines = [
    ...(card.redirectedFrom ? [t('news.merged', { name: card.fullName })] : []),
    ...adopted.filter((field) => !clashing.includes(field)).map((field) => t('news.adopted', fact(field))),
    ...clashing.map((field) => t('news.clashing', fact(field))),
  ]
  if (lines.length === 0) return null
  return (
    <ul role="status" className="mb-3 rounded bg-amber-soft px-3 py-1.5 text-sm text-amber-text">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}
