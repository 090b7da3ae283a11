// The people the specs know by name, among a few hundred generated ones; written as a demo file once per run.
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { DirectoryRecord } from '../../src/shared/directory-record.ts'
import { generatePeople } from '../../tools/demo-data/people.ts'
import { inRoot } from '../../tools/launch/places.mjs'

const createdAt = '2024-03-01T04:00:00.000Z'

interface Sketch {
  readonly number: number
  readonly fullName: string
  readonly nickname?: string
  readonly phones?: readonly string[]
  readonly oldPhones?: readonly string[]
  readonly email?: string
  readonly card?: string
  readonly legacyId?: string
  readonly creditSatang?: number
  readonly points?: number
  readonly visitedAt?: string
  readonly alert?: string
}

function identifiersOf(sketch: Sketch): DirectoryRecord['identifiers'] {
  const current = 'current' as const
  return [
    ...(sketch.phones ?? []).map((value) => ({ kind: 'phone' as const, value, status: current })),
    ...(sketch.oldPhones ?? []).map((value) => ({ kind: 'phone' as const, value, status: 'old' as const })),
    ...(sketch.email ? [{ kind: 'email' as const, value: sketch.email, status: current }] : []),
    ...(sketch.card ? [{ kind: 'card' as const, value: sketch.card, status: current }] : []),
    ...(sketch.legacyId ? [{ kind: 'legacy_id' as const, value: sketch.legacyId, status: current }] : []),
  ]
}

function ledgerOf(sketch: Sketch): DirectoryRecord['ledger'] {
  const occurredAt = sketch.visitedAt ?? createdAt
  const entry = (kind: 'credit' | 'points' | 'visit', amount: number) => ({
    kind,
    amount,
    source: 'pos',
    occurredAt,
  })
  return [
    ...(sketch.creditSatang ? [entry('credit', sketch.creditSatang)] : []),
    ...(sketch.points ? [entry('points', sketch.points)] : []),
    ...(sketch.visitedAt ? [entry('visit', 1)] : []),
  ]
}

function record(sketch: Sketch): DirectoryRecord {
  return {
    id: `018f0000-0000-7000-8000-00000000${sketch.number}`,
    customerCode: `CUS-${sketch.number}`,
    facts: {
      fullName: sketch.fullName,
      nickname: sketch.nickname,
      primaryPhone: sketch.phones?.[0],
      secondaryPhone: sketch.phones?.[1],
      email: sketch.email,
      customerSource: 'Walk In',
      smsConsent: true,
      emailConsent: false,
      marketingConsent: false,
    },
    isActive: true,
    createdAt,
    identifiers: identifiersOf(sketch),
    ledger: ledgerOf(sketch),
    notes: sketch.alert ? [{ noteType: 'alert', noteText: sketch.alert, isPinned: true, createdAt }] : [],
  }
}

/** A regular with everything a card can show; shares a phone with his wife. */
export const somchai: Sketch = {
  number: 9001,
  fullName: 'สมชาย ใจดีทดสอบ',
  nickname: 'ชาย',
  phones: ['081-234-5678'],
  oldPhones: ['089-777-1234'],
  email: 'somchai.jaidee@example.com',
  card: '8850000090017',
  legacyId: 'POS-77001',
  creditSatang: 125_000,
  points: 340,
  visitedAt: '2025-10-01T05:00:00.000Z',
  alert: 'Pays by company invoice',
}
/** His wife: same phone, other name. */
export const suda: Sketch = { number: 9002, fullName: 'สุดา ใจดีทดสอบ', phones: ['081-234-5678'] }
/** A visitor with a foreign number. */
export const margaret: Sketch = {
  number: 9003,
  fullName: 'Margaret Featherstonhaugh',
  phones: ['+1 415 555 0123'],
  email: 'maggie@example.org',
}
/** Someone whose name is written in Latin letters only. */
export const wichai: Sketch = { number: 9004, fullName: 'Wichai Thepsuwan', phones: ['086-111-2233'] }

const known = [somchai, suda, margaret, wichai]
const generated = 300

/** Path of the demo file with everyone in it. */
export function writePeople(): string {
  const file = inRoot('test-results', 'people.jsonl')
  mkdirSync(path.dirname(file), { recursive: true })
  const everyone = [...generatePeople(generated, 7), ...known.map(record)]
  writeFileSync(file, `${everyone.map((person) => JSON.stringify(person)).join('\n')}\n`)
  return file
}

/** How many customers the demo file holds. */
export const peopleCount = generated + known.length
