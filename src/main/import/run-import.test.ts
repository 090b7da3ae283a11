// Imports against a real store: whom a file makes, whom it finds, what it adds, and that a second time changes nothing.
import { randomBytes, randomUUID } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CustomerFacts } from '../../shared/customer.ts'
import type { CustomersReport } from '../../shared/importing.ts'
import { readCard } from '../db/customers.ts'
import type { WriteDb } from '../db/handle.ts'
import { closeStore, openStore } from '../db/open.ts'
import { searchCustomers } from '../db/search.ts'
import type { Command } from '../domain/commands.ts'
import { runCommand, type WriteContext } from '../write/run-command.ts'
import { inspectFile } from './inspect-file.ts'
import { openTable } from './read-table.ts'
import { runImport } from './run-import.ts'

const today = '2026-03-15'
let folder: string
let db: WriteDb
let context: WriteContext
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'regulars-import-'))
  db = openStore({ folder, key: randomBytes(32) }).db
  context = { db, actor: null, deviceId: randomUUID(), now: () => new Date(`${today}T10:00:00`), randomBytes }
})
afterEach(() => {
  closeStore(db)
  fs.rmSync(folder, { recursive: true, force: true })
})

interface Choice {
  readonly dryRun?: boolean
  readonly cancelAfter?: number
}
async function importText(
  text: string,
  { dryRun = false, cancelAfter }: Choice = {},
): Promise<CustomersReport> {
  const file = path.join(folder, 'customers.csv')
  fs.writeFileSync(file, text)
  const { mappings, dateOrders, rowCount } = inspectFile(file, today)
  let pauses = 0
  const { report } = await runImport({
    context,
    table: openTable(file, today),
    reading: { mapping: mappings.customers, dateOrders, today },
    fileToken: 'file',
    total: rowCount,
    dryRun,
    onProgress: () => undefined,
    isCancelled: () => cancelAfter !== undefined && pauses >= cancelAfter,
    // As if somebody at the counter always wanted to save: one row a transaction.
    isTurnWanted: () => cancelAfter !== undefined,
    pause: async () => void pauses++,
  })
  return report
}

const outcome = ({ created, known, completed, refused }: CustomersReport) => ({
  created,
  known,
  completed,
  refused,
})
const all = { created: 0, known: 0, completed: 0, refused: 0 }
function create(facts: Partial<CustomerFacts> & { fullName: string }, more: Partial<Command> = {}): string {
  const consents = { smsConsent: false, emailConsent: false, marketingConsent: false }
  const customerId = randomUUID()
  const command = { kind: 'customer.create', commandId: randomUUID(), customerId, origin: 'import', ...more }
  runCommand(context, { ...command, facts: { customerSource: 'Walk In', ...consents, ...facts } } as Command)
  return customerId
}
const cards = () => {
  const ids = db.prepare('SELECT id FROM customers ORDER BY key').pluck().all() as string[]
  return ids.map((customerId) => readCard(db, { customerId }))
}

const till = [
  'id,customer_name,nickname,contact_number,email,date_of_birth,available_credit,available_point,sms_pdpa',
  '1,สมชาย ใจดี,ชาย,812345678,somchai@example.com,08/04/2528,"1,250.50",340,true',
  '2,Malee Jaidee,,081-234-5678,,1900-04-08,0,0,false',
  '3,John Smith,,+1 415 555 0123,,,,,',
  '4,No Contact,,,,,,,',
].join('\n')

describe('a first import', () => {
  test('makes every row a customer with everything the row says', async () => {
    const report = await importText(till)
    expect(outcome(report)).toEqual({ ...all, created: 4 })
    expect(report).toMatchObject({ rows: 4, sharedPhones: 2, cancelled: false, dryRun: false })
    expect(report.mended).toMatchObject({ LEADING_ZERO_RESTORED: 1, BUDDHIST_YEAR: 1 })
    const [somchai] = cards()
    expect(somchai).toMatchObject({
      customerCode: 'CUS-001',
      fullName: 'สมชาย ใจดี',
      nickname: 'ชาย',
      primaryPhone: '0812345678',
      dateOfBirth: '1985-04-08',
      availableCredit: 125_050,
      loyaltyPoints: 340,
      smsConsent: true,
    })
    expect(somchai?.identifiers.map(({ kind, normalised }) => `${kind} ${normalised}`).sort()).toEqual([
      'email somchai@example.com',
      'legacy_id 1',
      'phone +66812345678',
    ])
  })

  test('goes the one write path: findable, audited and waiting to be sent', async () => {
    await importText(till)
    expect(searchCustomers(db, '234567', 10).hits).toHaveLength(2)
    expect(db.prepare('SELECT count(*) FROM outbox').pluck().get()).toBe(4)
    expect(db.prepare('SELECT count(*) FROM audit_log').pluck().get()).toBe(4)
  })

  test('a dry run says the same and changes nothing', async () => {
    const text = `${till}\n5,X,,,,,,,\n1,Another Name,,,,,,,\n2,Malee Jaidee,,081-234-5678,,1900-04-08,0,0,false\n`
    const dry = await importText(text, { dryRun: true })
    expect(cards()).toHaveLength(0)
    const { seconds: _, dryRun, ...real } = await importText(text)
    expect(dryRun).toBe(false)
    expect(dry).toMatchObject(real)
    expect(outcome(dry)).toEqual({ created: 4, known: 1, completed: 0, refused: 2 })
  })

  test('refused rows are listed with line, field, reason and value', async () => {
    const report = await importText(
      'name,phone,email\nSomchai Jaidee,081,\n,0812345678,\n"Malee,0899999999,\nAnan Dee,,x\n',
    )
    expect(outcome(report)).toEqual({ ...all, refused: 4 })
    expect(
      report.refusedSample.map(({ line, field, problem, value }) => [line, field, problem, value]),
    ).toEqual([
      [2, 'primaryPhone', 'PHONE_INVALID', '081'],
      [3, 'fullName', 'NAME_MISSING', ''],
      [4, null, 'ROW_MALFORMED', ''],
      [5, 'email', 'EMAIL_INVALID', 'x'],
    ])
  })
})

describe('an import again', () => {
  test.each([
    ['with ids', till],
    [
      'without ids',
      'name,phone,email\nSomchai J,0812345678,\nMalee J,081-234-5678,m@example.com\nAnan D,,a@example.com\n',
    ],
    [
      'with names and birth dates only',
      'name,dob\nSomchai J,1985-04-08\nSomchai J,1990-01-01\nMalee J,1985-04-08\n',
    ],
    ['with names and balances only', 'name,credit\nSomchai J,100\nSomchai J,200\nMalee J,\n'],
    ['with cards', 'name,card\nSomchai J,M1\nSomchai J,M2\n'],
  ])('%s makes nobody', async (_, text) => {
    const first = await importText(text)
    expect(first.created).toBe(first.rows)
    const before = JSON.stringify(cards())
    expect(outcome(await importText(text))).toEqual({ ...all, known: first.rows })
    expect(JSON.stringify(cards())).toBe(before)
  })

  test('after edits at the counter the edits stand', async () => {
    await importText(till)
    const [somchai] = cards()
    const ids = { commandId: randomUUID(), customerId: somchai?.id ?? '' }
    runCommand(context, {
      kind: 'customer.update',
      ...ids,
      changes: { primaryPhone: '0899999999', nickname: 'Chai' },
      seen: {},
    })
    expect(outcome(await importText(till))).toEqual({ ...all, known: 4 })
    expect(cards()[0]).toMatchObject({
      primaryPhone: '0899999999',
      nickname: 'Chai',
      availableCredit: 125_050,
    })
    expect(cards()[0]?.identifiers).toContainEqual(
      expect.objectContaining({ normalised: '+66812345678', status: 'old' }),
    )
  })

  test('after it was cancelled it completes the rest', async () => {
    const first = await importText(till, { cancelAfter: 2 })
    expect(first).toMatchObject({ rows: 2, created: 2, cancelled: true })
    expect(outcome(await importText(till))).toEqual({ ...all, created: 2, known: 2 })
  })
})

describe('somebody the directory already has', () => {
  test('found by name and phone: blanks are filled, nothing is overwritten', async () => {
    const id = create({ fullName: 'คุณสมชาย ใจดี', primaryPhone: '+66 81 234 5678', nickname: 'Boss' })
    expect(outcome(await importText(till))).toEqual({ ...all, created: 3, completed: 1 })
    const card = readCard(db, { customerId: id })
    expect(card).toMatchObject({
      fullName: 'คุณสมชาย ใจดี',
      nickname: 'Boss',
      primaryPhone: '+66 81 234 5678',
      email: 'somchai@example.com',
      dateOfBirth: '1985-04-08',
      availableCredit: 125_050,
    })
    expect(card.identifiers).toContainEqual(expect.objectContaining({ kind: 'legacy_id', value: '1' }))
    expect(outcome(await importText(till))).toEqual({ ...all, known: 4 })
  })

  test('a phone alone is never a person, nor is a name with another birth date', async () => {
    create({ fullName: 'Somebody Else', primaryPhone: '0812345678' })
    create({ fullName: 'สมชาย ใจดี', primaryPhone: '0812345678', dateOfBirth: '1950-01-01' })
    expect(outcome(await importText(till))).toEqual({ ...all, created: 4 })
  })

  test('two legacy ids are two records, whatever else is the same', async () => {
    const twice = 'id,name,phone,credit\n1,Somchai J,0812345678,100\n2,Somchai J,0812345678,200\n'
    expect(outcome(await importText(twice))).toEqual({ ...all, created: 2 })
    expect(cards().map((card) => card.availableCredit)).toEqual([10_000, 20_000])
  })

  test('a new phone under a known id is added beside the old one', async () => {
    await importText('id,name,phone\n1,Somchai J,0812345678\n')
    const changed = 'id,name,phone\n1,Somchai J,0899999999\n'
    expect(outcome(await importText(changed))).toEqual({ ...all, completed: 1 })
    expect(cards()[0]).toMatchObject({ primaryPhone: '0812345678', secondaryPhone: '0899999999' })
    expect(outcome(await importText(changed))).toEqual({ ...all, known: 1 })
  })

  test('an id that is somebody else here is refused, not guessed', async () => {
    await importText('id,name,phone\n1,Somchai Jaidee,0812345678\n')
    const report = await importText('id,name,phone\n1,Peter Pan,021234567\n')
    expect(report.refusedSample[0]).toMatchObject({ field: 'legacyId', problem: 'ID_BELONGS_TO_OTHER' })
    expect(cards()).toHaveLength(1)
  })

  test('a dead legacy id leads to the survivor', async () => {
    const id = create({ fullName: 'Somchai Jaidee' })
    db.prepare(
      "INSERT INTO customer_redirects (id, kind, dead_value, customer_id) VALUES (?, 'legacy_id', '77', ?)",
    ).run(randomUUID(), id)
    expect(outcome(await importText('id,name\n77,Somchai Jaidee\n'))).toMatchObject({ created: 0 })
  })

  test('notes are added once', async () => {
    const text = 'name,phone,notes\nSomchai J,0812345678,"pays by company\ninvoice"\n'
    create({ fullName: 'Somchai J', primaryPhone: '0812345678' })
    expect(outcome(await importText(text))).toEqual({ ...all, completed: 1 })
    expect(outcome(await importText(text))).toEqual({ ...all, known: 1 })
    expect(cards()[0]?.notes.map((note) => note.noteText)).toEqual(['pays by company\ninvoice'])
  })
})

describe('the same customer twice in one file', () => {
  test('an identical row is known, a conflicting one is refused', async () => {
    const report = await importText(
      'id,name,city\n1,Somchai J,Bangkok\n1,Somchai J,Bangkok\n1,Somchai J,Rayong\n',
    )
    expect(outcome(report)).toEqual({ created: 1, known: 1, completed: 0, refused: 1 })
    expect(report.refusedSample[0]).toMatchObject({ line: 4, field: 'legacyId', problem: 'REPEATED_IN_FILE' })
  })

  test('balances are never added twice nor dropped in silence', async () => {
    const text = 'name,phone,credit\nSomchai J,0812345678,100\nSomchai J,081-234-5678,200\n'
    const expected = { ...all, created: 1, refused: 1 }
    expect(outcome(await importText(text, { dryRun: true }))).toEqual(expected)
    expect(outcome(await importText(text))).toEqual(expected)
    expect(cards()[0]?.availableCredit).toBe(10_000)
  })
})
