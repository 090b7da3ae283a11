// The port's calls made through a Supabase connection, in the name of whoever carries them.
import type { CodeBlock, HashesReply, HelloReply, PullPart, PullReply, PushReply } from '../../shared/wire.ts'
import type { Carrier } from './carrier.ts'
import type { CallName } from './check-replies.ts'
import type { Remote } from './remote.ts'
import type { SupabaseConnection } from './supabase-remote.ts'

/** What a server says of itself to anybody who has its public key. */
export interface VersionReply {
  readonly product: 'regulars'
  readonly protocol: number
  readonly oldestProtocol: number
}

/** The server as the engine sees it. */
export function createRemote(connection: SupabaseConnection, carrier: Carrier): Remote {
  const call = <Reply>(name: CallName, args: object) =>
    carrier.carry((token) => connection.call<Reply>(name, args, token))
  return {
    hello: (request) => call<HelloReply>('sync_hello', request),
    push: (request) => call<PushReply>('sync_push', request),
    pull: (request) => call<PullReply>('sync_pull', request),
    claimCodes: (request) => call<CodeBlock>('claim_codes', request),
    hashes: (request) => call<HashesReply>('sync_hashes', request),
    bucketRows: (request) => call<PullPart>('sync_bucket_rows', request),
    onPoke: connection.onPoke,
  }
}
