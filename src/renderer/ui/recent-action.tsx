// What was just done to this customer in one touch, and ten seconds to take it back in the same place.
import { Check } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type RecentAction, undoTime } from '../recent-action.ts'
import { useInterface } from '../store.ts'
import { Button } from './button.tsx'

/** The last action on this customer while it can still be undone in place, else null. */
export function useRecentAction(customerId: string): RecentAction | null {
  const last = useInterface((state) => state.recentAction)
  const mine = last?.customerId === customerId ? last : null
  const [, expire] = useState(0)
  const left = mine ? mine.at + undoTime - Date.now() : 0
  useEffect(() => {
    if (left <= 0) return
    const timer = setTimeout(() => expire((count) => count + 1), left)
    return () => clearTimeout(timer)
  }, [left])
  return left > 0 ? mine : null
}

interface DoneProps {
  readonly words: string
  readonly onUndo: () => void
  readonly isBusy: boolean
}

/** Says what was done, with its undo. */
export function Done({ words, onUndo, isBusy }: DoneProps) {
  const { t } = useTranslation()
  return (
    <span className="inline-flex min-h-10 items-center gap-2 rounded bg-green-soft pr-1 pl-3 text-green-text">
      <Check size={17} aria-hidden />
      <span role="status" className="font-medium">
        {words}
      </span>
      <Button look="quiet" size="small" onClick={onUndo} disabled={isBusy}>
        {t('actions.undo')}
      </Button>
    </span>
  )
}
