// The server as the session sees it: a port that the sync host fills and tests bring their own of.
// Every call rejects with a RemoteError or an AppError when it did not succeed.
import type { HelloReply } from '../../shared/wire.ts'
import type { SignedIn } from '../sync/messages.ts'
import type { RemoteSession } from '../sync/remote.ts'

export interface SessionServer {
  /** Checks that a Regulars server answers at this address and takes this public key, then uses it from now on. */
  connect(url: string, key: string): Promise<void>
  /** Rejects with SIGN_IN_FAILED for a wrong password, STAFF_UNKNOWN or STAFF_DEACTIVATED for who may not work here. */
  signIn(email: string, password: string): Promise<SignedIn>
  /** Registers or renames this device under the name of whoever signed in last, and says hello once more. */
  registerDevice(name: string): Promise<HelloReply>
  /** Whose tokens carry the sync from now on; null: nobody's, and the sync stops until somebody signs in. */
  useSession(staffId: string | null, session: RemoteSession | null): void
  /** Makes these tokens worthless at the server, as far as it can be reached. */
  endSession(session: RemoteSession): Promise<void>
}

/**
 * Tokens of everybody who signed in on this device; kept by the system's key store, never in the store or the page.
 * A change counts at once; the promise resolves when it is on disk.
 */
export interface TokenVault {
  readonly ids: () => readonly string[]
  readonly read: (staffId: string) => RemoteSession | null
  readonly keep: (staffId: string, session: RemoteSession) => Promise<void>
  readonly forget: (staffId: string) => Promise<void>
}
