// Lookup against brute force: after any number of creations, edits and visits a fragment finds exactly the people whose
// facts hold it, whoever came last first.
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type LookupStore, openLookupStore, type Person } from '../../../tests/fixtures/lookup-store.ts'
import { normalisePhone, phoneQueryReadings } from '../../shared/contact-info.ts'
import { normaliseText } from '../../shared/text.ts'
import { loadDirectory } from './bulk-load.ts'
import type { WriteDb } from './handle.ts'
import { listRecent, scanCustomer, searchCustomers } from './search.ts'
import { indexCustomer, moveToFront, removeFromIndex } from './search-index.ts'

let store: LookupStore
let db: WriteDb
beforeAll(() => {
  store = openLookupStore()
  db = store.db
})
afterAll(() => store.remove())

const add = (person: Person) => store.add(person)
const find = (text: string, limit = 20) => searchCustomers(db, text, limit)
const namesOf = (text: string) => find(text).hits.map((hit) => hit.fullName)
const keyOf = (id: string) => db.prepare('SELECT key FROM customers WHERE id = ?').pluck().get(id) as number

/** The ids of everybody who has every word of `text` somewhere in their facts, by recency: straight from the tables. */
function findSlowly(text: string, limit: number): string[] {
  const words = normaliseText(text).split(' ')
  const rows = db.prepare('SELECT * FROM customers ORDER BY search_rank').all() as Record<string, string>[]
  const identifiers = db.prepare('SELECT * FROM customer_identifiers WHERE customer_key = ?')
  const found = rows.filter((row) => {
    const facts = [row.customer_name, row.nickname, row.customer_code].map((fact) =>
      normaliseText(fact ?? ''),
    )
    for (const { kind, value } of identifiers.all(row.key) as { kind: string; value: string }[]) {
      facts.push(kind === 'phone' ? (normalisePhone(value)?.digits ?? '') : normaliseText(value))
    }
    return words.every((word) => facts.some((fact) => fact.includes(word)))
  })
  return found.slice(0, limit).map((row) => String(row.id))
}

const given = ['สมชาย', 'สมหญิง', 'วิชัย', 'กมล', 'Somchai', 'Wichai', 'Anna', 'Björn', 'ปิยะ', '王', 'Zoë']
const family = ['ใจดี', 'รักไทย', 'แสงทอง', 'Jaidee', 'Larsen', "O'Neil", 'พงษ์ไพบูลย์', '小明', 'Smith-Jones']
const randomPerson = fc.record({
  name: fc.tuple(fc.constantFrom(...given), fc.constantFrom(...family)).map((parts) => parts.join(' ')),
  nickname: fc.constantFrom(undefined, 'ชาย', 'Kob', 'เล็ก', 'Ann'),
  phone: fc.integer({ min: 10_000_000, max: 10_004_000 }).map((number) => `08${number}`),
  email: fc.option(fc.constantFrom('kob@example.com', 'a.b-c@mail.test', 'x_y%z@example.co.th'), {
    nil: undefined,
  }),
})

describe('against brute force', () => {
  test('every fragment, after creations, edits and visits', () => {
    const people = fc.sample(randomPerson, { numRuns: 300, seed: 7 })
    loadDirectory(db, people.slice(0, 200).map(store.record))
    for (const person of people.slice(200, 220)) add(person)
    const keys = db.prepare('SELECT key FROM customers').pluck().all() as number[]
    for (const [step, person] of people.slice(200).entries()) {
      const customer = keys[(step * 37) % keys.length] ?? 0
      db.transaction(() => {
        if (step % 3 === 0) moveToFront(db, customer)
        if (step % 3 === 1) {
          db.prepare('UPDATE customers SET customer_name = ? WHERE key = ?').run(person.name, customer)
          db.prepare(`UPDATE customer_identifiers SET status = 'old' WHERE customer_key = ?`).run(customer)
          db.prepare(
            'INSERT INTO customer_identifiers (customer_key, id, kind, value, normalised) VALUES (?, ?, ?, ?, ?)',
          ).run(customer, randomUUID(), 'phone', person.phone, normalisePhone(person.phone)?.e164)
          indexCustomer(db, customer)
        }
        if (step % 10 === 2) {
          removeFromIndex(db, customer)
          indexCustomer(db, customer)
        }
      })()
    }
    const facts = people.flatMap((person) => [
      person.name,
      person.phone,
      person.nickname ?? '',
      person.email ?? '',
    ])
    const fragment = fc
      .tuple(
        fc.constantFrom(...facts.map(normaliseText).filter((fact) => fact.length > 0)),
        fc.nat(),
        fc.integer({ min: 1, max: 9 }),
      )
      .map(([fact, from, length]) => fact.slice(from % fact.length, (from % fact.length) + length).trim())
      // Digits that may stand for several numbers have a test of their own.
      .filter(
        (text) =>
          text !== '' &&
          text.split(' ').every((word) => phoneQueryReadings(word).length <= (/^\d+$/.test(word) ? 1 : 0)),
      )
    const question = fc.oneof(
      fragment,
      fc
        .tuple(fragment, fragment)
        .map((parts) => parts.join(' '))
        .filter((text) => !/\d \d/.test(text)),
      fc.constantFrom('08', '081', '0810000', '0000', '10', 'ชา', 'mp', 'cus-0000', '00', '@', 'ส', 'a'),
    )
    fc.assert(
      fc.property(question, (text) => {
        const { hits } = find(text, 12)
        const exact = hits.filter((hit) => hit.matchedBy === 'exact').map((hit) => hit.id)
        expect(exact).toEqual(findSlowly(text, 12))
      }),
      { seed: 11, numRuns: 600 },
    )
  })
})

describe('what is typed', () => {
  test('a phone however it is written, and an old one marked old', () => {
    add({ name: 'Petch Boontham', phone: '+66 89 777 1234', others: [['phone', '02-888-4321', 'old']] })
    for (const text of ['0897771234', '089-777', '+66 89777', '0066 89 777 1234', '๐๘๙๗๗๗๑', '777 1234']) {
      expect(namesOf(text), text).toContain('Petch Boontham')
    }
    const old = find('8884321').hits[0]
    expect(old?.matches).toEqual([{ field: 'phone', text: '02-888-4321', old: true, ranges: [[3, 11]] }])
    expect(find('7771234').hits[0]?.matches[0]).toMatchObject({
      field: 'phone',
      text: '089-777-1234',
      old: false,
    })
  })

  test('words in any order, nickname and parts of both names', () => {
    add({ name: 'นางสาวกัลยา มีสุขสันต์', nickname: 'Praew', phone: '0866660001' })
    for (const text of ['มีสุข กัลยา', 'praew', 'กัลยา praew', '0866 กัลยา', 'กัลยา 086-666', 'นางสาวกัล']) {
      expect(namesOf(text), text).toEqual(['นางสาวกัลยา มีสุขสันต์'])
    }
  })

  test('whole codes, ids, cards and legacy ids come first and alone decide the order', () => {
    const one = add({
      name: 'Card Holder',
      others: [
        ['card', 'M00012345', 'current'],
        ['legacy_id', '778899', 'old'],
      ],
    })
    const later = add({ name: '778899 Street', email: 'm00012345@example.com' })
    for (const text of [
      one.customerCode,
      one.customerCode.toLowerCase(),
      one.id,
      one.id.toUpperCase(),
      'm00012345',
      '778899',
    ]) {
      expect(find(text).hits[0]?.id, text).toBe(one.id)
      expect(
        scanCustomer(db, text).map((hit) => hit.id),
        text,
      ).toEqual([one.id])
    }
    expect(find('778899').hits.map((hit) => hit.id)).toEqual([one.id, later.id])
    expect(scanCustomer(db, '77889')).toEqual([])
  })

  test('dead codes and ids lead to the survivor, through several merges', () => {
    const survivor = add({ name: 'Living On' })
    const redirect = db.prepare(
      'INSERT INTO customer_redirects (id, kind, dead_value, customer_id) VALUES (?, ?, ?, ?)',
    )
    const [first, second] = [randomUUID(), randomUUID()]
    redirect.run(randomUUID(), 'id', first, second)
    redirect.run(randomUUID(), 'id', second, survivor.id)
    redirect.run(randomUUID(), 'code', 'CUS-900001', first)
    for (const text of [first, 'CUS-900001', 'cus-900001']) {
      expect(
        find(text).hits.map((hit) => hit.id),
        text,
      ).toEqual([survivor.id])
    }
  })

  test('a shared phone is told, with everybody who holds it', () => {
    for (const name of ['Mother Of Two', 'Elder Child', 'Younger Child']) add({ name, phone: '095 222 3344' })
    const { sharedPhone, hits } = find('+66952223344')
    expect(sharedPhone).toBe('095-222-3344')
    expect(hits.map((hit) => hit.fullName)).toEqual(['Younger Child', 'Elder Child', 'Mother Of Two'])
    expect(find('9522233').sharedPhone).toBeNull()
  })

  test('somebody inactive is found and marked', () => {
    const gone = add({ name: 'Quietly Gone' })
    db.prepare('UPDATE customers SET is_active = 0 WHERE id = ?').run(gone.id)
    expect(find('quietly').hits[0]).toMatchObject({
      isActive: false,
      matches: [{ field: 'name', ranges: [[0, 7]] }],
    })
  })

  test('a visit moves to the front, more than the limit is told', () => {
    const first = add({ name: 'Visitor Onea' })
    add({ name: 'Visitor Twoa' })
    db.transaction(() => moveToFront(db, keyOf(first.id)))()
    expect(listRecent(db, 2).map((hit) => hit.fullName)).toEqual(['Visitor Onea', 'Visitor Twoa'])
    expect(find('visitor', 1)).toMatchObject({ hasMore: true, hits: [{ fullName: 'Visitor Onea' }] })
    expect(find('visitor', 2).hasMore).toBe(false)
  })

  test('hostile text finds nobody and breaks nothing', () => {
    const texts = [
      '',
      ' ',
      '\0',
      '"',
      "'",
      `" OR "1"="1`,
      "'; DROP TABLE customers; --",
      '%',
      '_',
      '%%%',
      '*',
      'NEAR(a b)',
      'a AND',
      '-',
      '^',
      '\ud800',
      'a\udc00b',
      '\u202eabc',
      '👩‍👩‍👧',
      'e\u0301\u0301\u0301',
      '\u001f',
      '\u001e\u0001\u001e',
      'x'.repeat(10_000),
      'ก'.repeat(10_000),
      'ab '.repeat(4000),
      '0'.repeat(200),
      '\\',
      '()',
      '{}',
      'a"b',
      '\u200b',
      '{"a":1}',
      '\n\t',
    ]
    for (const text of texts) {
      expect(() => find(text), JSON.stringify(text.slice(0, 20))).not.toThrow()
      expect(() => scanCustomer(db, text)).not.toThrow()
    }
    expect(db.prepare('SELECT count(*) FROM customers').pluck().get()).toBeGreaterThan(200)
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => find(text).hits.length <= 20),
      { numRuns: 300 },
    )
  })
})
