// What came between a merge and its undoing: pieces and columns go to whom they are said to be, numbers and reversals follow.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { MovedTable } from '../../src/shared/wire.ts'
import { addCredit, checkIn, recordSale, undoSale } from './commands.ts'
import { dump, edit, makePerson, merge, note, undo, wrongSums } from './merge-commands.ts'
import { type MergeOffice, openMergeOffice } from './merge-office.ts'
import { startPostgres, type TestDatabase, type TestPostgres } from './postgres.ts'

let postgres: TestPostgres
let database: TestDatabase
let office: MergeOffice['office']
let survivor: string
let folded: string
let rowsOf: MergeOffice['rowsOf']
let customer: MergeOffice['customer']
let identifiers: MergeOffice['identifiers']
let apply: MergeOffice['apply']
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres.stop())
beforeEach(async () => {
  database = await postgres.createDatabase()
  ;({ office, survivor, folded, rowsOf, customer, identifiers, apply } = await openMergeOffice(database))
  return () => database.drop()
})

test('what came for the survivor stays, what came for the other goes back, and so does what is said to be theirs', async () => {
  const merged = merge(office, survivor, folded)
  await apply(merged)
  const [kept, given] = [note(office, survivor, 'Kept.'), note(office, survivor, 'Given.')]
  const [sale, credit, visit] = [
    recordSale(office, survivor, 7_700),
    addCredit(office, folded, 333),
    checkIn(office, survivor),
  ]
  await apply(kept.command, given.command, sale, credit, visit)
  const rows = [sale].flatMap(({ operations }) =>
    operations.map(({ table, id }) => ({ table: table as MovedTable, id })),
  )
  const unknown = { table: 'customer_bookings' as const, id: randomUUID() }
  await apply(undo(office, merged, { rows: [given.row, ...rows, unknown] }))
  expect(
    await rowsOf('select note_text from public.customer_notes where customer_id = $1', [folded]),
  ).toEqual(expect.arrayContaining([{ note_text: 'Given.' }]))
  expect(
    await rowsOf('select note_text from public.customer_notes where customer_id = $1', [survivor]),
  ).toEqual(expect.arrayContaining([{ note_text: 'Kept.' }]))
  expect(await customer(folded)).toMatchObject({
    available_credit: '53.33',
    total_lifetime_value: '177.50',
    total_visits: 1,
  })
  expect(await customer(survivor)).toMatchObject({
    available_credit: '50.00',
    total_lifetime_value: '100.50',
    total_visits: 2,
  })
  expect(await wrongSums(office.client)).toEqual([])
})

test('a row of the survivor’s that is named goes too, and nobody else’s does', async () => {
  const stranger = await makePerson(office, { primaryPhone: '0895550606' })
  const merged = merge(office, survivor, folded)
  await apply(merged)
  const theirs = await rowsOf('select id from public.customer_notes where customer_id = $1', [stranger])
  const rows = theirs.map(({ id }) => ({ table: 'customer_notes' as const, id: String(id) }))
  await apply(undo(office, merged, { rows }))
  expect(await rowsOf('select id from public.customer_notes where customer_id = $1', [stranger])).toEqual(
    theirs,
  )
})

test('what takes back a sale of the parted customer goes with it, so neither is left with half', async () => {
  const sale = recordSale(office, folded, 9_900)
  await apply(sale)
  const merged = merge(office, survivor, folded)
  await apply(merged)
  await apply(undoSale(office, { ...sale, audit: { ...sale.audit, customerId: survivor } }))
  await apply(undo(office, merged))
  expect(await customer(folded)).toMatchObject({ total_lifetime_value: '100.50' })
  expect(await customer(survivor)).toMatchObject({ total_lifetime_value: '100.50' })
  expect(await wrongSums(office.client)).toEqual([])
})

test('a column changed since stays, or goes to the parted customer with its number', async () => {
  const start = [await identifiers(survivor), await identifiers(folded)]
  const merged = merge(office, survivor, folded)
  await apply(merged)
  await apply(await edit(office, survivor, { primaryPhone: '089-555-0909', nickname: 'Boss' }))
  await apply(undo(office, merged, { columns: ['contact_number', 'city'] }))
  expect(await customer(survivor)).toMatchObject({
    contact_number: '081-555-0101',
    nickname: 'Boss',
    secondary_phone: null,
    city: 'Nan',
  })
  // A column nobody changed cannot be given.
  expect(await customer(folded)).toMatchObject({
    contact_number: '089-555-0909',
    nickname: 'Chai',
    city: null,
  })
  expect(await identifiers(survivor)).toEqual(start[0])
  expect(await identifiers(folded)).toEqual([
    '02-555-0300 current',
    '081-555-0101 old',
    '089-555-0909 current',
    'b@example.com current',
  ])
})

test('a number put aside while they were one is the parted customer’s again, as their columns say', async () => {
  const merged = merge(office, survivor, folded)
  await apply(merged)
  await apply(await edit(office, survivor, { secondaryPhone: null, primaryPhone: '089-555-0909' }))
  expect(await identifiers(survivor)).toContain('02-555-0300 old')
  await apply(undo(office, merged))
  expect(await identifiers(folded)).toEqual([
    '02-555-0300 current',
    '081-555-0101 current',
    'b@example.com current',
  ])
  expect(await customer(survivor)).toMatchObject({ contact_number: '089-555-0909', secondary_phone: null })
})

test('a number the survivor needs by now is found for both', async () => {
  const merged = merge(office, survivor, folded)
  await apply(merged)
  await apply(await edit(office, survivor, { email: 'b@example.com' }))
  await apply(undo(office, merged))
  expect(await identifiers(survivor)).toEqual([
    '081-555-0101 current',
    'a@example.com old',
    'b@example.com current',
  ])
  expect(await identifiers(folded)).toContain('b@example.com current')
})

test('a number that was revived is old again, unless the survivor holds it by now', async () => {
  await apply(await edit(office, survivor, { primaryPhone: '089-555-0909' }))
  const before = await dump(office.client)
  const merged = merge(office, survivor, folded)
  await apply(merged)
  expect(await identifiers(survivor)).toContain('081-555-0101 current')
  await apply(undo(office, merged))
  expect(await dump(office.client)).toEqual(before)
  const again = merge(office, survivor, folded)
  await apply(again)
  // Written otherwise, it is the same number.
  await apply(await edit(office, survivor, { primaryPhone: '+66 81 555 0101' }))
  await office.client.query(`update public.customer_identifiers set value = '+66 81 555 0101'
    where customer_id = '${folded}' and kind = 'phone' and value = '081-555-0101'`)
  await apply(undo(office, again))
  expect(await identifiers(survivor)).toContain('081-555-0101 current')
})

test('a consent withdrawn while they were one stays withdrawn for both, by whichever name it came', async () => {
  const willing = await makePerson(office, { smsConsent: true, emailConsent: true, marketingConsent: true })
  const unwilling = await makePerson(office, {
    smsConsent: true,
    emailConsent: false,
    marketingConsent: true,
  })
  const [bySurvivor, byFolded] = [
    await edit(office, willing, { emailConsent: false }),
    await edit(office, unwilling, { smsConsent: false }),
  ]
  const merged = merge(office, willing, unwilling)
  await apply(merged, bySurvivor, byFolded)
  await apply(undo(office, merged))
  const consents = { email_pdpa: false, sms_pdpa: false, marketing_consent: true }
  expect(await customer(willing)).toMatchObject(consents)
  expect(await customer(unwilling)).toMatchObject(consents)
})
