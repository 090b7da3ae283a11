// One line of the audit trail: the sentence, and behind it each field before and after.
import { ChevronDown, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HistoryRow } from '../../../shared/profile.ts'
import { useMethod } from '../../api.ts'
import { Badge } from '../../ui/badges.tsx'
import { useDateWriters } from '../../ui/moment.tsx'
import { UndoMerge } from '../../ui/undo-merge.tsx'
import { spokenChanges, useHistoryWords } from './history-words.ts'

interface HistoryLineProps {
  readonly row: HistoryRow
  readonly customerId: string
}

/** A line that opens where there is something to compare. */
export function HistoryLine({ row, customerId }: HistoryLineProps) {
  const { t } = useTranslation()
  const write = useDateWriters()
  const words = useHistoryWords()
  const [isOpen, setOpen] = useState(false)
  const changes = spokenChanges(row)
  const sentence = words.sentence(row)
  const Chevron = isOpen ? ChevronDown : ChevronRight
  return (
    <li className="py-1.5">
      <div className="flex items-start gap-3">
        <time
          dateTime={row.at}
          title={write.moment(row.at)}
          className="w-12 shrink-0 pt-px text-sm leading-6 text-muted"
        >
          {write.time(row.at)}
        </time>
        <p className="selectable min-w-0 flex-1 wrap-anywhere">
          {sentence.head}
          {sentence.change && (
            <>
              {': '}
              <span className="inline-block text-muted">{sentence.change.before}</span>
              {' → '}
              <span className="inline-block font-medium">{sentence.change.after}</span>
            </>
          )}
          {sentence.reason && `, ${sentence.reason}`}{' '}
          {!row.isConfirmed && <Badge tone="look">{t('profile.history.onlyHere')}</Badge>}
        </p>
        {changes.length > 0 && (
          <button
            type="button"
            aria-expanded={isOpen}
            aria-label={t('profile.history.compareOf', { what: sentence.head })}
            onClick={() => setOpen(!isOpen)}
            className="inline-flex min-h-6 shrink-0 items-center gap-1 rounded px-1 text-sm whitespace-nowrap text-muted hover:text-ink"
          >
            <span className="hidden @min-[700px]:inline">{t('profile.history.compare')}</span>
            <Chevron size={15} aria-hidden />
          </button>
        )}
      </div>
      {row.changes.merged && <MergesOfLine row={row} customerId={customerId} />}
      {isOpen && (
        <table className="mt-1 mb-1 ml-[60px] w-[calc(100%-60px)] table-fixed rounded border border-line text-left text-sm [&_td]:px-3 [&_td]:py-1 [&_td]:align-top [&_th]:px-3 [&_th]:py-1 [&_th]:align-top">
          <thead className="bg-raised text-muted">
            <tr>
              <th scope="col" className="w-1/4 font-normal">
                {t('profile.history.field')}
              </th>
              <th scope="col" className="font-normal">
                {t('profile.notes.before')}
              </th>
              <th scope="col" className="font-normal">
                {t('profile.notes.after')}
              </th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {changes.map(([column, { before, after }]) => (
              <tr key={column}>
                <th scope="row" className="font-normal">
                  {words.column(column)}
                </th>
                <td className="selectable text-muted wrap-anywhere">{words.value(column, before)}</td>
                <td className="selectable wrap-anywhere">{words.value(column, after)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </li>
  )
}

/** A line and its merges carry the same moment, give or take what a server's clock corrects. */
const sameMoment = 2000

/** The way back of what a line merged: several folds of one command each have their own. */
function MergesOfLine({ row, customerId }: HistoryLineProps) {
  const { t } = useTranslation()
  const entries = useMethod('merges.of', { customerId }).data ?? []
  const codes = String(row.changes.merged?.before ?? '').split(' ')
  const meant = entries.filter(
    ({ at, folded }) =>
      Math.abs(Date.parse(at) - Date.parse(row.at)) <= sameMoment && codes.includes(folded.code ?? '?'),
  )
  if (meant.length === 0) return null
  return (
    <ul aria-label={t('profile.overview.groups.merges')} className="mt-1 mb-1 ml-[60px] grid gap-1">
      {meant.map((entry) => (
        <li key={entry.id} className="flex flex-wrap items-center gap-x-3">
          <span className="selectable text-sm wrap-anywhere">
            {entry.folded.name} <span className="text-muted">{entry.folded.code}</span>
          </span>
          <UndoMerge entry={entry} />
        </li>
      ))}
    </ul>
  )
}
