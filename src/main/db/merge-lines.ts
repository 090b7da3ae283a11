// The line a merge has in the history: what this counter wrote down about one that the server has not told of yet.
import type { MergeRecord } from '../../shared/merging.ts'
import type { FoldRecord } from '../domain/merge.ts'
import { readBase } from './base-rows.ts'
import { statement, type WriteDb } from './handle.ts'
import { readRecord } from './pending-folds.ts'

/**
 * Brings what a merge recorded in step with the rows it was replayed on; the rows it moved stay listed. Once the server has told
 * of the merge, its line stands.
 */
export function keepRecord(db: WriteDb, mergeId: string, record: FoldRecord): void {
  if (readBase(db, 'customer_merge_history', mergeId)?.row !== null) return
  const held = readRecord(db, mergeId)
  if (!held) return
  const kept: MergeRecord = { ...held, ...record, moved: { ...held.moved, ...record.moved } }
  const sql = 'UPDATE customer_merge_history SET data = ? WHERE id = ?'
  statement(db, sql).run(JSON.stringify(kept), mergeId)
}
