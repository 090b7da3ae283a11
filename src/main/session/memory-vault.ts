// Tokens in memory only, for a directory that is given no key store: everybody signs in again after the next start.
import type { RemoteSession } from '../sync/remote.ts'
import type { TokenVault } from './server.ts'

/** A vault that forgets at the end. */
export function createMemoryVault(): TokenVault {
  const tokens = new Map<string, RemoteSession>()
  return {
    ids: () => [...tokens.keys()],
    read: (staffId) => tokens.get(staffId) ?? null,
    keep: async (staffId, session) => void tokens.set(staffId, session),
    forget: async (staffId) => void tokens.delete(staffId),
  }
}
