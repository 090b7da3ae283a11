// What a killed counter lives with: one backend on real PostgreSQL with some customers, and a second counter that is never
// killed, whose work is what there is to pull.
import { randomBytes, randomUUID } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import type { RemoteSession } from '../../src/main/sync/remote.ts'
import { connectSupabase, type SupabaseConnection } from '../../src/main/sync/supabase-remote.ts'
import type { DirectoryRecord } from '../../src/shared/directory-record.ts'
import { generatePeople } from '../../tools/demo-data/people.ts'
import { fillWithDemo } from '../../tools/local-supabase/demo.ts'
import { type LocalSupabase, startLocalSupabase } from '../../tools/local-supabase/start.ts'
import { type EngineCounter, openSeat, type Seat } from './engine-counter.ts'
import { levelOut } from './level-out.ts'
import { planWork, save } from './work.ts'

export interface CrashWorld {
  readonly backend: LocalSupabase
  readonly sql: pg.Pool
  readonly connection: SupabaseConnection
  readonly session: RemoteSession
  readonly staffId: string
  readonly neighbour: EngineCounter
  /** Registers a new device and gives it a seat in this folder; `pulled` begins it with what the server had at the start. */
  seat(folder: string, pulled: boolean): Promise<Seat>
  /** The other counter does so much, and sends it. */
  workElsewhere(commands: number, random: () => number): Promise<void>
  stop(): Promise<void>
}

const customersAtStart = 150
const entriesEach = 2
/** One run may take longer than a token usually holds. */
const tokenSeconds = 24 * 60 * 60

/** Starts one; `folder` is for the stores it needs itself. */
export async function startWorld(folder: string): Promise<CrashWorld> {
  const backend = await startLocalSupabase({ tokenSeconds })
  const sql = new pg.Pool({ connectionString: backend.databaseUrl, max: 2 })
  await fillWithDemo(sql, customersAtStart, shortHistories())
  const server = { url: backend.url, key: backend.anonKey }
  const connection = connectSupabase({ ...server, channelToken: () => null })
  const manager = backend.staff.find(({ role }) => role === 'manager')
  if (!manager) throw new Error('the backend has no manager')
  const session = await connection.signIn(manager.email, manager.password)
  const key = randomBytes(32).toString('hex')

  const register = async (own: string): Promise<Seat> => {
    const deviceId = randomUUID()
    const named = { p_device: deviceId, p_name: `Till ${deviceId.slice(0, 8)}` }
    await connection.call('register_device', named, session.accessToken)
    return { folder: own, key, deviceId, server, staffId: manager.id, session }
  }
  const template = path.join(folder, 'template')
  await pullTemplate(await register(template))
  const neighbour = openSeat(await register(path.join(folder, 'neighbour')))
  await levelOut(neighbour)

  return {
    backend,
    sql,
    connection,
    session,
    staffId: manager.id,
    neighbour,
    async seat(own, pulled) {
      if (pulled) fs.cpSync(template, own, { recursive: true })
      return register(own)
    },
    async workElsewhere(commands, random) {
      for (let count = 0; count < commands; count += 1) save(neighbour, planWork(neighbour.db, random))
      await levelOut(neighbour)
    },
    async stop() {
      neighbour.close()
      connection.close()
      await sql.end()
      await backend.stop()
    },
  }
}

function* shortHistories(): Generator<DirectoryRecord> {
  for (const person of generatePeople(customersAtStart)) {
    yield { ...person, ledger: person.ledger.slice(0, entriesEach) }
  }
}

/** Pulls everything once, for all counters that begin with it; its codes belong to the device that pulled. */
async function pullTemplate(seat: Seat): Promise<void> {
  const counter = openSeat(seat)
  await levelOut(counter)
  counter.db.exec('DELETE FROM code_blocks')
  counter.close()
}
