// What undoing a merge would make, before anything is done: both customers as they will be, and what came since to share out.

import { fieldOfColumn } from '../../shared/customer.ts'
import { AppError } from '../../shared/errors.ts'
import {
  choosableColumns,
  consentColumns,
  type LaterChange,
  type UndoPreview,
  type UndoPreviewArgs,
  type UndoSide,
} from '../../shared/merging.ts'
import type { StoredMerge } from '../domain/commands.ts'
import { isChangedSince, plainValue, unfoldRows } from '../domain/merge.ts'
import { refuseUndo } from '../domain/plan-merge.ts'
import type { FeedRow } from '../domain/rebase.ts'
import { requireKey } from './customer-keys.ts'
import { type ReadDb, statement } from './handle.ts'
import { readLaterPieces } from './later-pieces.ts'
import { readMergeLine, readStoredMerge } from './merge-facts.ts'
import { describeMerge } from './merge-history.ts'

/** Throws COMMAND_NOT_FOUND, ALREADY_UNDONE, or MERGE_CONFLICT with what is in the way. */
export function previewUndo(db: ReadDb, { mergeId, pieceIds, columns }: UndoPreviewArgs): UndoPreview {
  const line = readMergeLine(db, mergeId)
  const merged = readStoredMerge(db, mergeId)
  if (!line || !merged) throw new AppError('COMMAND_NOT_FOUND', 'This merge is not in the directory.')
  refuseUndo(merged)
  const pieces = readLaterPieces(db, line)
  const chosen = pieces.filter(({ id }) => pieceIds.includes(id)).flatMap((piece) => piece.rows)
  const rows = [...merged.returning, ...chosen]
  const parted = unfoldRows(merged.survivor, merged.folded, merged.record, { rows, columns })
  const going = new Set([
    ...(merged.record.moved.customer_ledger ?? []),
    ...rows.flatMap(({ table, id }) => (table === 'customer_ledger' ? [id] : [])),
  ])
  const sums = shareOut(db, line.customer_id, going)
  const own = sumLedger(db, line.merged_customer_id)
  return {
    entry: describeMerge(db, line),
    survivor: sayUndoSide(parted.survivor, sums.stays),
    folded: sayUndoSide(parted.folded, {
      credit: sums.goes.credit + own.credit,
      points: sums.goes.points + own.points,
      spend: sums.goes.spend + own.spend,
      visit: sums.goes.visit + own.visit,
    }),
    pieces: pieces.map(({ rows: _, ...piece }) => piece),
    changes: readLaterChanges(merged),
  }
}

type Sums = Record<'credit' | 'points' | 'spend' | 'visit', number>
const noSums = (): Sums => ({ credit: 0, points: 0, spend: 0, visit: 0 })

function shareOut(db: ReadDb, survivorId: string, going: ReadonlySet<string>): { stays: Sums; goes: Sums } {
  const sql = 'SELECT id, kind, amount FROM customer_ledger WHERE customer_key = ?'
  const entries = statement(db, sql).all(requireKey(db, survivorId)) as {
    id: string
    kind: keyof Sums
    amount: number
  }[]
  const [stays, goes] = [noSums(), noSums()]
  for (const { id, kind, amount } of entries) (going.has(id) ? goes : stays)[kind] += amount
  return { stays, goes }
}

/** What a merge left with the folded customer. */
function sumLedger(db: ReadDb, customerId: string): Sums {
  return shareOut(db, customerId, new Set()).stays
}

function sayUndoSide(row: FeedRow, sums: Sums): UndoSide {
  return {
    id: String(row.id),
    name: String(row.customer_name),
    code: row.customer_code === null ? null : String(row.customer_code),
    availableCredit: sums.credit,
    loyaltyPoints: sums.points,
    totalLifetimeValue: sums.spend,
    totalVisits: sums.visit,
  }
}

function readLaterChanges({ survivor, record }: StoredMerge): readonly LaterChange[] {
  return [...choosableColumns, ...consentColumns]
    .filter((column) => isChangedSince(survivor, record, column))
    .map((column) => ({
      column,
      field: fieldOfColumn(column),
      now: plainValue(survivor[column]),
      survivorBefore: record.survivor[column] ?? null,
      foldedBefore: record.folded[column] ?? null,
    }))
}
