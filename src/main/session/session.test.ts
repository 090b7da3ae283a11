// The session: who may work here, and what every failure leaves behind.
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  admin,
  clerk,
  idOf,
  manager,
  openTestCounter,
  type TestCounter,
} from '../../../tests/fixtures/test-counter.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import { statement } from '../db/handle.ts'
import { readMemory, writeMemory } from '../db/personal-memory.ts'
import { readStaff, saveStaff } from '../db/staff.ts'
import { applyStartWishes } from './start-mode.ts'

let counter: TestCounter
beforeEach(() => {
  counter = openTestCounter()
})
afterEach(() => counter.close())

const failure = (code: ErrorCode, details?: object) =>
  expect.objectContaining({ code, ...(details && { details }) })
function saveUnsent(actor: string | null): void {
  const payload = JSON.stringify({ audit: { actor } })
  statement(
    counter.db,
    `INSERT INTO outbox (command_id, kind, customer_id, payload, created_at) VALUES (?, 'x', 'c', ?, 'now')`,
  ).run(randomUUID(), payload)
}

describe('a first start', () => {
  it('is nobody’s until it is set up', () => {
    expect([counter.session.get().mode, counter.session.role(), counter.session.actor()]).toEqual([
      'unset',
      null,
      null,
    ])
  })

  it('becomes this computer’s own, where whoever sits there is the administrator', () => {
    counter.session.stayAlone()
    expect([counter.session.get().mode, counter.session.role(), counter.session.actor()]).toEqual([
      'alone',
      'admin',
      null,
    ])
    counter.restart()
    expect(counter.session.role()).toBe('admin')
  })

  it('keeps a server that answered, and none that did not', async () => {
    counter.fake.state.isOnline = false
    await expect(counter.connect()).rejects.toEqual(failure('SERVER_UNREACHABLE'))
    expect(counter.session.get().mode).toBe('unset')
    counter.fake.state.isOnline = true
    expect(await counter.connect()).toMatchObject({ mode: 'server', serverUrl: 'https://venue.example.com' })
    expect(counter.session.role()).toBe(null)
  })

  it.each([
    ['http://venue.example.com', 'k', 'SERVER_WRONG_ADDRESS', 'url'],
    ['ftp://venue.example.com', 'k', 'SERVER_WRONG_ADDRESS', 'url'],
    ['', 'k', 'SERVER_WRONG_ADDRESS', 'url'],
    ['not an address', 'k', 'SERVER_WRONG_ADDRESS', 'url'],
    ['https://venue.example.com', 'sb_secret_x', 'INVALID_ARGUMENTS', 'key'],
    [
      'https://venue.example.com',
      `x.${Buffer.from('{"role":"service_role"}').toString('base64url')}.y`,
      'INVALID_ARGUMENTS',
      'key',
    ],
  ])('refuses %s with the key %s', async (url, secret, code, field) => {
    await expect(counter.session.connect({ url, key: secret })).rejects.toMatchObject({ code, field })
    expect(counter.session.get().mode).toBe('unset')
  })

  it('takes an address without its beginning and with a path', async () => {
    expect(await counter.session.connect({ url: ' venue.example.com/rest/v1/ ', key: 'k' })).toMatchObject({
      serverUrl: 'https://venue.example.com',
    })
  })

  it('is decided by the command line once, and a stranger’s later one changes nothing', async () => {
    applyStartWishes(counter.db, { alone: false, server: { url: 'http://127.0.0.1:54321', key: 'k' } })
    applyStartWishes(counter.db, { alone: false, server: { url: 'http://127.0.0.1:60000', key: 'k' } })
    expect(counter.session.get()).toMatchObject({ mode: 'server', serverUrl: 'http://127.0.0.1:60000' })
    counter.db.exec(`UPDATE sync_state SET epoch = 'e'`)
    applyStartWishes(counter.db, { alone: true, server: { url: 'https://stranger.example.com', key: 'k' } })
    applyStartWishes(counter.db, { alone: true, server: null })
    expect(counter.session.get()).toMatchObject({ mode: 'server', serverUrl: 'http://127.0.0.1:60000' })
  })
})

describe('signing in', () => {
  it('leads a manager to register the counter, and only then gives a role', async () => {
    await counter.connect()
    const signedIn = await counter.signIn('malee')
    expect([signedIn.device, signedIn.current?.id, counter.session.role()]).toEqual([
      'unknown',
      manager.id,
      null,
    ])
    const registered = await counter.session.registerDevice({ name: ' Till 2 ' })
    expect(registered).toMatchObject({ device: 'active', deviceName: 'Till 2' })
    expect([counter.session.role(), counter.session.actor()]).toEqual(['manager', manager.id])
    expect(counter.told.at(-1)).toEqual(registered)
  })

  it('lets no staff register it, and keeps nothing of theirs', async () => {
    await counter.connect()
    await counter.signIn('nok')
    await expect(counter.session.registerDevice({ name: 'Till' })).rejects.toEqual(failure('NOT_ALLOWED'))
    counter.session.lock()
    expect(counter.vault.ids()).toEqual([])
    await expect(counter.session.registerDevice({ name: 'Till' })).rejects.toEqual(failure('NOT_SIGNED_IN'))
  })

  it.each([
    ['a wrong password', 'nok', 'wrong', 'SIGN_IN_FAILED'],
    ['somebody unknown', 'zzz', 'right', 'STAFF_UNKNOWN'],
  ])('of %s is refused', async (_who, name, password, code) => {
    await counter.connect()
    await expect(counter.signIn(name, password)).rejects.toMatchObject({ code })
    expect([counter.session.role(), counter.vault.ids()]).toEqual([null, []])
  })

  it('of somebody deactivated is refused; without a server or a connection there is none', async () => {
    await expect(counter.signIn('nok')).rejects.toEqual(failure('NOT_ALLOWED'))
    await counter.connect()
    counter.fake.state.staff = counter.fake.state.staff.map((person) => ({
      ...person,
      isActive: person.id !== clerk.id,
    }))
    await expect(counter.signIn('nok')).rejects.toEqual(failure('STAFF_DEACTIVATED'))
    counter.fake.state.isOnline = false
    await expect(counter.signIn('anong')).rejects.toEqual(failure('SERVER_UNREACHABLE'))
  })

  it('keeps tokens out of the store and out of what the page is told', async () => {
    await counter.openCounter(clerk)
    expect(counter.vault.ids()).toHaveLength(2)
    expect(JSON.stringify([counter.told, counter.session.get()])).not.toMatch(/refreshToken|"r\d"|scrypt/)
    const stored = JSON.stringify([
      counter.db.prepare('SELECT * FROM settings').all(),
      counter.db.prepare('SELECT * FROM staff').all(),
    ])
    expect(stored).not.toMatch(/"r\d"|refreshToken/)
  })
})

describe('what the server takes away', () => {
  it('somebody deactivated loses tokens and PIN at the next contact, and the screen if it is theirs', async () => {
    await counter.openCounter(manager, clerk)
    counter.fake.state.staff = counter.fake.state.staff.map((person) => ({
      ...person,
      isActive: person.id !== clerk.id,
    }))
    saveStaff(counter.db, counter.fake.hello())
    await counter.session.refresh()
    expect(counter.session.get()).toMatchObject({ current: null, problem: 'STAFF_DEACTIVATED' })
    expect([
      counter.session.role(),
      counter.vault.read(clerk.id),
      readStaff(counter.db, clerk.id)?.pinHash,
    ]).toEqual([null, null, null])
    await expect(counter.enter(clerk)).rejects.toEqual(failure('STAFF_DEACTIVATED'))
    expect((await counter.enter(manager)).problem).toBe(null)
  })

  it('somebody else than who works here goes quietly', async () => {
    await counter.openCounter(manager, clerk)
    await counter.session.removeStaff(manager.id)
    const state = counter.session.get()
    expect([state.current?.id, state.problem, state.people.map(({ id }) => id)]).toEqual([
      clerk.id,
      null,
      [clerk.id, admin.id],
    ])
  })

  it('another role counts from the next call on', async () => {
    await counter.openCounter(clerk)
    counter.fake.state.staff = counter.fake.state.staff.map((person) =>
      person.id === clerk.id ? { ...person, role: 'manager' } : person,
    )
    saveStaff(counter.db, counter.fake.hello())
    await counter.session.refresh()
    expect(counter.session.role()).toBe('manager')
  })

  it('a revoked device locks everybody out and keeps what is unsent', async () => {
    await counter.openCounter(clerk)
    saveUnsent(clerk.id)
    counter.session.revokeDevice()
    expect(counter.session.get()).toMatchObject({ device: 'revoked', current: null })
    await expect(counter.enter(clerk)).rejects.toEqual(failure('DEVICE_REVOKED'))
    expect(counter.db.prepare('SELECT count(*) FROM outbox').pluck().get()).toBe(1)
    await counter.signIn('anong')
    expect([counter.session.role(), counter.session.get().current?.id]).toEqual(['admin', admin.id])
    // Shut out again, and told so at every contact while a manager looks for the button.
    counter.fake.state.device = { name: 'Till 2', status: 'revoked' }
    await counter.signIn('malee')
    await counter.session.refresh()
    counter.session.revokeDevice()
    expect([counter.session.role(), counter.session.get().current?.id]).toEqual([null, manager.id])
    await counter.session.registerDevice({ name: 'Till 2' })
    expect(counter.session.role()).toBe('manager')
  })

  it('a directory that met its server is given to no other, whoever asks at the locked screen', async () => {
    await counter.openCounter(clerk)
    counter.session.lock()
    await expect(counter.session.connect({ url: 'https://stranger.example.com', key: 'k' })).rejects.toEqual(
      failure('NOT_ALLOWED'),
    )
    expect(() => counter.session.stayAlone()).toThrow(failure('NOT_ALLOWED') as unknown as Error)
    expect((await counter.connect()).mode).toBe('server')
    expect(counter.session.role()).toBe(null)
  })
})

describe('whose tokens carry the sync', () => {
  it('the one’s who works here, else of whoever did last, else nobody’s', async () => {
    await counter.openCounter(manager, clerk)
    expect(counter.fake.state.used.at(-1)).toBe(clerk.id)
    await counter.enter(manager)
    expect(counter.fake.state.used.at(-1)).toBe(manager.id)
    await counter.session.dropTokens(manager.id)
    expect(counter.fake.state.used.at(-1)).toBe(clerk.id)
    expect(counter.session.get()).toMatchObject({ problem: null, current: { id: manager.id } })
    await counter.session.dropTokens(clerk.id)
    await counter.session.dropTokens(admin.id)
    expect(counter.fake.state.used.at(-1)).toBe(null)
    expect(counter.session.get()).toMatchObject({ problem: 'SESSION_EXPIRED', current: { id: manager.id } })
    await counter.signIn('malee')
    expect(counter.session.get().problem).toBe(null)
  })

  it('at a start, whoever worked here last, and new tokens in place of the old ones', async () => {
    await counter.openCounter(manager, clerk)
    await counter.session.keepTokens(clerk.id, { accessToken: 'b', refreshToken: 'new', expiresAt: 1 })
    await counter.session.keepTokens(idOf(9), { accessToken: 'b', refreshToken: 'stray', expiresAt: 1 })
    expect([counter.vault.read(clerk.id)?.refreshToken, counter.vault.read(idOf(9))]).toEqual(['new', null])
    counter.fake.state.used = []
    counter.restart()
    counter.session.resume()
    expect(counter.fake.state.used).toEqual([clerk.id])
  })
})

describe('signing out', () => {
  it('is refused while changes of theirs are unsent, with how many', async () => {
    await counter.openCounter(manager, clerk)
    saveUnsent(clerk.id)
    saveUnsent(clerk.id)
    saveUnsent(manager.id)
    await expect(counter.session.signOut({ staffId: clerk.id })).rejects.toEqual(
      failure('UNSENT_COMMANDS', { count: 2 }),
    )
    expect(counter.session.get().current?.id).toBe(clerk.id)
    counter.db.exec('DELETE FROM outbox')
    const state = await counter.session.signOut({ staffId: clerk.id })
    expect([state.current, state.people.map(({ id }) => id)]).toEqual([null, [manager.id, admin.id]])
    expect(counter.fake.state.ended).toEqual(['r3'])
    await expect(counter.enter(clerk)).rejects.toEqual(failure('PIN_BLOCKED'))
  })

  it('of the last one is refused while anything is unsent: nobody could send it', async () => {
    await counter.openCounter()
    saveUnsent(null)
    await expect(counter.session.signOut({ staffId: admin.id })).rejects.toEqual(
      failure('UNSENT_COMMANDS', { count: 1 }),
    )
  })

  it('of others is for managers, and works without a connection', async () => {
    await counter.openCounter(manager, clerk)
    await expect(counter.session.signOut({ staffId: manager.id })).rejects.toEqual(failure('NOT_ALLOWED'))
    await counter.enter(manager)
    counter.fake.state.isOnline = false
    writeMemory(counter.db, clerk.id, 'drafts', '{}')
    const state = await counter.session.signOut({ staffId: clerk.id })
    expect(readMemory(counter.db, clerk.id, 'drafts')).toBeNull()
    expect([state.current?.id, state.people.map(({ id }) => id)]).toEqual([
      manager.id,
      [manager.id, admin.id],
    ])
  })
})

it('the minutes before locking are remembered', async () => {
  counter.session.stayAlone()
  expect(counter.session.get().lockAfterMinutes).toBe(10)
  expect(counter.session.setLockAfter({ minutes: 3 }).lockAfterMinutes).toBe(3)
  counter.restart()
  expect(counter.session.get().lockAfterMinutes).toBe(3)
})
