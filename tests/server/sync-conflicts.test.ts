// What two counters can disagree about, and what becomes of it: every outcome that the documentation's table promises.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { CommandResult } from '../../src/shared/wire.ts'
import {
  addCredit,
  addNote,
  checkIn,
  createCustomer,
  editCustomer,
  type KnownCustomer,
  recordSale,
  setActive,
  settleConflict,
  undoSale,
} from './commands.ts'
import { type Counter, knowCustomer, openCounter } from './counter.ts'
import { startPostgres, type TestDatabase, type TestPostgres } from './postgres.ts'

let postgres: TestPostgres
let database: TestDatabase
let a: Counter
let b: Counter
let id: string
/** The customer as both counters know them before they go apart. */
let known: KnownCustomer

beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres.stop())
beforeEach(async () => {
  database = await postgres.createDatabase()
  a = await openCounter(database, 'manager')
  b = await openCounter(database)
  const made = createCustomer(a, { email: 'first@example.com', nickname: 'Chai' })
  await a.push(made)
  id = made.audit.customerId
  await a.catchUp()
  await b.catchUp()
  known = await knowCustomer(a.client, id)
  return () => database.drop()
})

const rowsOf = async (sql: string, values: unknown[] = [id]) => (await a.client.query(sql, values)).rows
const customer = async () => (await rowsOf('select * from public.customers where id = $1'))[0]
const conflicts = () =>
  rowsOf(
    `select kind, column_name, kept_value, kept_device, other_value, other_by, other_device, status, id
     from public.sync_conflicts where customer_id = $1 order by created_at, kind`,
  )
const identifiers = () =>
  rowsOf(
    `select kind, normalised, status from public.customer_identifiers where customer_id = $1 order by kind, normalised`,
  )
const only = (results: readonly CommandResult[]) => results[0] as CommandResult

test('a phone changed on one counter while the other adds a note: both stand', async () => {
  await a.push(editCustomer(a, known, { primaryPhone: '089-555-0199' }))
  const reply = await b.push(addNote(b, id, 'Prefers mornings.'))
  expect(only(reply.results)).toMatchObject({ status: 'applied' })
  expect(await customer()).toMatchObject({ contact_number: '089-555-0199' })
  expect(await identifiers()).toEqual([
    { kind: 'email', normalised: 'first@example.com', status: 'current' },
    { kind: 'phone', normalised: '+66815550101', status: 'old' },
    { kind: 'phone', normalised: '+66895550199', status: 'current' },
  ])
  expect(await conflicts()).toEqual([])
})

test('different fields merge', async () => {
  await a.push(editCustomer(a, known, { nickname: 'Somo' }))
  expect(only((await b.push(editCustomer(b, known, { city: 'Bangkok' }))).results).status).toBe('applied')
  expect(await customer()).toMatchObject({ nickname: 'Somo', city: 'Bangkok' })
})

test('the same field changed on both: the server’s order decides, the other value waits for a manager', async () => {
  await a.push(editCustomer(a, known, { nickname: 'From A' }))
  const reply = await b.push(editCustomer(b, known, { nickname: 'From B' }))
  expect(only(reply.results)).toMatchObject({ status: 'merged', conflicts: 1 })
  expect(await customer()).toMatchObject({ nickname: 'From B', updated_by: b.person.id })
  expect(await conflicts()).toMatchObject([
    {
      kind: 'field',
      column_name: 'nickname',
      kept_value: 'From B',
      kept_device: b.deviceId,
      other_value: 'From A',
      other_by: a.person.id,
      other_device: a.deviceId,
      status: 'open',
    },
  ])
})

test('the same change on both is no conflict, and neither are two changes of one counter', async () => {
  await a.push(editCustomer(a, known, { nickname: 'Same' }))
  expect(only((await b.push(editCustomer(b, known, { nickname: 'Same' }))).results).status).toBe('applied')
  const [first, second] = [
    editCustomer(b, known, { city: 'Rayong' }),
    editCustomer(b, known, { city: 'Trat' }),
  ]
  expect((await b.push(first, second)).results.map((result) => result.status)).toEqual(['applied', 'applied'])
  expect(await customer()).toMatchObject({ nickname: 'Same', city: 'Trat' })
  expect(await conflicts()).toEqual([])
})

test('a name that wins brings its key, and the key is no conflict of its own', async () => {
  await a.push(editCustomer(a, known, { fullName: 'Somchai Deejai' }))
  expect(only((await b.push(editCustomer(b, known, { fullName: 'Napat Wong' }))).results)).toMatchObject({
    status: 'merged',
    conflicts: 1,
  })
  expect((await customer()).name_key).toContain('napat wong')
  expect(await conflicts()).toMatchObject([{ column_name: 'customer_name', other_value: 'Somchai Deejai' }])
})

test('two phones for one person: the later one is shown, the other is old and still finds them', async () => {
  await a.push(editCustomer(a, known, { primaryPhone: '0895550111' }))
  await b.push(editCustomer(b, known, { primaryPhone: '0895550222' }))
  expect(await customer()).toMatchObject({ contact_number: '0895550222' })
  expect(await identifiers()).toEqual([
    { kind: 'email', normalised: 'first@example.com', status: 'current' },
    { kind: 'phone', normalised: '+66815550101', status: 'old' },
    { kind: 'phone', normalised: '+66895550111', status: 'old' },
    { kind: 'phone', normalised: '+66895550222', status: 'current' },
  ])
})

test('the same new phone from both is kept once, and a later change of either finds it', async () => {
  await a.push(editCustomer(a, known, { secondaryPhone: '0895550333' }))
  const mine = editCustomer(b, known, { secondaryPhone: '0895550333' })
  const added = mine.operations.find((operation) => operation.table === 'customer_identifiers')
  const held = {
    id: added?.id ?? '',
    kind: 'phone',
    value: '0895550333',
    normalised: '+66895550333',
    status: 'current',
  } as const
  const after: KnownCustomer = {
    ...known,
    columns: { ...known.columns, secondary_phone: '0895550333' },
    identifiers: [...(known.identifiers ?? []), held],
  }
  const reply = await b.push(mine, editCustomer(b, after, { secondaryPhone: '0895550444' }))
  expect(reply.results.map((result) => result.status)).toEqual(['applied', 'applied'])
  expect(await identifiers()).toEqual([
    { kind: 'email', normalised: 'first@example.com', status: 'current' },
    { kind: 'phone', normalised: '+66815550101', status: 'current' },
    { kind: 'phone', normalised: '+66895550333', status: 'old' },
    { kind: 'phone', normalised: '+66895550444', status: 'current' },
  ])
})

test('consent withdrawn elsewhere stays withdrawn when a counter that did not know gives it', async () => {
  // B asks, the customer agrees and then thinks better of it; A, apart, is told yes.
  const agreed = { ...known, columns: { ...known.columns, sms_pdpa: 1 } }
  await b.push(editCustomer(b, known, { smsConsent: true }), editCustomer(b, agreed, { smsConsent: false }))
  const reply = await a.push(editCustomer(a, known, { smsConsent: true, city: 'Bangkok' }))
  expect(only(reply.results)).toMatchObject({ status: 'merged', conflicts: 1 })
  expect(await customer()).toMatchObject({ sms_pdpa: false, city: 'Bangkok' })
  expect(await conflicts()).toMatchObject([
    {
      column_name: 'sms_pdpa',
      kept_value: 0,
      kept_device: b.deviceId,
      other_value: 1,
      other_device: a.deviceId,
    },
  ])
  const [line] = await rowsOf(
    'select changes from public.audit_log where customer_id = $1 order by recorded_at desc limit 1',
  )
  expect(line.changes).toEqual({ city: { before: null, after: 'Bangkok' } })
  // Somebody who saw the withdrawal may give it anew.
  await a.catchUp()
  expect(only((await a.push(editCustomer(a, known, { smsConsent: true }))).results).status).toBe('applied')
  expect(await customer()).toMatchObject({ sms_pdpa: true })
})

test('consent given on one and withdrawn on the other afterwards ends withdrawn', async () => {
  const agreed = { ...known, columns: { ...known.columns, email_pdpa: 1 } }
  await a.push(editCustomer(a, known, { emailConsent: true }))
  await b.push(
    editCustomer(b, known, { emailConsent: true }),
    editCustomer(b, agreed, { emailConsent: false }),
  )
  expect(await customer()).toMatchObject({ email_pdpa: false })
})

test('deactivated here, edited there, checked in there: all of it stands, and they stay inactive', async () => {
  await a.push(setActive(a, id, false))
  const reply = await b.push(
    editCustomer(b, known, { city: 'Phuket' }),
    checkIn(b, id),
    recordSale(b, id, 10_000),
  )
  expect(reply.results.map((result) => result.status)).toEqual(['applied', 'applied', 'applied'])
  expect(await customer()).toMatchObject({
    is_active: false,
    city: 'Phuket',
    total_visits: 1,
    total_lifetime_value: '100.00',
  })
  await b.push(
    editCustomer(b, { ...known, columns: { ...known.columns, city: 'Phuket' } }, { city: 'Krabi' }),
  )
  expect(await customer()).toMatchObject({ is_active: false, city: 'Krabi' })
})

test('deactivating is a manager’s, also when the counter’s page says otherwise; reviving is anybody’s', async () => {
  expect(only((await b.push(setActive(b, id, false))).results)).toMatchObject({
    status: 'rejected',
    code: 'NOT_ALLOWED',
  })
  await a.push(setActive(a, id, false))
  expect(only((await b.push(setActive(b, id, true))).results).status).toBe('applied')
  expect(await customer()).toMatchObject({ is_active: true })
})

test('credit spent on both: down to the allowance a manager hears of it, beyond it is refused', async () => {
  await a.push(addCredit(a, id, 100_000))
  await a.push(recordSale(a, id, 80_000, 80_000))
  const [within, beyond] = [recordSale(b, id, 60_000, 60_000), recordSale(b, id, 20_000, 20_000)]
  const reply = await b.push(within, beyond, recordSale(b, id, 5_000))
  expect(reply.results).toMatchObject([
    { status: 'merged', conflicts: 1 },
    { status: 'rejected', code: 'CREDIT_INSUFFICIENT' },
    { status: 'applied' },
  ])
  expect(await customer()).toMatchObject({ available_credit: '-400.00', total_lifetime_value: '1450.00' })
  const [overdraft] = await conflicts()
  expect(overdraft).toMatchObject({
    kind: 'overdraft',
    kept_value: -40_000,
    other_value: -60_000,
    other_device: b.deviceId,
  })
  // Taking more, still within the allowance, changes the line that is open instead of adding one.
  await b.push(recordSale(b, id, 5_000, 5_000))
  expect(await conflicts()).toMatchObject([{ kind: 'overdraft', kept_value: -45_000, other_value: -5_000 }])
})

test('points have no allowance', async () => {
  const spend = addCredit(b, id, 10)
  const operations = spend.operations.map((operation) =>
    operation.op === 'append'
      ? { ...operation, values: { ...operation.values, kind: 'points', amount: -10 } }
      : operation,
  )
  expect(only((await b.push({ ...spend, operations })).results)).toMatchObject({
    status: 'rejected',
    code: 'POINTS_INSUFFICIENT',
  })
})

test('one sale taken back on both counters is taken back once; one that was refused cannot be', async () => {
  const sale = recordSale(a, id, 30_000)
  await a.push(sale)
  expect(only((await a.push(undoSale(a, sale))).results).status).toBe('applied')
  expect(only((await b.push(undoSale(b, sale))).results)).toMatchObject({
    status: 'rejected',
    code: 'ALREADY_UNDONE',
  })
  const refused = recordSale(b, id, 99_000, 99_000)
  const reply = await b.push(refused, undoSale(b, refused))
  expect(reply.results.map((result) => result.code)).toEqual(['CREDIT_INSUFFICIENT', 'COMMAND_NOT_FOUND'])
  expect(await customer()).toMatchObject({ total_lifetime_value: '0.00', available_credit: '0.00' })
})

test('balances by adjustment are a manager’s', async () => {
  const adjust = (counter: Counter) => {
    const credit = addCredit(counter, id, 700)
    const operations = credit.operations.map((operation) =>
      operation.op === 'append'
        ? { ...operation, values: { ...operation.values, source: 'adjustment' } }
        : operation,
    )
    return { ...credit, operations }
  }
  expect(only((await b.push(adjust(b))).results)).toMatchObject({ status: 'rejected', code: 'NOT_ALLOWED' })
  expect(only((await a.push(adjust(a))).results).status).toBe('applied')
})

test('a conflict is settled once, by a manager, with either value or a third', async () => {
  await a.push(editCustomer(a, known, { nickname: 'From A' }))
  await b.push(editCustomer(b, known, { nickname: 'From B' }))
  const [conflict] = await conflicts()
  const now = await knowCustomer(a.client, id)
  const settle = (counter: Counter, value: string) =>
    settleConflict(counter, now, { id: conflict.id, column: 'nickname', value })
  expect(only((await b.push(settle(b, 'From A'))).results)).toMatchObject({ code: 'NOT_ALLOWED' })
  expect(only((await a.push(settle(a, 'A third'))).results).status).toBe('applied')
  expect(await customer()).toMatchObject({ nickname: 'A third' })
  expect(
    await rowsOf(
      'select status, settled_value, settled_by from public.sync_conflicts where customer_id = $1',
    ),
  ).toEqual([{ status: 'settled', settled_value: 'A third', settled_by: a.person.id }])
  const late = settleConflict(a, await knowCustomer(a.client, id), {
    id: conflict.id,
    column: 'nickname',
    value: 'Late',
  })
  expect(only((await a.push(late)).results)).toMatchObject({ status: 'rejected', code: 'CONFLICT_SETTLED' })
  expect(await customer()).toMatchObject({ nickname: 'A third' })
})

test('a change that came another way than by a counter is met like any other', async () => {
  await a.client.query(`update public.customers set nickname = 'Website' where id = $1`, [id])
  expect(only((await b.push(editCustomer(b, known, { nickname: 'Desk' }))).results)).toMatchObject({
    conflicts: 1,
  })
  expect(await conflicts()).toMatchObject([
    { kept_value: 'Desk', other_value: 'Website', other_device: null },
  ])
})
