// Merges and undos that counters made while apart: every line of the table of outcomes, repeats and races.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { PlannedCommand } from '../../src/shared/wire.ts'
import { checkIn, createCustomer, editCustomer, numberCommands } from './commands.ts'
import { type Counter, openCounter } from './counter.ts'
import { dump, lineIds, makePerson, merge, part, totals, undo, wrongSums } from './merge-commands.ts'
import { startPostgres, type TestDatabase, type TestPostgres } from './postgres.ts'
import { patch, tell } from './story-commands.ts'

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
  one = await makePerson(a, { city: 'Nan' })
  two = await makePerson(a, { primaryPhone: '0895550202', city: 'Trat' })
  three = await makePerson(a, { primaryPhone: '0895550303', city: 'Tak' })
  return () => database.drop()
})

const rowsOf = async (sql: string, values: unknown[] = []) =>
  (await a.client.query(sql, values)).rows as Record<string, unknown>[]
const customer = async (id: string) => (await rowsOf('select * from public.customers where id = $1', [id]))[0]
const codeOf = async (id: string) => String((await customer(id))?.customer_code)

const deactivate = (counter: Counter, id: string) =>
  tell(counter, id, 'customer.deactivate', [patch('customers', id, { is_active: 0 }, { is_active: 1 })])

async function apply(...commands: readonly PlannedCommand[]) {
  const { results } = await a.push(...commands)
  expect(results.map(({ status }) => status)).toEqual(commands.map(() => 'applied'))
}

/** Pushes one command from the other counter; what is refused must have left everything as it was. */
async function tryOn(counter: Counter, command: PlannedCommand) {
  const before = await dump(a.client)
  const [result] = (await counter.push(command)).results
  if (result?.status === 'rejected') expect(await dump(a.client)).toEqual(before)
  return result
}

test('one pair merged the opposite way: the first stands, the second changes nothing and is told', async () => {
  await apply(merge(a, one, two))
  const before = await dump(a.client)
  expect(await tryOn(b, merge(b, two, one))).toMatchObject({
    status: 'merged',
    customerId: one,
    conflicts: 1,
  })
  const { sync_conflicts, ...after } = await dump(a.client)
  expect({ ...after, sync_conflicts: [] }).toEqual(before)
  expect(sync_conflicts).toMatchObject([
    {
      customer_id: one,
      kind: 'merge',
      kept_value: await codeOf(one),
      other_value: await codeOf(two),
      status: 'open',
    },
  ])
  // The same way round again, a cycle, and somebody with themselves: they are one already.
  for (const again of [merge(b, one, two), merge(b, two, two)]) {
    expect(await tryOn(b, again)).toMatchObject({ status: 'merged', conflicts: 1 })
  }
  expect(await rowsOf('select id from public.customer_merge_history')).toHaveLength(1)
})

test('an edit before the merge is folded as it is then, one after it lands on the survivor', async () => {
  await b.push(editCustomer(b, { id: two }, { nickname: 'Early' }))
  await apply(merge(a, one, two))
  const late = await b.push(editCustomer(b, { id: two }, { postalCode: '10110' }), checkIn(b, two))
  expect(late.results).toMatchObject([{ customerId: one }, { customerId: one }])
  expect(await customer(one)).toMatchObject({ nickname: 'Early', postal_code: '10110', total_visits: 3 })
})

test('consent that a folded customer withdrew is not given again by a counter that did not know', async () => {
  const consent = (counter: Counter, id: string, value: 0 | 1) =>
    tell(counter, id, 'customer.update', [patch('customers', id, { sms_pdpa: value })], {
      sms_pdpa: { before: value ? 0 : 1, after: value },
    })
  await apply(consent(a, two, 1))
  await b.catchUp()
  await apply(consent(a, two, 0), merge(a, one, two))
  expect((await b.push(consent(b, one, 1))).results[0]).toMatchObject({ status: 'merged', conflicts: 1 })
  expect(await customer(one)).toMatchObject({ sms_pdpa: false })
})

test('deactivated before, the survivor’s state stands; after, it is refused with words', async () => {
  await b.push(deactivate(b, two))
  await apply(merge(a, one, two))
  expect(await customer(one)).toMatchObject({ is_active: true })
  expect((await tryOn(b, deactivate(b, three)))?.status).toBe('applied')
  expect(await tryOn(b, deactivate(b, two))).toMatchObject({
    status: 'rejected',
    code: 'MERGE_CONFLICT',
    message: expect.stringMatching(/out of use/),
  })
})

test('a folded customer who was merged into somebody else is not merged again', async () => {
  await apply(merge(a, three, two))
  expect(await tryOn(b, merge(b, one, two))).toMatchObject({
    status: 'rejected',
    code: 'MERGE_CONFLICT',
    message: expect.stringContaining(await codeOf(two)),
  })
  // One of several: none of them.
  const four = await makePerson(a, { primaryPhone: '0895550404' })
  expect(await tryOn(b, merge(b, one, [four, two]))).toMatchObject({
    status: 'rejected',
    code: 'MERGE_CONFLICT',
  })
})

test('a survivor who was merged meanwhile: folded into whoever they live on as, without what was taken', async () => {
  await apply(merge(a, three, one))
  const command = merge(b, one, two, { taken: ['city'], left: ['notes'] })
  expect(await tryOn(b, command)).toEqual({
    seq: 1,
    commandId: command.commandId,
    status: 'applied',
    customerId: three,
  })
  expect((await customer(two))?.merged_into).toBe(three)
  expect((await customer(three))?.city).toBe('Tak')
  // Its own counter undoes it by the name it knows.
  expect(await tryOn(b, undo(b, command))).toMatchObject({ status: 'applied', customerId: three })
  expect((await customer(two))?.merged_into).toBeNull()
})

test('a later merge is undone first, and the words name it', async () => {
  const first = merge(a, one, two)
  const second = merge(a, one, three)
  await apply(first, second)
  expect(await tryOn(b, undo(b, first))).toMatchObject({
    status: 'rejected',
    code: 'MERGE_CONFLICT',
    message: expect.stringContaining(await codeOf(three)),
  })
  await apply(undo(a, second), undo(a, first))
  const [deep, top] = [merge(a, one, two), merge(a, three, one)]
  await apply(deep, top)
  expect(await tryOn(b, undo(b, deep))).toMatchObject({
    status: 'rejected',
    code: 'MERGE_CONFLICT',
    message: `Undo the merge of ${await codeOf(one)} into ${await codeOf(three)} first.`,
  })
})

test('within one command, too, the last fold is undone first', async () => {
  const command = merge(a, one, [two, three])
  const [first, last] = lineIds(command)
  const before = await dump(a.client)
  await apply(command)
  expect(await tryOn(b, undo(b, command, { line: String(first) }))).toMatchObject({ code: 'MERGE_CONFLICT' })
  await apply(undo(a, command, { line: String(last) }), undo(a, command, { line: String(first) }))
  expect(await dump(a.client)).toEqual(before)
})

test('two counters undo one merge: the first stands, the second is refused', async () => {
  const merged = merge(a, one, two)
  await apply(merged, undo(a, merged))
  expect(await tryOn(b, undo(b, merged))).toMatchObject({ status: 'rejected', code: 'ALREADY_UNDONE' })
})

test('after personal data was erased a merge cannot be undone', async () => {
  const merged = merge(a, one, two)
  await apply(merged)
  await a.client.query(
    `update public.customer_merge_history set merged_customer_data = merged_customer_data || '{"erased": true}'`,
  )
  expect(await tryOn(b, undo(b, merged))).toMatchObject({
    code: 'MERGE_CONFLICT',
    message: expect.stringMatching(/erased/),
  })
})

test('an undo of nothing, of other people, or of a merge that never happened', async () => {
  const merged = merge(a, one, two)
  await apply(merged)
  const [line] = lineIds(merged)
  for (const [command, code] of [
    [part(b, one, two, randomUUID()), 'COMMAND_NOT_FOUND'],
    [part(b, one, three, String(line)), 'INVALID_ARGUMENTS'],
    [part(b, three, two, String(line)), 'INVALID_ARGUMENTS'],
    [part(b, randomUUID(), two, String(line)), 'CUSTOMER_NOT_FOUND'],
    [merge(b, one, randomUUID()), 'CUSTOMER_NOT_FOUND'],
    [merge(b, randomUUID(), one), 'CUSTOMER_NOT_FOUND'],
  ] as const) {
    expect(await tryOn(b, command)).toMatchObject({ status: 'rejected', code })
  }
  const stolen = merge(b, one, three)
  const operations = stolen.operations.map((operation) => ({ ...operation, id: line }))
  expect(await tryOn(b, { ...stolen, operations } as PlannedCommand)).toMatchObject({
    code: 'INVALID_ARGUMENTS',
  })
})

test('staff neither merge nor undo; an admin does both', async () => {
  const merged = merge(a, one, two)
  const [desk, boss] = [await openCounter(database, 'staff'), await openCounter(database, 'admin')]
  expect(await tryOn(desk, merge(desk, one, two))).toMatchObject({ status: 'rejected', code: 'NOT_ALLOWED' })
  await apply(merged)
  expect(await tryOn(desk, undo(desk, merged))).toMatchObject({ status: 'rejected', code: 'NOT_ALLOWED' })
  expect((await tryOn(boss, undo(boss, merged)))?.status).toBe('applied')
  expect((await tryOn(boss, merge(boss, one, two)))?.status).toBe('applied')
})

test('a hundred repeats of a merge and its undo are one effect and one answer', async () => {
  const start = await dump(a.client)
  const merged = merge(b, one, two)
  const commands = numberCommands([merged, undo(b, merged)], 1)
  const first = await b.pushRaw(commands, 1)
  const before = await rowsOf('select * from public.audit_log order by id')
  for (let repeat = 0; repeat < 100; repeat += 1) {
    expect(await b.pushRaw(commands, 1)).toEqual(first)
  }
  expect(await dump(a.client)).toEqual(start)
  expect(await rowsOf('select * from public.audit_log order by id')).toEqual(before)
  expect(await rowsOf('select id from public.customer_merge_history')).toHaveLength(1)
})

test('merges every way round, undos and sales at once: nobody waits in a circle, nothing is lost', async () => {
  const before = await totals(a.client)
  const people = [one, two, three]
  const counters = await Promise.all(Array.from({ length: 6 }, () => openCounter(database, 'manager')))
  for (let round = 0; round < 8; round += 1) {
    const replies = await Promise.all(
      counters.map((counter, index) => {
        const [kept, dead] = [people[(index + round) % 3], people[(index * 2 + round + 1) % 3]]
        const visits = people.toReversed().map((id) => checkIn(counter, id))
        const merged = merge(counter, String(kept), String(dead))
        return counter.push(...visits, merged, undo(counter, merged))
      }),
    )
    for (const { results, status } of replies) {
      expect(status).toBe('done')
      for (const result of results) expect(result.code).not.toBe('UNEXPECTED')
    }
  }
  expect(await wrongSums(a.client)).toEqual([])
  const visits = (rows: unknown) =>
    (rows as { kind: string; entries: number }[]).find(({ kind }) => kind === 'visit')?.entries
  expect(visits(await totals(a.client))).toBe(Number(visits(before)) + 6 * 8 * 3)
  expect(
    await rowsOf(`select c.id from public.customers c join public.customers s on s.id = c.merged_into
      where s.merged_into is not null or not exists (
        select from public.customer_merge_history l where l.merged_customer_id = c.id and l.undone_at is null)`),
  ).toEqual([])
})

test('a new person made while merges run is made, and no push is turned away', async () => {
  const [c, d] = [await openCounter(database), await openCounter(database)]
  const facts = { fullName: 'Malee Suk', primaryPhone: '0895550909' }
  const merged = merge(a, one, two)
  const replies = await Promise.all([
    a.push(merged, undo(a, merged)),
    c.push(createCustomer(c, facts), checkIn(c, two)),
    d.push(createCustomer(d, facts), checkIn(d, one)),
  ])
  expect(replies.flatMap(({ results }) => results).filter(({ status }) => status === 'rejected')).toEqual([])
  expect(await wrongSums(a.client)).toEqual([])
})
