// When a draft was written, as briefly as it is clear: the time today, the day and the time before that.
import { useDateWriters, useNow } from '../../ui/moment.tsx'

/** A writer of moments for drafts. */
export function useDraftTime(): (moment: string) => string {
  const now = useNow()
  const write = useDateWriters()
  return (moment) => {
    const at = new Date(moment)
    if (at.toDateString() !== now.toDateString()) return write.moment(moment)
    return `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`
  }
}
