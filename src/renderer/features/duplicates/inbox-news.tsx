// What was just decided, in the place where it was decided, with the way back; it stands until the next decision.
import { Check, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { useErrorWords } from '../../ui/error-words.ts'
import { useShortcuts } from '../../ui/shortcuts.ts'
import { useMayManage } from '../../ui/use-may-manage.ts'
import { clusterListId } from './cluster-list.tsx'
import { DismissalReason } from './dismissal-reason.tsx'
import { useInbox } from './inbox-state.ts'
import { useDecisions } from './use-decisions.ts'

/** The line; nothing while nothing was decided. */
export function NewsLine() {
  const { t } = useTranslation()
  const sayError = useErrorWords()
  const news = useInbox((state) => state.news)
  const { undo: takeBack, isBusy } = useDecisions()
  // Parting people is a manager's decision, as merging them is.
  const mayUndoMerge = useMayManage()
  const isUndoable =
    news?.kind === 'dismissed' ||
    news?.kind === 'postponed' ||
    (news?.kind === 'resumed' && news.pairs !== null) ||
    (news?.kind === 'merged' && mayUndoMerge)
  const undo = () => {
    if (!news || isBusy) return
    document.getElementById(clusterListId)?.focus()
    void takeBack(news)
  }
  useShortcuts({ 'Alt+KeyZ': isUndoable ? undo : undefined })
  if (!news) return null
  if (news.kind === 'failed') {
    return (
      <p
        role="alert"
        className="ml-auto inline-flex min-h-9 items-center gap-2 rounded bg-red-soft px-3 text-red-text"
      >
        <TriangleAlert size={16} aria-hidden className="shrink-0" />
        {sayError(news.error)}
      </p>
    )
  }
  const words = {
    dismissed: t('inbox.news.dismissed'),
    postponed: t('inbox.news.postponed'),
    resumed: t('inbox.news.resumed'),
    merged: t('inbox.news.merged'),
    parted: t('undo.done.parted'),
    takenBack: t('inbox.news.takenBack'),
  }[news.kind]
  return (
    <div className="ml-auto inline-flex min-h-9 items-center gap-2 rounded bg-green-soft px-3 text-green-text">
      <Check size={16} aria-hidden className="shrink-0" />
      <span role="status" className="max-w-105 truncate">
        {words}
        {news.kind === 'dismissed' && news.reason && ` · “${news.reason}”`}
      </span>
      {news.kind === 'dismissed' && <DismissalReason key={news.pairs[0]?.leftId} news={news} />}
      {isUndoable && (
        <Button
          look="quiet"
          size="small"
          aria-keyshortcuts="Alt+Z"
          title="Alt+Z"
          disabled={isBusy}
          onClick={undo}
        >
          {t('actions.undo')}
        </Button>
      )}
    </div>
  )
}
