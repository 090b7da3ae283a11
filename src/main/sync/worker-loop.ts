// Everything the sync worker holds: the connection to the server, who carries the calls, the engine and its loop. Apart from
// worker.ts, so that it runs in a test without a thread.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { type HelloReply, protocolVersion } from '../../shared/wire.ts'
import type { WriteDb } from '../db/handle.ts'
import { giveWay } from '../db/write-turn.ts'
import { type Carrier, createCarrier } from './carrier.ts'
import { createChangeTeller } from './change-teller.ts'
import { createEngine } from './engine.ts'
import { checkProtocol } from './greet.ts'
import type {
  FromWorker,
  Question,
  QuestionName,
  Questions,
  ServerPlace,
  ToWorker,
  WorkerStart,
} from './messages.ts'
import { RemoteError, type RemoteSession } from './remote.ts'
import { createRemote, type VersionReply } from './remote-calls.ts'
import { createRunner, type Runner } from './runner.ts'
import { connectSupabase, type SupabaseConnection } from './supabase-remote.ts'

export interface WorkerLoopOptions {
  readonly db: WriteDb
  readonly start: WorkerStart
  readonly say: (message: FromWorker) => void
}

export interface WorkerLoop {
  hear(message: Exclude<ToWorker, { kind: 'close' }>): void
  /** Breaks off what is under way; resolves when nothing uses the store any more. */
  close(): Promise<void>
}

interface Server {
  readonly connection: SupabaseConnection
  readonly carrier: Carrier
  readonly runner: Runner
  listen(): void
  close(): Promise<void>
}

/** Milliseconds between two words on how far a long round has come. */
const progressEvery = 250

/** Starts syncing with the server of `start`, if there is one, and answers questions. */
export function startWorkerLoop({ db, start, say }: WorkerLoopOptions): WorkerLoop {
  let server: Server | null = start.server === null ? null : openServer(start.server)
  let lastSignedIn: { readonly staffId: string; readonly session: RemoteSession } | null = null
  if (server && start.carrier) server.carrier.use(start.carrier.staffId, start.carrier.session)
  server?.listen()
  server?.runner.start()

  function openServer(place: ServerPlace): Server {
    const stopping = new AbortController()
    const carrier = createCarrier({
      refresh: (session) => connection.refresh(session),
      onRefreshed: (staffId, session) => say({ kind: 'refreshed', staffId, session }),
      onExpired: (staffId) => say({ kind: 'expired', staffId }),
      onBarred: (staffId) => say({ kind: 'barred', staffId }),
    })
    const connection = connectSupabase({ ...place, channelToken: carrier.token })
    const changes = createChangeTeller({
      tell: (customerIds) => say({ kind: 'changed', customerIds }),
      schedule: (run, milliseconds) => void setTimeout(run, milliseconds).unref(),
      elapsed: () => performance.now(),
    })
    const engine = createEngine({
      db,
      remote: createRemote(connection, carrier),
      deviceId: start.deviceId,
      appVersion: start.appVersion,
      now: () => new Date(),
      elapsed: () => performance.now(),
      turn: start.turn,
      async pause() {
        if (stopping.signal.aborted) throw new RemoteError('OFFLINE')
        giveWay(start.turn)
        // Lets messages in: a round may be minutes long.
        await nextTurn()
      },
      onMoving: () => runner.moving(),
      onChanged: changes.add,
      onHello: () => say({ kind: 'greeted' }),
    })
    const runner = createRunner({
      engine,
      random: Math.random,
      schedule(run, milliseconds) {
        const timer = setTimeout(run, milliseconds)
        return () => clearTimeout(timer)
      },
      onState({ state, problem }, waiting) {
        // Progress is worth a word now and then; every other change at once.
        const isProgress = state === 'busy' && performance.now() - progressAt < progressEvery
        if (isProgress) return
        progressAt = state === 'busy' ? performance.now() : Number.NEGATIVE_INFINITY
        const nextTryAt =
          problem === null || waiting === null ? null : new Date(Date.now() + waiting).toISOString()
        say({
          kind: 'status',
          status: { state, problem, nextTryAt, isRealtimeOpen: connection.isPokeOpen() },
        })
      },
      onSurprise: (error) => say(describeSurprise(error)),
    })
    let stopListening: (() => void) | null = null
    let progressAt = Number.NEGATIVE_INFINITY
    return {
      connection,
      carrier,
      runner,
      listen() {
        if (carrier.token() === null) {
          stopListening?.()
          stopListening = null
        } else stopListening ??= connection.onPoke(() => runner.nudge('poke'))
      },
      async close() {
        stopping.abort()
        connection.close()
        await runner.stop()
        changes.flush()
      },
    }
  }

  async function answer(question: Question): Promise<Questions[QuestionName]['answers']> {
    switch (question.name) {
      case 'connect':
        return connectTo(question.asks)
      case 'signIn':
        return signIn(question.asks)
      case 'registerDevice':
        return registerDevice(question.asks.name)
      case 'endSession':
        await needServer().connection.signOut(question.asks.session)
        return null
    }
  }

  function needServer(): Server {
    if (server === null) throw new RemoteError('SERVER_WRONG_ADDRESS')
    return server
  }

  async function connectTo(place: ServerPlace): Promise<null> {
    const probe = connectSupabase({ ...place, channelToken: () => null })
    try {
      checkProtocol(await probe.call<VersionReply>('sync_version', {}, null))
    } finally {
      probe.close()
    }
    await server?.close()
    server = openServer(place)
    server.runner.start()
    return null
  }

  async function greetAs(token: string): Promise<HelloReply> {
    const { deviceId, appVersion } = start
    const request = { p_device: deviceId, p_protocol: protocolVersion, p_app_version: appVersion }
    const hello = await needServer().connection.call<HelloReply>('sync_hello', request, token)
    checkProtocol(hello)
    return hello
  }

  async function signIn({
    email,
    password,
  }: Questions['signIn']['asks']): Promise<Questions['signIn']['answers']> {
    const { connection } = needServer()
    const session = await connection.signIn(email, password)
    try {
      const hello = await greetAs(session.accessToken)
      lastSignedIn = { staffId: hello.me.id, session }
      return { session, hello }
    } catch (error) {
      // Whoever may not work here leaves no tokens behind; that this fails as well changes nothing.
      connection.signOut(session).catch(() => undefined)
      throw error
    }
  }

  async function registerDevice(name: string): Promise<HelloReply> {
    const { connection, carrier, runner } = needServer()
    if (carrier.token() === null && lastSignedIn) carrier.use(lastSignedIn.staffId, lastSignedIn.session)
    const hello = await carrier.carry(async (token) => {
      await connection.call('register_device', { p_device: start.deviceId, p_name: name }, token)
      return greetAs(token)
    })
    runner.nudge('session')
    return hello
  }

  return {
    hear(message) {
      switch (message.kind) {
        case 'nudge':
          server?.runner.nudge(message.reason)
          break
        case 'carrier':
          server?.carrier.use(message.staffId, message.session)
          server?.listen()
          server?.runner.nudge('session')
          break
        case 'ask':
          answer(message.question).then(
            (given) => say({ kind: 'answer', id: message.id, answer: given }),
            (error: unknown) => say(refuse(message.id, error)),
          )
      }
    },
    async close() {
      await server?.close()
    },
  }

  function refuse(id: number, error: unknown): FromWorker {
    if (error instanceof RemoteError) {
      return { kind: 'refused', id, code: error.code, retryAfter: error.retryAfter }
    }
    say(describeSurprise(error))
    return { kind: 'refused', id, code: 'UNEXPECTED', retryAfter: null }
  }
}

function describeSurprise(error: unknown): FromWorker {
  if (!(error instanceof Error)) return { kind: 'surprise', name: typeof error, frames: '' }
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return { kind: 'surprise', name: error.name, frames: frames.join('\n') }
}
