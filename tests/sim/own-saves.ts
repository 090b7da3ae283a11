// What somebody saved at a counter stays on its screen until the server's own word about it has arrived: checked all along,
// since in the end both sides agree even where a change had vanished for a while.
import type { ColumnValue } from '../../src/shared/wire.ts'
import { type Counter, readFrom } from './counter.ts'
import { prepareOnce } from './gate.ts'
import { isVisible, parseSnapshot } from './server/snapshot.ts'
import type { World } from './world.ts'

/** What is only ever added, and so stays in sight from the save on. */
const addedTables = [
  'customer_ledger',
  'customer_transactions',
  'customer_contact_history',
  'saved_views',
  'notifications',
] as const

/** Saves that are neither on the screen, nor answered for by what was pulled, nor refused; in words. */
export function checkOwnSaves(world: World, counter: Counter): string[] {
  const { record, server } = world
  const store = counter.store()
  const from = readFrom(store)
  const to = prepareOnce(store, 'SELECT to_snapshot FROM sync_state').pluck().get() as string | null
  // An older file or server takes back more than a list of saves can tell.
  if (!from || record.serverRestores > 0 || record.restoredDevices.has(counter.deviceId)) return []
  // Rows of a pull under way are here as of its end.
  const snapshots = [from, to ?? from].map(parseSnapshot)
  const hasArrived = (xid: number) => snapshots.some((snapshot) => isVisible(xid, snapshot))
  const find = prepareOnce(store, 'SELECT * FROM customers WHERE id = ? AND merged_into IS NULL')
  const refused = prepareOnce(store, 'SELECT 1 FROM refused_commands WHERE command_id = ?')
  const rows = new Map(
    addedTables.map((table) => [table as string, prepareOnce(store, `SELECT 1 FROM ${table} WHERE id = ?`)]),
  )
  const wanted = new Map<string, ColumnValue>()
  const found: string[] = []
  for (const [commandId, { planned, device }] of record.saved) {
    if (device !== counter.deviceId) continue
    const answer = server.database.committed.get('commands', commandId)
    const isOver = answer && (answer.result.status !== 'applied' || hasArrived(answer.xid))
    const isGone = isOver || record.dismissed.has(commandId) || refused.get(commandId) !== undefined
    for (const operation of planned.operations) {
      if ('foldedId' in operation) {
        // What either said is what they say together from here on.
        forget(wanted, [operation.customerId, operation.foldedId])
        continue
      }
      const added = operation.op === 'patch' ? undefined : rows.get(operation.table)
      if (added && !isGone && !added.get(operation.id)) {
        found.push(`${counter.name}: row ${operation.id} of ${planned.kind} vanished from the screen`)
      }
      if (operation.op !== 'patch' || operation.table !== 'customers') continue
      for (const [column, { value }] of Object.entries(operation.changes)) {
        if (isGone) wanted.delete(`${operation.id} ${column}`)
        else wanted.set(`${operation.id} ${column}`, value)
      }
    }
  }
  for (const [key, value] of wanted) {
    const [id = '', column = ''] = key.split(' ')
    const row = find.get(id) as Record<string, ColumnValue> | undefined
    if (row && row[column] !== value) {
      found.push(`${counter.name}: ${column} of ${id} was saved as ${value} and shows ${row[column]}`)
    }
  }
  return found
}

function forget(wanted: Map<string, ColumnValue>, ids: readonly string[]): void {
  for (const key of wanted.keys()) if (ids.includes(key.slice(0, key.indexOf(' ')))) wanted.delete(key)
}
