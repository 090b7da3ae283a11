// What changed in how the venue works, as whoever asks sees it: what they have read, and for managers how many have.
import type { Notice, NoticeImpact } from '../../shared/venue-methods.ts'
import { type ReadDb, statement } from './handle.ts'
import { namePerson } from './summaries.ts'

interface StoredNotice {
  readonly id: string
  readonly title: string
  readonly description: string
  readonly impact: string
  readonly action_required: number
  readonly training_materials: string
  readonly effective_date: string
  readonly created_at: string
  readonly created_by: string | null
  readonly read_at: string | null
  readonly readers: number
}

/** The notices that were not withdrawn, newest first, as `reader` (null where nobody signs in) sees them. */
export function listNotices(db: ReadDb, reader: string | null, seesReaders: boolean): readonly Notice[] {
  const sql = `SELECT id, title, description, impact, action_required, training_materials, effective_date, created_at,
       created_by, (SELECT read_at FROM notification_reads
         WHERE notification_id = notifications.id AND staff_id IS ?) AS read_at,
       (SELECT count(*) FROM notification_reads WHERE notification_id = notifications.id) AS readers
     FROM notifications WHERE withdrawn_at IS NULL ORDER BY created_at DESC, id DESC`
  return (statement(db, sql).all(reader) as StoredNotice[]).map((row) => ({
    id: row.id,
    title: row.title,
    description: row.description,
    impact: row.impact as NoticeImpact,
    actionRequired: row.action_required === 1,
    trainingMaterials: JSON.parse(row.training_materials) as string[],
    effectiveDate: row.effective_date,
    createdAt: row.created_at,
    createdBy: namePerson(db, row.created_by),
    readAt: row.read_at,
    readBy: seesReaders ? row.readers : null,
  }))
}
