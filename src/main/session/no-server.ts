// Stand-ins for what a directory is not given: a server that never answers, and a vault that forgets at the end.
import { RemoteError, type RemoteSession } from '../sync/remote.ts'
import type { SessionServer, TokenVault } from './server.ts'

/** A server that cannot be reached, whatever its address. */
export const noServer: SessionServer = {
  connect: () => Promise.reject(new RemoteError('SERVER_UNREACHABLE')),
  signIn: () => Promise.reject(new RemoteError('SERVER_UNREACHABLE')),
  registerDevice: () => Promise.reject(new RemoteError('SERVER_UNREACHABLE')),
  useSession: () => undefined,
  endSession: () => Promise.reject(new RemoteError('SERVER_UNREACHABLE')),
}

/** A vault in memory. */
export function createMemoryVault(): TokenVault {
  const tokens = new Map<string, RemoteSession>()
  return {
    ids: () => [...tokens.keys()],
    read: (staffId) => tokens.get(staffId) ?? null,
    keep: async (staffId, session) => void tokens.set(staffId, session),
    forget: async (staffId) => void tokens.delete(staffId),
  }
}
