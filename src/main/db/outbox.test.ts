// What a command takes with it: a number of its own, also in a file that is older than what the server has of its device, and
// what was known here when it was made.
import Database from 'better-sqlite3'
import { beforeEach, describe, expect, it } from 'vitest'
import { planPerson } from '../../../tests/fixtures/fill-store.ts'
import type { HelloReply, PullReply } from '../../shared/wire.ts'
import { finishPull } from './finish-pull.ts'
import type { WriteDb } from './handle.ts'
import { migrateStore } from './migrate.ts'
import { appendToOutbox } from './outbox.ts'
import { beginReset, saveHello } from './sync-state.ts'

const now = new Date('2026-06-01T00:00:00.000Z')
const protocols = { protocol: 1, oldestProtocol: 1, epoch: 'e', serverTime: now.toISOString() }

let db: WriteDb

beforeEach(() => {
  db = new Database(':memory:') as unknown as WriteDb
  migrateStore(db)
})

function greet(lastSeq: number): void {
  const device = { status: 'active', name: 'Till' } as const
  const me = { id: 'm', role: 'staff', name: 'Nok' } as const
  const hello: HelloReply = {
    ...{ ...protocols, device, me, staff: [], devices: [] },
    ...{ creditAllowance: 0, lastSeq },
  }
  saveHello(db, hello, now)
}

function pull(lastSeq: number, isWhole = true): void {
  const reply: PullReply = {
    ...{ ...protocols, reset: null, to: `${lastSeq}:${lastSeq}:`, lastSeq },
    ...{ parts: [], next: null, remaining: 0 },
  }
  finishPull(db, reply, now, isWhole)
}

/** Saves something and answers its number. */
function save(number: number): unknown {
  appendToOutbox(db, planPerson(number))
  return db.prepare('SELECT max(seq) FROM outbox').pluck().get()
}

describe('what a command is based on', () => {
  const seen = () => db.prepare('SELECT seen FROM outbox ORDER BY seq DESC LIMIT 1').pluck().get()

  it('is the newest snapshot that is here as a whole, which a pull of many pages is not', () => {
    greet(0)
    save(1)
    expect(seen()).toBe(null)
    pull(1)
    save(2)
    expect(seen()).toBe('1:1:')
    pull(2, false)
    save(3)
    expect(seen()).toBe('1:1:')
    pull(3)
    save(4)
    expect(seen()).toBe('3:3:')
    beginReset(db, 'epoch')
    save(5)
    expect(seen()).toBe(null)
  })
})

describe('new commands of a file that is older than what the server has', () => {
  it('are numbered after what the server says at a greeting', () => {
    greet(7)
    expect(save(1)).toBe(8)
    greet(20)
    expect(save(2)).toBe(21)
  })

  it('are numbered after what is in a pull, so that they are replayed on what it brings', () => {
    greet(0)
    expect(save(1)).toBe(1)
    pull(9)
    expect(save(2)).toBe(10)
  })

  it('go on as they were where the server has not seen the latest', () => {
    for (const number of [1, 2, 3]) save(number)
    greet(1)
    pull(1)
    expect(save(4)).toBe(4)
  })
})
