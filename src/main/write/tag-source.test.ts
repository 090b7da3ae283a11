import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { generatePeople } from '../../../tools/demo-data/people.ts'
import { loadDirectory } from '../db/bulk-load.ts'
import type { WriteDb } from '../db/handle.ts'
import { closeStore, openStore } from '../db/open.ts'
import { listUnsent } from '../db/outbox.ts'
import { runCommand, type WriteContext } from './run-command.ts'
import { tagSource } from './tag-source.ts'

const gone = '0190b3c4-0000-7000-8000-00000000dead'
const manager = '0190b3c4-0000-7000-8000-000000000002'
let folder: string
let db: WriteDb
let context: WriteContext
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'regulars-tag-'))
  db = openStore({ folder, key: Buffer.alloc(32, 7) }).db
  loadDirectory(db, generatePeople(200))
  context = {
    db,
    actor: manager,
    deviceId: 'till',
    now: () => new Date(),
    randomBytes: (count) => randomBytes(count),
  }
})
afterEach(() => {
  closeStore(db)
  rmSync(folder, { recursive: true })
})

const sources = () =>
  db.prepare('SELECT id AS customerId, customer_source AS customerSource FROM customers').all() as {
    customerId: string
    customerSource: string
  }[]
const idsOf = (people: readonly { customerId: string }[]) => people.map(({ customerId }) => customerId)

test('everybody named has the source, each by a change of their own, and what was before is answered', async () => {
  const had = sources().slice(0, 120)
  const told: number[] = []
  const { before } = await tagSource(
    context,
    { customerIds: [...idsOf(had), gone], customerSource: 'Event', reason: 'open day' },
    (done) => told.push(done),
  )
  const others = had.filter(({ customerSource }) => customerSource !== 'Event')
  expect(others.length).toBeGreaterThan(50)
  expect(before).toEqual(others)
  expect(sources().filter(({ customerSource }) => customerSource === 'Event').length).toBeGreaterThanOrEqual(
    120,
  )
  expect(told.at(-1)).toBe(121)
  expect(listUnsent(db)).toHaveLength(others.length)
  const lines = db
    .prepare("SELECT DISTINCT action, reason, actor FROM audit_log WHERE action <> 'customer.load'")
    .all()
  expect(lines).toEqual([{ action: 'customer.update', reason: 'open day', actor: manager }])
})

test('tagging back what was before leaves the directory as it was', async () => {
  const had = sources()
  const { before } = await tagSource(context, { customerIds: idsOf(had), customerSource: 'Corporate' })
  for (const [customerSource, people] of Map.groupBy(before, (one) => one.customerSource)) {
    await tagSource(context, { customerIds: idsOf(people), customerSource })
  }
  expect(sources()).toEqual(had)
})

test('a save at the counter comes between', async () => {
  const customerIds = idsOf(sources())
  const [first = ''] = customerIds
  let doneBefore = -1
  let doneWhenSaved = -1
  // A clock that moves with every look at it, so that a turn ends after a few customers on any machine.
  let moment = 0
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => {
    moment += 5
    return moment
  })
  const tagging = tagSource(context, { customerIds, customerSource: 'Event' }, (done) => {
    doneBefore = done
  })
  setImmediate(() => {
    runCommand(context, { kind: 'customer.checkIn', commandId: gone, customerId: first })
    doneWhenSaved = doneBefore
  })
  await tagging
  clock.mockRestore()
  expect(doneWhenSaved).toBeLessThan(customerIds.length)
  expect(doneWhenSaved).toBeGreaterThan(0)
})
