// Random merges, undos and dismissals for the comparison of the model with the real SQL: of few people, in any order, also of
// those who were merged, edited or put out of use meanwhile.
import { choosableColumns } from '../../src/shared/merging.ts'
import {
  directoryId,
  leftParts,
  movedTables,
  type Operation,
  type UnmergeOperation,
} from '../../src/shared/wire.ts'
import { type Device, givenIds, type Twin } from './parity-commands.ts'
import type { ServerRow } from './server/rows.ts'

/** A merge of a customer with one or two others, or the undoing of a merge: whose command it is, and what it does. */
export function mergeOrPart(
  twin: Twin,
  device: Device,
): { readonly customerId: string; readonly operations: readonly Operation[] } | null {
  const { random } = twin
  const known = [...device.view.keys()].sort()
  const merges = twin.model.database.committed.all('customer_merge_history')
  if (merges.length > 0 && random.chance(0.4)) {
    const merge = random.pick(merges.toSorted((left, right) => left.order - right.order))
    const customerId = String(merge.values.customer_id)
    return { customerId, operations: [partOf(twin, merge)] }
  }
  if (known.length < 2) return null
  const customerId = random.pick(known)
  const operations = Array.from({ length: random.chance(0.2) ? 2 : 1 }, (): Operation => {
    return {
      op: 'merge',
      table: 'customer_merge_history',
      id: random.uuid(),
      customerId,
      foldedId: random.chance(0.02) ? random.uuid() : random.pick(known),
      taken: random.chance(0.5) ? choosableColumns.filter(() => random.chance(0.3)) : [],
      left: random.chance(0.3) ? leftParts.filter(() => random.chance(0.5)) : [],
    }
  })
  return { customerId, operations }
}

function partOf(twin: Twin, { id, values }: ServerRow): UnmergeOperation {
  const { random, model } = twin
  const given = givenIds(twin)
  const pieces = movedTables.flatMap((table) =>
    model.database.committed
      .all(table)
      .filter((row) => row.values.customer_id === values.customer_id)
      // Ids that each side made itself name nothing on the other.
      .filter((row) => given.has(row.id))
      .map((row) => ({ table, id: row.id, order: row.order })),
  )
  const rows = pieces
    .toSorted((left, right) => left.order - right.order)
    .filter(() => random.chance(0.2))
    .map((piece) => ({ table: piece.table, id: piece.id }))
  const columns = random.chance(0.5) ? choosableColumns.filter(() => random.chance(0.3)) : []
  const [customerId, foldedId] = [String(values.customer_id), String(values.merged_customer_id)]
  return { op: 'unmerge', table: 'customer_merge_history', id, customerId, foldedId, rows, columns }
}

/** "Not the same person" of any two, or its taking back. */
export function dismissOperations({ random, dismissals }: Twin, device: Device, at: string): Operation[] {
  const known = [...device.view.keys()].sort()
  const head = { table: 'duplicate_dismissals', customerId: directoryId } as const
  if (dismissals.size > 0 && random.chance(0.4)) {
    const id = random.pick([...dismissals.values()])
    const value = random.below(2)
    return [{ ...head, op: 'patch', id, changes: { is_withdrawn: { base: 1 - value, value } } }]
  }
  if (known.length < 2) return []
  const pair = [random.pick(known), random.pick(known)].toSorted()
  const [first = '', second = ''] = pair
  if (first === second) return []
  const id = dismissals.get(pair.join(' ')) ?? random.uuid()
  dismissals.set(pair.join(' '), id)
  const values = {
    first_customer_id: first,
    second_customer_id: second,
    reason: random.chance(0.5) ? 'Twins' : null,
    dismissed_by: null,
    dismissed_at: at,
    is_withdrawn: 0,
  }
  return [{ ...head, op: 'insert', id, values }]
}
