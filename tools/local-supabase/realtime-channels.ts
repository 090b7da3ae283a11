// One WebSocket of Realtime: joining and leaving topics, heartbeats, new tokens, and the end of a token in the middle.
// A private topic is joined by whom the policies on realtime.messages let read it, asked in the caller's own name.
import type { WebSocket } from 'ws'
import { readToken } from './json-web-token.ts'
import {
  type ChannelMessage,
  formatMessage,
  type ProtocolVersion,
  parseMessage,
} from './realtime-messages.ts'

export interface ConnectionOptions {
  readonly version: ProtocolVersion
  readonly secret: string
  /** The key the connection was opened with: the token of whoever brings none. */
  readonly apiKey: string
  /** Whether somebody with these claims may read the topic. */
  readonly mayRead: (claims: string, role: string, topic: string) => Promise<boolean>
}

export interface Broadcast {
  readonly topic: string
  readonly event: string
  readonly payload: unknown
  readonly isPrivate: boolean
}

export interface Connection {
  broadcast(message: Broadcast): void
}

interface Joined {
  readonly joinRef: string | null
  readonly isPrivate: boolean
  timer: NodeJS.Timeout | null
}

const prefix = 'realtime:'
/** What setTimeout can hold: a longer one would fire at once. */
const longestTimer = 2 ** 31 - 1

function describeTokenFault(fault: 'malformed' | 'signature' | 'expired'): string {
  if (fault === 'expired') return 'InvalidJWTToken: Token has expired'
  return fault === 'signature'
    ? 'JwtSignatureError: Failed to validate JWT signature'
    : 'MalformedJWT: The token provided is not a valid JWT'
}

/** Serves a connection until it closes. */
export function serveConnection(socket: WebSocket, options: ConnectionOptions): Connection {
  const channels = new Map<string, Joined>()

  function send(message: ChannelMessage): void {
    if (socket.readyState === socket.OPEN) socket.send(formatMessage(options.version, message))
  }

  function reply(to: ChannelMessage, status: 'ok' | 'error', response: object): void {
    send({
      joinRef: to.joinRef,
      ref: to.ref,
      topic: to.topic,
      event: 'phx_reply',
      payload: { status, response },
    })
  }

  function forget(topic: string): Joined | undefined {
    const channel = channels.get(topic)
    if (channel?.timer) clearTimeout(channel.timer)
    channels.delete(topic)
    return channel
  }

  function closeChannel(topic: string, reason: string): void {
    const channel = forget(topic)
    if (!channel) return
    const { joinRef } = channel
    const payload = {
      channel: topic.slice(prefix.length),
      extension: 'system',
      status: 'error',
      message: reason,
    }
    send({ joinRef, ref: null, topic, event: 'system', payload })
    send({ joinRef, ref: null, topic, event: 'phx_close', payload: {} })
  }

  /** Milliseconds the token holds; words when it does not hold or may not read the topic. */
  async function examine(token: unknown, topic: string, isPrivate: boolean): Promise<number | string> {
    const text = typeof token === 'string' && token !== '' ? token : options.apiKey
    const read = readToken(options.secret, text, Date.now())
    if ('fault' in read) return describeTokenFault(read.fault)
    const { role = 'anon', exp } = read.claims
    if (
      isPrivate &&
      !(await options.mayRead(JSON.stringify(read.claims), role, topic.slice(prefix.length)))
    ) {
      return `Unauthorized: You do not have permissions to read from this Channel topic: ${topic.slice(prefix.length)}`
    }
    return exp === undefined ? longestTimer : Math.min(longestTimer, exp * 1000 - Date.now())
  }

  function watchToken(topic: string, channel: Joined, milliseconds: number): void {
    if (channel.timer) clearTimeout(channel.timer)
    channel.timer = setTimeout(() => closeChannel(topic, 'Token has expired'), milliseconds)
    channel.timer.unref()
  }

  async function join(message: ChannelMessage): Promise<void> {
    const { topic, payload } = message
    const config = payload.config
    const isPrivate =
      typeof config === 'object' && config !== null && 'private' in config && config.private === true
    if (!topic.startsWith(prefix)) return reply(message, 'error', { reason: 'unmatched topic' })
    const holds = await examine(payload.access_token, topic, isPrivate)
    if (typeof holds === 'string') return reply(message, 'error', { reason: holds })
    forget(topic)
    const channel: Joined = { joinRef: message.joinRef, isPrivate, timer: null }
    channels.set(topic, channel)
    watchToken(topic, channel, holds)
    reply(message, 'ok', { postgres_changes: [] })
  }

  async function takeToken({ topic, payload }: ChannelMessage): Promise<void> {
    const channel = channels.get(topic)
    if (!channel) return
    const holds = await examine(payload.access_token, topic, channel.isPrivate)
    if (channels.get(topic) !== channel) return
    if (typeof holds === 'string') closeChannel(topic, holds)
    else watchToken(topic, channel, holds)
  }

  async function take(message: ChannelMessage): Promise<void> {
    if (message.topic === 'phoenix') return reply(message, 'ok', {})
    if (message.event === 'phx_join') return join(message)
    if (message.event === 'access_token') return takeToken(message)
    if (message.event !== 'phx_leave') return
    const channel = forget(message.topic)
    reply(message, 'ok', {})
    send({
      joinRef: channel?.joinRef ?? null,
      ref: message.ref,
      topic: message.topic,
      event: 'phx_close',
      payload: {},
    })
  }

  socket.on('message', (data: Buffer, isBinary: boolean) => {
    // Binary messages are broadcasts of clients; here only the server has something to say.
    const message = isBinary ? null : parseMessage(options.version, data.toString())
    if (message) take(message).catch(() => socket.close(1011))
  })
  socket.on('close', () => {
    for (const topic of [...channels.keys()]) forget(topic)
  })
  socket.on('error', () => socket.terminate())

  return {
    broadcast({ topic, event, payload, isPrivate }) {
      const channel = channels.get(prefix + topic)
      if (!channel || channel.isPrivate !== isPrivate) return
      const body = { type: 'broadcast', event, payload }
      send({ joinRef: null, ref: null, topic: prefix + topic, event: 'broadcast', payload: body })
    },
  }
}
