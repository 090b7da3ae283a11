// What the page is told of the session, read from the store and from whose tokens are here.
import type { SessionState, StaffMember } from '../../shared/sync.ts'
import type { ReadDb } from '../db/handle.ts'
import { readSetting, readSettings } from '../db/settings.ts'
import { listStaff, readDevice, type StaffRow } from '../db/staff.ts'
import { mostTries } from './pin-tries.ts'
import type { TokenVault } from './server.ts'
import { readMode, readServer } from './start-mode.ts'

const defaultLockAfter = 10

/** Whether a PIN is there and may still be tried. */
export function hasPin(person: StaffRow): boolean {
  return person.pinHash !== null && person.wrongTries < mostTries
}

/** Everybody who signed in on this device and still may: tokens or a PIN of theirs are here. Last at work first. */
export function listEnrolled(db: ReadDb, vault: TokenVault): readonly StaffRow[] {
  const withTokens = new Set(vault.ids())
  return listStaff(db).filter(
    (person) => person.isActive && (person.pinHash !== null || withTokens.has(person.id)),
  )
}

/** How this device stands with its server. */
export function readDeviceStatus(db: ReadDb, deviceId: string): SessionState['device'] {
  const status = readDevice(db, deviceId)?.status
  return status === 'active' || status === 'revoked' ? status : 'unknown'
}

/** The whole state for the page. */
export function readSessionState(
  db: ReadDb,
  facts: {
    readonly vault: TokenVault
    readonly deviceId: string
    readonly currentId: string | null
    readonly problem: SessionState['problem']
  },
): SessionState {
  const mode = readMode(db)
  const enrolled = mode === 'server' ? listEnrolled(db, facts.vault) : []
  const current = enrolled.find((person) => person.id === facts.currentId)
  const isExpired = enrolled.length > 0 && facts.vault.ids().length === 0
  return {
    mode,
    serverUrl: mode === 'server' ? (readServer(db)?.url ?? null) : null,
    device: readDeviceStatus(db, facts.deviceId),
    deviceName: readDevice(db, facts.deviceId)?.name ?? readSettings(db).deviceName,
    current: current ? toMember(current) : null,
    people: enrolled.map(toMember),
    problem: facts.problem ?? (isExpired ? 'SESSION_EXPIRED' : null),
    lockAfterMinutes: Number(readSetting(db, 'lockAfterMinutes') ?? defaultLockAfter),
  }
}

function toMember(person: StaffRow): StaffMember {
  return { id: person.id, name: person.name, role: person.role, hasPin: hasPin(person) }
}
