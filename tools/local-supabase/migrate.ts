// Brings a database to what the project's migrations make of it: the bootstrap once, then every migration file not yet
// applied, each in one transaction, as the role and into the list of the Supabase CLI.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import type { Cluster } from './cluster.ts'
import { ownerRole } from './cluster.ts'
import { bootstrapFile, migrationsFolder } from './postgres-programs.ts'

async function withClient<T>(address: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: address })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Where in a script an error is, in words: PostgreSQL counts characters, people count lines. */
function describeFailure(file: string, sql: string, error: unknown): Error {
  if (!(error instanceof Error)) return new Error(`${file}: ${String(error)}`)
  const position = error instanceof pg.DatabaseError ? Number(error.position ?? 0) : 0
  const line = position > 0 ? ` line ${sql.slice(0, position).split('\n').length}` : ''
  const context = error instanceof pg.DatabaseError && error.where ? `\n${error.where}` : ''
  return new Error(`${file}${line}: ${error.message}${context}`, { cause: error })
}

async function runScript(client: pg.Client, file: string, sql: string): Promise<void> {
  try {
    await client.query(sql)
  } catch (error) {
    throw describeFailure(path.basename(file), sql, error)
  }
}

/** Makes the roles and a database that looks like a new Supabase project's, unless they are there; `postgres` owns it. */
export async function createProjectDatabase(cluster: Cluster, database: string): Promise<void> {
  await withClient(cluster.address(ownerRole, 'postgres'), async (client) => {
    const { rows } = await client.query('select from pg_database where datname = $1', [database])
    if (rows.length === 0) await client.query(`create database ${client.escapeIdentifier(database)}`)
  })
  await withClient(cluster.address(ownerRole, database), async (client) => {
    const { rows } = await client.query(`select from pg_namespace where nspname = 'auth'`)
    if (rows.length > 0) return
    await runScript(client, bootstrapFile, `begin;\n${readFileSync(bootstrapFile, 'utf8')}\ncommit;`)
    for (const role of ['postgres', 'authenticator', 'supabase_auth_admin']) {
      await client.query(`alter role ${role} password ${client.escapeLiteral(cluster.password)}`)
    }
    const name = client.escapeIdentifier(database)
    await client.query(`alter database ${name} owner to postgres`)
    await client.query(`alter database ${name} set search_path to "$user", public, extensions`)
  })
}

/**
 * Applies the migrations that the database lacks; answers how many those were. Throws when a file changed after it was
 * applied, since such a database is no longer what the files describe.
 */
export async function applyMigrations(cluster: Cluster, database: string): Promise<number> {
  const files = readdirSync(migrationsFolder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
  return withClient(cluster.address('postgres', database), async (client) => {
    await client.query(`create schema if not exists supabase_migrations;
      create table if not exists supabase_migrations.schema_migrations
        (version text primary key, name text, statements text[])`)
    const { rows } = await client.query<{ version: string; statements: string[] }>(
      'select version, statements from supabase_migrations.schema_migrations',
    )
    const applied = new Map(rows.map((row) => [row.version, row.statements[0] ?? '']))
    let count = 0
    for (const name of files) {
      const sql = readFileSync(path.join(migrationsFolder, name), 'utf8')
      const [version = name] = name.replace(/\.sql$/, '').split('_')
      const fingerprint = `sha256 ${createHash('sha256').update(sql).digest('hex')}`
      const before = applied.get(version)
      if (before === fingerprint) continue
      if (before !== undefined)
        throw new Error(
          `The migration ${name} changed after it was applied here. Remove the data folder to begin anew with it.`,
        )
      await client.query('begin')
      await runScript(client, name, sql)
      await client.query('insert into supabase_migrations.schema_migrations values ($1, $2, $3)', [
        version,
        name,
        [fingerprint],
      ])
      await client.query('commit')
      count += 1
    }
    return count
  })
}
