// What changed in how the venue works: the unread first, the read ones below; managers publish and withdraw.
import { BellOff, Megaphone } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Notice } from '../../../shared/venue-methods.ts'
import { useCommand, useMethod } from '../../api.ts'
import { newId } from '../../new-id.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useErrorWords } from '../../ui/error-words.ts'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { useMayManage } from '../../ui/use-may-manage.ts'
import { NoticeEntry } from './notice-entry.tsx'
import { NoticeForm } from './notice-form.tsx'

/** The panel of notices. */
export function NoticesDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const mayManage = useMayManage()
  const [isWriting, setWriting] = useState(false)
  const notices = useMethod('notices.list', {})
  if (isWriting) return <NoticeForm onDone={() => setWriting(false)} />
  return (
    <Dialog
      title={t('notices.title')}
      width="medium"
      flush
      onClose={onClose}
      footer={
        mayManage && (
          <Button look="primary" icon={Megaphone} onClick={() => setWriting(true)}>
            {t('notices.write')}
          </Button>
        )
      }
    >
      {notices.data ? (
        <NoticeList notices={notices.data} mayManage={mayManage} />
      ) : notices.error ? (
        <ErrorState error={notices.error} onRetry={() => void notices.refetch()} />
      ) : (
        <LoadingState />
      )}
    </Dialog>
  )
}

interface NoticeListProps {
  readonly notices: readonly Notice[]
  readonly mayManage: boolean
}

function NoticeList({ notices, mayManage }: NoticeListProps) {
  const { t } = useTranslation()
  const sayError = useErrorWords()
  const markRead = useCommand('notices.markRead')
  const withdraw = useCommand('notices.withdraw')
  const error = markRead.error ?? withdraw.error
  if (notices.length === 0) {
    return (
      <EmptyState icon={BellOff} title={t('notices.none')}>
        <p>{t('notices.noneWords')}</p>
      </EmptyState>
    )
  }
  const list = (shown: readonly Notice[]) => (
    <ul className="divide-y divide-line">
      {shown.map((notice) => (
        <NoticeEntry
          key={notice.id}
          notice={notice}
          isBusy={markRead.isPending || withdraw.isPending}
          onRead={() => markRead.mutate({ commandId: newId(), noticeId: notice.id })}
          onWithdraw={mayManage ? () => withdraw.mutate({ commandId: newId(), noticeId: notice.id }) : null}
        />
      ))}
    </ul>
  )
  const unread = notices.filter((notice) => notice.readAt === null)
  const read = notices.filter((notice) => notice.readAt !== null)
  return (
    <>
      {error && (
        <p role="alert" className="px-6 py-3 text-red-text">
          {sayError(error)}
        </p>
      )}
      <section aria-label={t('notices.unreadTitle')}>
        <h3 className="sr-only">{t('notices.unreadTitle')}</h3>
        {unread.length > 0 ? list(unread) : <p className="px-6 py-5 text-muted">{t('notices.allRead')}</p>}
      </section>
      {read.length > 0 && (
        <section aria-label={t('notices.readTitle')} className="border-t border-line bg-raised">
          <h3 className="px-6 pt-4 text-sm font-medium text-muted">{t('notices.readTitle')}</h3>
          {list(read)}
        </section>
      )}
    </>
  )
}
