// /realtime/v1/websocket: tells joined channels what PostgreSQL announces, through NOTIFY regulars_poke and realtime.send.
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import pg from 'pg'
import { WebSocketServer } from 'ws'
import { parseAddress, refuseKey } from './http-server.ts'
import { type Broadcast, type Connection, serveConnection } from './realtime-channels.ts'
import type { ProtocolVersion } from './realtime-messages.ts'
import type { Keys } from './reply.ts'

export interface Realtime {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** While paused nothing is told to anybody: what is announced meanwhile is lost, as with a broken connection. */
  pause(): void
  resume(): void
  close(): Promise<void>
}

const poke: Broadcast = { topic: 'regulars', event: 'changed', payload: {}, isPrivate: true }

function readSend(text: string): Broadcast {
  const { topic, event, payload, private: isPrivate } = JSON.parse(text) as Record<string, unknown>
  return { topic: String(topic), event: String(event), payload, isPrivate: isPrivate === true }
}

/** Whether a row of realtime.messages with that topic would be shown to the caller; nothing is left behind. */
async function mayRead(pool: pg.Pool, claims: string, role: string, topic: string): Promise<boolean> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query(
      `insert into realtime.messages (topic, extension, private) values ($1, 'broadcast', true)`,
      [topic],
    )
    await client.query(
      `select set_config('role', $1, true), set_config('request.jwt.claims', $2, true), set_config('realtime.topic', $3, true)`,
      [role, claims, topic],
    )
    const { rows } = await client.query(
      `select exists (select from realtime.messages where extension = 'broadcast') as is_allowed`,
    )
    return rows[0]?.is_allowed === true
  } catch (error) {
    if (error instanceof pg.DatabaseError) return false
    throw error
  } finally {
    await client.query('rollback').catch(() => undefined)
    client.release()
  }
}

/** Starts listening to PostgreSQL; `pool` connects as `postgres`. */
export async function startRealtime(pool: pg.Pool, keys: Keys): Promise<Realtime> {
  const server = new WebSocketServer({ noServer: true, maxPayload: 1024 * 1024 })
  const connections = new Set<Connection>()
  // One transaction may announce the same thing both ways; it is told once.
  const waiting = new Map<string, Broadcast>()
  let isPaused = false

  function announce(message: Broadcast): void {
    if (waiting.size === 0) setImmediate(flush)
    waiting.set(JSON.stringify(message), message)
  }
  function flush(): void {
    const messages = [...waiting.values()]
    waiting.clear()
    if (isPaused) return
    for (const message of messages) for (const connection of connections) connection.broadcast(message)
  }

  const listener = new pg.Client(pool.options)
  listener.on('notification', ({ channel, payload }) => {
    announce(channel === 'realtime_send' ? readSend(payload ?? '{}') : poke)
  })
  listener.on('error', () => undefined)
  await listener.connect()
  await listener.query('listen regulars_poke; listen realtime_send')

  return {
    upgrade(request, socket, head) {
      const address = parseAddress(request)
      const apiKey = address.searchParams.get('apikey')
      const refusal = refuseKey(apiKey, keys)
      if (refusal || address.pathname !== '/realtime/v1/websocket') {
        socket.end(
          `HTTP/1.1 ${refusal ? 401 : 404} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
        )
        return
      }
      const version: ProtocolVersion = address.searchParams.get('vsn') === '2.0.0' ? '2.0.0' : '1.0.0'
      server.handleUpgrade(request, socket, head, (webSocket) => {
        const connection = serveConnection(webSocket, {
          version,
          secret: keys.secret,
          apiKey: apiKey ?? '',
          mayRead: (claims, role, topic) => mayRead(pool, claims, role, topic),
        })
        connections.add(connection)
        webSocket.once('close', () => connections.delete(connection))
      })
    },
    pause() {
      isPaused = true
    },
    resume() {
      isPaused = false
    },
    async close() {
      for (const client of server.clients) client.terminate()
      server.close()
      await listener.end()
    },
  }
}
