// Whose tokens carry the calls: one person at a time, as the session says. Tokens that ran out are renewed once, by the
// server's word alone: this computer's clock may be years off.
import { RemoteError, type RemoteSession } from './remote.ts'

export interface CarrierOptions {
  readonly refresh: (session: RemoteSession) => Promise<RemoteSession>
  /** New tokens came in place of the old. */
  readonly onRefreshed: (staffId: string, session: RemoteSession) => void
  /** These tokens are good for nothing any more. */
  readonly onExpired: (staffId: string) => void
  /** The server no longer lets this person work. */
  readonly onBarred: (staffId: string) => void
}

export interface Carrier {
  /** From now on these tokens; null: nobody's. */
  use(staffId: string | null, session: RemoteSession | null): void
  token(): string | null
  /** Makes a call with the person's token. Rejects with NOT_SIGNED_IN when there is nobody. */
  carry<Result>(call: (token: string) => Promise<Result>): Promise<Result>
}

interface Person {
  readonly staffId: string
  session: RemoteSession
  /** The renewal under way, which calls made side by side share. */
  renewal: Promise<void> | null
}

/** Makes a carrier that knows nobody yet. */
export function createCarrier(options: CarrierOptions): Carrier {
  let person: Person | null = null

  async function renew(who: Person): Promise<void> {
    try {
      who.session = await options.refresh(who.session)
      options.onRefreshed(who.staffId, who.session)
    } catch (error) {
      const code = error instanceof RemoteError ? error.code : null
      if (code === 'SESSION_EXPIRED') leave(who, options.onExpired)
      if (code === 'STAFF_DEACTIVATED') leave(who, options.onBarred)
      throw error
    }
  }

  function leave(who: Person, tell: (staffId: string) => void): void {
    if (person !== who) return
    person = null
    tell(who.staffId)
  }

  async function attempt<Result>(who: Person, call: (token: string) => Promise<Result>): Promise<Result> {
    try {
      return await call(who.session.accessToken)
    } catch (error) {
      const code = error instanceof RemoteError ? error.code : null
      if (code === 'STAFF_DEACTIVATED' || code === 'STAFF_UNKNOWN') leave(who, options.onBarred)
      throw error
    }
  }

  return {
    use(staffId, session) {
      person = staffId === null || session === null ? null : { staffId, session, renewal: null }
    },
    token: () => person?.session.accessToken ?? null,
    async carry(call) {
      const who = person
      if (who === null) throw new RemoteError('NOT_SIGNED_IN')
      const used = who.session
      try {
        return await attempt(who, call)
      } catch (error) {
        if (!(error instanceof RemoteError) || error.code !== 'SESSION_EXPIRED') throw error
        if (who.session === used) {
          who.renewal ??= renew(who).finally(() => {
            who.renewal = null
          })
          await who.renewal
        }
        return await carryRenewed(who, call)
      }
    },
  }

  async function carryRenewed<Result>(
    who: Person,
    call: (token: string) => Promise<Result>,
  ): Promise<Result> {
    try {
      return await attempt(who, call)
    } catch (error) {
      // Fresh tokens that are refused at once will not be better for being renewed again.
      if (error instanceof RemoteError && error.code === 'SESSION_EXPIRED') leave(who, options.onExpired)
      throw error
    }
  }
}
