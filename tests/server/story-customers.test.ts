// Sales, contacts and notes of customers: who tells of them, and what becomes of old and wrong ones.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { addNote, createCustomer, numberCommands } from './commands.ts'
import { type Counter, openCounter } from './counter.ts'
import { startPostgres, type TestPostgres } from './postgres.ts'
import { contact, insert, patch, type RawOperation, receipt, tell } from './story-commands.ts'

let postgres: TestPostgres
let owner: pg.Client
let desk: Counter
let customer: string
beforeAll(async () => {
  postgres = await startPostgres()
  owner = await postgres.connect()
})
afterAll(() => postgres.stop())
beforeEach(async () => {
  desk = await openCounter(postgres, 'staff', undefined, 2)
  customer = await addCustomer(desk)
})

let phones = 0
async function addCustomer(counter: Counter, given: Parameters<typeof createCustomer>[1] = {}) {
  phones += 1
  const made = createCustomer(counter, { primaryPhone: `08${10_000_000 + phones}`, ...given })
  await counter.push(made)
  return made.audit.customerId
}

const one = async (sql: string, values: unknown[] = []) => (await owner.query(sql, values)).rows[0]

async function change(
  counter: Counter,
  customerId: string,
  ...operations: readonly RawOperation[]
): Promise<string> {
  const reply = await counter.push(tell(counter, customerId, 'customer.change', operations))
  return reply.results[0]?.code ?? reply.results[0]?.status ?? reply.status
}

// Sales -----------------------------------------------------------------------------------------------------------------

test('a sale is kept to the satang, by whoever told of it, and only its status changes', async () => {
  const sale = receipt({ sold_by: randomUUID() })
  expect(await change(desk, customer, sale)).toBe('applied')
  expect(await change(desk, customer, { ...sale, values: { ...sale.values, amount: 1 } })).toBe('applied')
  const stored = () => one('select * from public.customer_transactions where id = $1', [sale.id])
  expect(await stored()).toMatchObject({
    customer_id: customer,
    receipt_number: 'R-1',
    status: 'completed',
    amount: '1234.56',
    credit_used: '10.00',
    points_used: 5,
    points_earned: 12,
    items: [{ name: 'Range balls', quantity: 2, amount: 123_456 }],
    payment_method: 'cash',
    sold_by: desk.actor,
    device_id: desk.deviceId,
  })
  expect(await change(desk, customer, patch('customer_transactions', sale.id, { status: 'void' }))).toBe(
    'applied',
  )
  expect(await stored()).toMatchObject({ status: 'void', amount: '1234.56' })
  expect(await change(desk, customer, patch('customer_transactions', sale.id, { amount: 1 }))).toBe(
    'INVALID_ARGUMENTS',
  )
  const elsewhere = await addCustomer(desk)
  for (const [who, id] of [
    [customer, randomUUID()],
    [elsewhere, sale.id],
  ] as const) {
    expect(await change(desk, who, patch('customer_transactions', id, { status: 'void' }))).toBe(
      'COMMAND_NOT_FOUND',
    )
  }
})

test.each([
  ['with a status of its own', { status: 'maybe' }],
  ['of half a satang', { amount: 0.5 }],
  ['with credit that is negative', { credit_used: -1 }],
  ['whose items are no list', { items: '{}' }],
  ['whose items are no JSON', { items: 'two coffees' }],
  ['that was never sold', { sold_at: null }],
  ['with too long a receipt', { receipt_number: 'x'.repeat(101) }],
])('a sale %s is refused', async (_, wrong) => {
  expect(await change(desk, customer, receipt(wrong))).toBe('INVALID_ARGUMENTS')
})

test('what is imported keeps its day, also by a clock that is years off; what is sold now does not', async () => {
  const longAgo = '2019-03-04T05:06:07.000Z'
  const clock = new Date(Date.now() + 5 * 31_556_952_000)
  const imported = receipt({ source: 'import', sold_at: longAgo })
  const future = receipt({ source: 'import', sold_at: '2099-01-01T00:00:00.000Z', sold_by: randomUUID() })
  const today = receipt({ sold_at: clock.toISOString() })
  const entry = (source: string, occurred_at: string) =>
    insert('customer_ledger', { kind: 'spend', amount: 123_456, source, source_id: 'R-1', occurred_at })
  const spent = entry('import', longAgo)
  const credited = entry('sale', clock.toISOString())
  const command = tell(desk, customer, 'customer.importSales', [imported, future, today, spent, credited])
  const first = desk.lastSeq + 1
  const reply = await desk.pushRaw(numberCommands([command], first), first, {
    p_sent_at: clock.toISOString(),
  })
  expect(reply.results).toMatchObject([{ status: 'applied' }])
  const sold = (id: string) =>
    one(
      `select to_char(sold_at at time zone 'UTC', 'YYYY-MM-DD') as day, sold_at <= now() as past, sold_by,
         sold_at > now() - interval '1 minute' as now from public.customer_transactions where id = $1`,
      [id],
    )
  expect(await sold(imported.id)).toMatchObject({ day: '2019-03-04', sold_by: null })
  expect(await sold(future.id)).toMatchObject({ past: true, now: true, sold_by: desk.actor })
  expect(await sold(today.id)).toMatchObject({ past: true, now: true })
  expect(
    await one(
      `select first_transaction_at = $2::timestamptz as first, (total_lifetime_value * 100)::int as spent
       from public.customers where id = $1`,
      [customer, longAgo],
    ),
  ).toEqual({ first: true, spent: 246_912 })
})

// Contacts and notes ----------------------------------------------------------------------------------------------------

test('a contact is kept with who made it, once, and never rewritten', async () => {
  const call = contact({ contacted_by: randomUUID(), contact_date: '2099-01-01T00:00:00.000Z' })
  const log = tell(desk, customer, 'customer.logContact', [call])
  const first = desk.lastSeq + 1
  const reply = await desk.pushRaw(numberCommands([log], first), first)
  for (let replay = 0; replay < 20; replay += 1) {
    expect(await desk.pushRaw(numberCommands([log], first), first)).toEqual(reply)
  }
  const { rows } = await owner.query(
    'select *, contact_date <= now() as past from public.customer_contact_history where customer_id = $1',
    [customer],
  )
  expect(rows).toMatchObject([
    {
      id: call.id,
      contact_type: 'phone',
      contact_method: '081-555-0101',
      purpose: 'booking',
      notes: 'Comes on Friday.',
      successful: true,
      contacted_by: desk.actor,
      device_id: desk.deviceId,
      past: true,
    },
  ])
  const next = await openCounter(postgres, 'admin', undefined, 2)
  expect(await change(next, customer, patch('customer_contact_history', call.id, { notes: 'No.' }))).toBe(
    'INVALID_ARGUMENTS',
  )
  expect(await change(next, customer, contact({ contact_type: 'pigeon' }))).toBe('INVALID_ARGUMENTS')
  expect(await change(next, customer, contact({ notes: 'ก'.repeat(5_000) }))).toBe('applied')
  expect(await change(next, customer, contact({ notes: 'ก'.repeat(5_001) }))).toBe('INVALID_ARGUMENTS')
})

test('a note may be put right by anybody on staff', async () => {
  const note = addNote(desk, customer, 'Left-handed.')
  await desk.push(note)
  const id = note.operations[0]?.id ?? ''
  const other = await openCounter(postgres, 'staff', undefined, 2)
  const edit = (base: string, value: string): RawOperation => ({
    op: 'patch',
    table: 'customer_notes',
    id,
    changes: { note_text: { base, value } },
  })
  expect(await change(other, customer, edit('Left-handed.', 'Right-handed.'))).toBe('applied')
  expect(await change(other, customer, edit('Somebody else’s.', 'Both.'))).toBe('merged')
  expect(await one('select note_text from public.customer_notes where id = $1', [id])).toEqual({
    note_text: 'Both.',
  })
})
