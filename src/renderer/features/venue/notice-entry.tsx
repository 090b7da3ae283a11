// One notice, with what a reader and a manager can do about it.
import { BookOpen, Check } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Notice } from '../../../shared/venue-methods.ts'
import { useInterface } from '../../store.ts'
import { Button } from '../../ui/button.tsx'
import { isGuidePage } from './guide-pages.ts'
import { NoticeMarks } from './notice-marks.tsx'

interface NoticeEntryProps {
  readonly notice: Notice
  readonly isBusy: boolean
  readonly onRead: () => void
  /** Null for whoever may not withdraw it. */
  readonly onWithdraw: (() => void) | null
}

/** A notice as the panel lists it. */
export function NoticeEntry({ notice, isBusy, onRead, onWithdraw }: NoticeEntryProps) {
  const { t } = useTranslation()
  const { openDialog } = useInterface.getState()
  const [isAsked, setAsked] = useState(false)
  const { title } = notice
  return (
    <li className="px-6 py-4">
      <article aria-label={title}>
        <div className="flex items-start gap-3">
          <h4 className="selectable min-w-0 flex-1 text-base font-semibold wrap-anywhere">{title}</h4>
          {onWithdraw && !isAsked && (
            <Button look="quiet" size="small" className="-mt-1 -mr-2" onClick={() => setAsked(true)}>
              {t('notices.withdraw')}
              <span className="sr-only">: {title}</span>
            </Button>
          )}
        </div>
        <NoticeMarks notice={notice} />
        <p className="selectable mt-2 whitespace-pre-line wrap-anywhere">{notice.description}</p>
        <div className="mt-2.5 flex flex-wrap items-center gap-2">
          {notice.readAt === null && (
            <Button size="small" icon={Check} disabled={isBusy} onClick={onRead}>
              {t('notices.markRead')}
              <span className="sr-only">: {title}</span>
            </Button>
          )}
          {notice.trainingMaterials.filter(isGuidePage).map((page) => (
            <Button
              key={page}
              look="quiet"
              size="small"
              icon={BookOpen}
              onClick={() => openDialog({ kind: 'guide', page })}
            >
              {t(`guide.pages.${page}.title`)}
            </Button>
          ))}
        </div>
        {onWithdraw && isAsked && (
          <div className="mt-2 flex flex-wrap items-center gap-2 rounded border border-line bg-raised px-3 py-2">
            <p className="min-w-0 flex-1 text-sm">{t('notices.withdrawWords')}</p>
            <Button size="small" onClick={() => setAsked(false)}>
              {t('notices.keep')}
            </Button>
            <Button look="primary" size="small" disabled={isBusy} onClick={onWithdraw}>
              {t('notices.withdraw')}
            </Button>
          </div>
        )}
      </article>
    </li>
  )
}
