// A notice of high impact that whoever works here has not read: above everything, until they have.
import { TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useCommand, useMethod } from '../../api.ts'
import { newId } from '../../new-id.ts'
import { useInterface } from '../../store.ts'
import { Button } from '../../ui/button.tsx'

/** The oldest unread notice of high impact; nothing where there is none. */
export function NoticeBanner() {
  const { t } = useTranslation()
  const { openDialog } = useInterface.getState()
  const markRead = useCommand('notices.markRead')
  const notices = useMethod('notices.list', {}).data ?? []
  const notice = notices.findLast(({ impact, readAt }) => impact === 'high' && readAt === null)
  if (!notice) return null
  return (
    <section
      aria-label={t('notices.important')}
      className="flex shrink-0 items-center gap-3 border-b border-amber-line bg-amber-soft py-1.5 pr-4 pl-5 text-amber-text"
    >
      <TriangleAlert size={18} aria-hidden className="shrink-0" />
      <p role="status" className="min-w-0 flex-1 truncate">
        <span className="font-medium">{t('notices.important')}:</span> {notice.title}
      </p>
      <Button size="small" onClick={() => openDialog({ kind: 'notices' })}>
        {t('notices.open')}
      </Button>
      <Button
        size="small"
        disabled={markRead.isPending}
        onClick={() => markRead.mutate({ commandId: newId(), noticeId: notice.id })}
      >
        {t('notices.markRead')}
      </Button>
    </section>
  )
}
