// The line between box and results: what the list below is. Its height never changes, so the rows never move.
import { Keyboard, UsersRound } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { classNames } from '../../ui/class-names.ts'
import type { LookupAnswer } from './use-lookup.ts'

interface ResultNoteProps {
  readonly answer: LookupAnswer | null
  /** The answer is late enough to say so. */
  readonly slow: boolean
}

/** Says how many were found, how the text was read, and when there is a choice only the desk can make. */
export function ResultNote({ answer, slow }: ResultNoteProps) {
  const { t } = useTranslation()
  const shared = answer?.sharedPhone ?? null
  return (
    <div
      role="status"
      className={classNames(
        'relative flex h-9 shrink-0 items-center gap-2 border-y border-line px-6 text-sm',
        shared ? 'bg-amber-soft font-medium text-amber-text' : 'text-muted',
      )}
    >
      {answer?.readAs && <Keyboard size={15} aria-hidden />}
      {shared && <UsersRound size={15} aria-hidden />}
      <span className="truncate">{useNote(answer)}</span>
      {slow && <span className="ml-auto">{t('states.searching')}</span>}
    </div>
  )
}

function useNote(answer: LookupAnswer | null): string {
  const { t } = useTranslation()
  if (!answer) return ''
  const count = answer.hits.length
  if (answer.text.trim() === '') return count > 0 ? t('lookup.recent') : ''
  if (answer.sharedPhone) {
    return t(answer.hasMore ? 'lookup.sharedByMore' : 'lookup.shared', { count, phone: answer.sharedPhone })
  }
  if (count === 0) return t('lookup.nothing')
  if (answer.readAs) return t('lookup.readAs', { text: answer.readAs })
  return answer.hasMore ? t('lookup.more', { count }) : t('lookup.found', { count })
}
