// "Not the same person" on the server: said once of a pair by anybody at the desk, taken back and said anew, whoever they live on as.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { ColumnValue } from '../../src/shared/wire.ts'
import { createCustomer } from './commands.ts'
import { type Counter, openCounter } from './counter.ts'
import { merge } from './merge-commands.ts'
import { startPostgres, type TestDatabase, type TestPostgres } from './postgres.ts'
import { directory, insert, patch, tell } from './story-commands.ts'

let postgres: TestPostgres
let database: TestDatabase
let desk: Counter
let other: Counter
let pair: readonly [string, string]
const id = randomUUID()
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres.stop())
beforeEach(async () => {
  database = await postgres.createDatabase()
  desk = await openCounter(database, 'staff')
  other = await openCounter(database, 'manager')
  const people = [createCustomer(desk), createCustomer(desk, { fullName: 'Somchai Jr.' })]
  await desk.push(...people)
  const [first = '', second = ''] = people.map(({ audit }) => audit.customerId).toSorted()
  pair = [first, second]
  return () => database.drop()
})

type Values = Readonly<Record<string, ColumnValue>>
const dismiss = (counter: Counter, more: Values = {}, named = id) =>
  tell(counter, directory, 'duplicates.dismiss', [
    insert(
      'duplicate_dismissals',
      {
        first_customer_id: pair[0],
        second_customer_id: pair[1],
        reason: 'Father and son.',
        dismissed_at: new Date().toISOString(),
        ...more,
      },
      named,
    ),
  ])
const change = (counter: Counter, values: Values, named = id) =>
  tell(counter, directory, 'duplicates.restore', [patch('duplicate_dismissals', named, values)])
const held = async () => (await other.pull()).rows.duplicate_dismissals ?? []

test('anybody at the desk says it, once of a pair, and every counter hears of it', async () => {
  expect((await desk.push(dismiss(desk, { dismissed_by: other.person.id }))).results[0]?.status).toBe(
    'applied',
  )
  const first = await held()
  expect(first).toMatchObject([
    {
      id,
      first_customer_id: pair[0],
      second_customer_id: pair[1],
      reason: 'Father and son.',
      dismissed_by: desk.actor,
      is_withdrawn: 0,
    },
  ])
  expect((await other.push(dismiss(other, { reason: 'Said again.' }))).results[0]?.status).toBe('applied')
  expect((await other.push(dismiss(other, {}, randomUUID()))).results[0]?.status).toBe('applied')
  expect(await held()).toEqual(first)
})

test('it is taken back and said anew, as the last one says; a line of the trail tells of each', async () => {
  await desk.push(dismiss(desk))
  await other.push(change(other, { is_withdrawn: 1 }))
  expect(await held()).toMatchObject([
    { is_withdrawn: 1, dismissed_by: desk.actor, reason: 'Father and son.' },
  ])
  const at = new Date(Date.now() - 1_000).toISOString()
  await other.push(
    change(other, { is_withdrawn: 0, reason: 'Twins.', dismissed_by: desk.person.id, dismissed_at: at }),
  )
  expect(await held()).toMatchObject([
    { is_withdrawn: 0, dismissed_by: other.actor, reason: 'Twins.', dismissed_at: at },
  ])
  await other.push(change(other, { reason: null }))
  expect(await held()).toMatchObject([{ reason: null, dismissed_at: at }])
  const { rows } = await other.pull()
  expect(rows.audit_log?.filter((line) => line.customer_id === directory).map((line) => line.action)).toEqual(
    ['duplicates.dismiss', 'duplicates.restore', 'duplicates.restore', 'duplicates.restore'],
  )
})

test('somebody who was folded since may be named: it counts again when they are parted', async () => {
  const merged = merge(other, pair[0], pair[1])
  await other.push(merged)
  expect((await desk.push(dismiss(desk))).results[0]?.status).toBe('applied')
  expect(await held()).toMatchObject([{ second_customer_id: pair[1] }])
})

test('nobody is dismissed from themselves, from nobody, or the wrong way round', async () => {
  for (const [command, code] of [
    [dismiss(desk, { second_customer_id: pair[0] }), 'INVALID_ARGUMENTS'],
    [dismiss(desk, { first_customer_id: pair[1], second_customer_id: pair[0] }), 'INVALID_ARGUMENTS'],
    [dismiss(desk, { second_customer_id: 'ffffffff-ffff-7fff-bfff-ffffffffffff' }), 'CUSTOMER_NOT_FOUND'],
    [dismiss(desk, { second_customer_id: null }), 'INVALID_ARGUMENTS'],
    [dismiss(desk, { reason: 'x'.repeat(1_001) }), 'INVALID_ARGUMENTS'],
    [dismiss(desk, { is_withdrawn: 2 }), 'INVALID_ARGUMENTS'],
    [dismiss(desk, { device_id: randomUUID() }), 'INVALID_ARGUMENTS'],
    [change(desk, { first_customer_id: pair[1] }), 'INVALID_ARGUMENTS'],
    [change(desk, { is_withdrawn: 1 }, randomUUID()), 'COMMAND_NOT_FOUND'],
    [tell(desk, pair[0], 'x', dismiss(desk).operations as never), 'INVALID_ARGUMENTS'],
    [
      tell(desk, directory, 'x', [insert('duplicate_dismissals', { reason: 'Nobody.' })]),
      'INVALID_ARGUMENTS',
    ],
  ] as const) {
    expect((await desk.push(command)).results[0], JSON.stringify(command.operations)).toMatchObject({
      status: 'rejected',
      code,
    })
  }
  expect(await held()).toEqual([])
})
