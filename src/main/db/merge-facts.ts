// What planning a merge or an undo needs to know: whom it is about as they are here, and what the merge left behind.
import { AppError } from '../../shared/errors.ts'
import type { MergeRecord } from '../../shared/merging.ts'
import type { Command, StoredMerge } from '../domain/commands.ts'
import type { FeedRow } from '../domain/rebase.ts'
import { findSurvivorId } from './customer-redirects.ts'
import { readFeedRow } from './feed-rows.ts'
import { type ReadDb, statement } from './handle.ts'
import { readLaterPieces, readReturning } from './later-pieces.ts'

/** Whom a merge names, as whoever they live on as, each once, the survivor first; nothing for other commands. */
export function readMerging(db: ReadDb, command: Command): readonly FeedRow[] {
  if (command.kind !== 'customer.merge') return []
  return readPeople(db, [command.customerId, ...command.foldedIds])
}

/** The customers of these ids as whoever they live on as, each once, in this order. Throws CUSTOMER_NOT_FOUND. */
export function readPeople(db: ReadDb, ids: readonly string[]): readonly FeedRow[] {
  const alive = [...new Set(ids.map((id) => findSurvivorId(db, id)))]
  return alive.map((id) => {
    const row = readFeedRow(db, 'customers', id, id)
    if (!row) throw new AppError('CUSTOMER_NOT_FOUND', 'One of these customers is not in the directory.')
    return row
  })
}

/** A line of the history of merges. */
export interface MergeLine {
  readonly id: string
  readonly customer_id: string
  readonly merged_customer_id: string
  readonly merged_customer_code: string | null
  readonly data: string
  readonly reason: string | null
  readonly merged_by: string | null
  readonly merged_at: string
  readonly command_id: string | null
  readonly undone_at: string | null
  readonly undone_by: string | null
}

/** One line; undefined where it is not here. */
export function readMergeLine(db: ReadDb, mergeId: string): MergeLine | undefined {
  return statement(db, 'SELECT * FROM customer_merge_history WHERE id = ?').get(mergeId) as
    | MergeLine
    | undefined
}

/** The merges into the same survivor that came after this one and stand, the newest first. */
export function readLaterMerges(db: ReadDb, line: MergeLine): readonly MergeLine[] {
  const sql = `SELECT * FROM customer_merge_history WHERE customer_id = ? AND undone_at IS NULL
       AND (merged_at, id) > (?, ?) ORDER BY merged_at DESC, id DESC`
  return statement(db, sql).all(line.customer_id, line.merged_at, line.id) as MergeLine[]
}

/** The merge an undo names; null where there is none here, and for other commands. */
export function readMerged(db: ReadDb, command: Command): StoredMerge | null {
  return command.kind === 'customer.unmerge' ? readStoredMerge(db, command.mergeId) : null
}

/** A merge as undoing needs it; null where it, or one of the two, is not here. */
export function readStoredMerge(db: ReadDb, mergeId: string): StoredMerge | null {
  const line = readMergeLine(db, mergeId)
  if (!line) return null
  const survivor = readFeedRow(db, 'customers', line.customer_id, line.customer_id)
  const folded = readFeedRow(db, 'customers', line.merged_customer_id, line.merged_customer_id)
  if (!survivor || !folded) return null
  return {
    id: line.id,
    survivor,
    folded,
    record: JSON.parse(line.data) as MergeRecord,
    undoneAt: line.undone_at,
    returning: readReturning(db, line),
    pieces: new Map(readLaterPieces(db, line).map(({ id, rows }) => [id, rows])),
    laterCodes: readLaterMerges(db, line).map((later) => later.merged_customer_code ?? '?'),
  }
}
