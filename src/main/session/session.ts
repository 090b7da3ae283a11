// Who works at this counter: a password once, a PIN ever after, and the role every call is checked against.
// All of it is decided here in main; the page only shows it. Tokens go to the vault and the server's port, nowhere else.
import type { ArgsOf } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import type { Role } from '../../shared/method.ts'
import { isWeakPin } from '../../shared/pin.ts'
import type { SessionState } from '../../shared/sync.ts'
import type { HelloReply } from '../../shared/wire.ts'
import type { WriteDb } from '../db/handle.ts'
import { countUnsent } from '../db/outbox.ts'
import { forgetMemory } from '../db/personal-memory.ts'
import { writeSetting, writeSettings } from '../db/settings.ts'
import {
  countUnsentOf,
  markAtWork,
  markDeviceRevoked,
  readDevice,
  readStaff,
  type StaffRow,
  saveStaff,
  writePin,
} from '../db/staff.ts'
import { isAllowed } from '../domain/permissions.ts'
import type { RemoteSession } from '../sync/remote.ts'
import { enterPin } from './enter-pin.ts'
import { askServer } from './failures.ts'
import { hashPin } from './pin.ts'
import type { SessionServer, TokenVault } from './server.ts'
import { readServerAddress } from './server-address.ts'
import { listEnrolled, readDeviceStatus, readSessionState } from './session-state.ts'
import { hasMetServer, mayConnect, readMode, writeAlone, writeServer } from './start-mode.ts'

export interface SessionOptions {
  readonly db: WriteDb
  readonly server: SessionServer
  readonly vault: TokenVault
  readonly deviceId: string
  readonly now: () => Date
  readonly onChange: (state: SessionState) => void
}

/** The session.* methods of the contract, and what main asks and tells besides. */
export interface Session {
  get(): SessionState
  connect(args: ArgsOf<'session.connect'>): Promise<SessionState>
  stayAlone(): SessionState
  signIn(args: ArgsOf<'session.signIn'>): Promise<SessionState>
  registerDevice(args: ArgsOf<'session.registerDevice'>): Promise<SessionState>
  setPin(args: ArgsOf<'session.setPin'>): Promise<SessionState>
  enterPin(args: ArgsOf<'session.enterPin'>): Promise<SessionState>
  lock(): SessionState
  signOut(args: ArgsOf<'session.signOut'>): Promise<SessionState>
  setLockAfter(args: ArgsOf<'session.setLockAfter'>): SessionState
  /** Null while nobody works here: before set-up, when locked, and on a device that is not (or no longer) registered. */
  role(): Role | null
  /** The id of who works here; null where nobody signs in. */
  actor(): string | null
  /** Hands the tokens of whoever worked here last to the sync; once, at the start. */
  resume(): void
  /** The server's lists were saved anew: who is no longer on them loses tokens and PIN, and the screen if it is theirs. */
  refresh(): Promise<void>
  /** The server no longer lets this person work. */
  removeStaff(staffId: string): Promise<void>
  /** The server no longer admits this device: everything locks, and what is unsent stays. */
  revokeDevice(): void
  /** New tokens came in place of the old, which are worthless now. */
  keepTokens(staffId: string, tokens: RemoteSession): Promise<void>
  /** These tokens are good for nothing any more; somebody else's carry the sync if there are any. */
  dropTokens(staffId: string): Promise<void>
}

/** Makes the session of one run of the app; everybody is locked out at first. */
export function createSession(options: SessionOptions): Session {
  const { db, server, vault, deviceId, now } = options
  const { useSession: handOver } = server
  let currentId: string | null = null
  let problem: SessionState['problem'] = null
  let lastTry: Promise<unknown> = Promise.resolve()
  let carrying = 'nobody'
  let wasRevoked = readDeviceStatus(db, deviceId) === 'revoked'

  const read = () => readSessionState(db, { vault, deviceId, currentId, problem })
  const tell = (): SessionState => {
    const state = read()
    options.onChange(state)
    return state
  }
  const workHere = (staffId: string) => {
    currentId = staffId
    problem = null
    carry()
  }
  /** Whose tokens carry the sync: the one's who works here, else of whoever did last. */
  const carry = () => {
    const ids = [...(currentId ? [currentId] : []), ...listEnrolled(db, vault).map((person) => person.id)]
    const carrier = ids.find((id) => vault.read(id) !== null) ?? null
    const tokens = carrier === null ? null : vault.read(carrier)
    const carried = `${carrier} ${tokens?.refreshToken}`
    if (carried !== carrying) handOver(carrier, tokens)
    carrying = carried
  }
  const saveHello = (hello: HelloReply) => {
    saveStaff(db, hello)
    if (hello.device.status === 'revoked') markDeviceRevoked(db, deviceId, hello.device.name ?? '')
    lockWhenRevoked()
    const name = hello.device.name
    if (hello.device.status === 'active' && name) writeSettings(db, { deviceName: name })
  }
  /** Locks once when this device is shut out: whoever signs in after that is there to admit it again. */
  const lockWhenRevoked = () => {
    const isRevoked = readDeviceStatus(db, deviceId) === 'revoked'
    if (isRevoked && !wasRevoked) currentId = null
    wasRevoked = isRevoked
  }
  const forget = async (staffId: string) => {
    writePin(db, staffId, null)
    forgetMemory(db, staffId)
    if (currentId === staffId) currentId = null
    await vault.forget(staffId)
  }

  return {
    get: read,
    connect: async ({ url, key }) => {
      const address = readServerAddress(url, key)
      if (!mayConnect(db, address.url, vault.ids().length > 0)) {
        throw new AppError('NOT_ALLOWED', 'This counter belongs to another server already.')
      }
      await askServer(server.connect(address.url, address.key))
      writeServer(db, address)
      return tell()
    },
    stayAlone: () => {
      if (readMode(db) === 'server' && (hasMetServer(db) || vault.ids().length > 0)) {
        throw new AppError('NOT_ALLOWED', 'This counter belongs to a server already.')
      }
      writeAlone(db)
      return tell()
    },
    signIn: async ({ email, password }) => {
      requireServer(db)
      const { session, hello } = await askServer(server.signIn(email.trim(), password))
      saveHello(hello)
      const me = findActive(db, hello.me.id)
      await vault.keep(me.id, session)
      markAtWork(db, me.id, now().toISOString())
      workHere(me.id)
      return tell()
    },
    registerDevice: async ({ name }) => {
      const me = currentId === null ? null : readStaff(db, currentId)
      if (!me) throw new AppError('NOT_SIGNED_IN', 'Sign in with your password first.')
      if (!isAllowed(me.role, 'manager')) {
        throw new AppError('NOT_ALLOWED', 'Only a manager registers a counter. Have one sign in here.')
      }
      saveHello(await askServer(server.registerDevice(name.trim())))
      return tell()
    },
    setPin: async ({ pin }) => {
      const staffId = currentId
      if (staffId === null) throw new AppError('NOT_SIGNED_IN', 'Sign in with your password first.')
      if (isWeakPin(pin)) {
        throw new AppError('PIN_TOO_WEAK', 'This PIN is too easy to guess. Choose another.', { field: 'pin' })
      }
      const hash = await hashPin(pin)
      // Taken off the list meanwhile: a PIN would let them in again.
      findActive(db, staffId)
      writePin(db, staffId, hash)
      return tell()
    },
    enterPin: ({ staffId, pin }) => {
      const next = lastTry.then(async () => {
        requireServer(db)
        if (readDeviceStatus(db, deviceId) === 'revoked') {
          throw new AppError(
            'DEVICE_REVOKED',
            'This counter was shut out. An administrator can admit it again.',
          )
        }
        await enterPin(db, findActive(db, staffId), pin, now)
        workHere(findActive(db, staffId).id)
        return tell()
      })
      // The page is told who needs the password now.
      lastTry = next.catch(() => tell())
      return next
    },
    lock: () => {
      // Who signed in on a device that was never registered leaves nothing behind.
      const leaving = readDeviceStatus(db, deviceId) === 'unknown' ? currentId : null
      currentId = null
      if (leaving !== null) {
        void vault.forget(leaving)
        carry()
      }
      return tell()
    },
    signOut: async ({ staffId }) => {
      const isOwn = staffId === currentId
      const role = currentId === null ? null : (readStaff(db, currentId)?.role ?? null)
      if (!isOwn && !isAllowed(role, 'manager')) {
        throw new AppError('NOT_ALLOWED', 'Only a manager takes others off a counter.')
      }
      const isLast = listEnrolled(db, vault).every((person) => person.id === staffId)
      const count = isLast ? countUnsent(db) : countUnsentOf(db, staffId)
      if (count > 0) {
        throw new AppError('UNSENT_COMMANDS', 'Changes made here are not sent yet. Wait until they are.', {
          details: { count },
        })
      }
      const tokens = vault.read(staffId)
      await forget(staffId)
      carry()
      // Without a connection the tokens die on their own; here they are gone already.
      if (tokens) await server.endSession(tokens).catch(() => undefined)
      return tell()
    },
    setLockAfter: ({ minutes }) => {
      writeSetting(db, 'lockAfterMinutes', String(minutes))
      return tell()
    },

    role: () => {
      const mode = readMode(db)
      if (mode === 'alone') return 'admin'
      if (mode === 'unset' || currentId === null) return null
      if (readDeviceStatus(db, deviceId) !== 'active') return null
      const person = readStaff(db, currentId)
      return person?.isActive ? person.role : null
    },
    actor: () => (readMode(db) === 'server' ? currentId : null),

    resume: carry,
    refresh: async () => {
      const worked = currentId
      const gone = [...vault.ids(), ...(worked ? [worked] : [])].filter((id) => !readStaff(db, id)?.isActive)
      for (const id of gone) await forget(id)
      if (worked && currentId === null) problem = 'STAFF_DEACTIVATED'
      const name = readDevice(db, deviceId)?.name
      if (name) writeSettings(db, { deviceName: name })
      lockWhenRevoked()
      carry()
      tell()
    },
    removeStaff: async (staffId) => {
      const wasCurrent = currentId === staffId
      await forget(staffId)
      if (wasCurrent) problem = 'STAFF_DEACTIVATED'
      carry()
      tell()
    },
    revokeDevice: () => {
      markDeviceRevoked(db, deviceId, read().deviceName)
      lockWhenRevoked()
      tell()
    },
    keepTokens: async (staffId, tokens) => {
      if (vault.read(staffId) === null) return
      carrying = `${staffId} ${tokens.refreshToken}`
      await vault.keep(staffId, tokens)
    },
    dropTokens: async (staffId) => {
      await vault.forget(staffId)
      carry()
      tell()
    },
  }
}

function requireServer(db: WriteDb): void {
  if (readMode(db) !== 'server') throw new AppError('NOT_ALLOWED', 'No server is connected yet.')
}

function findActive(db: WriteDb, staffId: string): StaffRow {
  const person = readStaff(db, staffId)
  if (!person) throw new AppError('STAFF_UNKNOWN', 'This person is not on the list of staff.')
  if (!person.isActive) {
    throw new AppError('STAFF_DEACTIVATED', 'This person no longer works here. Ask a manager.')
  }
  return person
}
