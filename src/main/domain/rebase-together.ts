// Replays pending commands on customers whom merges or undos bind together: what one of them becomes depends on the others.
// Pure: rows in feed form, each with the newest command that is in it, and the commands in; rows out.
import type { MergeRecord } from '../../shared/merging.ts'
import type { MergeOperation, PlannedCommand, UnmergeOperation } from '../../shared/wire.ts'
import { canFold, canUnfold, type FoldRecord, foldRows, unfoldRows } from './merge.ts'
import { applyOne, type FeedRow, touches } from './rebase.ts'

/** A customer's row and the newest own command that is in it. */
export interface BoundRow {
  readonly row: FeedRow | null
  readonly seq: number
}

/** A pending command at its place in the device's order. */
export interface NumberedCommand {
  readonly seq: number
  readonly planned: PlannedCommand
}

export interface RebasedGroup {
  readonly rows: ReadonlyMap<string, FeedRow | null>
  /** What each merge that was replayed came to, by its id. */
  readonly records: ReadonlyMap<string, FoldRecord>
}

/** The rows after these commands, oldest first. `readRecord` knows what merges that are not among the commands left behind. */
export function rebaseTogether(
  members: ReadonlyMap<string, BoundRow>,
  commands: readonly NumberedCommand[],
  readRecord: (mergeId: string) => MergeRecord | null,
): RebasedGroup {
  const rows = new Map([...members].map(([id, { row }]) => [id, row]))
  const records = new Map<string, FoldRecord>()
  for (const { seq, planned } of commands) {
    // What is in a row already is not done to it again.
    const write = (id: string, row: FeedRow) => {
      const member = members.get(id)
      if (member && seq > member.seq) rows.set(id, stamp(row, planned))
    }
    for (const operation of planned.operations) {
      if (operation.op === 'merge') replayMerge(operation, rows, records, write)
      else if (operation.op === 'unmerge') {
        const made = records.get(operation.id)
        const record = made ? { ...made, followers: [] } : readRecord(operation.id)
        if (record) replayUnmerge(operation, record, rows, write)
      } else {
        for (const [id, { seq: included }] of members) {
          if (seq <= included || !touches(operation, 'customers', id)) continue
          rows.set(id, applyOne('customers', rows.get(id) ?? null, operation, planned))
        }
      }
    }
  }
  return { rows, records }
}

type Rows = ReadonlyMap<string, FeedRow | null>
type Write = (id: string, row: FeedRow) => void

function replayMerge(
  operation: MergeOperation,
  rows: Rows,
  records: Map<string, FoldRecord>,
  write: Write,
): void {
  const survivor = rows.get(operation.customerId) ?? null
  const folded = rows.get(operation.foldedId) ?? null
  if (!survivor || !folded || !canFold(survivor, folded)) return
  const made = foldRows(survivor, folded, operation)
  records.set(operation.id, made.record)
  write(operation.customerId, made.survivor)
  write(operation.foldedId, made.folded)
}

function replayUnmerge(operation: UnmergeOperation, record: MergeRecord, rows: Rows, write: Write): void {
  const survivor = rows.get(operation.customerId) ?? null
  const folded = rows.get(operation.foldedId) ?? null
  if (!survivor || !folded || !canUnfold(survivor, folded)) return
  const parted = unfoldRows(survivor, folded, record, operation)
  write(operation.customerId, parted.survivor)
  write(operation.foldedId, parted.folded)
  for (const id of record.followers) {
    const follower = rows.get(id)
    if (follower?.merged_into === operation.customerId)
      write(id, { ...follower, merged_into: operation.foldedId })
  }
}

function stamp(row: FeedRow, { audit }: PlannedCommand): FeedRow {
  return { ...row, updated_at: audit.at, updated_by: audit.actor }
}
