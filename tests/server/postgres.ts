// PostgreSQL for tests: one server for a whole run, with every migration in a template database;
// each test file copies the template in a few milliseconds and has a database of its own.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { type Cluster, ownerRole, startCluster } from '../../tools/local-supabase/cluster.ts'
import { applyMigrations, createProjectDatabase } from '../../tools/local-supabase/migrate.ts'

/** Who a call comes from, as PostgREST would tell PostgreSQL: `sub` is the id in auth.users. */
export interface Identity {
  readonly role: 'anon' | 'authenticated' | 'service_role'
  readonly sub?: string
  readonly email?: string
}

export interface TestDatabase {
  readonly name: string
  /** Address as `postgres`, who owns the tables and stands outside RLS, as on a Supabase project. */
  readonly url: string
  /** A new connection as `postgres`; what is still open is closed when the database or the server goes. */
  connect(): Promise<pg.Client>
  /** Closes its connections and drops it. */
  drop(): Promise<void>
}

export interface TestPostgres {
  /** Address of a first database made from the template. */
  readonly url: string
  connect(): Promise<pg.Client>
  /** Another database made from the template. */
  createDatabase(): Promise<TestDatabase>
  stop(): Promise<void>
}

/** Environment variable in which a test run's shared server tells its files where it listens. */
export const sharedServerVariable = 'REGULARS_TEST_POSTGRES'
const template = 'regulars_template'

type Place = Pick<Cluster, 'port' | 'password' | 'address'>

function describePlace(port: number, password: string): Place {
  return {
    port,
    password,
    address: (role, name) => `postgresql://${role}:${password}@127.0.0.1:${port}/${name}`,
  }
}

async function asOwner(place: Place, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: place.address(ownerRole, 'postgres') })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

async function openDatabase(place: Place): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  // Copying goes by file while nobody is connected; CREATE DATABASE itself waits for its turn.
  await asOwner(place, `create database ${name} template ${template} owner postgres`)
  await asOwner(place, `alter database ${name} set search_path to "$user", public, extensions`)
  const url = place.address('postgres', name)
  const open = new Set<pg.Client>()
  return {
    name,
    url,
    async connect() {
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      open.add(client)
      client.once('end', () => open.delete(client))
      return client
    },
    async drop() {
      for (const client of open) await client.end()
      await asOwner(place, `drop database if exists ${name} with (force)`)
    },
  }
}

/** Starts a server and fills its template; answers where it is and how to stop it. For the run's global set-up. */
export async function startTemplateServer(): Promise<Cluster> {
  const cluster = await startCluster({ durable: false })
  try {
    await createProjectDatabase(cluster, template)
    await applyMigrations(cluster, template)
  } catch (error) {
    await cluster.stop()
    throw error
  }
  return cluster
}

/** PostgreSQL with the project's schema: the run's shared server where there is one, else one of its own. */
export async function startPostgres(): Promise<TestPostgres> {
  const [port, password] = (process.env[sharedServerVariable] ?? '').split(' ')
  const own = port && password ? null : await startTemplateServer()
  const place = own ?? describePlace(Number(port), password ?? '')
  const databases: TestDatabase[] = []
  const createDatabase = async (): Promise<TestDatabase> => {
    const database = await openDatabase(place)
    databases.push(database)
    return database
  }
  const first = await createDatabase()
  return {
    url: first.url,
    connect: first.connect,
    createDatabase,
    async stop() {
      for (const database of databases) await database.drop()
      await own?.stop()
    },
  }
}

/**
 * Runs `work` in one transaction under that identity, with role and claims set as PostgREST sets them; commits when it
 * resolves, rolls back and rethrows when it rejects.
 */
export async function asIdentity<T>(
  client: pg.Client,
  identity: Identity,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const { role, sub, email } = identity
  const claims = JSON.stringify({ aud: role, role, sub, email })
  await client.query('begin')
  try {
    await client.query(
      `select set_config('role', $1, true), set_config('request.jwt.claims', $2, true),
        set_config('request.headers', '{}', true)`,
      [role, claims],
    )
    const result = await work(client)
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}
