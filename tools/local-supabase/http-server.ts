// The front door on 127.0.0.1: reads requests, checks the project's key as Supabase's gateway does, applies faults,
// routes to auth, rest and realtime, and can be closed and opened again on the same port.
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import type { Fault, FaultPlan } from './faults.ts'
import { type Keys, type Reply, type Request, replyJson } from './reply.ts'

export interface Routes {
  handle(request: Request): Promise<Reply>
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
}

export interface DoorContext {
  readonly keys: Keys
  readonly faults: FaultPlan
  readonly routes: Routes
}

export interface FrontDoor {
  readonly port: number
  /** Listens again on the same port after `close`. */
  open(): Promise<void>
  /** Stops listening and breaks every connection, as a server that went away. */
  close(): Promise<void>
}

const largestBody = 16 * 1024 * 1024

const crossOrigin = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers':
    'Content-Encoding, Content-Location, Content-Range, Content-Type, Date, Location, Retry-After',
}

const portalPage =
  '<!doctype html><title>Welcome</title><form action="/login"><button>Sign in to the network</button></form>'

async function readBody(message: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size <= largestBody) chunks.push(chunk)
  }
  return size > largestBody ? null : Buffer.concat(chunks).toString('utf8')
}

/** Answers a refusal in the gateway's words when the request carries neither of the project's keys. */
export function refuseKey(key: string | null, keys: Keys): Reply | null {
  if (!key) {
    return replyJson(401, {
      message: 'No API key found in request',
      hint: 'No `apikey` request header or url param was found.',
    })
  }
  if (key === keys.anonKey || key === keys.serviceKey) return null
  return replyJson(401, {
    message: 'Invalid API key',
    hint: 'Double check your Supabase `anon` or `service_role` API key.',
  })
}

function replyToFault(fault: Fault): Reply | null {
  if (fault.kind === 'portal') {
    return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: portalPage }
  }
  if (fault.kind === 'error') return replyJson(500, { message: 'An unexpected error occurred' })
  if (fault.kind !== 'busy') return null
  return replyJson(429, { message: 'Too many requests' }, { 'retry-after': String(fault.retryAfterSeconds) })
}

function send(response: ServerResponse, reply: Reply, fault: Fault | null): void {
  const socket = response.socket
  if (fault?.kind === 'lose') {
    socket?.destroy()
    return
  }
  const body = Buffer.from(reply.body ?? '')
  response.writeHead(reply.status, { ...crossOrigin, ...reply.headers, 'content-length': body.length })
  if (fault?.kind !== 'cut') {
    response.end(body)
    return
  }
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => socket?.destroy())
}

function allowOrigin(message: IncomingMessage): Reply {
  return {
    status: 200,
    headers: {
      'access-control-allow-methods': 'GET,HEAD,PUT,PATCH,POST,DELETE,OPTIONS',
      'access-control-allow-headers': message.headers['access-control-request-headers'] ?? '*',
      'access-control-max-age': '86400',
    },
  }
}

/** Whatever the address says the program is, its query in a form handlers can read. */
export function parseAddress(message: IncomingMessage): URL {
  return new URL(message.url ?? '/', 'http://127.0.0.1')
}

async function answer(message: IncomingMessage, keys: Keys, routes: Routes): Promise<Reply> {
  if (message.method === 'OPTIONS') return allowOrigin(message)
  const address = parseAddress(message)
  const body = await readBody(message)
  if (body === null) return replyJson(413, { message: 'Request body is too large' })
  const headers = Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  )
  const refusal = refuseKey(headers.apikey ?? address.searchParams.get('apikey'), keys)
  if (refusal) return refusal
  return routes.handle({
    method: message.method ?? 'GET',
    path: address.pathname.replace(/\/+$/, ''),
    query: address.searchParams,
    headers,
    body,
  })
}

async function serve(
  message: IncomingMessage,
  response: ServerResponse,
  { keys, faults, routes }: DoorContext,
): Promise<void> {
  const { delay, fault } = faults.take(parseAddress(message).pathname)
  if (delay > 0) await wait(delay)
  if (fault?.kind === 'drop') {
    message.socket.destroy()
    return
  }
  const instead = fault ? replyToFault(fault) : null
  if (instead) message.resume()
  send(response, instead ?? (await answer(message, keys, routes)), fault)
}

/** Opens the door; port 0 takes any free one, which later openings keep. */
export async function openFrontDoor(wantedPort: number, context: DoorContext): Promise<FrontDoor> {
  const sockets = new Set<Socket>()
  let server: Server | null = null
  let port = wantedPort

  async function open(): Promise<void> {
    if (server) return
    const opening = createServer({ keepAliveTimeout: 65_000 }, (message, response) => {
      serve(message, response, context).catch((error: unknown) => {
        // What a handler did not expect is a fault of this program; the caller sees a 500, the terminal the reason.
        if (!message.socket.destroyed) console.error(error)
        if (response.headersSent) message.socket.destroy()
        else send(response, replyJson(500, { message: 'An unexpected error occurred' }), null)
      })
    })
    opening.on('connection', (socket) => {
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
    })
    opening.on('upgrade', (message, socket, head) => {
      const { fault } = context.faults.take(parseAddress(message).pathname)
      if (fault) socket.destroy()
      else context.routes.upgrade(message, socket, head)
    })
    opening.listen(port, '127.0.0.1')
    await once(opening, 'listening')
    const address = opening.address()
    if (address !== null && typeof address !== 'string') port = address.port
    server = opening
  }

  async function close(): Promise<void> {
    const closing = server
    server = null
    if (!closing) return
    const closed = once(closing, 'close')
    closing.close()
    for (const socket of sockets) socket.destroy()
    await closed
  }

  await open()
  return {
    get port() {
      return port
    },
    open,
    close,
  }
}
