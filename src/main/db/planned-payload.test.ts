// Imported receipts are kept in short, and whoever reads the outbox meets the whole command: senders, replays, and SQL.
import { randomBytes, randomUUID } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { importSales } from '../write/import-sales.ts'
import { runCommand, type WriteContext } from '../write/run-command.ts'
import type { WriteDb } from './handle.ts'
import { pendingIds } from './hashes.ts'
import { closeStore, openStore } from './open.ts'
import { readPushBatch } from './outbox.ts'
import { pendingOf } from './pending-commands.ts'
import { idsOfReceipt, readPlanned, writeOut } from './planned-payload.ts'
import { joinServer } from './sync-state.ts'

let folder: string
let db: WriteDb
const customerId = randomUUID()
const receipts = [
  { receiptNumber: 'R1', soldAt: '2026-01-02T05:00:00.000Z', amount: 12_345, paymentMethod: 'QR' },
  { receiptNumber: 'R2', soldAt: '2026-01-03T05:00:00.000Z', amount: -500 },
]
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'regulars-short-'))
  db = openStore({ folder, key: randomBytes(32) }).db
  const context: WriteContext = {
    db,
    actor: null,
    deviceId: randomUUID(),
    now: () => new Date(),
    randomBytes,
  }
  runCommand(context, {
    kind: 'customer.create',
    commandId: randomUUID(),
    customerId,
    facts: {
      fullName: 'Nok Jaidee',
      primaryPhone: '0812345678',
      customerSource: 'Walk In',
      smsConsent: false,
      emailConsent: false,
      marketingConsent: false,
    },
  })
  db.transaction(() => importSales(context, { key: 1, id: customerId }, receipts, randomUUID))()
})
afterEach(() => {
  closeStore(db)
  fs.rmSync(folder, { recursive: true, force: true })
})

const kept = () =>
  db.prepare("SELECT payload FROM outbox WHERE kind = 'customer.importSales'").pluck().get() as string

test('what is sent and replayed is the whole command, a refund no visit', () => {
  expect(kept().length).toBeLessThan(700)
  const planned = readPlanned(kept())
  expect(planned.operations.map(({ table, id }) => [table, id])).toEqual([
    ['customer_transactions', idsOfReceipt(customerId, 'R1').transaction],
    ['customer_ledger', idsOfReceipt(customerId, 'R1').spend],
    ['customer_ledger', idsOfReceipt(customerId, 'R1').visit],
    ['customer_transactions', idsOfReceipt(customerId, 'R2').transaction],
    ['customer_ledger', idsOfReceipt(customerId, 'R2').spend],
  ])
  expect(JSON.parse(writeOut(kept()))).toEqual(planned)
  expect(readPushBatch(db, { commands: 10, bytes: 1 << 20 })[1]).toMatchObject(planned)
  expect(pendingOf(db, customerId, 0).at(-1)?.planned).toEqual(planned)
})

test('the size of a push is that of what is sent', () => {
  const whole = writeOut(kept()).length
  expect(readPushBatch(db, { commands: 10, bytes: whole })).toHaveLength(1)
  expect(readPushBatch(db, { commands: 10, bytes: whole * 4 })).toHaveLength(2)
})

test('SQL that looks for rows of pending commands finds them', () => {
  expect(pendingIds(db, 'customer_ledger').sort()).toEqual(
    db.prepare('SELECT id FROM customer_ledger ORDER BY id').pluck().all(),
  )
  joinServer(db, randomUUID())
  expect(
    db
      .prepare("SELECT row_id FROM base_rows WHERE table_name = 'customer_transactions' ORDER BY row_id")
      .pluck()
      .all(),
  ).toEqual(db.prepare('SELECT id FROM customer_transactions ORDER BY id').pluck().all())
})

test('one receipt has one set of ids, for everybody and always', () => {
  const { transaction, spend, visit } = idsOfReceipt(customerId, 'R1')
  expect(new Set([transaction, spend, visit]).size).toBe(3)
  for (const id of [transaction, spend, visit])
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(idsOfReceipt(customerId, 'R1')).toEqual({ transaction, spend, visit })
  expect(idsOfReceipt(customerId, 'R2').spend).not.toBe(spend)
})
