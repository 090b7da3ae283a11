// Merges and undos that no counter makes: each is refused with a result of its own, and nothing of it is written.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PlannedCommand } from '../../src/shared/wire.ts'
import { checkIn } from './commands.ts'
import { type Counter, openCounter } from './counter.ts'
import { dump, makePerson, merge, part } from './merge-commands.ts'
import { startPostgres, type TestPostgres } from './postgres.ts'

let postgres: TestPostgres
let office: Counter
let one: string
let two: string
beforeAll(async () => {
  postgres = await startPostgres()
  office = await openCounter(postgres, 'manager')
  one = await makePerson(office)
  two = await makePerson(office, { primaryPhone: '0895550202' })
})
afterAll(() => postgres.stop())

async function expectRefused(command: unknown) {
  const before = await dump(office.client)
  const reply = await office.push(command as PlannedCommand)
  expect(reply.results).toMatchObject([{ status: 'rejected', code: 'INVALID_ARGUMENTS' }])
  expect(await dump(office.client)).toEqual(before)
}

type Spoil = Readonly<Record<string, unknown>>
const rows = (more: object) => [{ table: 'customer_notes', id: randomUUID(), ...more }]
const spoiled: Readonly<Record<string, readonly ['merge' | 'undo', Spoil]>> = {
  'nobody to fold': ['merge', { foldedId: undefined }],
  'somebody who is no uuid': ['merge', { foldedId: 'me' }],
  'the directory itself': ['merge', { foldedId: '00000000-0000-0000-0000-000000000000' }],
  'a list of people': ['merge', { foldedId: [randomUUID()] }],
  'no id': ['merge', { id: null }],
  'SQL for an id': ['merge', { id: "'; drop table customers" }],
  'another table': ['merge', { table: 'customers' }],
  'a venue’s table': ['merge', { table: 'vip_tiers' }],
  'no columns taken': ['merge', { taken: undefined }],
  'columns in words': ['merge', { taken: 'city' }],
  'a column of the server': ['merge', { taken: ['merged_into'] }],
  'a balance to take': ['merge', { taken: ['available_credit'] }],
  'a consent to take': ['merge', { taken: ['sms_pdpa'] }],
  'a column within a list': ['merge', { taken: [['city']] }],
  'nothing in a list': ['merge', { taken: [null] }],
  'a million columns': ['merge', { taken: Array(20_000).fill('city') }],
  'an object of columns': ['merge', { taken: { city: true } }],
  'credit to leave': ['merge', { left: ['credit'] }],
  'parts in words': ['merge', { left: 'notes' }],
  'no parts': ['merge', { left: null }],
  'rows of another table': ['undo', { rows: rows({ table: 'audit_log' }) }],
  'SQL for a table of rows': ['undo', { rows: rows({ table: 'customer_notes; drop table customers' }) }],
  'rows without ids': ['undo', { rows: rows({ id: 7 }) }],
  'rows that are none': ['undo', { rows: [null, 'x', 7, []] }],
  'rows in words': ['undo', { rows: 'all' }],
  'too many rows': ['undo', { rows: Array(5_001).fill(rows({})[0]) }],
  'a column nobody knows': ['undo', { columns: ['customer_code'] }],
  'columns that are numbers': ['undo', { columns: [1] }],
  'no list of columns': ['undo', { columns: {} }],
  'a survivor beside the command’s': ['merge', { customerId: randomUUID() }],
  'the directory for a survivor': ['undo', { customerId: '00000000-0000-0000-0000-000000000000' }],
}

test.each(Object.entries(spoiled))('%s is refused alone', async (_, [kind, spoil]) => {
  const good = kind === 'merge' ? merge(office, one, two) : part(office, one, two, randomUUID())
  const operations = good.operations.map((operation) => ({ ...operation, ...spoil }))
  await expectRefused({ ...good, operations })
})

test('a command that merges does nothing else', async () => {
  const merged = merge(office, one, two)
  const parted = part(office, one, two, randomUUID())
  for (const more of [checkIn(office, one).operations, parted.operations, [null], [{}], ['merge']]) {
    await expectRefused({ ...merged, operations: [...merged.operations, ...more] })
  }
})
