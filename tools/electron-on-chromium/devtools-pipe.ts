// The conversation with Chromium over --remote-debugging-pipe: JSON messages ended by a zero byte.
// When this process dies, however it dies, the pipe closes and Chromium ends with it.
import type { Readable, Writable } from 'node:stream'
import type { Protocol } from '../../node_modules/playwright-core/types/protocol.d.ts'

export type { Protocol }

type Command = keyof Protocol.CommandParameters
type EventName = keyof Protocol.Events

interface Message {
  id?: number
  method?: string
  params?: unknown
  result?: unknown
  error?: { message: string }
  sessionId?: string
}

/** One DevTools session: the browser's own, or a page's. */
export interface Session {
  /** Sends a command and answers its result; rejects with Chromium's words. */
  send<Name extends Command>(
    method: Name,
    params?: Protocol.CommandParameters[Name],
  ): Promise<Protocol.CommandReturnValues[Name]>
  /** Sends a command whose failure does not matter (the page may be gone). */
  tell<Name extends Command>(method: Name, params?: Protocol.CommandParameters[Name]): void
  on<Name extends EventName>(event: Name, listener: (payload: Protocol.Events[Name]) => void): void
}

/** The whole conversation. */
export interface DevtoolsPipe {
  readonly browser: Session
  openSession(sessionId: string): Session
  closeSession(sessionId: string): void
}

interface Pending {
  resolve(result: unknown): void
  reject(error: Error): void
  sessionId: string
}

/** Starts talking over Chromium's two pipe ends. */
export function openDevtoolsPipe(input: Writable, output: Readable): DevtoolsPipe {
  const pending = new Map<number, Pending>()
  const listeners = new Map<string, Map<string, ((payload: never) => void)[]>>()
  let lastId = 0

  function post(sessionId: string, method: string, params: unknown): Promise<unknown> {
    lastId += 1
    const id = lastId
    const message = sessionId ? { id, method, params, sessionId } : { id, method, params }
    return new Promise((resolve, reject) => {
      if (input.destroyed) return reject(new Error(`${method}: Chromium has gone`))
      pending.set(id, { resolve, reject, sessionId })
      input.write(`${JSON.stringify(message)}\0`)
    })
  }

  function receive(text: string): void {
    const message: Message = JSON.parse(text)
    if (message.id !== undefined) {
      const waiting = pending.get(message.id)
      pending.delete(message.id)
      if (message.error) waiting?.reject(new Error(message.error.message))
      else waiting?.resolve(message.result)
      return
    }
    const heard = listeners.get(message.sessionId ?? '')?.get(message.method ?? '') ?? []
    for (const listener of [...heard]) listener(message.params as never)
  }

  function openSession(sessionId: string): Session {
    const heard = new Map<string, ((payload: never) => void)[]>()
    listeners.set(sessionId, heard)
    return {
      send: (method, params) => post(sessionId, method, params) as never,
      tell: (method, params) => void post(sessionId, method, params).catch(() => {}),
      on: (event, listener) => {
        heard.set(event, [...(heard.get(event) ?? []), listener])
      },
    }
  }

  function closeSession(sessionId: string): void {
    listeners.delete(sessionId)
    for (const [id, waiting] of pending) {
      if (waiting.sessionId !== sessionId) continue
      pending.delete(id)
      waiting.reject(new Error('The page has gone'))
    }
  }

  let parts: Buffer[] = []
  output.on('data', (chunk: Buffer) => {
    let start = 0
    for (let end = chunk.indexOf(0); end !== -1; end = chunk.indexOf(0, start)) {
      parts.push(chunk.subarray(start, end))
      const text = Buffer.concat(parts).toString('utf8')
      parts = []
      start = end + 1
      receive(text)
    }
    if (start < chunk.length) parts.push(chunk.subarray(start))
  })
  output.on('close', () => {
    for (const waiting of pending.values()) waiting.reject(new Error('Chromium has gone'))
    pending.clear()
  })
  input.on('error', () => {})
  output.on('error', () => {})

  return { browser: openSession(''), openSession, closeSession }
}
