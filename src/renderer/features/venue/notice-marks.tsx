// What a notice asks of its readers, each mark with its words.
import { CircleAlert, Hand, Info, type LucideIcon, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { localDay } from '../../../shared/local-day.ts'
import type { Notice, NoticeImpact } from '../../../shared/venue-methods.ts'
import { classNames } from '../../ui/class-names.ts'
import { Ago, useDateWriters, useNow } from '../../ui/moment.tsx'

const looks: Readonly<Record<NoticeImpact, { readonly icon: LucideIcon; readonly className: string }>> = {
  low: { icon: Info, className: 'border-line-strong/60 text-muted' },
  medium: { icon: CircleAlert, className: 'border-amber-line bg-amber-soft text-amber-text' },
  high: { icon: TriangleAlert, className: 'border-red/50 bg-red-soft text-red-text' },
}
const badgeLook =
  'inline-flex items-center gap-1.5 rounded border px-1.5 text-xs leading-[20px] font-medium whitespace-nowrap'

/** How much changes, whether something must be done, from when on, and who has read it. */
export function NoticeMarks({ notice }: { readonly notice: Notice }) {
  const { t } = useTranslation()
  const write = useDateWriters()
  const today = localDay(useNow())
  const { icon: Icon, className } = looks[notice.impact]
  const day = write.day(notice.effectiveDate)
  return (
    <p className="flex flex-wrap items-center gap-2 text-sm text-muted">
      <span className={classNames(badgeLook, className)}>
        <Icon size={13} aria-hidden />
        {t(`notices.impacts.${notice.impact}`)}
      </span>
      {notice.actionRequired && (
        <span className={classNames(badgeLook, 'border-ink/50 text-ink')}>
          <Hand size={13} aria-hidden />
          {t('notices.actionRequired')}
        </span>
      )}
      <time dateTime={notice.effectiveDate}>
        {t(notice.effectiveDate > today ? 'notices.from' : 'notices.since', { day })}
      </time>
      {notice.createdBy && <span>· {notice.createdBy}</span>}
      {notice.readAt !== null && (
        <span>
          · {t('notices.read')} <Ago moment={notice.readAt} empty="" />
        </span>
      )}
      {notice.readBy !== null && (
        <span>
          · {notice.readBy === 0 ? t('notices.readByNobody') : t('notices.readBy', { count: notice.readBy })}
        </span>
      )}
    </p>
  )
}
