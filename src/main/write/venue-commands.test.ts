// Commands about the venue, and those that add to a customer's story, on a real store: carried out, refused and taken back,
// tried again, and done again from a damaged file.
import Database from 'better-sqlite3'
import { beforeEach, describe, expect, it } from 'vitest'
import type { CustomerFacts } from '../../shared/customer.ts'
import { type CommandResult, directoryId, type PlannedCommand } from '../../shared/wire.ts'
import type { WriteDb } from '../db/handle.ts'
import { migrateStore } from '../db/migrate.ts'
import { listUnsent, readPushBatch } from '../db/outbox.ts'
import { saveResults } from '../db/push-results.ts'
import { listRefused } from '../db/refused.ts'
import { replaySalvage } from '../db/salvage.ts'
import { joinServer } from '../db/sync-state.ts'
import type { Command } from '../domain/commands.ts'
import { tierNumberOf } from '../domain/plan-venue.ts'
import { retryRefused } from './retry-refused.ts'
import { runCommand, type WriteContext } from './run-command.ts'

const id = (number: number) => `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`
const customerId = id(1)
const noticeId = id(2)
const viewId = id(3)
const profileId = id(4)
const saleId = id(5)
const facts: CustomerFacts = {
  fullName: 'มานี ทดสอบ',
  primaryPhone: '081-234-5678',
  customerSource: 'Walk In',
  smsConsent: false,
  emailConsent: false,
  marketingConsent: false,
}

let db: WriteDb
let context: WriteContext
let made: number
beforeEach(() => {
  db = openStore()
  made = 100
  context = contextOf(db)
  run({ kind: 'customer.create', commandId: id(90), customerId, facts, note: 'Likes tea' })
  run({ ...sale, commandId: saleId })
  run({ ...publish, commandId: noticeId })
  run({ ...saveView, commandId: id(91) })
})

function openStore(): WriteDb {
  const store = new Database(':memory:') as unknown as WriteDb
  store.pragma('foreign_keys = ON')
  migrateStore(store)
  return store
}

function contextOf(store: WriteDb): WriteContext {
  return {
    db: store,
    actor: id(9),
    deviceId: id(8),
    now: () => new Date(Date.UTC(2026, 10, 23) + made * 1000),
    randomBytes: (count) => new Uint8Array(count).fill(made++),
  }
}

const run = (command: Command) => runCommand(context, command)
const all = (sql: string) => db.prepare(sql).all()
const count = (table: string) => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()
const noteId = () => String(db.prepare('SELECT id FROM customer_notes').pluck().get())

const about = { customerId: directoryId } as const
const sale = { kind: 'customer.recordSale', customerId, amount: 500, creditUsed: 0 } as const
const publish = {
  ...about,
  kind: 'notice.publish',
  title: 'Codes',
  description: 'New codes',
  impact: 'low',
  actionRequired: false,
  trainingMaterials: [],
  effectiveDate: '2026-12-01',
} as const
const definition = { filters: {}, sort: { by: 'fullName', order: 'asc' }, columns: [] } as never
const saveView = { ...about, kind: 'view.save', viewId, name: 'Mine', definition, isShared: false } as const

/** One of every kind, each changing something that is there. */
function everyKind(): readonly Command[] {
  const commandId = () => id(made++)
  return [
    {
      kind: 'customer.editNote',
      commandId: commandId(),
      customerId,
      noteId: noteId(),
      noteText: 'Likes coffee',
      seenText: 'Likes tea',
    },
    {
      kind: 'customer.logContact',
      commandId: commandId(),
      customerId,
      contactType: 'phone',
      successful: true,
    },
    { kind: 'customer.linkProfile', commandId: commandId(), customerId, profileId },
    { ...sale, commandId: commandId(), receiptNumber: 'R-2' },
    { ...sale, commandId: commandId(), undoes: saleId },
    {
      ...about,
      kind: 'tier.save',
      commandId: commandId(),
      tierId: 2,
      name: 'Gold plus',
      colour: 'amber',
      benefits: '',
      sortOrder: 2,
      isActive: true,
    },
    {
      ...about,
      kind: 'tier.save',
      commandId: commandId(),
      tierId: null,
      name: 'Diamond',
      colour: 'sky',
      benefits: 'Free bay',
      sortOrder: 4,
      isActive: true,
    },
    { ...saveView, commandId: commandId(), name: 'Mine again' },
    { ...about, kind: 'view.remove', commandId: commandId(), viewId },
    { ...about, kind: 'notice.markRead', commandId: commandId(), noticeId },
    { ...about, kind: 'notice.withdraw', commandId: commandId(), noticeId },
    { ...publish, commandId: commandId() },
    { ...about, kind: 'directory.export', commandId: commandId(), asked: { format: 'csv', rows: 1 } },
  ]
}

const tables = [
  'customers',
  'customer_identifiers',
  'customer_ledger',
  'customer_notes',
  'customer_transactions',
  'customer_contact_history',
  'vip_tiers',
  'saved_views',
  'notifications',
  'notification_reads',
  'audit_log',
]
/** Every row, but for where customers stand in the lists and when they were touched. */
function readAll(): Record<string, unknown[]> {
  return Object.fromEntries(
    tables.map((table) => [
      table,
      (all(`SELECT * FROM ${table}`) as Record<string, unknown>[]).map(
        ({ search_rank: _, updated_at: __, updated_by: ___, ...row }) => row,
      ),
    ]),
  )
}

describe('carried out', () => {
  it('a command about the venue leaves a line under nobody, and the same command again is one', () => {
    const tier = everyKind()[6] as Command
    expect(run(tier)).toEqual({ customerId: directoryId, changed: true })
    expect(run(tier)).toEqual({ customerId: directoryId, changed: false })
    expect(all('SELECT * FROM vip_tiers WHERE id >= 1000')).toEqual([
      {
        id: tierNumberOf(tier.commandId),
        name: 'Diamond',
        colour: 'sky',
        sort_order: 4,
        benefits: 'Free bay',
        is_active: 1,
      },
    ])
    const line = { customer_key: 0, action: 'tier.save', command_id: tier.commandId }
    expect(all("SELECT customer_key, action, command_id FROM audit_log WHERE action = 'tier.save'")).toEqual([
      line,
    ])
    expect(listUnsent(db).at(-1)).toMatchObject({ kind: 'tier.save', customerName: null, takesBack: false })
  })

  it('an export is told of and sent, and changes nothing', () => {
    const before = readAll()
    run(everyKind().at(-1) as Command)
    const { audit_log: lines, ...rows } = readAll()
    const { audit_log: linesBefore, ...rowsBefore } = before
    expect(rows).toEqual(rowsBefore)
    expect(lines?.length).toBe((linesBefore?.length ?? 0) + 1)
    const sent = readPushBatch(db, { commands: 500, bytes: 1e6 }).at(-1)
    expect(sent).toMatchObject({ kind: 'directory.export', operations: [] })
  })

  it('a sale stands beside its entries and is void once it is taken back', () => {
    expect(all('SELECT id, status, amount, sold_by FROM customer_transactions')).toEqual([
      { id: saleId, status: 'completed', amount: 500, sold_by: id(9) },
    ])
    run({ ...sale, commandId: id(50), undoes: saleId })
    expect(all('SELECT status FROM customer_transactions')).toEqual([{ status: 'void' }])
    expect(all('SELECT total_lifetime_value FROM customers')).toEqual([{ total_lifetime_value: 0 }])
  })

  it('a sale from before sales were kept is taken back as well', () => {
    db.prepare('DELETE FROM customer_transactions').run()
    run({ ...sale, commandId: id(50), undoes: saleId })
    expect(all('SELECT total_lifetime_value FROM customers')).toEqual([{ total_lifetime_value: 0 }])
    expect(count('customer_transactions')).toBe(0)
  })

  it('a profile that another customer has is refused', () => {
    run({ kind: 'customer.linkProfile', commandId: id(50), customerId, profileId })
    const other = { kind: 'customer.create', commandId: id(51), customerId: id(52), facts } as const
    expect(() => run({ ...other, linkedProfileId: profileId })).toThrow(
      expect.objectContaining({ code: 'PROFILE_LINK_FAILED' }),
    )
    expect(count('customers')).toBe(1)
  })

  it('what a command did is said with the words that were typed', () => {
    for (const command of everyKind()) run(command)
    const said = listUnsent(db)
    expect(said.find(({ kind }) => kind === 'customer.editNote')?.note).toBe('Likes coffee')
    expect(said.filter(({ receipt }) => receipt === 'R-2')).toHaveLength(1)
    expect(said.filter(({ takesBack }) => takesBack)).toHaveLength(1)
  })
})

describe('refused by the server', () => {
  const kinds = Array.from({ length: 13 }, (_, index) => index)

  it.each(kinds)('command %i is taken back exactly', (index) => {
    joinServer(db, 'e')
    // What was made here alone has become the server's.
    db.prepare('DELETE FROM outbox').run()
    db.prepare('DELETE FROM base_rows').run()
    const before = readAll()
    const command = everyKind()[index] as Command
    run(command)
    refuseAll()
    expect(readAll()).toEqual(before)
    expect(count('base_rows')).toBe(0)
    expect(listRefused(db)).toMatchObject([{ kind: command.kind, code: 'NOT_ALLOWED' }])
  })

  it.each(kinds)('command %i may be tried again', (index) => {
    const command = everyKind()[index] as Command
    joinServer(db, 'e')
    db.prepare('DELETE FROM outbox').run()
    db.prepare('DELETE FROM base_rows').run()
    run(command)
    const done = withoutLines(readAll())
    refuseAll()
    const again = { commandId: id(made++), refusedId: command.commandId }
    const target = command.customerId
    expect(retryRefused(context, again)).toEqual({ customerId: target })
    expect(withoutLines(readAll())).toEqual(done)
    expect(listRefused(db)).toEqual([])
    expect(readPushBatch(db, { commands: 9, bytes: 1e6 })).toMatchObject([
      { kind: command.kind, commandId: again.commandId },
    ])
  })

  function withoutLines({ audit_log: _, ...rows }: Record<string, unknown[]>) {
    return rows
  }

  function refuseAll(): void {
    const results = readPushBatch(db, { commands: 500, bytes: 1e6 }).map(
      ({ seq, commandId }): CommandResult => ({
        seq,
        commandId,
        status: 'rejected',
        code: 'NOT_ALLOWED',
        message: 'no',
      }),
    )
    const last = results.at(-1)?.seq ?? 0
    saveResults(
      db,
      { status: 'done', protocol: 2, epoch: 'e', lastSeq: last, results },
      new Date(Date.UTC(2026, 10, 24)),
    )
  }
})

it('what was saved is done again on the backup of a damaged file', () => {
  for (const command of everyKind()) run(command)
  const rows = db.prepare('SELECT * FROM outbox ORDER BY seq').all() as { payload: string }[]
  const kinds = rows.map(({ payload }) => (JSON.parse(payload) as PlannedCommand).kind)
  expect(new Set(kinds).size).toBeGreaterThan(11)
  const expected = readAll()
  const salvaged = { commands: rows as never, settings: [], codeBlocks: [], isComplete: true }
  const restored = openStore()
  expect(replaySalvage(restored, salvaged, 'damaged')).toEqual({ replayed: rows.length, listed: 0 })
  db = restored
  expect(readAll()).toEqual(expected)
})
