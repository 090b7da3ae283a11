// The pairs that a search found: written by whoever searches, put off by people, read by the inbox. A pair that is found again
// stays put off.
import { groupsOf, type ScoredPair } from '../domain/duplicate-clusters.ts'
import type { DuplicateScore } from '../domain/duplicates.ts'
import { type ReadDb, statement, type WriteDb } from './handle.ts'

/** Two customers who may be one, in either order. */
export interface FoundPair extends DuplicateScore {
  readonly oneId: string
  readonly otherId: string
}

/** A pair as the inbox gathers it: its people by their local keys. */
export interface KeptPair extends ScoredPair {
  readonly postponedUntil: string | null
}

/** How a pair is named: the smaller id first. */
export function inOrder(oneId: string, otherId: string): readonly [leftId: string, rightId: string] {
  return oneId < otherId ? [oneId, otherId] : [otherId, oneId]
}

const keepSql = `INSERT INTO duplicate_pairs
    (left_id, right_id, left_key, right_key, score, reasons, reason_groups, found_at)
  SELECT $left, $right, one.key, other.key, $score, $reasons, $groups, $now FROM customers AS one JOIN customers AS other
  WHERE one.id = $left AND other.id = $right AND one.merged_into IS NULL AND other.merged_into IS NULL
  ON CONFLICT (left_id, right_id) DO UPDATE SET score = excluded.score, reasons = excluded.reasons,
    reason_groups = excluded.reason_groups, found_at = excluded.found_at
  WHERE score <> excluded.score OR reasons <> excluded.reasons`

/** Writes pairs over what is known of them; of people who are not here or not on their own any more, nothing. */
export function keepPairs(db: WriteDb, pairs: readonly FoundPair[], now: string): void {
  const keep = statement(db, keepSql)
  for (const { oneId, otherId, score, reasons } of pairs) {
    const [left, right] = inOrder(oneId, otherId)
    keep.run({ left, right, score, reasons: JSON.stringify(reasons), groups: groupsOf(reasons), now })
  }
}

/** Forgets pairs. */
export function dropPairs(db: WriteDb, pairs: readonly (readonly [leftId: string, rightId: string])[]): void {
  const drop = statement(db, 'DELETE FROM duplicate_pairs WHERE left_id = ? AND right_id = ?')
  for (const pair of pairs) drop.run(...pair)
}

/** Whom a customer was found to resemble before. */
export function readPartners(db: ReadDb, customerId: string): readonly string[] {
  const sql = `SELECT right_id FROM duplicate_pairs WHERE left_id = $id
    UNION ALL SELECT left_id FROM duplicate_pairs WHERE right_id = $id`
  return statement(db, sql).pluck().all({ id: customerId }) as string[]
}

/** Every pair by its ids. */
export function readPairs(db: ReadDb): readonly (readonly [leftId: string, rightId: string])[] {
  const sql = 'SELECT left_id, right_id FROM duplicate_pairs ORDER BY left_id, right_id'
  return statement(db, sql).raw().all() as [string, string][]
}

/** Every pair, best first. */
export function readKeptPairs(db: ReadDb): readonly KeptPair[] {
  const sql = `SELECT left_key, right_key, score, reason_groups, postponed_until
    FROM duplicate_pairs ORDER BY score DESC, left_key, right_key`
  const rows = statement(db, sql).raw().all() as [number, number, number, number, string | null][]
  return rows.map(([left, right, score, groups, postponedUntil]) => {
    return { left, right, score, groups, postponedUntil }
  })
}

/** How a pair was scored and why; null where it was not found. */
export function readPair(db: ReadDb, leftId: string, rightId: string): DuplicateScore | null {
  const sql = 'SELECT score, reasons FROM duplicate_pairs WHERE left_id = ? AND right_id = ?'
  const row = statement(db, sql).get(leftId, rightId) as { score: number; reasons: string } | undefined
  return row ? { score: row.score, reasons: JSON.parse(row.reasons) as DuplicateScore['reasons'] } : null
}

/** Puts pairs off until a moment; null asks about them again. */
export function postponePairs(
  db: WriteDb,
  pairs: readonly { readonly leftId: string; readonly rightId: string }[],
  until: string | null,
): void {
  const postpone = statement(
    db,
    'UPDATE duplicate_pairs SET postponed_until = ? WHERE left_id = ? AND right_id = ?',
  )
  for (const { leftId, rightId } of pairs) postpone.run(until, ...inOrder(leftId, rightId))
}

/** Asks about everything again that was put off. */
export function endPostponements(db: WriteDb): void {
  statement(db, 'UPDATE duplicate_pairs SET postponed_until = NULL WHERE postponed_until IS NOT NULL').run()
}
