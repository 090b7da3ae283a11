// One plain notice at start when the store did not open as usual: what happened, what was kept, what to do.
import { TriangleAlert, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useMethod } from '../../api.ts'
import { useInterface } from '../../store.ts'
import { IconButton } from '../../ui/button.tsx'
import { useDateWriters } from '../../ui/moment.tsx'

/** The banner about a damaged or restored file; nothing in ordinary life. */
export function StoreNoticeBanner() {
  const { t } = useTranslation()
  const write = useDateWriters()
  const notice = useMethod('app.info', {}).data?.storeNotice
  const dismissed = useInterface((state) => state.noticeDismissed)
  const dismiss = useInterface((state) => state.dismissNotice)
  if (!notice || dismissed || notice.code === 'OPENED' || notice.code === 'NEW_STORE') return null
  return (
    <div
      role="alert"
      className="flex shrink-0 items-start gap-3 border-b border-amber-line bg-amber-soft py-2 pr-3 pl-5 text-amber-text"
    >
      <TriangleAlert size={18} aria-hidden className="mt-1 shrink-0" />
      <p className="min-w-0 flex-1 leading-8">
        {t(`storeNotice.${notice.code}`, {
          file: notice.fileName ?? '',
          at: notice.backupAt ? write.moment(notice.backupAt) : '',
        })}
      </p>
      <IconButton icon={X} label={t('actions.dismiss')} className="text-amber-text" onClick={dismiss} />
    </div>
  )
}
