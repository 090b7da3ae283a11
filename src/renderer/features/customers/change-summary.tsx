// What a save will change, in words, and why: asked before anything about who somebody is, how they are reached or what
// they agreed to goes into the directory.
import { ArrowRight } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFactWords } from '../../ui/fact-words.ts'
import type { EditableFact, FactValues } from '../../ui/facts-form.ts'
import { ReasonChoice } from '../../ui/reason-choice.tsx'

interface ChangeSummaryProps {
  readonly formId: string
  readonly changes: FactValues
  readonly seen: FactValues
  /** Changes that are no facts, such as a linked profile, in words. */
  readonly further: readonly string[]
  /** Said already, when it was saved in spite of somebody who is alike. */
  readonly given: string
  readonly onSave: (reason: string) => void
}

/** The list of changes and the reason; the reason's form is submitted by the dialog's button. */
export function ChangeSummary({ formId, changes, seen, further, given, onSave }: ChangeSummaryProps) {
  const { t } = useTranslation()
  const words = useFactWords()
  const [reason, setReason] = useState(given)
  const [problem, setProblem] = useState<string>()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason.trim() === '') setProblem(t('why.missing'))
    else onSave(reason.trim())
  }
  return (
    <div className="mx-auto grid max-w-3xl gap-5">
      <table className="w-full table-fixed">
        <caption className="mb-2 text-left font-medium">{t('summary.title')}</caption>
        <colgroup>
          <col className="w-40" />
          <col />
          <col />
        </colgroup>
        <thead className="text-left text-sm text-muted">
          <tr>
            <th scope="col" className="pb-1 font-normal">
              {t('summary.field')}
            </th>
            <th scope="col" className="pb-1 font-normal">
              {t('summary.before')}
            </th>
            <th scope="col" className="pb-1 pl-6 font-normal">
              {t('summary.after')}
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line border-y border-line">
          {(Object.keys(changes) as EditableFact[]).map((field) => (
            <tr key={field}>
              <th scope="row" className="py-2 text-left text-sm font-normal text-muted">
                {words.field(field)}
              </th>
              <td className="selectable py-2 pr-3 text-muted wrap-anywhere">
                {words.value(field, seen[field])}
              </td>
              <td className="selectable py-2 font-medium wrap-anywhere">
                <ArrowRight size={15} aria-hidden className="mr-2 inline text-muted" />
                {words.value(field, changes[field])}
              </td>
            </tr>
          ))}
          {further.map((line) => (
            <tr key={line}>
              <td colSpan={3} className="py-2 font-medium">
                {line}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <form id={formId} onSubmit={submit} noValidate>
        <ReasonChoice about="edit" value={reason} problem={problem} onChange={setReason} isFocused />
      </form>
    </div>
  )
}
