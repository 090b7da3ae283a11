// Consents that were withdrawn while two customers were one: nobody can tell which of the two was meant, so that undoing the merge
// leaves them withdrawn for both. What merges on top made stricter was undone with them.
import { consentColumns, type MergeRecord } from '../../shared/merging.ts'
import { findKey } from './customer-keys.ts'
import { type ReadDb, statement } from './handle.ts'

interface LineRow {
  readonly customer_id: string
  readonly command_id: string | null
  readonly merged_at: string
  readonly data: string
}

/** What a merge left behind, with the consents withdrawn since: what undoing it looks at. Null where its line is not here. */
export function readRecordToUndo(db: ReadDb, mergeId: string): MergeRecord | null {
  const sql = 'SELECT customer_id, command_id, merged_at, data FROM customer_merge_history WHERE id = ?'
  const line = statement(db, sql).get(mergeId) as LineRow | undefined
  if (!line) return null
  const newest = statement(
    db,
    `SELECT changes ->> $after = 0 AND changes ->> $before IS NOT NULL FROM audit_log
     WHERE customer_key = $key AND at > $since AND command_id IS NOT $command
       AND action NOT IN ('customer.merge', 'customer.unmerge') AND changes ->> $after IS NOT NULL
     ORDER BY at DESC, command_id DESC LIMIT 1`,
  ).pluck()
  const asked = {
    key: findKey(db, line.customer_id) ?? null,
    since: line.merged_at,
    command: line.command_id,
  }
  const withdrawn = consentColumns.filter(
    (column) => newest.get({ ...asked, after: `$.${column}.after`, before: `$.${column}.before` }) === 1,
  )
  return { ...(JSON.parse(line.data) as MergeRecord), withdrawn }
}
