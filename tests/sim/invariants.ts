// What must hold when all trouble is over and both sides are level: nothing lost, nothing doubled, everybody alike.
import { findSurvivorId } from '../../src/main/db/customer-redirects.ts'
import type { ReadDb } from '../../src/main/db/handle.ts'
import type { Counter } from './counter.ts'
import { checkMerges, mergedByHand } from './merge-invariants.ts'
import { checkOrder } from './order.ts'
import type { Person } from './people.ts'
import { compareRows, readReplica, readServer, replicatedTables } from './replicas.ts'
import { balanceColumns } from './server/rows.ts'
import type { World } from './world.ts'

/** Every broken promise, in words. */
export function checkWorld(world: World, counters: readonly Counter[], people: readonly Person[]): string[] {
  return [
    ...counters.flatMap(checkDrained),
    ...checkReplicas(world, counters),
    ...checkCommands(world, counters),
    ...checkRows(world),
    ...checkBalances(world),
    ...checkCodes(world),
    ...checkRedirects(world, counters),
    ...checkMerges(world, counters),
    ...checkPersons(world, people),
    ...checkOrder(world),
  ]
}

function checkDrained(counter: Counter): string[] {
  const found: string[] = []
  for (const table of [
    'outbox',
    'base_rows',
    'parked_rows',
    'pending_folds',
    'relocated_rows',
    'parted_customers',
  ]) {
    const count = counter.store().prepare(`SELECT count(*) FROM ${table}`).pluck().get()
    if (count !== 0) found.push(`${counter.name}: ${count} rows are left in ${table}`)
  }
  if (counter.lastOutcome() !== 'level')
    found.push(`${counter.name}: the last round ended ${counter.lastOutcome()}`)
  return found
}

function checkReplicas(world: World, counters: readonly Counter[]): string[] {
  const server = readServer(world.server)
  return counters.flatMap((counter) =>
    replicatedTables.flatMap((table) => {
      const differences = compareRows(
        table,
        readReplica(counter.store(), table),
        server.get(table) ?? new Map(),
        3,
      )
      return differences.map((difference) => `${counter.name}: ${difference}`)
    }),
  )
}

function refusedOf(counter: Counter): readonly string[] {
  return counter.store().prepare('SELECT command_id FROM refused_commands').pluck().all() as string[]
}

/** Every acknowledged save ends carried out or refused for people to see, and not both. */
function checkCommands({ server, record }: World, counters: readonly Counter[]): string[] {
  const refused = new Set(counters.flatMap(refusedOf))
  const isDisturbed = record.serverRestores > 0 || record.restoredDevices.size > 0
  const found: string[] = []
  for (const [commandId, { planned, device }] of record.saved) {
    const status = server.database.committed.get('commands', commandId)?.result.status ?? 'none'
    const isSeen = refused.has(commandId) || record.dismissed.has(commandId)
    const words = `${planned.kind} ${commandId} of ${device.slice(0, 8)}`
    const mayBeMissing = record.lostWithFile.has(commandId) || record.lostWithServer.has(commandId)
    if (status === 'none' && !isSeen && !mayBeMissing) found.push(`${words} was lost`)
    if (status === 'rejected' && !isSeen && !mayBeMissing)
      found.push(`${words} was refused and nobody sees it`)
    if ((status === 'applied' || status === 'merged') && isSeen && !isDisturbed) {
      found.push(`${words} was carried out and is shown as refused`)
    }
  }
  return found
}

/** Rows of which one may already be there under another id, that are numbered and not named, or that tell of nothing new. */
const madeOnce: ReadonlySet<string> = new Set([
  'customer_identifiers',
  'notification_reads',
  'vip_tiers',
  'customer_merge_history',
])

/** The server's rows are those of the commands it carried out, each once, and no others. */
function checkRows({ server, record }: World): string[] {
  const { committed } = server.database
  const found: string[] = []
  const explained = new Set(record.foreignRows)
  const tables = [
    'customers',
    'customer_ledger',
    'customer_notes',
    'customer_transactions',
    'customer_contact_history',
    'customer_packages',
    'customer_bookings',
    'saved_views',
    'notifications',
    'notification_reads',
    'customer_merge_history',
    'duplicate_dismissals',
  ] as const
  for (const { id, values } of committed.all('customer_merge_history')) {
    if (values.reason === 'Made on two counters at once.') explained.add(id)
  }
  for (const [commandId, saved] of record.saved) {
    const status = committed.get('commands', commandId)?.result.status
    if (status !== 'applied' && status !== 'merged') continue
    for (const { op, table, id } of saved.planned.operations) {
      if (op === 'patch') continue
      explained.add(id)
      const isHere = madeOnce.has(table) || tables.some((place) => committed.get(place, id))
      if (!record.foreignRows.has(id) && !isHere) {
        found.push(`${saved.planned.kind} ${commandId} was carried out without its row ${id}`)
      }
    }
  }
  for (const table of tables) {
    for (const row of committed.all(table)) {
      if (!explained.has(row.id)) found.push(`${table} ${row.id} is on the server and no command explains it`)
    }
  }
  return found
}

function checkBalances({ server }: World): string[] {
  const { committed } = server.database
  const found: string[] = []
  const sums = new Map<string, number>()
  for (const { values } of committed.all('customer_ledger')) {
    const key = `${values.customer_id} ${balanceColumns[String(values.kind)]}`
    sums.set(key, (sums.get(key) ?? 0) + Number(values.amount))
  }
  for (const { id, values } of committed.all('customers')) {
    for (const column of Object.values(balanceColumns)) {
      const sum = sums.get(`${id} ${column}`) ?? 0
      if (values[column] !== sum)
        found.push(`${column} of ${id} is ${values[column]}, its entries make ${sum}`)
    }
  }
  return found
}

/** Codes are unique, and the one a person was shown stays theirs, unless an older file or server gave it out again. */
function checkCodes({ server, record }: World): string[] {
  const { committed } = server.database
  const found: string[] = []
  const isDisturbed = record.serverRestores > 0 || record.restoredDevices.size > 0
  const owners = new Map<unknown, string>()
  for (const { id, values } of committed.all('customers')) {
    const code = values.customer_code
    if (owners.has(code)) found.push(`code ${code} belongs to two customers`)
    owners.set(code, id)
    const shown = record.shownCodes.get(id)
    if (shown === undefined || shown === code) continue
    const isTold = committed
      .all('sync_conflicts')
      .some((row) => row.values.kind === 'code' && row.values.other_value === shown)
    if (!isDisturbed || !isTold) found.push(`code ${shown} of ${id} became ${code}`)
  }
  return found
}

/** Who a customer lives on as, on the server. */
function survivorOf(server: World['server'], id: string, steps = 0): string {
  const next = server.database.committed.get('customers', id)?.values.merged_into
  return typeof next === 'string' && steps < 9 ? survivorOf(server, next, steps + 1) : id
}

/** Whoever a dead id or code stood for is found under it, on every counter. */
function checkRedirects({ server }: World, counters: readonly Counter[]): string[] {
  const { committed } = server.database
  const found: string[] = []
  for (const dead of committed.all('customers').filter((row) => row.values.merged_into !== null)) {
    const survivor = survivorOf(server, dead.id)
    for (const counter of counters) {
      const store = counter.store()
      if (findSurvivorId(store as unknown as ReadDb, dead.id) !== survivor) {
        found.push(`${counter.name}: dead id ${dead.id} does not lead to ${survivor}`)
      }
      const byCode = store
        .prepare("SELECT customer_id FROM customer_redirects WHERE kind = 'code' AND dead_value = ?")
        .pluck()
        .get(dead.values.customer_code)
      if (byCode !== survivor)
        found.push(`${counter.name}: dead code ${dead.values.customer_code} leads nowhere`)
    }
  }
  return found
}

/** One person made at two counters is one customer; two people on one phone stay two. */
function checkPersons(world: World, people: readonly Person[]): string[] {
  const { server, record } = world
  const { committed } = server.database
  const found: string[] = []
  const alive = new Map<number, string[]>()
  const byHand = mergedByHand(world)
  const touched = new Set(byHand)
  const makers = new Set<string>()
  const madeTwice = new Set<number>()
  for (const { planned, device } of record.saved.values()) {
    const { customerId } = planned.audit
    // Whoever was out of use in between is nobody to fold into; the word may have named one who was folded already.
    if (planned.kind === 'customer.setActive') touched.add(survivorOf(server, customerId))
    // Nor is whoever a counter held for folded when somebody was made there, though the server refused that merge since.
    for (const operation of planned.operations) if (operation.op === 'merge') touched.add(operation.foldedId)
    const person = record.madeFor.get(customerId)
    if (planned.kind !== 'customer.create' || person === undefined) continue
    // One counter that makes somebody twice is taken at its word: only two counters can have missed each other.
    if (makers.has(`${device} ${person}`)) madeTwice.add(person)
    makers.add(`${device} ${person}`)
  }
  for (const { id, values } of committed.all('customers')) {
    const person = record.madeFor.get(id)
    if (person === undefined) continue
    const survivor = values.merged_into
    if (survivor === null) alive.set(person, [...(alive.get(person) ?? []), id])
    else if (record.madeFor.get(String(survivor)) !== person && !byHand.has(String(survivor)))
      found.push(`${id} was folded into somebody else`)
  }
  if (record.serverRestores > 0 || record.restoredDevices.size > 0) return found
  for (const [person, ids] of alive) {
    if (
      ids.length > 1 &&
      people[person]?.isSteady &&
      !madeTwice.has(person) &&
      !ids.some((id) => touched.has(id))
    ) {
      found.push(`person ${person} is ${ids.length} customers: ${ids.join(', ')}`)
    }
  }
  return found
}
