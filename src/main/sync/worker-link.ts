// The thread behind the host: started when needed, started again when it dies, its questions answered or refused, and gone
// two seconds after it was told to close at the latest.
import { Worker } from 'node:worker_threads'
import { backoffDelay } from '../domain/backoff.ts'
import type { FromWorker, Question, QuestionName, Questions, ToWorker, WorkerStart } from './messages.ts'
import { RemoteError } from './remote.ts'

export interface WorkerLinkOptions {
  readonly worker: URL
  /** What a worker is started with, as it is at that moment. */
  readonly start: () => WorkerStart
  /** Milliseconds of a clock that never jumps. */
  readonly elapsed: () => number
  readonly hear: (message: Exclude<FromWorker, { kind: 'answer' | 'refused' }>) => void
  readonly onDeath: (error: unknown) => void
  /** Milliseconds before the first restart; later ones wait longer. */
  readonly restartAfter?: number
}

export interface WorkerLink {
  /** Starts the thread unless it runs. */
  run(): void
  /** Says something; nothing happens while there is no thread. */
  tell(message: ToWorker): void
  /** Rejects with RemoteError: what the worker answered, or SERVER_UNREACHABLE when it died meanwhile. */
  ask<Name extends QuestionName>(
    question: Extract<Question, { name: Name }>,
  ): Promise<Questions[Name]['answers']>
  close(): Promise<void>
}

interface Waiting {
  readonly resolve: (answer: never) => void
  readonly reject: (error: RemoteError) => void
}

/** Milliseconds a worker may take to end by itself, and must live to count as healthy. */
const patience = { closing: 1_500, healthy: 60_000 } as const

/** Makes a link whose thread does not run yet. */
export function createWorkerLink(options: WorkerLinkOptions): WorkerLink {
  const waiting = new Map<number, Waiting>()
  let nextId = 1
  let worker: Worker | null = null
  let startedAt = 0
  let deaths = 0
  let restart: NodeJS.Timeout | null = null
  let isClosing = false

  function run(): void {
    if (worker !== null || isClosing) return
    if (restart !== null) clearTimeout(restart)
    restart = null
    const started = new Worker(options.worker, { workerData: options.start() })
    worker = started
    startedAt = options.elapsed()
    let failure: unknown = new Error('the sync thread ended')
    started.on('message', hear)
    started.on('error', (error) => {
      failure = error
    })
    started.on('exit', () => {
      worker = null
      refuseAll()
      if (!isClosing) die(failure)
    })
  }

  function die(error: unknown): void {
    if (options.elapsed() - startedAt > patience.healthy) deaths = 0
    deaths += 1
    const delay = options.restartAfter ?? backoffDelay(deaths, null, 1 - 2 ** -20)
    restart = setTimeout(run, delay)
    restart.unref()
    options.onDeath(error)
  }

  function refuseAll(): void {
    for (const { reject } of waiting.values()) reject(new RemoteError('SERVER_UNREACHABLE'))
    waiting.clear()
  }

  function hear(message: FromWorker): void {
    if (message.kind !== 'answer' && message.kind !== 'refused') {
      options.hear(message)
      return
    }
    const asked = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.kind === 'answer') asked?.resolve(message.answer as never)
    else asked?.reject(new RemoteError(message.code, message.retryAfter))
  }

  return {
    run,
    tell: (message) => worker?.postMessage(message),
    ask: (question) =>
      new Promise((resolve, reject) => {
        if (worker === null) return reject(new RemoteError('SERVER_UNREACHABLE'))
        const id = nextId++
        waiting.set(id, { resolve, reject })
        worker.postMessage({ kind: 'ask', id, question } satisfies ToWorker)
      }),
    async close() {
      isClosing = true
      if (restart !== null) clearTimeout(restart)
      const closing = worker
      if (closing === null) return
      const ended = new Promise<void>((resolve) => closing.once('exit', () => resolve()))
      closing.postMessage({ kind: 'close' } satisfies ToWorker)
      const timer = setTimeout(() => closing.terminate(), patience.closing)
      await ended
      clearTimeout(timer)
    },
  }
}
