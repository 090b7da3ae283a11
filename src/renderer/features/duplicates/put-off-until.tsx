// Until when a cluster is not asked about: the day and how long that is, the exact moment on hover.
import { CalendarClock } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Until, useDateWriters } from '../../ui/moment.tsx'

/** The mark of what was put off, with a sign and in words. */
export function PutOffUntil({ moment }: { readonly moment: string }) {
  const { t } = useTranslation()
  const write = useDateWriters()
  return (
    <p className="flex items-center gap-1.5 text-sm text-amber-text">
      <CalendarClock size={14} aria-hidden className="shrink-0" />
      <span className="min-w-0 truncate">
        {t('inbox.putOffUntil', { day: write.shortDay(moment) })} · <Until day={moment} />
      </span>
    </p>
  )
}
