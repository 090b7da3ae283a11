// What must be true of a counter after it was killed: at once of its file, and, once it is level with the server again, of
// both. Every save that was said to be saved is there exactly once, here and there, or was refused and is listed.
import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { listBackups, makeBackup } from '../../src/main/db/backup.ts'
import { isSoundFile } from '../../src/main/db/check-file.ts'
import { listCustomers } from '../../src/main/db/customer-list.ts'
import type { ReadDb } from '../../src/main/db/handle.ts'
import { searchCustomers } from '../../src/main/db/search.ts'
import { composeSearchText } from '../../src/main/db/search-index.ts'
import { storeFiles } from '../../src/main/db/store-files.ts'
import type { EngineCounter, Seat } from './engine-counter.ts'
import { levelOut } from './level-out.ts'
import { compareWithServer } from './replica.ts'
import { nameOf, type Saved } from './work.ts'
import type { CrashWorld } from './world.ts'

function count(db: ReadDb, sql: string, ...values: readonly string[]): number {
  return db
    .prepare(sql)
    .pluck()
    .get(...values) as number
}

/** A counter after its kills, and what had been said by then. */
export interface Recovery {
  readonly seat: Seat
  readonly saved: readonly Saved[]
  readonly kills: number
  readonly world: CrashWorld
}

/** A counter that was just started again has everything; it syncs, and then so has the server. */
export async function requireRecovery(
  counter: EngineCounter,
  { seat, saved, kills, world }: Recovery,
): Promise<void> {
  const { db } = counter
  assert.equal(counter.opened, 'OPENED')
  requireSound(db)
  requireKept(db, saved)
  await levelOut(counter)
  requireSound(db)
  requireKept(db, saved)
  await requireDelivered(db, seat, world, saved, kills)
  await requireLevel(db, seat, world)
}

/** The file itself: every page and index right, and no row that points at nothing. */
export function requireSound(db: ReadDb): void {
  assert.equal(db.pragma('integrity_check', { simple: true }), 'ok')
  assert.deepEqual(db.pragma('foreign_key_check'), [])
}

/** Whatever counts as a backup can be restored, and the next one clears away what an unfinished one left. */
export function requireBackups({ folder, key }: Seat): void {
  const files = storeFiles(folder)
  const options = { folder, key: Buffer.from(key, 'hex') }
  for (const name of listBackups(files)) {
    assert.ok(isSoundFile(path.join(files.backups, name), options.key), `${name} is sound`)
  }
  makeBackup({ ...options, now: new Date() })
  const left = fs.readdirSync(files.backups).filter((name) => name.includes('partial'))
  assert.deepEqual(left, [])
}

/** Each save is in the file once, whatever has become of it: with its line in the history, or on the list of what was refused. */
export function requireKept(db: ReadDb, saved: readonly Saved[]): void {
  for (const { commandId, kind } of saved) {
    const lines = count(db, 'SELECT count(*) FROM audit_log WHERE command_id = ?', commandId)
    const refused = count(db, 'SELECT count(*) FROM refused_commands WHERE command_id = ?', commandId)
    assert.equal(
      lines + refused,
      1,
      `${kind} ${commandId}: ${lines} lines of history, refused ${refused} times`,
    )
    const waiting = count(db, 'SELECT count(*) FROM outbox WHERE command_id = ?', commandId)
    assert.ok(waiting + refused <= 1, `${kind} ${commandId} waits ${waiting} times, refused ${refused} times`)
    const rows = countRows((sql) => count(db, sql), commandId)
    assert.deepEqual(rows, refused ? noRows : expectedRows(kind), `the rows of ${kind} ${commandId} here`)
  }
}

/** Nothing is left half done, the search agrees with the rows, the rows with the server, and balances with their entries. */
export async function requireLevel(db: ReadDb, seat: Seat, world: CrashWorld): Promise<void> {
  for (const table of ['outbox', 'base_rows', 'parked_rows', 'brought_rows', 'parted_customers']) {
    assert.equal(count(db, `SELECT count(*) FROM ${table}`), 0, `rows are left in ${table}`)
  }
  requireSearch(db)
  assert.deepEqual(await compareWithServer(db, seat, world), [])
  const { rows } = await world.sql.query(
    `select c.id from public.customers c left join public.customer_ledger l on l.customer_id = c.id group by c.id
     having c.available_credit * 100 <> coalesce(sum(l.amount) filter (where l.kind = 'credit'), 0)
       or c.total_visits <> coalesce(sum(l.amount) filter (where l.kind = 'visit'), 0)`,
  )
  assert.deepEqual(rows, [], 'balances on the server are the sums of their entries')
}

/** Each save reached the server once: one line in its log, one in its history, and its rows, or a refusal that is listed here. */
export async function requireDelivered(
  db: ReadDb,
  { deviceId }: Seat,
  { sql }: CrashWorld,
  saved: readonly Saved[],
  kills: number,
): Promise<void> {
  const log = await sql.query<{ command_id: string; status: string }>(
    `select command_id, result ->> 'status' as status from public.command_log where device_id = $1`,
    [deviceId],
  )
  const answered = new Map(log.rows.map((row) => [row.command_id, row.status]))
  assert.equal(answered.size, log.rows.length, 'no command is in the log of the server twice')
  const made = await readMade(sql, saved)
  for (const { commandId, kind, code, customerId } of saved) {
    const status = answered.get(commandId)
    const refused = count(db, 'SELECT count(*) FROM refused_commands WHERE command_id = ?', commandId)
    assert.ok(status, `${kind} ${commandId} never reached the server`)
    assert.equal(
      status === 'rejected',
      refused === 1,
      `${kind} ${commandId} is ${status}, refused ${refused}`,
    )
    const { history, owners, ...rows } = made.get(commandId) ?? missing
    assert.deepEqual(rows, refused ? noRows : expectedRows(kind), `the rows of ${kind} ${commandId} there`)
    assert.equal(history, refused ? 0 : 1, `${kind} ${commandId} is ${history} times in the history there`)
    if (code !== null) assert.deepEqual(owners, [customerId], `${code} is still theirs`)
  }
  // Durable before it was said: at most the one save that each kill came into.
  const unsaid = log.rows.length - saved.length
  assert.ok(unsaid >= 0 && unsaid <= kills, `${unsaid} saves that nobody was told of, after ${kills} kills`)
}

interface MadeRows {
  readonly customers: number
  readonly notes: number
  readonly entries: number
}

const noRows: MadeRows = { customers: 0, notes: 0, entries: 0 }

/** What a save makes that carries its own id, or words with it. */
function expectedRows(kind: Saved['kind']): MadeRows {
  switch (kind) {
    case 'customer.create':
      return { ...noRows, customers: 1, notes: 1 }
    case 'customer.addNote':
      return { ...noRows, notes: 1 }
    case 'customer.checkIn':
    case 'customer.recordSale':
    case 'customer.addCredit':
      return { ...noRows, entries: 1 }
    default:
      return noRows
  }
}

function countRows(one: (sql: string) => number, commandId: string): MadeRows {
  return {
    customers: one(`SELECT count(*) FROM customers WHERE customer_name = '${nameOf(commandId)}'`),
    notes: one(`SELECT count(*) FROM customer_notes WHERE note_text = 'Note ${commandId}'`),
    entries: one(`SELECT count(*) FROM customer_ledger WHERE id = '${commandId}'`),
  }
}

interface MadeThere extends MadeRows {
  readonly history: number
  /** Who has the code that the counter gave. */
  readonly owners: readonly string[] | null
}
const missing: MadeThere = { ...noRows, history: 0, owners: null }

async function readMade(sql: CrashWorld['sql'], saved: readonly Saved[]) {
  const { rows } = await sql.query<MadeThere & { id: string }>(
    `select saved.id,
       (select count(*) from public.customers where customer_name = saved.name)::int as customers,
       (select count(*) from public.customer_notes where note_text = 'Note ' || saved.id)::int as notes,
       (select count(*) from public.customer_ledger where id = saved.id::uuid)::int as entries,
       (select count(*) from public.audit_log where command_id = saved.id::uuid)::int as history,
       (select array_agg(id::text) from public.customers where customer_code = saved.code) as owners
     from unnest($1::text[], $2::text[], $3::text[]) as saved (id, name, code)`,
    [
      saved.map(({ commandId }) => commandId),
      saved.map(({ commandId }) => nameOf(commandId)),
      saved.map(({ code }) => code),
    ],
  )
  return new Map(rows.map(({ id, ...made }) => [id, made]))
}

/** Everybody who can be found has one text, made of their rows as they are, in one place; and is found by their name. */
function requireSearch(db: ReadDb): void {
  const alive = db
    .prepare('SELECT key, id, customer_name, search_rank FROM customers WHERE merged_into IS NULL')
    .all() as { key: number; id: string; customer_name: string; search_rank: number | null }[]
  const text = db.prepare('SELECT customer_key, text FROM search_text WHERE rank = ?').raw()
  for (const { key, search_rank } of alive) {
    assert.deepEqual(text.get(search_rank), [key, composeSearchText(db, key)], 'the text of a customer')
  }
  assert.equal(count(db, 'SELECT count(*) FROM search_text'), alive.length)
  const listed = listCustomers(db, {
    filters: {},
    sort: { by: 'fullName', order: 'asc' },
    offset: 0,
    limit: 1,
  })
  assert.equal(listed.total, alive.length, 'everybody alive is in the list')
  assert.equal(count(db, 'SELECT is_unbuilt FROM search_state'), 0)
  const newest = alive.filter(({ customer_name }) => customer_name.startsWith('Newcomer ')).slice(-10)
  for (const { id, customer_name } of newest) {
    const found = searchCustomers(db, customer_name, 1).hits.map((hit) => hit.id)
    assert.deepEqual(found, [id], 'a saved customer is found')
  }
}
