// One round of sync: greet when due, claim codes, push until nothing is unsent, pull until level, compare hashes now and then.
// Clock, dice, server and pauses are given from outside, so that a simulator drives exactly this code; a crash at any pause
// loses nothing, since every effect on the store is one transaction and every call may be repeated.
import type { ErrorCode } from '../../shared/errors.ts'
import { AppError } from '../../shared/errors.ts'
import { addCodeBlock, countCodesLeft } from '../db/customer-codes.ts'
import { toStoreError } from '../db/store-error.ts'
import { beginReset, readSyncPoint } from '../db/sync-state.ts'
import { buildIndex } from './build-index.ts'
import type { EngineContext, EngineOptions } from './engine-context.ts'
import { greet } from './greet.ts'
import { pullOnce } from './pull.ts'
import { pushAll } from './push.ts'
import { RemoteError } from './remote.ts'
import { repairDrift } from './repair-drift.ts'
import { sliceLimits } from './slowness.ts'

/** How a round ended: `level` when nothing was left to push or pull. */
export type RoundOutcome =
  | { readonly status: 'level' }
  | {
      readonly status: 'failed'
      readonly code: ErrorCode
      /** Milliseconds the server asked to wait. */
      readonly retryAfter: number | null
      /** What was thrown, for tests and for a log that keeps no words of it. */
      readonly error: unknown
    }

export interface Engine {
  /** Never rejects. One at a time. */
  round(): Promise<RoundOutcome>
  /** Has the next round greet the server first, as after a sign-in. */
  greetAgain(): void
}

/** Milliseconds between two greetings and two comparisons; how many codes are kept in hand and how many claimed at once. */
export const engineLimits = {
  greetEvery: 5 * 60_000,
  compareEvery: 24 * 60 * 60_000,
  codesInHand: 100,
  codesClaimed: 300,
} as const

/** Turns of one round, for a server that changes as fast as we pull; and resets before it counts as contradicting itself. */
const turnLimit = 8
const resetLimit = 2

/** Makes an engine; it holds nothing but when it last greeted and compared, so a new one may take over at any time. */
export function createEngine(options: EngineOptions): Engine {
  const context: EngineContext = {
    ...options,
    pause: options.pause ?? (async () => undefined),
    onMoving: options.onMoving ?? (() => undefined),
    onChanged: options.onChanged ?? (() => undefined),
    onHello: options.onHello ?? (() => undefined),
    slowness: { shift: 0, sliceRows: sliceLimits.most },
  }
  let greetAt = 0
  let compareAt = 0

  async function greetWhenDue(): Promise<'same' | 'reset'> {
    if (context.elapsed() < greetAt) return 'same'
    const history = await greet(context)
    greetAt = context.elapsed() + engineLimits.greetEvery
    return history
  }

  async function compareWhenDue(): Promise<void> {
    if (context.elapsed() < compareAt) return
    await repairDrift(context)
    compareAt = context.elapsed() + engineLimits.compareEvery
  }

  return {
    greetAgain: () => {
      greetAt = 0
    },
    async round() {
      const outcome = await attempt(async () => {
        const history = await greetWhenDue()
        await claimCodes(context)
        await exchange(context, history)
      })
      // Who may do what has changed: the next round asks first.
      if (outcome.status === 'failed' && /^(DEVICE|STAFF|SESSION)_/.test(outcome.code)) greetAt = 0
      const isOnline = outcome.status === 'level'
      const built = await attempt(() => buildIndex(context, isOnline))
      if (!isOnline || built.status === 'failed') return isOnline ? built : outcome
      return attempt(compareWhenDue)
    },
  }
}

/** Pushes and pulls until both sides are level, whatever the server says about its history meanwhile. */
async function exchange(context: EngineContext, history: 'same' | 'reset'): Promise<void> {
  // What this device holds may be of another history: then everything comes first, and what is unsent goes after it.
  let isPullFirst = history === 'reset'
  let resets = 0
  for (let turn = 0; turn < turnLimit; turn += 1) {
    const end = isPullFirst ? await pullOnce(context) : await pushThenPull(context)
    if (end === 'level' && !isPullFirst) return
    if (end === 'reset') resets += 1
    if (resets > resetLimit) throw new RemoteError('SERVER_FAILED')
    isPullFirst = readSyncPoint(context.db).from === null
  }
}

async function pushThenPull(context: EngineContext): Promise<'level' | 'more' | 'reset'> {
  if ((await pushAll(context)) === 'done') return pullOnce(context)
  await context.pause('begin reset')
  beginReset(context.db, 'epoch')
  return 'reset'
}

/** Without codes in hand a new customer's code follows at push: being given none keeps nothing else from going on. */
async function claimCodes({ db, remote, deviceId, pause }: EngineContext): Promise<void> {
  if (countCodesLeft(db) >= engineLimits.codesInHand) return
  await pause('claim codes')
  const block = await orNone(remote.claimCodes({ p_device: deviceId, p_count: engineLimits.codesClaimed }))
  if (block === null) return
  await pause('save codes')
  addCodeBlock(db, block)
}

/** Null where the server says that this device has codes enough: blocks whose replies were lost count as held. */
async function orNone<Block>(claiming: Promise<Block>): Promise<Block | null> {
  try {
    return await claiming
  } catch (error) {
    if (error instanceof RemoteError && error.code === 'NOT_ALLOWED') return null
    throw error
  }
}

async function attempt(part: () => Promise<void>): Promise<RoundOutcome> {
  try {
    await part()
    return { status: 'level' }
  } catch (error) {
    return describeFailure(error)
  }
}

function describeFailure(error: unknown): Extract<RoundOutcome, { status: 'failed' }> {
  if (error instanceof RemoteError) {
    return { status: 'failed', code: error.code, retryAfter: error.retryAfter, error }
  }
  const known = toStoreError(error)
  const code = known instanceof AppError ? known.code : 'UNEXPECTED'
  return { status: 'failed', code, retryAfter: null, error }
}
