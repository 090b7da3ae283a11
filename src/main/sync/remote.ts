// The server as the sync engine sees it: a port. supabase-remote is the real one; tests bring others.
// Every call rejects with a RemoteError when it did not succeed; what a call changed may have happened all the same.
import type { ErrorCode } from '../../shared/errors.ts'
import type {
  CodeBlock,
  HashesReply,
  HelloReply,
  HelloRequest,
  PullPart,
  PullReply,
  PullRequest,
  PushReply,
  PushRequest,
} from '../../shared/wire.ts'

/** A call that failed, sorted by what can be done about it. */
export class RemoteError extends Error {
  readonly code: ErrorCode
  /** Milliseconds the server asked to wait; null when it said nothing. */
  readonly retryAfter: number | null

  constructor(code: ErrorCode, retryAfter: number | null = null) {
    super(code)
    this.name = 'RemoteError'
    this.code = code
    this.retryAfter = retryAfter
  }
}

/** Tokens of one person on this device; main keeps them through safeStorage, the page never sees them. */
export interface RemoteSession {
  readonly accessToken: string
  readonly refreshToken: string
  /** Unix seconds. */
  readonly expiresAt: number
}

export interface Remote {
  hello(request: HelloRequest): Promise<HelloReply>
  push(request: PushRequest): Promise<PushReply>
  pull(request: PullRequest): Promise<PullReply>
  claimCodes(request: { readonly p_device: string; readonly p_count: number }): Promise<CodeBlock>
  hashes(request: { readonly p_device: string; readonly p_tables: readonly string[] }): Promise<HashesReply>
  /** All rows of one table whose id falls into these buckets, in pages by id. */
  bucketRows(request: {
    readonly p_device: string
    readonly p_table: string
    readonly p_buckets: readonly number[]
    readonly p_after: string | null
    readonly p_limit: number
  }): Promise<PullPart>
  /** Listens for "something changed, pull"; answers how to stop. Being without it only makes things slower. */
  onPoke(listener: () => void): () => void
}
