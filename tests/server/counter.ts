// A counter reduced to its wire: a registered device, the person at it, a connection, and its numbered commands. Calls go
// through PostgreSQL exactly as PostgREST makes them: one transaction, role and claims set, arguments by name.
import { randomUUID } from 'node:crypto'
import type { Client } from 'pg'
import type { CustomerColumn, Identifier } from '../../src/shared/customer.ts'
import { feedTables } from '../../src/shared/feed.ts'
import {
  type ColumnValue,
  type PlannedCommand,
  type PullReply,
  type PushReply,
  protocolVersion,
} from '../../src/shared/wire.ts'
import { type Author, type KnownCustomer, numberCommands } from './commands.ts'
import { asIdentity, type Identity, type TestDatabase } from './postgres.ts'

export interface Person {
  /** Id in the list of staff. */
  readonly id: string
  readonly identity: Identity
}

/** Somebody on the list of staff who has an account; ready to sign in. */
export async function addStaff(
  client: Client,
  role: 'staff' | 'manager' | 'admin' = 'staff',
): Promise<Person> {
  const [id, user] = [randomUUID(), randomUUID()]
  const email = `${id}@example.com`
  await client.query('insert into auth.users (id, email, email_confirmed_at) values ($1, $2, now())', [
    user,
    email,
  ])
  await client.query(
    'insert into backoffice.allowed_users (id, email, display_name, role, user_id) values ($1, $2, $3, $4, $5)',
    [id, email, `${role} ${id.slice(0, 4)}`, role, user],
  )
  return { id, identity: { role: 'authenticated', sub: user, email } }
}

export type Arguments = Readonly<Record<string, unknown>>

/** Calls a function as somebody, by named arguments; rejects with the database's error. */
export async function callAs<Reply>(
  client: Client,
  identity: Identity,
  name: string,
  given: Arguments,
): Promise<Reply> {
  const names = Object.keys(given)
  const list = names.map((argument, index) => `${argument} => $${index + 1}`).join(', ')
  const values = Object.values(given).map((value) =>
    typeof value === 'object' && value !== null && !isPlainList(value) ? JSON.stringify(value) : value,
  )
  return asIdentity(client, identity, async (connection) => {
    const { rows } = await connection.query(`select public.${name}(${list}) as reply`, values)
    return rows[0].reply as Reply
  })
}

const isPlainList = (value: object) =>
  Array.isArray(value) && value.every((item) => typeof item === 'string' || typeof item === 'number')

export interface PullOptions {
  readonly from?: string | null
  readonly tables?: readonly string[]
  readonly limit?: number
}
export interface Pulled {
  readonly first: PullReply
  readonly to: string
  readonly pages: number
  /** Rows by table, as objects. */
  readonly rows: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>
}

export interface Counter extends Author {
  readonly client: Client
  readonly person: Person
  /** The version it speaks. */
  readonly protocol: number
  /** The number of the command sent last. */
  readonly lastSeq: number
  epoch: string | null
  /** What it had pulled; goes with every command it makes. */
  seen: string | null
  call<Reply>(name: string, given: Arguments): Promise<Reply>
  /** Sends commands under the next numbers. */
  push(...commands: readonly PlannedCommand[]): Promise<PushReply>
  /** Sends anything under these numbers, counting nothing. */
  pushRaw(commands: unknown, firstSeq: number, more?: Arguments): Promise<PushReply>
  pull(options?: PullOptions): Promise<Pulled>
  /** Pulls everything new and remembers having seen it. */
  catchUp(): Promise<Pulled>
}

/** A registered device with somebody signed in. */
export async function openCounter(
  database: Pick<TestDatabase, 'connect'>,
  role: 'staff' | 'manager' | 'admin' = 'staff',
  connected?: Client,
  protocol: number = protocolVersion,
): Promise<Counter> {
  const client = connected ?? (await database.connect())
  const person = await addStaff(client, role)
  const deviceId = randomUUID()
  await client.query('insert into public.devices (id, name) values ($1, $2)', [
    deviceId,
    `Till ${deviceId.slice(0, 4)}`,
  ])
  const own = { p_device: deviceId, p_protocol: protocol }
  const call = <Reply>(name: string, given: Arguments) => callAs<Reply>(client, person.identity, name, given)
  const { epoch } = await call<{ epoch: string }>('sync_hello', { ...own, p_app_version: 'test' })
  let lastSeq = 0

  const counter: Counter = {
    client,
    person,
    protocol,
    deviceId,
    actor: person.id,
    epoch,
    seen: null,
    get lastSeq() {
      return lastSeq
    },
    call,
    pushRaw: (commands, firstSeq, more = {}) =>
      call<PushReply>('sync_push', {
        ...own,
        p_epoch: counter.epoch,
        p_sent_at: new Date().toISOString(),
        p_first_seq: firstSeq,
        p_commands: JSON.stringify(commands),
        ...more,
      }),
    async push(...commands) {
      const first = lastSeq + 1
      lastSeq += commands.length
      return counter.pushRaw(numberCommands(commands, first, counter.seen), first)
    },
    pull: (options = {}) => pullAll(counter, options),
    async catchUp() {
      const pulled = await pullAll(counter, { from: counter.seen })
      counter.seen = pulled.to
      return pulled
    },
  }
  return counter
}

async function pullAll(counter: Counter, options: PullOptions): Promise<Pulled> {
  const rows: Record<string, Record<string, unknown>[]> = {}
  let first: PullReply | null = null
  let page: PullReply | null = null
  let pages = 0
  do {
    const reply: PullReply = await counter.call('sync_pull', {
      p_device: counter.deviceId,
      p_protocol: counter.protocol,
      p_epoch: counter.epoch,
      p_from: options.from ?? null,
      p_to: page?.to ?? null,
      p_after: page?.next ?? null,
      p_tables: options.tables ?? feedTables,
      p_limit: options.limit ?? 4000,
    })
    page = reply
    first ??= reply
    pages += 1
    for (const { table, columns, rows: values } of reply.parts) {
      rows[table] ??= []
      for (const row of values) {
        rows[table].push(Object.fromEntries(columns.map((column, index) => [column, row[index]])))
      }
    }
  } while (page.next)
  return { first, to: first.to, pages, rows }
}

/** What a counter that just pulled knows of a customer, read past the wire. */
export async function knowCustomer(client: Client, id: string): Promise<KnownCustomer> {
  const { rows } = await client.query(
    `select to_jsonb(c) as row, (c.available_credit * 100)::int as credit, (
       select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'kind', i.kind, 'value', i.value,
         'normalised', i.normalised, 'status', i.status) order by i.id), '[]')
       from public.customer_identifiers i where i.customer_id = c.id) as identifiers
     from public.customers c where c.id = $1`,
    [id],
  )
  const { row, credit, identifiers } = rows[0] as {
    row: Record<string, ColumnValue | boolean>
    credit: number
    identifiers: Identifier[]
  }
  const columns = Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, typeof value === 'boolean' ? Number(value) : value]),
  ) as Record<CustomerColumn, ColumnValue>
  return { id, columns, identifiers, availableCredit: credit }
}
