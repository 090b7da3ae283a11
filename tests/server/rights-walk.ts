// Walks the rights matrix over a real database: each cell is tried behind a savepoint and taken back.
// Answers sentences, one per cell that is not as the matrix says; none means that everything is.
import type { Client } from 'pg'
import { type FunctionRights, functionRights, shutFunctions } from './rights-functions.ts'
import {
  type Identity,
  identities,
  nothingForClients,
  operations,
  type Readable,
  shutTables,
  type TableOperation,
  tableRights,
  type Writable,
} from './rights-matrix.ts'
import { sessions } from './rights-sample.ts'

interface Attempt {
  /** SQLSTATE of the error; null when there was none. */
  readonly state: string | null
  readonly message: string
  readonly rows: number
}

/**
 * Runs one statement as an identity, the way PostgREST does, and takes it back. Must be inside a transaction of the
 * caller's, so that a whole walk leaves no trace.
 */
export async function attemptAs(client: Client, identity: Identity, sql: string): Promise<Attempt> {
  const { role, user } = sessions[identity]
  const claims = JSON.stringify(user === null ? { role } : { role, sub: user, aud: 'authenticated' })
  await client.query('savepoint attempt')
  try {
    await client.query("select set_config('request.jwt.claims', $1, true), set_config('role', $2, true)", [
      claims,
      role,
    ])
    const result = await client.query(sql)
    return { state: null, message: '', rows: Number(result.rows[0]?.count ?? result.rowCount ?? 0) }
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error
    return { state: String(error.code), message: error.message, rows: 0 }
  } finally {
    await client.query('rollback to savepoint attempt')
  }
}

const isRefusal = (attempt: Attempt) => attempt.state === '42501'
/** A row that breaks a rule of the table (class 23) was let through by the rights. */
const isDone = (attempt: Attempt) => attempt.state === null || attempt.state.startsWith('23')

function statementFor(operation: TableOperation, table: string, column: string): string {
  switch (operation) {
    case 'select':
      return `select count(*) from ${table}`
    case 'insert':
      return `insert into ${table} default values`
    case 'update':
      return `update ${table} set ${column} = ${column}`
    case 'delete':
      return `delete from ${table}`
  }
}

function judge(expected: Readable | Writable, attempt: Attempt, total: number): boolean {
  if (expected === 'refused') return isRefusal(attempt)
  if (expected === 'done') return isDone(attempt)
  if (attempt.state !== null) return false
  const rows = expected === 'all' ? total : expected === 'none' ? 0 : expected
  return attempt.rows === rows
}

/** Tries every identity and operation on every table: by the matrix, and on those of shut schemas as refused. */
export async function walkTables(client: Client): Promise<readonly string[]> {
  const { rows: tables } = await client.query<{ schema: string; name: string; column: string }>(
    `select nspname as schema, format('%s.%s', nspname, relname) as name, (
       select quote_ident(attname) from pg_attribute where attrelid = pg_class.oid and attnum > 0 and not attisdropped
       order by attnum limit 1) as column
     from pg_class join pg_namespace on pg_namespace.oid = relnamespace
     where nspname in ('public', 'backoffice', 'app') and relkind in ('r', 'p', 'v', 'm', 'f') order by 2`,
  )
  const faults: string[] = []
  const known = new Set(Object.keys(tableRights))
  for (const { schema, name, column } of tables) {
    const isShut = shutTables.includes(schema)
    const rights = isShut ? nothingForClients : tableRights[name]
    known.delete(name)
    if (!rights) {
      faults.push(`${name} is a table that the matrix does not name.`)
      continue
    }
    const total = Number((await client.query(`select count(*) from ${name}`)).rows[0].count)
    if (total === 0 && !isShut) faults.push(`${name} has no sample row.`)
    for (const identity of identities) {
      // What the service may do inside is its owner's business: it passes every rule anyway.
      if (isShut && identity === 'service') continue
      for (const operation of operations) {
        const expected = rights[operation][identity]
        const attempt = await attemptAs(client, identity, statementFor(operation, name, column))
        if (!judge(expected, attempt, total)) {
          const met = attempt.state
            ? `${attempt.state} ${attempt.message}`
            : `${attempt.rows} of ${total} rows`
          faults.push(`${identity} ${operation} ${name}: expected ${expected}, met ${met}.`)
        }
      }
    }
  }
  for (const name of known) faults.push(`${name} is in the matrix and not in the database.`)
  return faults
}

interface FunctionRow {
  readonly schema: string
  readonly name: string
  readonly arguments: readonly string[]
}

async function listFunctions(client: Client): Promise<readonly FunctionRow[]> {
  const { rows } = await client.query<FunctionRow>(
    `select nspname as schema, proname as name,
       array(select format_type(argument, null) from unnest(proargtypes) as argument) as arguments
     from pg_proc join pg_namespace on pg_namespace.oid = pronamespace
     where nspname in ('public', 'backoffice', 'app') and prokind in ('f', 'p')
       and not exists (select 1 from pg_depend where objid = pg_proc.oid and deptype = 'e')
     order by 1, 2`,
  )
  return rows
}

function judgeCall(expected: FunctionRights[Identity], attempt: Attempt): boolean {
  // A call that does not fit the function would prove nothing.
  if (attempt.state === '42883') return false
  const isTurnedAway = isRefusal(attempt) || attempt.state === 'PT403' || attempt.state === 'PT401'
  return expected === 'refused' ? isTurnedAway : !isTurnedAway
}

/** Tries every identity on every function: those of public by the matrix, those of inner schemas as shut to all clients. */
export async function walkFunctions(client: Client): Promise<readonly string[]> {
  const faults: string[] = []
  const known = new Set(Object.keys(functionRights))
  for (const found of await listFunctions(client)) {
    const name = `${found.schema}.${found.name}`
    const isShut = shutFunctions.includes(found.schema)
    const rights = functionRights[name]
    known.delete(name)
    if (!isShut && !rights) {
      faults.push(`${name} is a function that the matrix does not name.`)
      continue
    }
    const nothing = found.arguments.map((type) => `null::${type}`).join(', ')
    for (const identity of identities) {
      if (isShut && identity === 'service') continue
      const call = isShut || !rights ? `${name}(${nothing})` : `${name}(${rights.call})`
      const expected = isShut || !rights ? 'refused' : rights[identity]
      const attempt = await attemptAs(client, identity, `select ${call}`)
      if (!judgeCall(expected, attempt)) {
        faults.push(
          `${identity} calls ${name}: expected ${expected}, met ${attempt.state} ${attempt.message}.`,
        )
      }
    }
  }
  for (const name of known) faults.push(`${name} is in the matrix and not in the database.`)
  return faults
}
