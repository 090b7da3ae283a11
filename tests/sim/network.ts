// The line between a counter and the server, with everything a line does: loses, repeats, delays, lies, and goes away.
import { type Remote, RemoteError } from '../../src/main/sync/remote.ts'
import type { PushRequest } from '../../src/shared/wire.ts'
import { watchMerges } from './merge-events.ts'
import type { OpenCall } from './server-model.ts'
import { hours, minutes, seconds, type World } from './world.ts'

/** How a counter stands on the line. */
export interface Line {
  readonly name: string
  /** True time until which nothing gets through. */
  cutUntil: number
  /** Whose token the calls carry, and whether it still holds. */
  caller: string
  isTokenGood: boolean
  /** Rows a pull sends at most, so that few rows make many pages. */
  pageSize: number
}

const timeout = 30 * seconds

/** The server as one process of a counter sees it; once `isGone`, no answer arrives any more. */
export function connectLine(world: World, line: Line, isGone: () => boolean): Remote {
  const { server } = world
  const call = <Reply>(what: string, execute: () => OpenCall<Reply>) =>
    new Promise<Reply>((resolve, reject) => {
      const answer: Answer<Reply> = {
        resolve: (reply) => isGone() || resolve(reply),
        fail(error) {
          if (isGone()) return
          world.say(line.name, `${what} failed: ${error instanceof RemoteError ? error.code : String(error)}`)
          reject(error)
        },
      }
      send(world, line, what, execute, answer)
    })
  const read = <Reply>(what: string, execute: () => Reply) =>
    call(what, () => ({ reply: execute(), settle: () => true }))
  return {
    hello: (request) => read('hello', () => server.hello(line.caller, request)),
    push: (request) =>
      call(`push from ${request.p_first_seq}`, () => {
        noteDeadReceipts(world, request)
        const watch = watchMerges(world, request)
        const open = server.push(line.caller, request)
        watch(open.reply)
        return open
      }),
    pull: (request) =>
      read('pull', () =>
        server.pull(line.caller, { ...request, p_limit: Math.min(request.p_limit, line.pageSize) }),
      ),
    claimCodes: (request) =>
      call('claim codes', () => server.claimCodes(line.caller, request.p_device, request.p_count)),
    hashes: ({ p_device, p_tables }) =>
      read('hashes', () => {
        const reply = server.hashes(line.caller, p_device, p_tables)
        return world.hasHashes ? reply : { ...reply, hashes: {} }
      }),
    bucketRows: (request) => read('bucket rows', () => server.bucketRows(line.caller, request)),
    onPoke: () => () => undefined,
  }
}

/** Commands for somebody who lives on under another id by now. */
function noteDeadReceipts({ server, faults }: World, { p_commands }: PushRequest): void {
  const { committed } = server.database
  for (const { commandId, audit } of p_commands) {
    const isNew = committed.get('commands', commandId) === undefined
    const survivor = committed.get('customers', audit.customerId)?.values.merged_into
    if (isNew && typeof survivor === 'string') faults.note('receipt for a dead id')
  }
}

interface Answer<Reply> {
  resolve(reply: Reply): void
  fail(error: unknown): void
}

function send<Reply>(
  world: World,
  line: Line,
  what: string,
  execute: () => OpenCall<Reply>,
  answer: Answer<Reply>,
): void {
  const { random, timeline, faults } = world
  const latency = 10 + random.below(300)
  const failLater = (error: RemoteError, delay: number) => timeline.after(delay, () => answer.fail(error))
  if (timeline.now() < line.cutUntil) {
    faults.note('network cut for hours')
    failLater(new RemoteError('SERVER_UNREACHABLE'), 1 + random.below(timeout))
  } else if (!line.isTokenGood) {
    faults.note('token expired')
    failLater(new RemoteError('SESSION_EXPIRED'), latency)
  } else if (faults.strikes('request dropped')) {
    faults.note('request dropped')
    failLater(new RemoteError('SERVER_UNREACHABLE'), timeout)
  } else if (faults.strikes('too many requests')) {
    faults.note('too many requests')
    failLater(new RemoteError('SERVER_BUSY', random.below(5) * minutes), latency)
  } else if (faults.strikes('request delayed past its timeout')) {
    faults.note('request delayed past its timeout')
    world.say(line.name, `${what} is delayed`)
    failLater(new RemoteError('SERVER_UNREACHABLE'), timeout)
    timeline.after(timeout + random.below(6 * hours), () =>
      carryOut(world, line, `late ${what}`, execute, ignored),
    )
  } else {
    timeline.after(latency, () => carryOut(world, line, what, execute, answer))
    if (faults.strikes('request sent twice')) {
      faults.note('request sent twice')
      timeline.after(latency + random.below(10 * minutes), () =>
        carryOut(world, line, `repeated ${what}`, execute, ignored),
      )
    }
  }
}

const ignored: Answer<unknown> = { resolve: () => undefined, fail: () => undefined }

function carryOut<Reply>(
  world: World,
  line: Line,
  what: string,
  execute: () => OpenCall<Reply>,
  answer: Answer<Reply>,
): void {
  const { random, timeline, faults } = world
  const back = 10 + random.below(300)
  if (faults.strikes('server failed')) {
    faults.note('server failed')
    timeline.after(back, () => answer.fail(new RemoteError('SERVER_FAILED')))
    return
  }
  let open: OpenCall<Reply>
  try {
    open = execute()
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error
    timeline.after(back, () => answer.fail(error))
    return
  }
  const finish = (isLate: boolean) => {
    const isCommitted = open.settle()
    world.say(line.name, `${what} ${isCommitted ? 'is done' : 'was lost with the server'}`)
    if (!isCommitted) {
      timeline.after(back, () => answer.fail(new RemoteError('SERVER_FAILED')))
    } else if (isLate || faults.strikes('reply lost after commit')) {
      if (!isLate) faults.note('reply lost after commit')
      timeline.after(timeout, () => answer.fail(new RemoteError('SERVER_UNREACHABLE')))
    } else if (faults.strikes('reply was garbage')) {
      faults.note('reply was garbage')
      timeline.after(back, () => answer.fail(new RemoteError('SERVER_NOT_REGULARS')))
    } else {
      timeline.after(back, () => answer.resolve(open.reply))
    }
  }
  if (!faults.strikes('committed late')) {
    finish(false)
    return
  }
  faults.note('committed late')
  const wait = random.chance(0.7) ? random.below(timeout) : timeout + random.below(30 * minutes)
  if (wait < timeout) timeline.after(wait, () => finish(false))
  else {
    timeline.after(timeout, () => answer.fail(new RemoteError('SERVER_UNREACHABLE')))
    timeline.after(wait, () => {
      open.settle()
      world.say(line.name, `${what} committed late`)
    })
  }
}
