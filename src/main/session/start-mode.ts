// What this directory is at a start: not set up yet, a directory of its own, or one that shares a server's.
// The choice and the server's address are kept in the store; tokens never are.
import type { SessionState } from '../../shared/sync.ts'
import { countCustomers } from '../db/customers.ts'
import { type ReadDb, statement, type WriteDb } from '../db/handle.ts'
import { readSetting, writeSetting } from '../db/settings.ts'
import { isLoopback, readServerAddress, type ServerAddress } from './server-address.ts'

/** What a start asks for besides what is stored. */
export interface StartWishes {
  /** A directory for this computer only. */
  readonly alone: boolean
  /** A server to connect to. */
  readonly server: { readonly url: string; readonly key: string } | null
}

/** The server this directory belongs to; null when there is none. */
export function readServer(db: ReadDb): ServerAddress | null {
  const url = readSetting(db, 'serverUrl')
  const key = readSetting(db, 'serverKey')
  return url === undefined || key === undefined ? null : { url, key }
}

/** Makes this the directory of a server. */
export function writeServer(db: WriteDb, { url, key }: ServerAddress): void {
  writeSetting(db, 'serverUrl', url)
  writeSetting(db, 'serverKey', key)
  writeSetting(db, 'mode', 'server')
}

/** Makes this a directory for this computer only. */
export function writeAlone(db: WriteDb): void {
  writeSetting(db, 'mode', 'alone')
}

/** What this directory is. */
export function readMode(db: ReadDb): SessionState['mode'] {
  const chosen = readSetting(db, 'mode')
  if (chosen === 'server' && readServer(db) !== null) return 'server'
  return chosen === 'alone' ? 'alone' : 'unset'
}

/** Whether this directory ever exchanged anything with its server: from then on it holds the server's people. */
export function hasMetServer(db: ReadDb): boolean {
  return typeof statement(db, 'SELECT epoch FROM sync_state').pluck().get() === 'string'
}

/**
 * Whether the directory may be given to the server at `url`: any while it met none and nobody signed in, afterwards only the same one under
 * another key. Otherwise a stranger at a locked screen could give it to a server of their own and sign in there.
 */
export function mayConnect(db: ReadDb, url: string, hasPeople: boolean): boolean {
  const isFree = readMode(db) !== 'server' || (!hasMetServer(db) && !hasPeople)
  return isFree || readServer(db)?.url === url
}

/**
 * Carries out what the start asks for where nothing else was decided before. A directory with customers in it that was
 * never asked belongs to whoever filled it.
 */
export function applyStartWishes(db: WriteDb, wishes: StartWishes): void {
  if (wishes.server) {
    const address = readServerAddress(wishes.server.url, wishes.server.key)
    const known = readServer(db)?.url
    // A development server has another port at every start.
    const isMoved = known !== undefined && isLoopback(known) && isLoopback(address.url)
    if (isMoved || mayConnect(db, address.url, false)) writeServer(db, address)
  } else if (readMode(db) === 'unset' && (wishes.alone || countCustomers(db) > 0)) writeAlone(db)
}
