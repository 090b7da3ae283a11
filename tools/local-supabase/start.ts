// A development backend: PostgreSQL with the project's migrations behind the slice of Supabase's HTTP that the app uses.
// It is for development and tests on this computer only and takes nobody's place in production.
import pg from 'pg'
import { answerAuth } from './auth-routes.ts'
import { startCluster } from './cluster.ts'
import { openDataFolder } from './data-folder.ts'
import { fillWithDemo } from './demo.ts'
import { fillWithYear } from './demo-year.ts'
import { createFaults, type Faults } from './faults.ts'
import { type DoorContext, openFrontDoor } from './http-server.ts'
import { applyMigrations, createProjectDatabase } from './migrate.ts'
import { startRealtime } from './realtime.ts'
import { replyJson } from './reply.ts'
import { holdCatalogue } from './rest-catalogue.ts'
import { answerRest } from './rest-routes.ts'
import { ensureStaff, type StaffMember } from './staff.ts'

export interface LocalSupabaseOptions {
  /** Keeps everything there and goes on from it the next time; without it nothing is kept. */
  readonly folder?: string
  /** 0 or nothing: the one the folder had before, else any free one. */
  readonly port?: number
  /** How many generated customers an empty directory is filled with. */
  readonly demo?: number
  /** Whether they lived the year up to today, with all that belongs to it; else they have histories only. */
  readonly demoYear?: boolean
  /** Seconds an access token holds; 3,600 unless told. */
  readonly tokenSeconds?: number
  /** False makes commits quick and unsafe against power cuts; by default only a kept folder is durable. */
  readonly durable?: boolean
}

export interface LocalSupabase {
  readonly url: string
  readonly anonKey: string
  readonly serviceKey: string
  /** Address of the database for psql, as `postgres`, who owns the tables. */
  readonly databaseUrl: string
  /** The people who can sign in. */
  readonly staff: readonly StaffMember[]
  /** Trouble on purpose, for tests. */
  readonly faults: Faults
  /** Stops answering and breaks every connection; the database stays up. */
  goOffline(): Promise<void>
  /** Answers again, on the same port. */
  goOnline(): Promise<void>
  /** While paused, nobody is told of changes. */
  pausePoke(): void
  resumePoke(): void
  stop(): Promise<void>
}

const database = 'postgres'

function makePool(connectionString: string, max: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max,
    idleTimeoutMillis: 60_000,
    connectionTimeoutMillis: 10_000,
  })
  // A connection that ends while nobody uses it is replaced at the next use.
  pool.on('error', () => undefined)
  return pool
}

/** Starts a backend; rejects with an error in words. Several run side by side, each with its own folder. */
export async function startLocalSupabase(options: LocalSupabaseOptions = {}): Promise<LocalSupabase> {
  const folder = openDataFolder(options.folder)
  const undo: (() => Promise<void> | void)[] = [() => folder.clean()]
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    const durable = options.durable ?? options.folder !== undefined
    const cluster = await startCluster({ folder: folder.clusterFolder, durable })
    undo.push(() => cluster.stop())
    await createProjectDatabase(cluster, database)
    await applyMigrations(cluster, database)
    const databaseUrl = cluster.address('postgres', database)
    const pool = makePool(databaseUrl, 10)
    undo.push(() => pool.end())
    const restPool = makePool(cluster.address('authenticator', database), 20)
    undo.push(() => restPool.end())
    const staff = await ensureStaff(pool, folder.facts.passwords)
    folder.save({ passwords: Object.fromEntries(staff.map(({ email, password }) => [email, password])) })
    if (options.demo && options.demoYear) await fillWithYear(pool, options.demo, staff)
    else if (options.demo) await fillWithDemo(pool, options.demo)

    const { facts } = folder
    const realtime = await startRealtime(pool, facts)
    undo.push(() => realtime.close())
    const faults = createFaults()
    const rest = { pool: restPool, secret: facts.secret, catalogue: holdCatalogue(pool) }
    const auth = { pool, secret: facts.secret, tokenSeconds: options.tokenSeconds ?? 3600, issuer: '' }
    const context: DoorContext = {
      keys: facts,
      faults,
      routes: {
        upgrade: realtime.upgrade,
        async handle(request) {
          const issuer = `http://${request.headers.host ?? '127.0.0.1'}/auth/v1`
          if (request.path.startsWith('/auth/v1')) return answerAuth(request, { ...auth, issuer })
          if (request.path.startsWith('/rest/v1')) return answerRest(request, rest)
          return replyJson(404, { message: 'no Route matched with those values' })
        },
      },
    }
    const door = await openFrontDoor(options.port || facts.port, context).catch((error: unknown) => {
      // The port of last time may have gone to another program; one that was asked for by number may not.
      const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
      if (!isTaken || options.port) throw error
      return openFrontDoor(0, context)
    })
    undo.push(() => door.close())
    folder.save({ port: door.port })
    return {
      url: `http://127.0.0.1:${door.port}`,
      anonKey: facts.anonKey,
      serviceKey: facts.serviceKey,
      databaseUrl,
      staff,
      faults,
      goOffline: door.close,
      goOnline: door.open,
      pausePoke: realtime.pause,
      resumePoke: realtime.resume,
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}
