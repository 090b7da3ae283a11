// What came for somebody after they were folded, on the server model: remembered with the merges it went through, so that undoing
// them gives it back.
import type { MergeRecord } from '../../../src/shared/merging.ts'
import { type MovedTable, movedTables } from '../../../src/shared/wire.ts'
import type { Execution } from './execution.ts'
import { rewriteJson } from './json-text.ts'

/** Adds the rows that a command for `named`, who lives on as somebody else, made to the merges that lead there. */
export function noteLateRows({ transaction, command }: Execution, named: string): void {
  const late: Partial<Record<MovedTable, string[]>> = {}
  for (const { op, table, id } of command.operations) {
    if ((op !== 'insert' && op !== 'append') || !isMoved(table)) continue
    late[table] = [...(late[table] ?? []), id]
  }
  if (Object.keys(late).length === 0) return
  let holder: string | undefined = named
  while (holder !== undefined) {
    const line = transaction
      .all('customer_merge_history')
      .find(({ values }) => values.merged_customer_id === holder && values.undone_at === null)
    if (line) {
      const record = JSON.parse(String(line.values.data)) as MergeRecord
      const moved = { ...record.moved }
      for (const [table, ids] of Object.entries(late) as [MovedTable, string[]][]) {
        moved[table] = [...(moved[table] ?? []), ...ids]
      }
      const data = rewriteJson(JSON.stringify({ ...record, moved }))
      transaction.write('customer_merge_history', line.id, { data })
    }
    holder = line && String(line.values.customer_id)
  }
}

function isMoved(table: string): table is MovedTable {
  return (movedTables as readonly string[]).includes(table)
}
