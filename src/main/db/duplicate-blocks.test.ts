// Whom a birth date leads to, where a first name alone leads to too many.
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readNameWords } from '../domain/pair-name-words.ts'
import { loadDirectory } from './bulk-load.ts'
import { findByBirthDate, findByName } from './duplicate-blocks.ts'
import { findLikelyDuplicates } from './duplicate-candidates.ts'
import type { WriteDb } from './handle.ts'
import { closeStore, openStore } from './open.ts'

const namesakes = 300
let db: WriteDb
let folder: string
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'regulars-blocks-'))
  db = openStore({ folder, key: randomBytes(32) }).db
  // The one who is looked for joined first: whoever reads by recency comes to them last.
  loadDirectory(
    db,
    Array.from({ length: namesakes }, (_, number) =>
      makeSomchai(number, number === 0 ? '1969-03-11' : undefined),
    ),
  )
})
afterAll(() => {
  closeStore(db)
  fs.rmSync(folder, { recursive: true, force: true })
})

function makeSomchai(number: number, dateOfBirth: string | undefined) {
  const phone = `06${String(10_000_000 + number * 97)}`
  return {
    id: `01a00000-0000-7000-8000-${String(number).padStart(12, '0')}`,
    customerCode: `CUS-${String(number + 1).padStart(3, '0')}`,
    facts: {
      fullName: 'สมชาย',
      primaryPhone: phone,
      dateOfBirth,
      customerSource: 'Walk In' as const,
      smsConsent: false,
      emailConsent: false,
      marketingConsent: false,
    },
    isActive: true,
    createdAt: '2026-11-19T03:00:00.000Z',
    identifiers: [{ kind: 'phone' as const, value: phone, status: 'current' as const }],
    ledger: [],
    notes: [],
  }
}

test('a birth date leads to who was born that day, day and month swapped or not, and to nobody else', () => {
  const keyed = db.prepare('SELECT key FROM customers WHERE date_of_birth IS NOT NULL').pluck().all()
  expect(keyed).toHaveLength(1)
  expect(findByBirthDate(db, '1969-03-11')).toEqual(keyed)
  expect(findByBirthDate(db, '1969-11-03')).toEqual(keyed)
  expect(findByBirthDate(db, '1969-03-12')).toEqual([])
})

test('a first name that hundreds have still leads to the one who was born that day', () => {
  const byName = findByName(db, readNameWords('สมชาย'))
  expect(byName).not.toContain(findByBirthDate(db, '1969-03-11')[0])
  const typed = { fullName: 'สมชาย', primaryPhone: '0888887777' }
  expect(findLikelyDuplicates(db, typed)).toEqual([])
  const found = findLikelyDuplicates(db, { ...typed, dateOfBirth: '1969-03-11' })
  expect(found.map(({ customer }) => customer.customerCode)).toEqual(['CUS-001'])
})

test('asking by birth date reads an index', () => {
  const plan = db
    .prepare('EXPLAIN QUERY PLAN SELECT key FROM customers WHERE date_of_birth IN (?, ?) LIMIT ?')
    .all('', '', 60)
  expect(JSON.stringify(plan)).toContain('customers_by_birth_date')
})
