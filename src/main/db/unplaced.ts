// Customers a first pull has brought whose place in the search is not built yet: whole codes, ids and phone numbers find
// them as ever; by name, the newest are looked through one by one.
import { type ReadDb, statement } from './handle.ts'
import { firstRank } from './ranks.ts'
import type { FoundRow } from './search-fragments.ts'
import { composeSearchText } from './search-index.ts'

/** Rows looked through: about what may take half a millisecond beside a pull that changes the file all the time. */
const rowsRead = 200

/** Whether texts wait to be built. */
export function isUnbuilt(db: ReadDb): boolean {
  return statement(db, 'SELECT is_unbuilt FROM search_state').pluck().get() === 1
}

/** Who came last into the file and holds every fragment (in normal form) in name, nickname, code, phone or e-mail. */
export function findUnplaced(db: ReadDb, fragments: readonly string[], limit: number): FoundRow[] {
  if (!isUnbuilt(db)) return []
  const holdsAll = fragments.map(() => 'AND instr(text, ?) > 0').join(' ')
  const sql = `SELECT key FROM (
       SELECT key, search_rank, lower(customer_name || ' ' || coalesce(nickname, '') || ' ' || coalesce(customer_code, '')
         || ' ' || replace(replace(coalesce(contact_number, ''), '-', ''), ' ', '') || ' ' || coalesce(email, '')) AS text
       FROM customers WHERE key > (SELECT max(key) FROM customers) - ? AND merged_into IS NULL)
     WHERE TRUE ${holdsAll}
       AND (search_rank IS NULL OR NOT EXISTS (SELECT 1 FROM search_text WHERE rank = search_rank))
     ORDER BY key DESC LIMIT ?`
  const keys = statement(db, sql)
    .pluck()
    .all(rowsRead, ...fragments, limit) as number[]
  return keys.map((key) => ({ rank: firstRank, key, text: composeSearchText(db, key) ?? '' }))
}

/** Who came last into the file, while there is no order of recency. */
export function listNewest(db: ReadDb, limit: number): number[] {
  const sql = 'SELECT key FROM customers WHERE merged_into IS NULL ORDER BY key DESC LIMIT ?'
  return statement(db, sql).pluck().all(limit) as number[]
}
