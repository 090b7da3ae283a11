// Over a directory of 2,000: newcomers are let through, people who return are recognised, and nothing typed can break the check.
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { generateKnownPeople, type KnownPerson } from '../../../tools/demo-data/people.ts'
import { makeMobile, writePhone } from '../../../tools/demo-data/phones.ts'
import { createRandom } from '../../../tools/demo-data/random.ts'
import { writeName } from '../../../tools/demo-data/writing.ts'
import type { DirectoryRecord } from '../../shared/directory-record.ts'
import { likelyScore } from '../../shared/lookup.ts'
import { finishSearch, searchDirectory } from '../domain/search-directory.ts'
import { loadDirectory } from './bulk-load.ts'
import { type DirectoryPeople, readDirectory } from './directory-people.ts'
import { findLikelyDuplicates, findStoredDuplicates } from './duplicate-candidates.ts'
import type { WriteDb } from './handle.ts'
import { closeStore, openStore } from './open.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const size = 2000
const people = [...generateKnownPeople(size + 1000, 5)]
const known = people.slice(0, size)
const walkIns = people.slice(size)

let db: WriteDb
let folder: string
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'regulars-duplicates-'))
  db = openStore({ folder, key: randomBytes(32) }).db
  const regulars = [somchai, malee, ...sons]
  loadDirectory(db, [...known.map(({ record }) => record), ...regulars])
})
afterAll(() => {
  closeStore(db)
  fs.rmSync(folder, { recursive: true, force: true })
})

const somchai = makeRecord(1, 'สมชาย วรโชติสกุล', '0611112222', { dateOfBirth: '1971-05-20', nickname: 'ชาย' })
const malee = makeRecord(2, 'มาลี วรโชติสกุล', '0611112222')
const sons = [3, 4].map((number) => makeRecord(number, 'Arthit Kongkaphan', '0633334444'))

function makeRecord(
  number: number,
  fullName: string,
  phone: string,
  facts: Partial<DirectoryRecord['facts']> = {},
): DirectoryRecord {
  return {
    id: `01a00000-0000-7000-8000-00000000000${number}`,
    customerCode: `CUS-90000${number}`,
    facts: {
      fullName,
      primaryPhone: phone,
      customerSource: 'Walk In',
      smsConsent: false,
      emailConsent: false,
      marketingConsent: false,
      ...facts,
    },
    isActive: true,
    createdAt: '2026-11-19T03:00:00.000Z',
    identifiers: [{ kind: 'phone', value: phone, status: 'current' }],
    ledger: [],
    notes: [],
  }
}

const namesOf = (args: Parameters<typeof findLikelyDuplicates>[1]) =>
  findLikelyDuplicates(db, args).map((match) => match.customer.fullName)

test('at most one genuine newcomer in fifty sees a likely duplicate, or any at all', () => {
  const newcomers = walkIns.filter(({ person }) => person.origin !== 'double')
  let likely = 0
  let shown = 0
  for (const { record } of newcomers) {
    const { fullName, primaryPhone, email, dateOfBirth, nickname } = record.facts
    const [best] = findLikelyDuplicates(db, { fullName, primaryPhone, email, dateOfBirth, nickname })
    if (best) shown += 1
    if (best && best.score >= likelyScore) likely += 1
  }
  expect(newcomers.length).toBeGreaterThan(950)
  expect(likely / newcomers.length).toBeLessThan(0.02)
  expect(shown / newcomers.length).toBeLessThan(0.02)
})

describe('people who return with another phone are warned about', () => {
  const random = createRandom(9)
  const returning = known.filter(({ person, record }) => {
    return person.origin !== 'double' && record.facts.fullName.trim().includes(' ')
  })
  const warnedShare = (
    typed: (one: KnownPerson) => Parameters<typeof findLikelyDuplicates>[1] | null,
    least: number,
  ) => {
    let asked = 0
    let warned = 0
    for (const one of returning) {
      const args = typed(one)
      if (!args || asked === 400) continue
      asked += 1
      const found = findLikelyDuplicates(db, {
        ...args,
        primaryPhone: writePhone(random, makeMobile(random)),
      })
      if (found.some((match) => match.customer.id === one.record.id && match.score >= likelyScore))
        warned += 1
    }
    expect(asked).toBeGreaterThan(200)
    expect(warned / asked).toBeGreaterThanOrEqual(least)
  }
  test('by name alone', () => {
    warnedShare(({ record }) => ({ fullName: record.facts.fullName }), 0.97)
  })
  test('by name and birth date, e-mail or nickname', () => {
    for (const detail of ['dateOfBirth', 'email', 'nickname'] as const) {
      warnedShare(({ record: { facts } }) => {
        return facts[detail] ? { fullName: facts.fullName, [detail]: facts[detail] } : null
      }, 0.97)
    }
  })
  test('by a name in the other script or another spelling, and birth date or e-mail', () => {
    for (const detail of ['dateOfBirth', 'email'] as const) {
      warnedShare(({ record: { facts }, person }) => {
        const writes = person.foreign ? person.writes : person.writes === 'thai' ? 'latin' : 'thai'
        const fullName = writeName(random, { ...person, writes })
        return facts[detail] ? { fullName, [detail]: facts[detail] } : null
      }, 0.95)
    }
  })
})

describe('a phone that is known', () => {
  test('names its holders as a mention while there is no name yet', () => {
    const found = findLikelyDuplicates(db, { fullName: '', primaryPhone: '+66 61 111 2222' })
    expect(found.map((match) => match.customer.fullName).sort()).toEqual(['มาลี วรโชติสกุล', 'สมชาย วรโชติสกุล'])
    for (const { score, reasons } of found) {
      expect(score).toBeLessThan(likelyScore)
      expect(reasons.map((reason) => reason.code)).toEqual(['same-phone'])
    }
  })
  test('warns of the holder whose name is being typed, from its first letters on', () => {
    for (const fullName of ['สม', 'สมชาย', 'Somchai', 'คุณสมชาย วรโชติสกุล', 'ชาย']) {
      const [best] = findLikelyDuplicates(db, { fullName, primaryPhone: '0611112222' })
      expect(best?.customer.id).toBe(somchai.id)
      expect(best?.score).toBeGreaterThanOrEqual(likelyScore)
    }
  })
  test('lets another member of the family through', () => {
    for (const fullName of ['วิภา วรโชติสกุล', 'Wipa', 'John Smith']) {
      expect(namesOf({ fullName, primaryPhone: '0611112222' })).toEqual([])
    }
  })
  test('with one wrong digit still leads to the person', () => {
    const [best] = findLikelyDuplicates(db, { fullName: 'สมชาย', primaryPhone: '0611112223' })
    expect(best?.customer.id).toBe(somchai.id)
    expect(best?.reasons.map((reason) => reason.code)).toContain('similar-phone')
  })
})

test('a slip in one word of the name does not hide the person', () => {
  expect(namesOf({ fullName: 'สมชาย วรโชตสกุล', dateOfBirth: '1971-05-20' })).toEqual(['สมชาย วรโชติสกุล'])
  expect(namesOf({ fullName: 'Arthit Kongkapahn' })).toContain('Arthit Kongkaphan')
})

test('whoever was merged away is answered by the survivor, once; the customer being edited never', () => {
  const [survivor, folded] = sons
  if (!survivor || !folded) throw new Error('two sons were made')
  const typed = { fullName: 'Arthit Kongkaphan', primaryPhone: '0633334444' }
  expect(namesOf(typed)).toHaveLength(2)
  expect(findLikelyDuplicates(db, { ...typed, excludeCustomerId: folded.id })[0]?.customer.id).toBe(
    survivor.id,
  )
  db.prepare("INSERT INTO customer_redirects (id, kind, dead_value, customer_id) VALUES (?, 'id', ?, ?)").run(
    'redirect',
    folded.id,
    survivor.id,
  )
  const markFolded = db.prepare('UPDATE customers SET merged_into = ? WHERE id = ?')
  markFolded.run(survivor.id, folded.id)
  expect(findLikelyDuplicates(db, typed).map((match) => match.customer.id)).toEqual([survivor.id])
  expect(namesOf({ ...typed, excludeCustomerId: folded.id })).toEqual([])
  db.prepare("DELETE FROM customer_redirects WHERE id = 'redirect'").run()
  markFolded.run(null, folded.id)
})

describe('the whole directory', () => {
  let directory: DirectoryPeople
  beforeAll(() => {
    const reading = readDirectory(db)
    let step = reading.next()
    while (!step.done) step = reading.next()
    directory = step.value
  })
  test('is read with everybody in it', () => {
    expect(directory.ids).toHaveLength(size + 4)
    expect(new Set(directory.ids).size).toBe(directory.people.length)
  })
  test('is searched with the same outcome, whoever asks: all at once, or one customer alone', () => {
    const { pairs, model } = finishSearch(searchDirectory(directory.people))
    const found = pairs.map(({ left, right }) => [directory.ids[left], directory.ids[right]])
    const [one, other] = sons.map(({ id }) => id)
    expect(found).toContainEqual([one, other])
    expect(found.length).toBeLessThan(size / 50)
    const [best] = findStoredDuplicates(db, one ?? '', model)
    expect(best?.customerId).toBe(other)
    expect(best?.reasons.map(({ code }) => code)).toEqual(['same-phone', 'same-name'])
    expect(findStoredDuplicates(db, somchai.id, model)).toEqual([])
    expect(findStoredDuplicates(db, '01a00000-0000-7000-8000-0000000000ff')).toEqual([])
  })
  test('finds again most of those whom a till wrote down twice', () => {
    const { pairs } = finishSearch(searchDirectory(directory.people))
    const found = new Set(pairs.flatMap(({ left, right }) => [directory.ids[left], directory.ids[right]]))
    const doubles = known.filter(({ person }) => person.origin === 'double')
    expect(doubles.length).toBeGreaterThan(5)
    expect(doubles.filter(({ record }) => found.has(record.id)).length / doubles.length).toBeGreaterThan(0.6)
  })
})

test('the best come first, at most five', () => {
  const found = findLikelyDuplicates(db, { fullName: 'สมชาย', primaryPhone: '0611112222' })
  expect(found.length).toBeLessThanOrEqual(5)
  expect(found.map((match) => match.score)).toEqual(
    found.map((match) => match.score).sort((left, right) => right - left),
  )
})

test.each([
  '',
  ' ',
  'ส',
  'a',
  '"" OR *',
  "'; DROP TABLE customers; --",
  'NEAR(a b)',
  '(((((',
  '\u0000\u001e\u001f',
  '😀 😀',
  'สฺ์์์์์',
  '\ud800',
  'ก'.repeat(20_000),
  'a b c d e f g h i j k l m n o p q r s t',
])('typing %j finds nobody and breaks nothing', (text) => {
  const typed = { fullName: text, primaryPhone: text, email: text, dateOfBirth: text, address: text }
  expect(findLikelyDuplicates(db, typed)).toEqual([])
})
