// Merges and undos on two and three counters that are apart: every outcome of the table in docs/ARCHITECTURE.md, with equal rows
// everywhere at the end.
import { beforeEach, describe, expect, test } from 'vitest'
import { expectLevel } from '../../../tests/fixtures/busy-venue.ts'
import { openVenue, type TestCounter, type Venue } from '../../../tests/fixtures/scripted-server.ts'
import { usualStrategy } from '../../shared/merging.ts'
import { countOpenConflicts, listConflicts } from '../db/conflicts.ts'
import { readCard } from '../db/customers.ts'
import { listRecentMerges } from '../db/merge-history.ts'
import { listRefused } from '../db/refused.ts'
import { scanCustomer } from '../db/search.ts'
import type { Command } from '../domain/commands.ts'
import { runCommand } from '../write/run-command.ts'

let venue: Venue
let till: TestCounter
let desk: TestCounter
let first: string
let second: string
let third: string
beforeEach(async () => {
  venue = openVenue()
  till = venue.addCounter('Till 1')
  desk = venue.addCounter('Till 2')
  first = till.create({ fullName: 'สมชาย ทดสอบ', primaryPhone: '0810000001', smsConsent: true })
  second = till.create({ fullName: 'Somchai Todsob', primaryPhone: '0810000002', email: 's@example.com' })
  third = till.create({ fullName: 'สมหญิง อื่นไกล', primaryPhone: '0810000003' })
  await level()
  for (const [customerId, amount] of [first, second, third].map((id, at) => [id, 1000 * 7 ** at] as const)) {
    run(till, { kind: 'customer.addCredit', customerId, amount })
    run(till, { kind: 'customer.checkIn', customerId })
    run(till, { kind: 'customer.addNote', customerId, noteText: `Of ${customerId}`, isPinned: false })
  }
  await level()
})

type WithoutId<One> = One extends Command ? Omit<One, 'commandId'> : never
function run(counter: TestCounter, command: WithoutId<Command>): string {
  const commandId = counter.context.randomBytes(16)
  commandId[6] = ((commandId[6] ?? 0) & 0x0f) | 0x70
  const hex = Buffer.from(commandId).toString('hex')
  const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
  runCommand(counter.context, { ...command, commandId: id } as Command)
  return id
}
const merge = (counter: TestCounter, customerId: string, ...foldedIds: string[]) =>
  run(counter, {
    kind: 'customer.merge',
    customerId,
    foldedIds,
    picks: {},
    strategy: usualStrategy,
    reason: 'One person',
  })
const undo = (counter: TestCounter, pieceIds: readonly string[] = []) => {
  const [newest] = listRecentMerges(counter.db, { limit: 10 }).filter(({ undoneAt }) => undoneAt === null)
  return run(counter, {
    kind: 'customer.unmerge',
    customerId: String(newest?.survivor.id),
    mergeId: String(newest?.id),
    pieceIds,
    columns: [],
  })
}

const sync = (counter: TestCounter) => counter.makeEngine().round()
/** Both exchange everything, and both end with the rows of the server. */
async function level(): Promise<void> {
  for (const counter of [till, desk, till]) await sync(counter)
  for (const counter of [desk, till]) expectLevel(venue, counter, await sync(counter))
  for (const { db } of [till, desk]) {
    expect(db.prepare('SELECT count(*) FROM pending_folds').pluck().get()).toBe(0)
    expect(db.prepare('SELECT count(*) FROM relocated_rows').pluck().get()).toBe(0)
  }
}
const card = (counter: TestCounter, customerId: string) => readCard(counter.db, { customerId })
const refusals = (counter: TestCounter) => listRefused(counter.db).map(({ kind, code }) => `${kind} ${code}`)
const allCredit = ({ db }: TestCounter) =>
  db.prepare('SELECT sum(available_credit) FROM customers').pluck().get() as number

describe('while apart', () => {
  test('a merge shows its effect at once, is the same after the answer, and is undone at the other counter days later', async () => {
    const before = till.db.prepare('SELECT customer_key, id FROM customer_ledger ORDER BY 1, 2').all()
    merge(till, first, second)
    expect(card(till, second)).toMatchObject({
      id: first,
      availableCredit: 8000,
      totalVisits: 2,
      smsConsent: false,
    })
    await level()
    expect(card(desk, second)).toMatchObject({ id: first, availableCredit: 8000, email: 's@example.com' })
    undo(desk)
    expect(card(desk, second)).toMatchObject({ id: second, availableCredit: 7000, redirectedFrom: null })
    await level()
    expect(card(till, first)).toMatchObject({ availableCredit: 1000, smsConsent: true, totalVisits: 1 })
    expect(till.db.prepare('SELECT customer_key, id FROM customer_ledger ORDER BY 1, 2').all()).toEqual(
      before,
    )
    expect(scanCustomer(till.db, '0810000002').map(({ id }) => id)).toEqual([second])
  })

  test('a merge and its undo before anything was sent leave both as they were', async () => {
    merge(till, first, second)
    undo(till)
    expect(card(till, second)).toMatchObject({ id: second, availableCredit: 7000 })
    await level()
    expect(card(desk, first)).toMatchObject({ availableCredit: 1000, smsConsent: true })
  })

  test('two counters merge one pair the opposite way: the first to arrive stands, the second changes nothing', async () => {
    merge(till, first, second)
    merge(desk, second, first)
    expect(card(desk, first).id).toBe(second)
    await level()
    for (const counter of [till, desk]) {
      expect(card(counter, second)).toMatchObject({ id: first, availableCredit: 8000 })
      expect(refusals(counter)).toEqual([])
      expect(allCredit(counter)).toBe(1000 + 7000 + 49_000)
    }
  })

  test('whoever was folded is sold to, edited and noted elsewhere: all of it lands on the survivor', async () => {
    merge(till, first, second)
    run(desk, { kind: 'customer.recordSale', customerId: second, amount: 500, creditUsed: 100 })
    desk.edit(second, { city: 'Chiang Mai' })
    await level()
    expect(card(till, first)).toMatchObject({
      availableCredit: 7900,
      totalLifetimeValue: 500,
      city: 'Chiang Mai',
    })
    undo(till)
    await level()
    expect(card(desk, second)).toMatchObject({ id: second, availableCredit: 6900, totalLifetimeValue: 500 })
    expect(card(desk, first)).toMatchObject({ availableCredit: 1000, totalLifetimeValue: 0 })
  })

  test('what comes for the folded one while the merge waits stands under the survivor here', async () => {
    run(desk, { kind: 'customer.addCredit', customerId: second, amount: 55 })
    run(desk, { kind: 'customer.addNote', customerId: second, noteText: 'Meanwhile', isPinned: false })
    await sync(desk)
    merge(till, first, second)
    till.meddle = (name, _request, carryOut) => {
      if (name === 'push') throw new Error('no line')
      return carryOut()
    }
    await sync(till).catch(() => undefined)
    const here = card(till, first)
    till.meddle = (_name, _request, carryOut) => carryOut()
    await level()
    expect(card(till, first)).toMatchObject({ availableCredit: 8055 })
    expect(here.id).toBe(first)
  })

  test('the folded one was deactivated before: the survivor stays in use; after: it is refused with words', async () => {
    merge(till, first, second)
    run(desk, { kind: 'customer.setActive', customerId: second, isActive: false, reason: 'Moved away' })
    await level()
    expect(card(till, first).isActive).toBe(true)
    expect(refusals(desk)).toEqual(['customer.setActive MERGE_CONFLICT'])
  })

  test('the folded one was merged into somebody else meanwhile: refused, and taken back exactly', async () => {
    merge(till, first, second)
    merge(desk, third, second)
    run(desk, { kind: 'customer.addNote', customerId: third, noteText: 'After', isPinned: false })
    await sync(till)
    await level()
    expect(refusals(desk)).toEqual(['customer.merge MERGE_CONFLICT'])
    expect(card(desk, second)).toMatchObject({ id: first, availableCredit: 8000 })
    expect(card(desk, third)).toMatchObject({ availableCredit: 49_000 })
    expect(card(desk, third).notes.map(({ noteText }) => noteText)).toContain('After')
  })

  test('the survivor was merged into somebody else meanwhile: folded into whoever they live on as', async () => {
    merge(till, third, first)
    merge(desk, first, second)
    await sync(till)
    await level()
    for (const counter of [till, desk]) {
      expect(card(counter, second)).toMatchObject({ id: third, availableCredit: 57_000 })
      expect(refusals(counter)).toEqual([])
    }
  })

  test('a circle of merges ends in one customer', async () => {
    merge(till, first, second)
    merge(till, third, first)
    merge(desk, second, third)
    await sync(till)
    await level()
    const survivors = [first, second, third].map((customerId) => card(till, customerId).id)
    expect(new Set(survivors).size).toBe(1)
    expect(allCredit(till)).toBe(57_000)
  })

  test('two counters undo one merge: the second is refused', async () => {
    merge(till, first, second)
    await level()
    undo(till)
    undo(desk)
    await level()
    expect([...refusals(till), ...refusals(desk)]).toEqual(['customer.unmerge ALREADY_UNDONE'])
    expect(card(desk, second)).toMatchObject({ id: second, availableCredit: 7000 })
  })

  test('an undo of what was merged further meanwhile is refused and taken back', async () => {
    merge(till, first, second)
    await level()
    merge(till, third, first)
    undo(desk)
    await sync(till)
    await level()
    expect(refusals(desk)).toEqual(['customer.unmerge MERGE_CONFLICT'])
    expect(card(desk, second)).toMatchObject({ id: third, availableCredit: 57_000 })
  })

  test('what came after the merge goes where it is said to belong, also when the undo waited', async () => {
    merge(till, first, second)
    await level()
    const sale = run(till, { kind: 'customer.recordSale', customerId: first, amount: 900, creditUsed: 300 })
    await level()
    undo(desk, [`customer_transactions ${sale}`])
    run(desk, { kind: 'customer.addCredit', customerId: second, amount: 1 })
    await level()
    expect(card(till, first)).toMatchObject({ availableCredit: 1000, totalLifetimeValue: 0 })
    expect(card(till, second)).toMatchObject({ availableCredit: 6701, totalLifetimeValue: 900 })
  })

  test('three made one in one command are parted one by one, newest first', async () => {
    merge(till, first, second, third)
    await level()
    undo(desk)
    undo(desk)
    await level()
    for (const customerId of [first, second, third]) expect(card(till, customerId).id).toBe(customerId)
    expect(card(till, third).availableCredit).toBe(49_000)
  })

  test('two made on two counters at once become one, and can be parted like any other merge', async () => {
    const mine = till.create({ fullName: 'วิภา ทดสอบ', primaryPhone: '0810000009' })
    const theirs = desk.create({ fullName: 'วิภา ทดสอบ', primaryPhone: '0810000009' })
    run(desk, { kind: 'customer.addCredit', customerId: theirs, amount: 250 })
    await level()
    expect(card(till, theirs).id).toBe(card(till, mine).id)
    undo(till)
    await level()
    // What came for the second after they were one goes back with them.
    expect(card(desk, theirs)).toMatchObject({ id: theirs, availableCredit: 250 })
    expect(card(desk, mine)).toMatchObject({ id: mine, availableCredit: 0 })
  })

  test('what the inbox says of two made one leads to the undo, and is gone where they were parted, before the server hears of it', async () => {
    const mine = till.create({ fullName: 'วิภา ทดสอบ', primaryPhone: '0810000009' })
    const theirs = desk.create({ fullName: 'วิภา ทดสอบ', primaryPhone: '0810000009' })
    await level()
    const [newest] = listRecentMerges(till.db, { limit: 1 })
    for (const { db } of [till, desk]) {
      expect(listConflicts(db)).toMatchObject([{ kind: 'merge', status: 'open', merge: { id: newest?.id } }])
      expect(countOpenConflicts(db)).toBe(1)
    }
    expect([newest?.survivor.id, newest?.folded.id].toSorted()).toEqual([mine, theirs].toSorted())
    undo(desk)
    expect(listConflicts(desk.db)).toMatchObject([{ status: 'settled', merge: null }])
    expect([countOpenConflicts(desk.db), countOpenConflicts(till.db)]).toEqual([0, 1])
    await level()
    const rows = till.db.prepare('SELECT status, settled_value, settled_by FROM sync_conflicts').all()
    expect(rows).toEqual([{ status: 'settled', settled_value: 'undone', settled_by: venue.manager }])
    expect(countOpenConflicts(till.db)).toBe(0)
  })

  test('overdrafts that a merge adds up are told at both counters, until it is undone', async () => {
    for (const customerId of [first, second]) {
      const amount = Number(card(till, customerId).availableCredit)
      for (const counter of [till, desk]) {
        run(counter, { kind: 'customer.recordSale', customerId, amount, creditUsed: amount })
      }
    }
    await level()
    const told = ({ db }: TestCounter) =>
      listConflicts(db).map(({ status, kept }) => `${status} ${kept.value}`)
    expect(told(till).toSorted()).toEqual(['open -1000', 'open -7000'])
    merge(till, first, second)
    await level()
    expect(told(desk)).toContain('open -8000')
    undo(desk)
    await level()
    expect(told(till).toSorted()).toEqual(['open -1000', 'open -7000', 'settled -8000'])
  })
})
