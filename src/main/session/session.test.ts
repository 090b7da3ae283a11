// The session against a server that a test holds in its hand: who may work here, and what every failure leaves behind.
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ErrorCode } from '../../shared/errors.ts'
import type { SessionState } from '../../shared/sync.ts'
import type { HelloReply, StaffRecord } from '../../shared/wire.ts'
import { statement, type WriteDb } from '../db/handle.ts'
import { closeStore, openStore } from '../db/open.ts'
import { readStaff, saveStaff } from '../db/staff.ts'
import { RemoteError, type RemoteSession } from '../sync/remote.ts'
import { createMemoryVault } from './no-server.ts'
import type { SessionServer, TokenVault } from './server.ts'
import { createSession, type Session } from './session.ts'
import { applyStartWishes } from './start-mode.ts'

const deviceId = '0190b3c4-0000-7000-8000-00000000d001'
const key = Buffer.alloc(32, 3)
const idOf = (number: number) => `0190b3c4-0000-7000-8000-00000000000${number}`
const admin = { id: idOf(1), name: 'Anong Dee', role: 'admin' }
const manager = { id: idOf(2), name: 'Malee Suk', role: 'manager' }
const clerk = { id: idOf(3), name: 'Nok Kaew', role: 'staff' }
const everybody = [admin, manager, clerk]

/** A server with a list of staff, whose password is "right", and one device. */
function createFakeServer() {
  const state = {
    isOnline: true,
    staff: everybody.map((person): StaffRecord => ({ ...person, isActive: true, isEnrolled: true })),
    device: null as { name: string; status: 'active' | 'revoked' } | null,
    caller: admin.id,
    used: [] as (string | null)[],
    ended: [] as string[],
    tokens: 0,
  }
  const refuse = (code: ErrorCode) => Promise.reject(new RemoteError(code))
  const hello = (): HelloReply => {
    const me = state.staff.find((person) => person.id === state.caller) as StaffRecord
    return {
      protocol: 1,
      oldestProtocol: 1,
      epoch: 'e',
      serverTime: '2026-11-02T10:00:00.000Z',
      device: { status: state.device?.status ?? 'unknown', name: state.device?.name ?? null },
      me: { id: me.id, role: me.role, name: me.name },
      staff: state.staff,
      devices: state.device ? [{ id: deviceId, ...state.device }] : [],
      creditAllowance: 0,
      lastSeq: 0,
    }
  }
  const server: SessionServer = {
    connect: async () => (state.isOnline ? undefined : refuse('SERVER_UNREACHABLE')),
    signIn: async (email, password) => {
      if (!state.isOnline) return refuse('SERVER_UNREACHABLE')
      const person = state.staff.find(({ name }) => name.toLowerCase().startsWith(email.split('@')[0] ?? ''))
      if (password !== 'right') return refuse('SIGN_IN_FAILED')
      if (!person) return refuse('STAFF_UNKNOWN')
      if (!person.isActive) return refuse('STAFF_DEACTIVATED')
      state.caller = person.id
      state.tokens += 1
      const session: RemoteSession = { accessToken: 'a', refreshToken: `r${state.tokens}`, expiresAt: 0 }
      return { session, hello: hello() }
    },
    registerDevice: async (name) => {
      state.device = { name, status: 'active' }
      return hello()
    },
    useSession: (staffId) => void state.used.push(staffId),
    endSession: async (tokens) => {
      if (!state.isOnline) return refuse('SERVER_UNREACHABLE')
      state.ended.push(tokens.refreshToken)
    },
  }
  return { state, server, hello }
}

let folder: string
let db: WriteDb
let clock: number
let vault: TokenVault
let fake: ReturnType<typeof createFakeServer>
let session: Session
let told: SessionState[]

function open(): void {
  db = openStore({ folder, key }).db
  start()
}
function start(): void {
  told = []
  session = createSession({
    db,
    vault,
    deviceId,
    server: fake.server,
    now: () => {
      clock += 1
      return new Date(clock)
    },
    onChange: (state) => told.push(state),
  })
}
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'regulars-session-'))
  clock = Date.parse('2026-11-02T10:00:00Z')
  vault = createMemoryVault()
  fake = createFakeServer()
  open()
})
afterEach(() => {
  closeStore(db)
  rmSync(folder, { recursive: true })
})

const connect = () => session.connect({ url: 'https://venue.example.com', key: 'sb_publishable_x' })
const signIn = (name: string, password = 'right') =>
  session.signIn({ email: `${name}@example.com`, password })
/** Connected, registered, and these people signed in with a PIN each: 407 and the last digit of their id. */
async function openCounter(...people: readonly (typeof admin)[]): Promise<void> {
  await connect()
  await signIn('anong')
  await session.registerDevice({ name: 'Till 2' })
  for (const person of people) {
    await signIn(person.name.split(' ')[0]?.toLowerCase() ?? '')
    await session.setPin({ pin: pinOf(person) })
  }
}
const pinOf = (person: { id: string }) => `407${person.id.at(-1)}`
const enter = (person: { id: string }, pin = pinOf(person)) => session.enterPin({ staffId: person.id, pin })
const failure = (code: ErrorCode, details?: object) =>
  expect.objectContaining({ code, ...(details && { details }) })
function saveUnsent(actor: string | null): void {
  const payload = JSON.stringify({ audit: { actor } })
  statement(
    db,
    `INSERT INTO outbox (command_id, kind, customer_id, payload, created_at) VALUES (?, 'x', 'c', ?, 'now')`,
  ).run(randomUUID(), payload)
}

describe('a first start', () => {
  it('is nobody’s until it is set up', () => {
    expect([session.get().mode, session.role(), session.actor()]).toEqual(['unset', null, null])
  })

  it('becomes this computer’s own, where whoever sits there is the administrator', () => {
    session.stayAlone()
    expect([session.get().mode, session.role(), session.actor()]).toEqual(['alone', 'admin', null])
    start()
    expect(session.role()).toBe('admin')
  })

  it('keeps a server that answered, and none that did not', async () => {
    fake.state.isOnline = false
    await expect(connect()).rejects.toEqual(failure('SERVER_UNREACHABLE'))
    expect(session.get().mode).toBe('unset')
    fake.state.isOnline = true
    expect(await connect()).toMatchObject({ mode: 'server', serverUrl: 'https://venue.example.com' })
    expect(session.role()).toBe(null)
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
    await expect(session.connect({ url, key: secret })).rejects.toMatchObject({ code, field })
    expect(session.get().mode).toBe('unset')
  })

  it('takes an address without its beginning and with a path', async () => {
    expect(await session.connect({ url: ' venue.example.com/rest/v1/ ', key: 'k' })).toMatchObject({
      serverUrl: 'https://venue.example.com',
    })
  })

  it('is decided by the command line once, and a stranger’s later one changes nothing', async () => {
    applyStartWishes(db, { alone: false, server: { url: 'http://127.0.0.1:54321', key: 'k' } })
    applyStartWishes(db, { alone: false, server: { url: 'http://127.0.0.1:60000', key: 'k' } })
    expect(session.get()).toMatchObject({ mode: 'server', serverUrl: 'http://127.0.0.1:60000' })
    db.exec(`UPDATE sync_state SET epoch = 'e'`)
    applyStartWishes(db, { alone: true, server: { url: 'https://stranger.example.com', key: 'k' } })
    applyStartWishes(db, { alone: true, server: null })
    expect(session.get()).toMatchObject({ mode: 'server', serverUrl: 'http://127.0.0.1:60000' })
  })
})

describe('signing in', () => {
  it('leads a manager to register the counter, and only then gives a role', async () => {
    await connect()
    const signedIn = await signIn('malee')
    expect([signedIn.device, signedIn.current?.id, session.role()]).toEqual(['unknown', manager.id, null])
    const registered = await session.registerDevice({ name: ' Till 2 ' })
    expect(registered).toMatchObject({ device: 'active', deviceName: 'Till 2' })
    expect([session.role(), session.actor()]).toEqual(['manager', manager.id])
    expect(told.at(-1)).toEqual(registered)
  })

  it('lets no staff register it, and keeps nothing of theirs', async () => {
    await connect()
    await signIn('nok')
    await expect(session.registerDevice({ name: 'Till' })).rejects.toEqual(failure('NOT_ALLOWED'))
    session.lock()
    expect(vault.ids()).toEqual([])
    await expect(session.registerDevice({ name: 'Till' })).rejects.toEqual(failure('NOT_SIGNED_IN'))
  })

  it.each([
    ['a wrong password', 'nok', 'wrong', 'SIGN_IN_FAILED'],
    ['somebody unknown', 'zzz', 'right', 'STAFF_UNKNOWN'],
  ])('of %s is refused', async (_who, name, password, code) => {
    await connect()
    await expect(signIn(name, password)).rejects.toMatchObject({ code })
    expect([session.role(), vault.ids()]).toEqual([null, []])
  })

  it('of somebody deactivated is refused; without a server or a connection there is none', async () => {
    await expect(signIn('nok')).rejects.toEqual(failure('NOT_ALLOWED'))
    await connect()
    fake.state.staff = fake.state.staff.map((person) => ({ ...person, isActive: person.id !== clerk.id }))
    await expect(signIn('nok')).rejects.toEqual(failure('STAFF_DEACTIVATED'))
    fake.state.isOnline = false
    await expect(signIn('anong')).rejects.toEqual(failure('SERVER_UNREACHABLE'))
  })

  it('keeps tokens out of the store and out of what the page is told', async () => {
    await openCounter(clerk)
    expect(vault.ids()).toHaveLength(2)
    expect(JSON.stringify([told, session.get()])).not.toMatch(/refreshToken|"r\d"|scrypt/)
    const stored = JSON.stringify([
      db.prepare('SELECT * FROM settings').all(),
      db.prepare('SELECT * FROM staff').all(),
    ])
    expect(stored).not.toMatch(/"r\d"|refreshToken/)
  })
})

describe('a PIN', () => {
  it('swaps people offline, each with their own role, and survives a restart', async () => {
    await openCounter(manager, clerk)
    fake.state.isOnline = false
    session.lock()
    expect([session.role(), session.actor()]).toEqual([null, null])
    await enter(manager)
    expect([session.role(), session.actor()]).toEqual(['manager', manager.id])
    await enter(clerk)
    expect([session.role(), session.actor()]).toEqual(['staff', clerk.id])
    closeStore(db)
    open()
    expect(session.role()).toBe(null)
    expect(session.get().people.map((person) => person.name)).toEqual(['Nok Kaew', 'Malee Suk', 'Anong Dee'])
    await enter(clerk)
    expect(session.role()).toBe('staff')
  })

  it('is refused when too easy, and none is set by a locked screen', async () => {
    await openCounter()
    await expect(session.setPin({ pin: '1234' })).rejects.toMatchObject({
      code: 'PIN_TOO_WEAK',
      field: 'pin',
    })
    session.lock()
    await expect(session.setPin({ pin: '4071' })).rejects.toEqual(failure('NOT_SIGNED_IN'))
  })

  it('wrong: counts, waits longer and longer, survives restarts, and is gone after ten', async () => {
    await openCounter(clerk)
    session.lock()
    for (let tries = 1; tries <= 5; tries += 1) {
      const details = { triesLeft: 10 - tries, waitSeconds: tries === 5 ? 30 : 0 }
      await expect(enter(clerk, '9999')).rejects.toEqual(failure('PIN_WRONG', details))
    }
    await expect(enter(clerk)).rejects.toEqual(failure('PIN_WAIT', { waitSeconds: 30 }))
    closeStore(db)
    open()
    clock += 10_000
    await expect(enter(clerk)).rejects.toEqual(failure('PIN_WAIT', { waitSeconds: 20 }))
    const waits: unknown[] = []
    for (let tries = 6; tries <= 9; tries += 1) {
      clock += 24 * 3600_000
      await enter(clerk, '9999').catch((error) => waits.push(error.details.waitSeconds))
    }
    expect(waits).toEqual([60, 120, 300, 600])
    clock += 10 * 365 * 24 * 3600_000
    await expect(enter(clerk, '9999')).rejects.toEqual(failure('PIN_BLOCKED'))
    await expect(enter(clerk)).rejects.toEqual(failure('PIN_BLOCKED'))
    expect(session.get().people.find((person) => person.id === clerk.id)?.hasPin).toBe(false)
    await signIn('nok')
    await session.setPin({ pin: '8264' })
    session.lock()
    expect((await enter(clerk, '8264')).current?.id).toBe(clerk.id)
  })

  it('right forgives the wrong ones before', async () => {
    await openCounter(clerk)
    for (let tries = 0; tries < 4; tries += 1) await enter(clerk, '9999').catch(() => undefined)
    await enter(clerk)
    await expect(enter(clerk, '9999')).rejects.toEqual(failure('PIN_WRONG', { triesLeft: 9, waitSeconds: 0 }))
  })

  it('is tried one at a time, so that many at once are no more than the tries', async () => {
    await openCounter(clerk)
    const guesses = Array.from({ length: 12 }, (_, index) => enter(clerk, String(1000 + index)))
    const codes = (await Promise.allSettled(guesses)).map((result) =>
      result.status === 'rejected' ? result.reason.code : 'in',
    )
    expect(codes).toEqual([...Array(5).fill('PIN_WRONG'), ...Array(7).fill('PIN_WAIT')])
  })

  it('is not waited for longer because the clock was set back', async () => {
    await openCounter(clerk)
    for (let tries = 0; tries < 5; tries += 1) await enter(clerk, '9999').catch(() => undefined)
    clock -= 365 * 24 * 3600_000
    await expect(enter(clerk)).rejects.toEqual(failure('PIN_WAIT', { waitSeconds: 30 }))
    clock += 30_000
    expect((await enter(clerk)).current?.id).toBe(clerk.id)
  })

  it('counts a try that the app did not live to see the end of', async () => {
    await openCounter(clerk)
    const trying = enter(clerk, '9999').catch(() => undefined)
    await Promise.resolve()
    await new Promise(setImmediate)
    expect(readStaff(db, clerk.id)?.wrongTries).toBe(1)
    await trying
  })

  it('of nobody known is refused', async () => {
    await openCounter()
    await expect(enter({ id: idOf(9) }, '4071')).rejects.toEqual(failure('STAFF_UNKNOWN'))
  })
})

describe('what the server takes away', () => {
  it('somebody deactivated loses tokens and PIN at the next contact, and the screen if it is theirs', async () => {
    await openCounter(manager, clerk)
    fake.state.staff = fake.state.staff.map((person) => ({ ...person, isActive: person.id !== clerk.id }))
    saveStaff(db, fake.hello())
    await session.refresh()
    expect(session.get()).toMatchObject({ current: null, problem: 'STAFF_DEACTIVATED' })
    expect([session.role(), vault.read(clerk.id), readStaff(db, clerk.id)?.pinHash]).toEqual([
      null,
      null,
      null,
    ])
    await expect(enter(clerk)).rejects.toEqual(failure('STAFF_DEACTIVATED'))
    expect((await enter(manager)).problem).toBe(null)
  })

  it('somebody else than who works here goes quietly', async () => {
    await openCounter(manager, clerk)
    await session.removeStaff(manager.id)
    const state = session.get()
    expect([state.current?.id, state.problem, state.people.map(({ id }) => id)]).toEqual([
      clerk.id,
      null,
      [clerk.id, admin.id],
    ])
  })

  it('another role counts from the next call on', async () => {
    await openCounter(clerk)
    fake.state.staff = fake.state.staff.map((person) =>
      person.id === clerk.id ? { ...person, role: 'manager' } : person,
    )
    saveStaff(db, fake.hello())
    await session.refresh()
    expect(session.role()).toBe('manager')
  })

  it('a revoked device locks everybody out and keeps what is unsent', async () => {
    await openCounter(clerk)
    saveUnsent(clerk.id)
    session.revokeDevice()
    expect(session.get()).toMatchObject({ device: 'revoked', current: null })
    await expect(enter(clerk)).rejects.toEqual(failure('DEVICE_REVOKED'))
    expect(db.prepare('SELECT count(*) FROM outbox').pluck().get()).toBe(1)
    await signIn('anong')
    expect([session.role(), session.get().current?.id]).toEqual(['admin', admin.id])
  })

  it('a directory that met its server is given to no other, whoever asks at the locked screen', async () => {
    await openCounter(clerk)
    session.lock()
    await expect(session.connect({ url: 'https://stranger.example.com', key: 'k' })).rejects.toEqual(
      failure('NOT_ALLOWED'),
    )
    expect(() => session.stayAlone()).toThrow(failure('NOT_ALLOWED') as unknown as Error)
    expect((await connect()).mode).toBe('server')
    expect(session.role()).toBe(null)
  })
})

describe('whose tokens carry the sync', () => {
  it('the one’s who works here, else of whoever did last, else nobody’s', async () => {
    await openCounter(manager, clerk)
    expect(fake.state.used.at(-1)).toBe(clerk.id)
    await enter(manager)
    expect(fake.state.used.at(-1)).toBe(manager.id)
    await session.dropTokens(manager.id)
    expect(fake.state.used.at(-1)).toBe(clerk.id)
    expect(session.get()).toMatchObject({ problem: null, current: { id: manager.id } })
    await session.dropTokens(clerk.id)
    await session.dropTokens(admin.id)
    expect(fake.state.used.at(-1)).toBe(null)
    expect(session.get()).toMatchObject({ problem: 'SESSION_EXPIRED', current: { id: manager.id } })
    await signIn('malee')
    expect(session.get().problem).toBe(null)
  })

  it('at a start, whoever worked here last, and new tokens in place of the old ones', async () => {
    await openCounter(manager, clerk)
    await session.keepTokens(clerk.id, { accessToken: 'b', refreshToken: 'new', expiresAt: 1 })
    await session.keepTokens(idOf(9), { accessToken: 'b', refreshToken: 'stray', expiresAt: 1 })
    expect([vault.read(clerk.id)?.refreshToken, vault.read(idOf(9))]).toEqual(['new', null])
    fake.state.used = []
    start()
    session.resume()
    expect(fake.state.used).toEqual([clerk.id])
  })
})

describe('signing out', () => {
  it('is refused while changes of theirs are unsent, with how many', async () => {
    await openCounter(manager, clerk)
    saveUnsent(clerk.id)
    saveUnsent(clerk.id)
    saveUnsent(manager.id)
    await expect(session.signOut({ staffId: clerk.id })).rejects.toEqual(
      failure('UNSENT_COMMANDS', { count: 2 }),
    )
    expect(session.get().current?.id).toBe(clerk.id)
    db.exec('DELETE FROM outbox')
    const state = await session.signOut({ staffId: clerk.id })
    expect([state.current, state.people.map(({ id }) => id)]).toEqual([null, [manager.id, admin.id]])
    expect(fake.state.ended).toEqual(['r3'])
    await expect(enter(clerk)).rejects.toEqual(failure('PIN_BLOCKED'))
  })

  it('of the last one is refused while anything is unsent: nobody could send it', async () => {
    await openCounter()
    saveUnsent(null)
    await expect(session.signOut({ staffId: admin.id })).rejects.toEqual(
      failure('UNSENT_COMMANDS', { count: 1 }),
    )
  })

  it('of others is for managers, and works without a connection', async () => {
    await openCounter(manager, clerk)
    await expect(session.signOut({ staffId: manager.id })).rejects.toEqual(failure('NOT_ALLOWED'))
    await enter(manager)
    fake.state.isOnline = false
    const state = await session.signOut({ staffId: clerk.id })
    expect([state.current?.id, state.people.map(({ id }) => id)]).toEqual([
      manager.id,
      [manager.id, admin.id],
    ])
  })
})

it('the minutes before locking are remembered', async () => {
  session.stayAlone()
  expect(session.get().lockAfterMinutes).toBe(10)
  expect(session.setLockAfter({ minutes: 3 }).lockAfterMinutes).toBe(3)
  start()
  expect(session.get().lockAfterMinutes).toBe(3)
})
