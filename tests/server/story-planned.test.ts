// Every command of a customer's story and of the venue as the app itself plans it: the server takes each as it is, once.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { idsOfReceipt } from '../../src/main/db/planned-payload.ts'
import type { Command, PlanContext } from '../../src/main/domain/commands.ts'
import { planCommand } from '../../src/main/domain/plan-command.ts'
import { planImportSales, writeOutSales } from '../../src/main/domain/plan-import-sales.ts'
import { directoryId, type PlannedCommand, type RowValues } from '../../src/shared/wire.ts'
import { addNote, createCustomer, recordSale, storedAs } from './commands.ts'
import { type Counter, knowCustomer, openCounter } from './counter.ts'
import { startPostgres, type TestPostgres } from './postgres.ts'

let postgres: TestPostgres
let owner: pg.Client
let office: Counter
let customerId: string
beforeAll(async () => {
  postgres = await startPostgres()
  owner = await postgres.connect()
})
afterAll(() => postgres.stop())
beforeEach(async () => {
  office = await openCounter(postgres, 'manager')
  const made = createCustomer(office, { primaryPhone: `08${Math.floor(10_000_000 + Math.random() * 8e7)}` })
  customerId = made.audit.customerId
  await office.push(made)
})

const one = async (sql: string, values: unknown[] = []) => (await owner.query(sql, values)).rows[0]

/** The command as the counter plans it, knowing what the server has of the customer. */
async function plan(command: Command, around: Partial<PlanContext> = {}): Promise<PlannedCommand> {
  const now = new Date().toISOString()
  const isOfVenue = command.customerId === directoryId
  const planned = planCommand(command, {
    stored: isOfVenue ? null : storedAs(await knowCustomer(owner, customerId)),
    now,
    today: now.slice(0, 10),
    actor: office.actor,
    deviceId: office.deviceId,
    newId: randomUUID,
    takeCode: () => null,
    ...around,
  })
  if (!planned) throw new Error('the command would change nothing')
  return planned
}

async function carryOut(command: Command, around: Partial<PlanContext> = {}): Promise<PlannedCommand> {
  const planned = await plan(command, around)
  const { results } = await office.push(planned)
  expect(results, planned.kind).toMatchObject([{ status: 'applied' }])
  return planned
}

const about = () => ({ commandId: randomUUID(), customerId })
const aboutVenue = () => ({ commandId: randomUUID(), customerId: directoryId }) as const

test('contacts and notes put right', async () => {
  await carryOut({
    ...about(),
    kind: 'customer.logContact',
    contactType: 'email',
    contactMethod: 'one@example.com',
    purpose: 'booking',
    notes: 'Two lines\nof it.',
    successful: false,
    contactDate: '2026-01-02T03:04:05.000Z',
  })
  expect(
    await one('select notes, contact_date from public.customer_contact_history where customer_id = $1', [
      customerId,
    ]),
  ).toEqual({ notes: 'Two lines\nof it.', contact_date: new Date('2026-01-02T03:04:05.000Z') })

  const note = addNote(office, customerId, 'Left-handed.')
  await office.push(note)
  const noteId = note.operations[0]?.id ?? ''
  const named = { note_type: 'general', note_text: 'Left-handed.', is_pinned: 0, is_internal: 1 }
  const edit = { noteId, seenText: 'Left-handed.', noteText: 'Right-handed.', isPinned: true } as const
  await carryOut({ ...about(), kind: 'customer.editNote', ...edit }, { named })
  expect(await one('select note_text, is_pinned from public.customer_notes where id = $1', [noteId])).toEqual(
    {
      note_text: 'Right-handed.',
      is_pinned: true,
    },
  )
})

test('a profile linked and unlinked, with the identifier that finds the customer by it', async () => {
  const profileId = randomUUID()
  await owner.query('insert into auth.users (id) values ($1)', [profileId])
  await owner.query('insert into public.profiles (id) values ($1)', [profileId])
  const link = { kind: 'customer.linkProfile', confidence: 80, method: 'suggested' } as const
  await carryOut({ ...about(), ...link, profileId })
  const held = () =>
    one(
      `select c.linked_profile_id as profile, c.profile_link_confidence as confidence, i.status
       from public.customers c join public.customer_identifiers i on i.customer_id = c.id and i.kind = 'profile'
       where c.id = $1`,
      [customerId],
    )
  expect(await held()).toEqual({ profile: profileId, confidence: 80, status: 'current' })
  await carryOut({ ...about(), kind: 'customer.linkProfile', profileId: null, reason: 'Somebody else.' })
  expect(await held()).toEqual({ profile: null, confidence: null, status: 'old' })
})

test('a tier given has its day', async () => {
  const update = { kind: 'customer.update', changes: { vipTierId: 2 }, seen: {} } as const
  await carryOut({ ...about(), ...update })
  expect(
    await one(
      'select vip_tier_id, vip_status_date is not null as since from public.customers where id = $1',
      [customerId],
    ),
  ).toEqual({ vip_tier_id: 2, since: true })
})

test('a sale stands beside its entries, and is void once taken back', async () => {
  const sale = recordSale(office, customerId, 12_345, 0, 'R-9')
  expect((await office.push(sale)).results).toMatchObject([{ status: 'applied' }])
  const stored = () =>
    one(
      'select id, status, amount, receipt_number from public.customer_transactions where customer_id = $1',
      [customerId],
    )
  expect(await stored()).toEqual({
    id: sale.commandId,
    status: 'completed',
    amount: '123.45',
    receipt_number: 'R-9',
  })
  const entries = [{ id: sale.commandId, kind: 'spend', amount: 12_345 }] as const
  const undone = { entries, isReversed: false, saleStatus: 'completed' }
  const known = { ...storedAs(await knowCustomer(owner, customerId)), undone }
  const undo = { kind: 'customer.recordSale', amount: 1, creditUsed: 0, undoes: sale.commandId } as const
  await carryOut({ ...about(), ...undo }, { stored: known })
  expect(await stored()).toMatchObject({ status: 'void' })
  expect(await one('select total_lifetime_value from public.customers where id = $1', [customerId])).toEqual({
    total_lifetime_value: '0.00',
  })
})

test('receipts of a file, imported on two counters, are there once and on their days', async () => {
  const receipts = Array.from({ length: 100 }, (_, index) => ({
    receiptNumber: `F-${index}`,
    soldAt: new Date(Date.UTC(2019, 0, 1 + index)).toISOString(),
    amount: 10_000 + index,
    items: [{ name: 'ลูกกอล์ฟ', quantity: 1, amount: 10_000 + index }],
  }))
  const other = await openCounter(postgres, 'manager')
  for (const { deviceId, actor, push } of [office, other]) {
    const sales = planImportSales(
      { kind: 'customer.importSales', ...about(), receipts },
      { now: new Date().toISOString(), actor, deviceId },
    )
    const planned = writeOutSales(sales, idsOfReceipt)
    expect((await push(planned)).results).toMatchObject([{ status: 'applied' }])
  }
  expect(
    await one(
      `select count(*)::int as sales, count(sold_by)::int as sellers, min(sold_at) as first from public.customer_transactions
       where customer_id = $1`,
      [customerId],
    ),
  ).toEqual({ sales: 100, sellers: 0, first: new Date('2019-01-01T00:00:00.000Z') })
  expect(
    await one(
      `select (total_lifetime_value * 100)::int as spent, total_visits as visits, last_visit_at as last
       from public.customers where id = $1`,
      [customerId],
    ),
  ).toEqual({ spent: 1_004_950, visits: 100, last: new Date('2019-04-10T00:00:00.000Z') })
})

test('tiers, views, notices and exports', async () => {
  const tier = {
    name: 'Ruby',
    colour: 'rose',
    benefits: 'Free\nwater',
    sortOrder: 4,
    isActive: true,
  } as const
  const made = await carryOut({ ...aboutVenue(), kind: 'tier.save', tierId: null, ...tier })
  const tierId = Number(made.operations[0]?.id)
  const named: RowValues = {
    name: 'Ruby',
    colour: 'rose',
    benefits: 'Free\nwater',
    sort_order: 4,
    is_active: 1,
  }
  await carryOut(
    { ...aboutVenue(), kind: 'tier.save', ...tier, tierId, isActive: false, benefits: '' },
    { named },
  )
  expect(await one('select benefits, is_active from public.vip_tiers where id = $1', [tierId])).toEqual({
    benefits: null,
    is_active: false,
  })

  const viewId = randomUUID()
  const definition = { filters: {}, sort: [] } as never
  const view = { kind: 'view.save', viewId, name: 'Gold', definition, isShared: true } as const
  await carryOut({ ...aboutVenue(), ...view })
  const row: RowValues = {
    staff_id: office.actor,
    name: 'Gold',
    definition: '{"sort": [], "filters": {}}',
    is_shared: 1,
    is_removed: 0,
  }
  await carryOut({ ...aboutVenue(), kind: 'view.remove', viewId }, { named: row })
  expect(await one('select name, is_removed from public.saved_views where id = $1', [viewId])).toEqual({
    name: 'Gold',
    is_removed: true,
  })

  const notice = await carryOut({
    ...aboutVenue(),
    kind: 'notice.publish',
    title: 'New till',
    description: 'Upstairs.',
    impact: 'medium',
    actionRequired: false,
    trainingMaterials: ['lookup'],
    effectiveDate: '2026-12-01',
  })
  const told = { noticeId: notice.commandId }
  const shown = { title: 'New till', withdrawn_at: null, is_read: 0 }
  await carryOut({ ...aboutVenue(), kind: 'notice.markRead', ...told }, { named: shown })
  await carryOut({ ...aboutVenue(), kind: 'notice.withdraw', ...told }, { named: shown })
  expect(
    await one(
      `select n.withdrawn_at is not null as gone, r.staff_id from public.notifications n
       join public.notification_reads r on r.notification_id = n.id where n.id = $1`,
      [notice.commandId],
    ),
  ).toEqual({ gone: true, staff_id: office.actor })
  await carryOut({ ...aboutVenue(), kind: 'directory.export', asked: { rows: 3, format: 'csv' } })
})
