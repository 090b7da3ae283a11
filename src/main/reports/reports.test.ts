// Files of customers as somebody opens them afterwards, and what becomes of one that cannot be written; through the worker.
import fs from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { isLeft, knowPeople, sortByHand } from '../../../tests/fixtures/list-by-hand.ts'
import { directories, fillListed, type ListedPerson } from '../../../tests/fixtures/listed-people.ts'
import { readWorkbook } from '../../../tests/fixtures/read-workbook.ts'
import { listColumns } from '../../shared/customer-list.ts'
import type { ExportArgs } from '../../shared/list-methods.ts'
import type { WriteDb } from '../db/handle.ts'
import { readTrends } from '../db/list-trends.ts'
import { closeStore, openStore } from '../db/open.ts'
import { writeSettings } from '../db/settings.ts'
import { type CustomerReports, createReports } from './reports.ts'

let folder: string
let db: WriteDb
let people: readonly ListedPerson[]
let reports: CustomerReports
let chosen: string | null
let progress: [done: number, total: number][]

beforeEach(() => {
  vi.stubEnv('TZ', 'Asia/Bangkok')
  folder = fs.mkdtempSync(path.join(tmpdir(), 'regulars-reports-'))
  const key = Buffer.alloc(32, 7)
  db = openStore({ folder, key }).db
  people = fc.sample(directories, { seed: 11, numRuns: 1 })[0] ?? []
  fillListed(db, people)
  chosen = path.join(folder, 'out', 'people.csv')
  fs.mkdirSync(path.dirname(chosen))
  progress = []
  reports = createReports({
    folder,
    key,
    db,
    worker: new URL('./worker.ts', import.meta.url),
    chooseSavePath: async () => chosen,
    onProgress: (...told) => progress.push(told),
  })
})
afterEach(async () => {
  await reports.close()
  closeStore(db)
  fs.rmSync(folder, { recursive: true })
  vi.unstubAllEnvs()
})

const everybody: ExportArgs = {
  filters: {},
  sort: { by: 'fullName', order: 'asc' },
  columns: listColumns,
  format: 'csv',
}
const ignoreLog = () => undefined
const outside = () => fs.readdirSync(path.join(folder, 'out'))

function readCsv(): string[][] {
  const bytes = fs.readFileSync(chosen ?? '')
  expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
  return parse(bytes, { bom: true }) as string[][]
}

test('a CSV holds who matches, in the order shown, in the columns asked for', async () => {
  const wanted = {
    ...everybody,
    filters: { status: 'active' },
    columns: ['fullName', 'lifetimeValue', 'lastVisit', 'registrationDate', 'smsConsent', 'customerCode'],
  } as const
  const logged: number[] = []
  const answer = await reports.exportFile(wanted, (rows) => logged.push(rows))
  const left = sortByHand(
    knowPeople(people).filter((one) => isLeft(one, wanted.filters)),
    'fullName',
    'asc',
  )
  expect(answer).toEqual({ fileName: 'people.csv', rows: left.length })
  expect(logged).toEqual([left.length])
  expect(progress.at(-1)).toEqual([left.length, left.length])
  const bangkok = (moment: string) =>
    new Date(Date.parse(moment) + 7 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
  expect(readCsv()).toEqual([
    ['Name', 'Lifetime value', 'Last visit', 'Registered', 'SMS', 'Code'],
    ...left.map(({ person, value, lastVisit, registered }) => [
      person.record.facts.fullName,
      (value / 100).toFixed(2),
      lastVisit === null ? '' : bangkok(lastVisit),
      registered,
      person.record.facts.smsConsent ? 'Yes' : 'No',
      person.code ?? '',
    ]),
  ])
  expect(outside()).toEqual(['people.csv'])
})

test('the head speaks the language of the screen, and no cell runs as a formula', async () => {
  writeSettings(db, { language: 'th' })
  db.prepare(
    `UPDATE customers SET customer_name = '=1+1', contact_number = '+66812345678', city = '@x'`,
  ).run()
  await reports.exportFile({ ...everybody, columns: ['fullName', 'primaryPhone', 'city'] }, ignoreLog)
  const [head, row] = readCsv()
  expect(head).toEqual(['ชื่อ', 'เบอร์โทร', 'เมือง'])
  expect(row).toEqual(["'=1+1", '081-234-5678', "'@x"])
})

test('a workbook holds days as days and money as numbers', async () => {
  chosen = path.join(folder, 'out', 'people.xlsx')
  const columns = ['customerCode', 'fullName', 'availableCredit', 'dateOfBirth', 'totalVisits'] as const
  await reports.exportFile({ ...everybody, format: 'xlsx', columns }, ignoreLog)
  const rows = readWorkbook(fs.readFileSync(chosen))
  const left = sortByHand(knowPeople(people), 'fullName', 'asc')
  // Days since the last day of 1899, as workbooks count.
  const serial = (day: string) => (Date.parse(day) - Date.UTC(1899, 11, 30)) / 86_400_000
  expect(rows).toEqual([
    ['Code', 'Name', 'Credit', 'Birth date', 'Visits'],
    ...left.map(({ person, credit, visits }) => [
      person.code,
      person.record.facts.fullName,
      credit / 100,
      person.record.facts.dateOfBirth === undefined ? null : serial(person.record.facts.dateOfBirth),
      visits,
    ]),
  ])
})

test('only those named, in the order shown, those who match no more included', async () => {
  const named = knowPeople(people).slice(3, 9)
  const customerIds = named.map(({ id }) => id)
  const filters = { status: 'active' } as const
  const sort = { by: 'customerCode', order: 'asc' } as const
  await reports.exportFile(
    { ...everybody, columns: ['email', 'customerCode'], filters, sort, customerIds },
    ignoreLog,
  )
  const codes = readCsv()
    .slice(1)
    .map(([, code]) => code)
  const parts = [true, false].flatMap((matches) =>
    sortByHand(
      named.filter((one) => isLeft(one, filters) === matches),
      'customerCode',
      'asc',
    ),
  )
  expect(codes).toEqual(parts.map(({ person }) => person.code ?? ''))
})

test('nobody makes a file with its head only', async () => {
  const answer = await reports.exportFile(
    { ...everybody, filters: { visitsFrom: 99 }, columns: ['email'] },
    ignoreLog,
  )
  expect(answer?.rows).toBe(0)
  expect(readCsv()).toEqual([['E-mail']])
})

test.each(['csv', 'xlsx'] as const)(
  'a place where no %s can be written is said, and nothing is left',
  async (format) => {
    const blocked = path.join(folder, 'out', 'a-file')
    fs.writeFileSync(blocked, 'untouched')
    fs.mkdirSync(path.join(folder, 'out', 'a-folder.csv'))
    for (const target of [
      path.join(blocked, `people.${format}`),
      path.join(folder, 'nowhere', `people.${format}`),
      path.join(folder, 'out', 'a-folder.csv'),
    ]) {
      chosen = target
      await expect(reports.exportFile({ ...everybody, format }, ignoreLog)).rejects.toMatchObject({
        code: 'FILE_UNWRITABLE',
      })
    }
    expect(outside().sort()).toEqual(['a-file', 'a-folder.csv'])
    expect(fs.readFileSync(blocked, 'utf8')).toBe('untouched')
  },
)

test('what cannot be logged is not handed out', async () => {
  const refuse = () => {
    throw new Error('full')
  }
  await expect(reports.exportFile(everybody, refuse)).rejects.toThrow('full')
  expect(outside()).toEqual([])
})

test('no place chosen is no export', async () => {
  chosen = null
  expect(await reports.exportFile(everybody, ignoreLog)).toBeNull()
})

test('trends asked for again are worked out once, and anew after a change', async () => {
  const [first, same] = await Promise.all([reports.trends({}), reports.trends({})])
  expect(same).toBe(first)
  expect(await reports.trends({})).toBe(first)
  db.prepare("UPDATE customers SET date_joined = '2020-01-01'").run()
  expect((await reports.trends({})).values.growthRate).toEqual(Array(12).fill(0))
})

test('trends come from the worker, one after another', async () => {
  const asked = [{}, { status: 'active' }, { smsConsent: true }] as const
  const answers = await Promise.all(asked.map((filters) => reports.trends(filters)))
  const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
  expect(answers).toEqual(asked.map((filters) => readTrends(db, filters, today)))
})
