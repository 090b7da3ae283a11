// Short names are counted as words, not as pieces of longer ones; the script most people write in is told from the newest.
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DirectoryRecord } from '../../shared/directory-record.ts'
import { readNameWords } from '../domain/pair-name-words.ts'
import { loadDirectory } from './bulk-load.ts'
import type { WriteDb } from './handle.ts'
import { countSpelling, countThai } from './name-frequencies.ts'
import { closeStore, openStore } from './open.ts'

const names = [
  ...Array.from({ length: 12 }, (_, place) => `Sun ${['Yang', 'Li', 'Wei'][place % 3]}`),
  ...Array.from({ length: 120 }, (_, place) => `Sunthorn Sapchai${'abcdefghij'[place % 10]}`),
  ...Array.from({ length: 44 }, () => 'มาลี ใจดี'),
]

let db: WriteDb
let folder: string
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'regulars-frequencies-'))
  db = openStore({ folder, key: randomBytes(32) }).db
  loadDirectory(db, names.map(makeRecord))
})
afterAll(() => {
  closeStore(db)
  fs.rmSync(folder, { recursive: true, force: true })
})

function makeRecord(fullName: string, place: number): DirectoryRecord {
  const number = String(place + 1).padStart(3, '0')
  return {
    id: `01a00000-0000-7000-8000-000000000${number}`,
    customerCode: `CUS-${number}`,
    facts: {
      fullName,
      customerSource: 'Walk In',
      smsConsent: false,
      emailConsent: false,
      marketingConsent: false,
    },
    isActive: true,
    createdAt: '2026-11-19T03:00:00.000Z',
    identifiers: [],
    ledger: [],
    notes: [],
  }
}

const count = (name: string) => {
  const [word] = readNameWords(name)
  if (!word) throw new Error(`${name} has no words`)
  return countSpelling(db, word, names.length)
}

test('a short name behind many longer ones that hold it', () => {
  const { holders, repeats } = count('Sun')
  expect(holders).toBe(12)
  expect(repeats).toBeGreaterThan(0.2)
})

test('a name that nobody carries, though many names hold it, is taken to be rare', () => {
  expect(count('Thorn').holders).toBeLessThan(4)
})

test('how many are written in Thai', () => {
  expect(countThai(db)).toBe(0.25)
})
