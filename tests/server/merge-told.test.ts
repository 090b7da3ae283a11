// What a manager is told about merges: lines that say two are one close when they are parted, whoever undoes it and however late,
// and credit that merging or parting takes below nothing shows up like any other overdraft.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { PlannedCommand } from '../../src/shared/wire.ts'
import { createCustomer, recordSale, settleConflict } from './commands.ts'
import { type Counter, knowCustomer, openCounter } from './counter.ts'
import { dump, lineIds, makePerson, merge, part, undo, wrongSums } from './merge-commands.ts'
import { startPostgres, type TestDatabase, type TestPostgres } from './postgres.ts'

let postgres: TestPostgres
let database: TestDatabase
let a: Counter
let b: Counter
let one: string
let two: string
let three: string
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres.stop())
beforeEach(async () => {
  database = await postgres.createDatabase()
  a = await openCounter(database, 'manager')
  b = await openCounter(database, 'manager')
  one = await makePerson(a)
  two = await makePerson(a, { primaryPhone: '0895550202' })
  three = await makePerson(a, { primaryPhone: '0895550303' })
  return () => database.drop()
})

const rowsOf = async (sql: string, values: unknown[] = []) =>
  (await a.client.query(sql, values)).rows as Record<string, unknown>[]
const lines = () =>
  rowsOf(`select customer_id, kind, kept_value, other_value, status, settled_value, settled_by
    from public.sync_conflicts order by created_at, (kept_value #>> '{}')`)
const send = async (counter: Counter, command: PlannedCommand) => (await counter.push(command)).results[0]
const apply = async (command: PlannedCommand) =>
  expect(await send(a, command)).toMatchObject({ status: 'applied' })
/** Spends credit until this balance, in satang, is left of the fifty baht that everybody here begins with. */
const overdraw = (id: string, balance: number) => {
  const amount = 5_000 - balance
  return send(a, recordSale(a, id, amount, amount))
}
const open = { status: 'open', settled_value: null, settled_by: null }
const closed = (counter: Counter) => ({
  status: 'settled',
  settled_value: 'undone',
  settled_by: counter.actor,
})

/** One person made on both counters, which the server makes one. */
async function makeTwice() {
  const facts = { fullName: 'Malee Suk', primaryPhone: '0895550808' }
  const [first, second] = [createCustomer(a, facts), createCustomer(b, facts)]
  await apply(first)
  await b.push(second)
  const [kept, dead] = [first.audit.customerId, second.audit.customerId]
  const [line] = await rowsOf('select id from public.customer_merge_history where merged_customer_id = $1', [
    dead,
  ])
  return { kept, dead, line: String(line?.id) }
}

test('one person made twice is told, and no more once a counter that was away has undone it', async () => {
  const { kept, dead, line } = await makeTwice()
  const { to } = await a.pull()
  const undone = part(b, kept, dead, line)
  expect(await lines()).toMatchObject([{ customer_id: kept, kind: 'merge', ...open }])
  expect(await send(b, undone)).toMatchObject({ status: 'applied' })
  expect(await lines()).toMatchObject([{ customer_id: kept, kind: 'merge', ...closed(b) }])
  const { rows } = await a.pull({ from: to })
  expect(rows.sync_conflicts).toMatchObject([
    { kind: 'merge', status: 'settled', settled_value: 'undone', settled_at: undone.audit.at },
  ])
  // Whoever has seen it meanwhile is as late as after any other manager.
  const id = String(rows.sync_conflicts?.[0]?.id)
  const seen = settleConflict(a, await knowCustomer(a.client, kept), { id, column: null, value: null })
  expect(await send(a, seen)).toMatchObject({ status: 'rejected', code: 'CONFLICT_SETTLED' })
})

test('a line that somebody has seen stays theirs', async () => {
  const { kept, dead, line } = await makeTwice()
  const id = String((await rowsOf('select id from public.sync_conflicts'))[0]?.id)
  await apply(settleConflict(a, await knowCustomer(a.client, kept), { id, column: null, value: null }))
  await send(b, part(b, kept, dead, line))
  expect(await lines()).toMatchObject([{ status: 'settled', settled_value: null, settled_by: a.actor }])
})

test('whoever merged them second is told nothing any more either; lines about others stay', async () => {
  const { kept } = await makeTwice()
  const merged = merge(a, one, two)
  await apply(merged)
  await send(b, merge(b, two, one))
  await apply(undo(a, merged))
  expect(await lines()).toMatchObject([
    { customer_id: kept, ...open },
    { customer_id: one, kind: 'merge', ...closed(a) },
  ])
})

test('a line goes along over further merges, and closes only with its own', async () => {
  const { kept, dead, line } = await makeTwice()
  const further = merge(a, three, kept)
  await apply(further)
  expect(await lines()).toMatchObject([{ customer_id: three, ...open }])
  await apply(undo(a, further))
  expect(await lines()).toMatchObject([{ customer_id: kept, ...open }])
  await apply(part(a, kept, dead, line))
  expect(await lines()).toMatchObject([{ customer_id: kept, ...closed(a) }])
})

test('two overdrafts are added up and told, though nobody refuses a merge for it; undone, all is as it was', async () => {
  await overdraw(one, -20_000)
  await overdraw(two, -40_000)
  const before = await dump(a.client)
  const merged = merge(b, one, two)
  expect(await send(b, merged)).toMatchObject({ status: 'merged', conflicts: 1 })
  const told = { customer_id: one, kind: 'overdraft', kept_value: -60_000, other_value: -40_000 }
  expect(await lines()).toContainEqual({ ...told, ...open })
  // Beyond the allowance there is nothing to spend.
  expect(await send(a, recordSale(a, one, 100, 100))).toMatchObject({ code: 'CREDIT_INSUFFICIENT' })
  await apply(undo(a, merged))
  const after = await dump(a.client)
  const others = (after.sync_conflicts as { kept_value: number }[]).filter(
    ({ kept_value }) => kept_value !== -60_000,
  )
  expect({ ...after, sync_conflicts: others }).toEqual(before)
  expect(await lines()).toContainEqual({ ...told, ...closed(a) })
})

test('an open line that says as much is enough; one that was seen before is told again of whom it is now', async () => {
  await overdraw(two, -30_000)
  const merged = merge(a, one, two)
  await apply(merged)
  expect(await lines()).toMatchObject([{ customer_id: one, kept_value: -30_000, ...open }])
  await apply(undo(a, merged))
  const id = String((await rowsOf('select id from public.sync_conflicts'))[0]?.id)
  await apply(settleConflict(a, await knowCustomer(a.client, two), { id, column: null, value: null }))
  expect(await send(a, merge(a, one, two))).toMatchObject({ status: 'merged', conflicts: 1 })
  expect(await lines()).toContainEqual({
    ...{ customer_id: one, kind: 'overdraft', kept_value: -25_000, other_value: -30_000 },
    ...open,
  })
})

test('what was spent while they were one, of the other’s credit, is told of whom it is missing once they are parted', async () => {
  await overdraw(two, -10_000)
  await overdraw(one, -20_000)
  const merged = merge(a, one, two)
  await send(a, merged)
  await send(a, recordSale(a, one, 4_000, 4_000))
  expect(await send(a, undo(a, merged))).toMatchObject({ status: 'merged', conflicts: 1 })
  expect(await lines()).toHaveLength(4)
  expect(await lines()).toEqual(
    expect.arrayContaining([
      { customer_id: two, kind: 'overdraft', kept_value: -10_000, other_value: -15_000, ...open },
      { customer_id: one, kind: 'overdraft', kept_value: -20_000, other_value: -25_000, ...open },
      // It said what the three came to last.
      { customer_id: one, kind: 'overdraft', kept_value: -34_000, other_value: -4_000, ...closed(a) },
      { customer_id: one, kind: 'overdraft', kept_value: -24_000, other_value: -4_000, ...open },
    ]),
  )
  expect(await wrongSums(a.client)).toEqual([])
})

test('of three made one in one command each is judged, and parted again each line closes with its own', async () => {
  for (const id of [one, two, three]) await overdraw(id, -1_000)
  const merged = merge(a, one, [two, three])
  expect(await send(a, merged)).toMatchObject({ status: 'merged', conflicts: 2 })
  const [first, second] = lineIds(merged)
  const caused = async () =>
    (await lines()).filter(({ kept_value }) => Number(kept_value) < -1_000).map(({ status }) => status)
  expect(await caused()).toEqual(['open', 'open'])
  await apply(undo(a, merged, { line: second }))
  expect((await caused()).toSorted()).toEqual(['open', 'settled'])
  await apply(undo(a, merged, { line: first }))
  expect(await caused()).toEqual(['settled', 'settled'])
})
