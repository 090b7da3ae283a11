// Commands that no counter makes: each is refused with a result of its own, none becomes an internal error, none holds up
// the rest of its batch, and nothing of it is written.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type PlannedCommand, protocolVersion } from '../../src/shared/wire.ts'
import { addCredit, addNote, checkIn, createCustomer, editCustomer, numberCommands } from './commands.ts'
import { addStaff, type Counter, openCounter } from './counter.ts'
import { startPostgres, type TestPostgres } from './postgres.ts'

let postgres: TestPostgres
let counter: Counter
let id: string

beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres.stop())
beforeEach(async () => {
  counter = await openCounter(postgres)
  const made = createCustomer(counter, { primaryPhone: `081${String(Math.random()).slice(2, 9)}` })
  await counter.push(made)
  id = made.audit.customerId
})

type Bad = (good: PlannedCommand) => unknown
const withAudit = (command: PlannedCommand, audit: object) => ({
  ...command,
  audit: { ...command.audit, ...audit },
})
const withOperation = (command: PlannedCommand, changes: object) => ({
  ...command,
  operations: command.operations.map((operation) => ({ ...operation, ...changes })),
})
const withValues = (command: PlannedCommand, values: object) => ({
  ...command,
  operations: command.operations.map((operation) =>
    'values' in operation ? { ...operation, values: { ...operation.values, ...values } } : operation,
  ),
})
const visit = () => checkIn(counter, id)
const note = () => addNote(counter, id, 'A note.')
const patch = (changes: object) => ({
  ...withOperation(editCustomer(counter, { id }, { city: 'Nan' }), { changes }),
  kind: 'customer.update',
})

const malformed: Readonly<Record<string, Bad>> = {
  'null instead of a command': () => null,
  'a number': () => 7,
  'a list': () => [],
  'an empty object': () => ({}),
  'no operations': (good) => ({ ...good, operations: [] }),
  'operations that are none': (good) => ({ ...good, operations: 'drop' }),
  'operations of null': (good) => ({ ...good, operations: [null, null] }),
  'a thousand and one operations': (good) => ({ ...good, operations: Array(1001).fill(good.operations[0]) }),
  'no audit': (good) => ({ ...good, audit: undefined }),
  'an audit of text': (good) => ({ ...good, audit: 'me' }),
  'changes that are a list': (good) => withAudit(good, { changes: [] }),
  'a huge audit': (good) => withAudit(good, { changes: { a: { before: 'x'.repeat(70_000), after: null } } }),
  'a reason of a megabyte': (good) => withAudit(good, { reason: 'x'.repeat(1_000_000) }),
  'a command id that is none': (good) => ({ ...good, commandId: "'; drop table customers" }),
  'a kind of a megabyte': (good) => ({ ...good, kind: 'x'.repeat(1_000_000) }),
  'a customer that is no uuid': (good) => withAudit(good, { customerId: 'me' }),
  'an operation on somebody else': (good) => withOperation(good, { customerId: randomUUID() }),
  'an unknown operation': (good) => withOperation(good, { op: 'delete' }),
  'an unknown table': (good) => withOperation(good, { table: 'command_log' }),
  'a table of the machinery': (good) => withOperation(good, { table: 'app.sync_columns' }),
  'SQL for a table': (good) => withOperation(good, { table: 'customers; drop table customers' }),
  'a staff table': (good) => withOperation(good, { table: 'backoffice.allowed_users' }),
  'an unknown column': () => patch({ available_credit: { base: 0, value: 1_000_000 } }),
  'a column of the server': () => patch({ merged_into: { base: null, value: id } }),
  'a code that changes': () => patch({ customer_code: { base: null, value: 'CUS-001' } }),
  'SQL for a column': () => patch({ "city = 'x' where true; --": { base: null, value: 'x' } }),
  'a patch without values': () => patch({ city: 'Nan' }),
  'a patch of nothing': () => patch({}),
  'a patch that is a list': () => patch(['city']),
  'a value that is a list': () => patch({ city: { base: null, value: ['Nan'] } }),
  'a text of a megabyte': () => patch({ city: { base: null, value: 'x'.repeat(1_000_000) } }),
  'an empty text': () => patch({ city: { base: null, value: '' } }),
  'a flag that is a text': () => patch({ sms_pdpa: { base: 0, value: 'yes' } }),
  'a flag of two': () => patch({ sms_pdpa: { base: 0, value: 2 } }),
  'no name': () => patch({ customer_name: { base: 'x', value: null } }),
  'a day that does not exist': () => patch({ date_of_birth: { base: null, value: '2001-02-31' } }),
  'a day in words': () => patch({ date_of_birth: { base: null, value: 'infinity' } }),
  'a source nobody has': () => patch({ customer_source: { base: null, value: 'Moon' } }),
  'a tier nobody has': () => patch({ vip_tier_id: { base: null, value: 4711 } }),
  'a tier of a half': () => patch({ vip_tier_id: { base: null, value: 1.5 } }),
  'a tier beyond numbers': () => patch({ vip_tier_id: { base: null, value: 1e30 } }),
  'a profile that is no uuid': () => patch({ linked_profile_id: { base: null, value: 'x' } }),
  'an amount in words': (good) => withValues(good, { amount: '1' }),
  'an amount of a half': (good) => withValues(good, { amount: 0.5 }),
  'an amount beyond money': (good) => withValues(good, { amount: 9e14 }),
  'a visit on no day': (good) => withValues(good, { occurred_at: '2026-13-45T00:00:00.000Z' }),
  'a visit at infinity': (good) => withValues(good, { occurred_at: 'infinity' }),
  'an entry of another kind': (good) => withValues(good, { kind: 'gift' }),
  'an entry that reverses in words': (good) => withValues(good, { reverses_id: 'all' }),
  'an entry rewritten': (good) =>
    withOperation(good, { op: 'patch', changes: { amount: { base: 1, value: 9 } } }),
  'an entry without an amount': (good) => ({
    ...good,
    operations: good.operations.map((operation) => ({ ...operation, values: { kind: 'visit' } })),
  }),
  'a note of a megabyte': () => withValues(note(), { note_text: 'x'.repeat(1_000_000) }),
  'a conflict that is made up': (good) =>
    withOperation(good, { table: 'sync_conflicts', values: { status: 'settled' } }),
  'a conflict opened again': (good) =>
    withOperation(good, {
      op: 'patch',
      table: 'sync_conflicts',
      changes: { status: { base: 'settled', value: 'open' } },
    }),
}

test.each(Object.entries(malformed))('%s is refused alone', async (_, spoil) => {
  const [before, after] = [visit(), visit()]
  const bad = spoil(visit())
  const commands = [before, bad, after].map((command, index) =>
    typeof command === 'object' && command !== null && !Array.isArray(command)
      ? { ...command, seq: index + 2, seen: null }
      : command,
  )
  const reply = await counter.pushRaw(commands, 2)
  expect(reply.results.map(({ status, code }) => [status, code])).toEqual([
    ['applied', undefined],
    ['rejected', 'INVALID_ARGUMENTS'],
    ['applied', undefined],
  ])
  expect(reply.results.map((result) => result.seq)).toEqual([2, 3, 4])
  expect(await counter.pushRaw(commands, 2)).toEqual(reply)
  const { rows } = await counter.client.query(
    'select total_visits, city, available_credit from public.customers where id = $1',
    [id],
  )
  expect(rows).toEqual([{ total_visits: 2, city: null, available_credit: '0.00' }])
})

const forged: Readonly<Record<string, readonly [code: string, Bad]>> = {
  'another device': ['NOT_ALLOWED', (good) => withAudit(good, { deviceId: randomUUID() })],
  'another command’s audit': ['NOT_ALLOWED', (good) => withAudit(good, { commandId: randomUUID() })],
  'somebody who is nobody': ['NOT_ALLOWED', (good) => withAudit(good, { actor: randomUUID() })],
  'an actor in words': ['NOT_ALLOWED', (good) => withAudit(good, { actor: 'admin' })],
}

test.each(Object.entries(forged))('%s is refused', async (_, [code, forge]) => {
  const reply = await counter.push(forge(visit()) as PlannedCommand)
  expect(reply.results[0]).toMatchObject({ status: 'rejected', code })
})

test('in another’s name only where they signed in, and never with more rights than theirs', async () => {
  const manager = await addStaff(counter.client, 'manager')
  const credit = addCredit({ ...counter, actor: manager.id }, id, 500)
  const adjustment = withValues(credit, { source: 'adjustment' }) as PlannedCommand
  expect((await counter.push(adjustment)).results[0]).toMatchObject({
    status: 'rejected',
    code: 'NOT_ALLOWED',
  })
  const greet = { p_device: counter.deviceId, p_protocol: protocolVersion, p_app_version: 'test' }
  const { callAs } = await import('./counter.ts')
  await callAs(counter.client, manager.identity, 'sync_hello', greet)
  const again = withValues(addCredit({ ...counter, actor: manager.id }, id, 500), {
    source: 'adjustment',
  }) as PlannedCommand
  expect((await counter.push(again)).results[0]?.status).toBe('applied')
  await counter.client.query('update backoffice.allowed_users set is_active = false where id = $1', [
    manager.id,
  ])
  expect((await counter.push(checkIn({ ...counter, actor: manager.id }, id))).results[0]).toMatchObject({
    status: 'rejected',
    code: 'STAFF_DEACTIVATED',
  })
})

test('who wrote a row is who was held to have done it, whatever the row says', async () => {
  const other = await addStaff(counter.client)
  await counter.push(withValues(note(), { created_by: other.id }) as PlannedCommand)
  const { rows } = await counter.client.query(
    'select created_by from public.customer_notes where customer_id = $1',
    [id],
  )
  expect(rows).toEqual([{ created_by: counter.person.id }])
})

test('rows of somebody else stay theirs', async () => {
  const other = createCustomer(counter, { primaryPhone: '0899990001' })
  await counter.push(other)
  const phone = other.operations.find((operation) => operation.table === 'customer_identifiers')?.id
  const steal = withOperation(editCustomer(counter, { id }, { city: 'Nan' }), {
    table: 'customer_identifiers',
    id: phone,
    changes: { status: { base: 'current', value: 'old' } },
  })
  await counter.push(steal)
  const { rows } = await counter.client.query(
    'select status from public.customer_identifiers where id = $1',
    [phone],
  )
  expect(rows).toEqual([{ status: 'current' }])
  const take = withOperation(editCustomer(counter, { id }, { city: 'Nan' }), { id: other.audit.customerId })
  expect((await counter.push(take)).results[0]).toMatchObject({
    status: 'rejected',
    code: 'INVALID_ARGUMENTS',
  })
})

test('an escaped NUL or half a letter inside one command stops only that one', async () => {
  const [first, last] = [visit(), visit()]
  const bad = withValues(note(), { note_text: 'NUL' }) as PlannedCommand
  for (const poison of ['\\u0000', '\\ud800']) {
    const from = counter.lastSeq + 1
    const text = JSON.stringify(numberCommands([first, bad, last], from)).replace('"NUL"', `"${poison}"`)
    const reply = await counter.pushRaw([], from, { p_commands: text })
    expect(reply.results.map((result) => result.status)).toEqual(['applied', 'rejected', 'applied'])
    expect(reply.results[1]?.code).toBe('INVALID_ARGUMENTS')
  }
})

test.each([
  ['no list of commands', { p_commands: '{}' }],
  ['null for commands', { p_commands: null }],
  ['a number below one', { p_first_seq: 0 }],
  ['no number', { p_first_seq: null }],
  ['a moment that is none', { p_sent_at: 'yesterday-ish' }],
  ['a moment at infinity', { p_sent_at: 'infinity' }],
  ['more than a batch', { p_commands: JSON.stringify(Array(1001).fill(null)) }],
])('a push with %s fails as a whole, saying so', async (_, wrong) => {
  await expect(counter.pushRaw([], 2, wrong)).rejects.toMatchObject({
    code: 'PT400',
    message: 'INVALID_ARGUMENTS',
  })
})
