// Receipts against a real store: whose each is, what they add up to, what is refused and why, and that a second time, or a
// time after a kill, changes nothing.
import { randomBytes, randomUUID } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CustomerFacts } from '../../shared/customer.ts'
import type { SalesReport } from '../../shared/importing.ts'
import { readCard } from '../db/customers.ts'
import type { WriteDb } from '../db/handle.ts'
import { closeStore, openStore } from '../db/open.ts'
import { listUnsent, readPushBatch } from '../db/outbox.ts'
import type { Command, GivenIdentifier } from '../domain/commands.ts'
import { runCommand, type WriteContext } from '../write/run-command.ts'
import { inspectFile } from './inspect-file.ts'
import { openTable } from './read-table.ts'
import { runSales } from './run-sales.ts'

const today = '2026-03-15'
let folder: string
let db: WriteDb
let context: WriteContext
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'regulars-sales-'))
  db = openStore({ folder, key: randomBytes(32) }).db
  context = { db, actor: null, deviceId: randomUUID(), now: () => new Date(`${today}T10:00:00`), randomBytes }
})
afterEach(() => {
  closeStore(db)
  fs.rmSync(folder, { recursive: true, force: true })
})

function create(fullName: string, phone: string, identifiers: readonly GivenIdentifier[] = []): string {
  const facts: CustomerFacts = {
    fullName,
    primaryPhone: phone,
    customerSource: 'Walk In',
    smsConsent: false,
    emailConsent: false,
    marketingConsent: false,
  }
  const customerId = randomUUID()
  const command: Command = {
    kind: 'customer.create',
    commandId: randomUUID(),
    customerId,
    facts,
    origin: 'import',
    identifiers,
  }
  runCommand(context, command)
  return customerId
}

async function importText(
  text: string,
  { dryRun = false, cancelAfter }: { dryRun?: boolean; cancelAfter?: number } = {},
): Promise<SalesReport & { lines: readonly number[] }> {
  const file = path.join(folder, 'receipts.csv')
  fs.writeFileSync(file, text)
  const { kind, mappings, dateOrders, rowCount } = inspectFile(file, today)
  expect(kind).toBe('sales')
  let pauses = 0
  const { report, refused } = await runSales({
    context,
    table: openTable(file, today),
    reading: { mapping: mappings.sales, dateOrders, today },
    fileToken: 'file',
    total: rowCount,
    dryRun,
    onProgress: () => undefined,
    isCancelled: () => cancelAfter !== undefined && pauses >= cancelAfter,
    isTurnWanted: () => cancelAfter !== undefined,
    pause: async () => void pauses++,
  })
  return { ...report, lines: [...refused.lines] }
}

const header = 'receipt,customer_id,date,amount'
const file = (...rows: string[]) => `${header}\n${rows.join('\n')}\n`
const sums = (customerId: string) => {
  const { totalLifetimeValue, totalVisits, lastVisitAt } = readCard(db, { customerId })
  const first = db.prepare('SELECT first_transaction_at FROM customers WHERE id = ?').pluck().get(customerId)
  const dayOf = (moment: unknown) => (typeof moment === 'string' ? moment.slice(0, 10) : moment)
  return { value: totalLifetimeValue, visits: totalVisits, last: dayOf(lastVisitAt), first: dayOf(first) }
}
const count = (table: string) => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()

test('sums, visits, the last and the first day are those of the file, to the satang', async () => {
  const nok = create('Nok Jaidee', '0812345670', [{ kind: 'legacy_id', value: '11' }])
  const lek = create('Lek Jaidee', '0812345671', [{ kind: 'legacy_id', value: '12' }])
  const report = await importText(
    file(
      'R1,11,2021-03-04,699.10',
      'R2,12,2021-01-01,"1,234.50"',
      'R3,11,2020-12-31,0.95',
      'R4,11,2022-05-06,3578.27',
    ),
  )
  expect(report).toMatchObject({ rows: 4, created: 4, known: 0, refused: 0, customers: 2, amount: 551_282 })
  expect(sums(nok)).toEqual({ value: 427_832, visits: 3, last: '2022-05-06', first: '2020-12-31' })
  expect(sums(lek)).toEqual({ value: 123_450, visits: 1, last: '2021-01-01', first: '2021-01-01' })
  expect(count('customer_transactions')).toBe(4)
  expect(count('customer_ledger')).toBe(8)
})

test('one change a customer: in the audit trail, waiting to be sent, whole', async () => {
  const nok = create('Nok Jaidee', '0812345670', [{ kind: 'legacy_id', value: '11' }])
  await importText(file('R1,11,2021-03-04,699.10', 'R2,11,2021-03-05,1'))
  const pushed = readPushBatch(db, { commands: 500, bytes: 1 << 20 }).filter(
    ({ kind }) => kind === 'customer.importSales',
  )
  expect(pushed).toHaveLength(1)
  expect(pushed[0]?.operations.map(({ op, table, customerId }) => [op, table, customerId])).toEqual(
    [1, 2].flatMap(() => [
      ['insert', 'customer_transactions', nok],
      ['append', 'customer_ledger', nok],
      ['append', 'customer_ledger', nok],
    ]),
  )
  expect(pushed[0]?.audit.changes).toEqual({
    receipts: { before: null, after: 2 },
    spend: { before: null, after: 70_010 },
  })
  expect(listUnsent(db).at(-1)).toMatchObject({ kind: 'customer.importSales', customerId: nok })
  expect(count('audit_log')).toBe(2)
})

describe('again', () => {
  const text = file('R1,11,2021-03-04,699.10', 'R2,12,2021-01-01,20', 'R3,11,2020-12-31,5')
  let ids: readonly string[]
  beforeEach(() => {
    ids = ['11', '12'].map((value, index) =>
      create(`Guest ${index}`, `081234567${index}`, [{ kind: 'legacy_id', value }]),
    )
  })

  test('changes nothing', async () => {
    await importText(text)
    const before = ids.map(sums)
    expect(await importText(text)).toMatchObject({
      created: 0,
      known: 3,
      refused: 0,
      customers: 0,
      amount: 0,
    })
    expect(ids.map(sums)).toEqual(before)
    expect(count('outbox')).toBe(4)
  })

  test('after it was cancelled brings the rest', async () => {
    expect(await importText(text, { cancelAfter: 4 })).toMatchObject({ cancelled: true })
    const { created } = await importText(text)
    expect(created).toBeGreaterThan(0)
    expect(count('customer_transactions')).toBe(3)
    expect(ids.map((id) => sums(id).value)).toEqual([70_410, 2000])
  })

  test('a dry run says the same and writes nothing', async () => {
    const more = `${text}R4,99,2021-01-01,5\nR1,11,2021-03-04,699.10\n`
    const dry = await importText(more, { dryRun: true })
    expect(count('customer_transactions')).toBe(0)
    const { seconds: _, dryRun: __, ...real } = await importText(more)
    expect(dry).toMatchObject(real)
  })

  test('a receipt that says something else now is refused', async () => {
    await importText(text)
    const report = await importText(
      file('R1,11,2021-03-04,699.11', 'R2,12,2021-01-02,20', 'R3,11,2020-12-31,5'),
    )
    expect(report).toMatchObject({ created: 0, known: 1, refused: 2 })
    expect(report.refusedSample.map(({ line, problem }) => [line, problem])).toEqual([
      [2, 'RECEIPT_DIFFERS'],
      [3, 'RECEIPT_DIFFERS'],
    ])
  })

  test('on another counter, whose rows came with a pull meanwhile, nothing counts twice', async () => {
    await importText(text)
    // The receipts' transactions have not come yet, their ledger entries have.
    db.exec('DELETE FROM customer_transactions')
    await importText(text)
    expect(ids.map((id) => sums(id).value)).toEqual([70_410, 2000])
    expect(ids.map((id) => sums(id).visits)).toEqual([2, 1])
  })
})

describe('whose a receipt is', () => {
  const refusalOf = async (reference: string) => {
    const { refusedSample } = await importText(file(`R-${randomUUID()},"${reference}",2021-01-01,1`))
    return refusedSample[0]?.problem
  }

  test('an id of the old till, a code, our id, a card, a phone of one person', async () => {
    const id = create('Nok', '0812345670', [
      { kind: 'legacy_id', value: 'L-11' },
      { kind: 'card', value: '8850001' },
    ])
    const taken = async (reference: string) =>
      (await importText(file(`R-${reference},"${reference}",2021-01-01,1`))).created
    for (const reference of [
      'L-11',
      'l-11',
      'CUS-001',
      'cus 001',
      id,
      '8850001',
      '081-234-5670',
      '812345670',
    ])
      expect(await taken(reference), reference).toBe(1)
    expect(sums(id).visits).toBe(8)
  })

  test('a number with a decimal tail is the number', async () => {
    const id = create('Nok', '0812345670', [{ kind: 'legacy_id', value: '14657' }])
    await importText(file('R1,14657.0,2021-01-01,1'))
    expect(sums(id).visits).toBe(1)
  })

  test('a family phone, nobody, and a code that is another customer than the legacy id says', async () => {
    create('Mother', '0812345670')
    create('Child', '0812345670')
    expect(await refusalOf('0812345670')).toBe('CUSTOMER_UNCLEAR')
    expect(await refusalOf('0999999999')).toBe('CUSTOMER_UNKNOWN')
    const first = create('First', '0812345671', [{ kind: 'legacy_id', value: 'CUS-001' }])
    await importText(file('R1,CUS-001,2021-01-01,7'))
    expect(sums(first).value).toBe(700)
  })

  test('whoever was folded into another: the survivor gets it, by any dead id', async () => {
    const dead = create('Dead', '0812345670', [{ kind: 'legacy_id', value: '11' }])
    const survivor = create('Survivor', '0812345671')
    db.prepare('UPDATE customers SET merged_into = ? WHERE id = ?').run(survivor, dead)
    const redirect = db.prepare(
      'INSERT INTO customer_redirects (id, kind, dead_value, customer_id) VALUES (?, ?, ?, ?)',
    )
    redirect.run(randomUUID(), 'legacy_id', '77', survivor)
    redirect.run(randomUUID(), 'code', 'CUS-900', survivor)
    const report = await importText(
      file('R1,11,2021-01-01,1', `R2,${dead},2021-01-01,1`, 'R3,77,2021-01-01,1', 'R4,CUS-900,2021-01-01,1'),
    )
    expect(report).toMatchObject({ created: 4, customers: 1 })
    expect(sums(survivor).value).toBe(400)
  })
})

test('refused rows stand in order with their reasons, however they were found out', async () => {
  create('Nok', '0812345670', [{ kind: 'legacy_id', value: '11' }])
  await importText(file('R1,11,2021-01-01,1'))
  const report = await importText(
    file(
      'R1,11,2021-01-01,2',
      ',11,2021-01-01,1',
      'R2,11,2021-13-01,1',
      'R3,11,2021-01-01,-1',
      'R4,11,2021-01-01,3',
      'R4,11,2021-01-01,3',
      'R5,404,2021-01-01,1',
    ),
  )
  expect(report).toMatchObject({ rows: 7, created: 1, known: 0, refused: 6 })
  expect(report.refusedSample.map(({ line, field, problem }) => [line, field, problem])).toEqual([
    [2, 'receiptNumber', 'RECEIPT_DIFFERS'],
    [3, 'receiptNumber', 'RECEIPT_MISSING'],
    [4, 'soldAt', 'DATE_INVALID'],
    [5, 'amount', 'AMOUNT_NEGATIVE'],
    [7, 'receiptNumber', 'RECEIPT_REPEATED'],
    [8, 'customerRef', 'CUSTOMER_UNKNOWN'],
  ])
  expect(report.lines).toEqual([2, 3, 4, 5, 7, 8])
})

test('a refund lowers what was spent and is no visit', async () => {
  const nok = create('Nok', '0812345670', [{ kind: 'legacy_id', value: '11' }])
  await importText('receipt,customer_id,date,amount,refund\nR1,11,2021-01-01,500,\nR2,11,2021-01-02,,200\n')
  expect(sums(nok)).toMatchObject({ value: 30_000, visits: 1, last: '2021-01-01' })
})

test('somebody with hundreds of receipts gets them in changes the server takes', async () => {
  const nok = create('Nok', '0812345670', [{ kind: 'legacy_id', value: '11' }])
  await importText(file(...Array.from({ length: 250 }, (_, index) => `R${index},11,2021-01-01,1`)))
  expect(sums(nok)).toMatchObject({ value: 25_000, visits: 250 })
  expect(count('outbox')).toBe(1 + 3)
})
