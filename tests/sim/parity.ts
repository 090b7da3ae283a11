// The same command lists on the model and on the real SQL: results, rows, feeds and hashes must be alike, so that what the
// simulator proves about the model holds for the server.
import type { Client } from 'pg'
import { nameKey } from '../../src/main/domain/name-key.ts'
import { feedTables } from '../../src/shared/feed.ts'
import {
  type HashesReply,
  type Operation,
  type PullReply,
  type PushedCommand,
  type PushReply,
  protocolVersion,
  type RowValues,
} from '../../src/shared/wire.ts'
import { asIdentity } from '../server/postgres.ts'
import { makeRandom, type Random } from './random.ts'
import { hashedTables } from './server/feed.ts'
import { createServerModel, type ServerModel } from './server-model.ts'

interface Twin {
  readonly random: Random
  readonly model: ServerModel
  readonly client: Client
  readonly devices: readonly Device[]
  readonly people: readonly (readonly [name: string, phone: string])[]
  /** The model's conflict id -> the server's. */
  readonly conflicts: Map<string, string>
}

interface Device {
  readonly id: string
  /** A manager and a clerk; the manager's token carries every call. */
  readonly staff: readonly string[]
  readonly user: string
  seq: number
  /** What it pulled last, on either side. */
  seen: { readonly model: string | null; readonly server: string | null }
  /** The model's customers as of that pull. */
  view: ReadonlyMap<string, RowValues>
  epochs: readonly [model: string, server: string]
  readonly sent: PushedCommand[][]
}

/** Plays one list on both and answers what differs, in words; `client` is connected to a database of its own. */
export async function compareOnce(seed: number, client: Client): Promise<string[]> {
  const twin = await prepareTwin(seed, client)
  const found: string[] = []
  const turns = 12 + twin.random.below(14)
  for (let turn = 0; turn < turns && found.length === 0; turn++) {
    const device = twin.random.pick(twin.devices)
    const dice = twin.random.next()
    if (dice < 0.35) found.push(...(await pullOnBoth(twin, device)))
    else if (dice < 0.45 && device.sent.length > 0) {
      found.push(...(await pushOnBoth(twin, device, twin.random.pick(device.sent))))
    } else found.push(...(await pushOnBoth(twin, device, makeBatch(twin, device))))
  }
  for (const device of twin.devices) found.push(...(await pullOnBoth(twin, { ...device, seen: nothingSeen })))
  found.push(...(await hashOnBoth(twin)))
  return found.map((words) => `list ${seed}: ${words}`)
}

const nothingSeen = { model: null, server: null }

async function prepareTwin(seed: number, client: Client): Promise<Twin> {
  const random = makeRandom(seed)
  const model = createServerModel(random, Date.now)
  const devices: Device[] = []
  for (let index = 0; index < 3; index++) {
    const [id, user, staff] = [random.uuid(), random.uuid(), [random.uuid(), random.uuid()]]
    await client.query('insert into auth.users (id, email, email_confirmed_at) values ($1, $2, now())', [
      user,
      `manager${index}@example.com`,
    ])
    for (const [place, person] of staff.entries()) {
      const role = place === 0 ? 'manager' : 'staff'
      model.addStaff(person, { name: role, role, isActive: true })
      await client.query(
        'insert into backoffice.allowed_users (id, email, display_name, role, user_id) values ($1, $2, $3, $3, $4)',
        [person, `${role}${index}@example.com`, role, place === 0 ? user : null],
      )
    }
    model.addDevice(id, { name: `Till ${index}`, status: 'active', staff })
    await client.query('insert into public.devices (id, name) values ($1, $2)', [id, `Till ${index}`])
    for (const person of staff) {
      await client.query('insert into public.device_staff (device_id, staff_id) values ($1, $2)', [
        id,
        person,
      ])
    }
    const epoch = await client.query<{ epoch: string }>('select epoch from public.sync_settings')
    const epochs = [model.settings().epoch, epoch.rows[0]?.epoch ?? ''] as const
    const device = { id, staff, user, seq: 0, seen: nothingSeen, view: new Map(), epochs, sent: [] }
    devices.push(device)
    const block = model.claimCodes(staff[0] ?? '', id, 20)
    block.settle()
    const claimed = await call(client, device, 'select claim_codes($1, 20) as reply', [id])
    if (JSON.stringify(sortKeys(claimed)) !== JSON.stringify(sortKeys(block.reply)))
      throw new Error('blocks of codes differ')
  }
  const people = Array.from({ length: 5 }, (_, index) => {
    const name = `${random.pick(['Somchai', 'Malee', 'Ploy'])} Person${'abcde'[index]}`
    return [name, `+66810000${100 + random.below(3)}`] as const
  })
  return { random, model, client, devices, people, conflicts: new Map() }
}

async function call(client: Client, device: Device, sql: string, values: unknown[]): Promise<unknown> {
  const identity = { role: 'authenticated', sub: device.user } as const
  return asIdentity(
    client,
    identity,
    async () => (await client.query<{ reply: unknown }>(sql, values)).rows[0]?.reply,
  )
}

function makeBatch(twin: Twin, device: Device): PushedCommand[] {
  const { random } = twin
  const batch = Array.from({ length: 1 + random.below(5) }, () => {
    device.seq += 1
    return makeCommand(twin, device, device.seq)
  })
  device.sent.push(batch)
  return batch
}

const moment = (seq: number) => new Date(Date.UTC(2025, 5, 1) + seq * 60_000).toISOString()

function makeCommand(twin: Twin, device: Device, seq: number): PushedCommand {
  const { random } = twin
  const known = [...device.view.keys()].sort()
  const isNew = known.length === 0 || random.chance(0.2)
  const customerId = isNew ? random.uuid() : random.pick(known)
  const at = moment(seq)
  const operations = isNew
    ? createOperations(twin, device, customerId, at)
    : changeOperations(twin, device, customerId, at)
  const commandId = random.uuid()
  const patched = operations.flatMap((operation) =>
    operation.op === 'patch' && operation.table === 'customers' ? Object.entries(operation.changes) : [],
  )
  const changes = Object.fromEntries(
    patched.map(([column, { base, value }]) => [column, { before: base, after: value }]),
  )
  const action = isNew ? 'customer.create' : 'customer.update'
  return {
    seq,
    seen: device.seen.model,
    commandId,
    kind: action,
    operations,
    audit: {
      commandId,
      customerId,
      action,
      reason: null,
      actor: random.pick(device.staff),
      deviceId: device.id,
      at,
      changes,
    },
  }
}

function createOperations(twin: Twin, device: Device, customerId: string, at: string): Operation[] {
  const { random } = twin
  const [name, phone] = random.pick(twin.people)
  const number = 1 + twin.devices.indexOf(device) * 20 + random.below(25)
  const code = random.chance(0.2) ? null : `CUS-${String(number).padStart(3, '0')}`
  const values = {
    customer_code: code,
    customer_name: name,
    contact_number: phone,
    name_key: nameKey(name),
    city: random.chance(0.5) ? 'Bangkok' : null,
    sms_pdpa: random.below(2),
    email_pdpa: 0,
    marketing_consent: random.below(2),
    customer_source: 'Walk In',
    date_joined: '2025-06-01',
    created_at: at,
    created_by: device.staff[0] ?? null,
  }
  return [
    { op: 'insert', table: 'customers', id: customerId, customerId, values },
    identifier(random.uuid(), customerId, phone),
    ...(random.chance(0.5) ? [entry(random, customerId, at)] : []),
  ]
}

function identifier(id: string, customerId: string, phone: string): Operation {
  const values = { kind: 'phone', value: phone, normalised: phone, status: 'current' }
  return { op: 'insert', table: 'customer_identifiers', id, customerId, values }
}

function entry(random: Random, customerId: string, at: string): Operation {
  const kind = random.pick(['credit', 'credit', 'points', 'spend', 'visit'] as const)
  const amount = kind === 'visit' ? 1 : (random.below(90) - 40) * 1000
  const source = random.chance(0.1) ? 'adjustment' : 'counter'
  const values = { kind, amount, source, source_id: null, reverses_id: null, occurred_at: at }
  return { op: 'append', table: 'customer_ledger', id: random.uuid(), customerId, values }
}

const texts = ['nickname', 'city', 'contact_number', 'email', 'address'] as const
const consents = ['sms_pdpa', 'email_pdpa', 'marketing_consent', 'is_active'] as const

function changeOperations(twin: Twin, device: Device, customerId: string, at: string): Operation[] {
  const { random, model } = twin
  const dice = random.next()
  if (dice < 0.2) return [entry(random, customerId, at)]
  if (dice < 0.3) {
    const values = {
      note_type: 'general',
      note_text: `note ${random.below(99)}`,
      is_pinned: 0,
      is_internal: 1,
      created_at: at,
    }
    return [{ op: 'append', table: 'customer_notes', id: random.uuid(), customerId, values }]
  }
  if (dice < 0.4) return [identifier(random.uuid(), customerId, `+6682000000${random.below(3)}`)]
  if (dice < 0.5) {
    const rows = model.database.committed
      .all('customer_identifiers')
      .filter(({ values }) => values.customer_id === customerId && values.kind === 'phone')
    const picked = rows.toSorted((left, right) => (left.id < right.id ? -1 : 1))[0]
    const changes = { status: { base: 'current', value: random.pick(['old', 'current']) } }
    if (picked) return [{ op: 'patch', table: 'customer_identifiers', id: picked.id, customerId, changes }]
  }
  if (dice < 0.6) {
    const open = model.database.committed
      .all('sync_conflicts')
      .filter(({ values }) => values.customer_id === customerId)
    const changes = { status: { base: 'open', value: 'settled' }, settled_value: { base: null, value: null } }
    if (open[0]) return [{ op: 'patch', table: 'sync_conflicts', id: open[0].id, customerId, changes }]
  }
  const row = device.view.get(customerId) ?? {}
  const changes: Record<string, { base: string | number | null; value: string | number | null }> = {}
  for (let count = 1 + random.below(2); count > 0; count--) {
    if (random.chance(0.5)) {
      const column = random.pick(consents)
      const base = row[column] ?? 0
      changes[column] = { base, value: base === 1 ? 0 : 1 }
    } else {
      const column = random.pick(texts)
      changes[column] = { base: row[column] ?? null, value: `${column} ${random.below(4)}` }
    }
  }
  return [{ op: 'patch', table: 'customers', id: customerId, customerId, changes }]
}

async function pushOnBoth(twin: Twin, device: Device, batch: readonly PushedCommand[]): Promise<string[]> {
  const { model, client, conflicts } = twin
  const request = {
    p_device: device.id,
    p_protocol: protocolVersion,
    p_epoch: device.epochs[0],
    p_sent_at: new Date().toISOString(),
    p_first_seq: batch[0]?.seq ?? 1,
    p_commands: batch,
  }
  const open = model.push(device.staff[0] ?? '', request)
  open.settle()
  const onServer = batch.map((command) => ({
    ...command,
    seen: device.seen.server,
    operations: command.operations.map((operation) => ({
      ...operation,
      id: conflicts.get(operation.id) ?? operation.id,
    })),
  }))
  const reply = (await call(client, device, 'select sync_push($1, $2, $3, $4, $5, $6) as reply', [
    device.id,
    protocolVersion,
    device.epochs[1],
    request.p_sent_at,
    request.p_first_seq,
    JSON.stringify(onServer),
  ])) as PushReply
  await pairConflicts(twin)
  const plain = ({ status, lastSeq, results }: PushReply) =>
    JSON.stringify({ status, lastSeq, results: results.map(({ message: _, ...result }) => sortKeys(result)) })
  const [expected, found] = [plain(open.reply), plain(reply)]
  if (expected === found) return []
  return [`push of ${JSON.stringify(batch)}\n  model  ${expected}\n  server ${found}`]
}

/** Ids the sides made themselves: paired by what the rows say. */
async function pairConflicts({ model, client, conflicts }: Twin): Promise<void> {
  const { rows } = await client.query<Record<string, unknown>>(
    'select id, customer_id, kind, column_name, other_value, kept_value, other_device from public.sync_conflicts',
  )
  const paired = new Set(conflicts.values())
  for (const { id, values } of model.database.committed.all('sync_conflicts')) {
    if (conflicts.has(id)) continue
    const fits = (row: Record<string, unknown>) =>
      !paired.has(String(row.id)) &&
      ['customer_id', 'kind', 'column_name', 'other_value', 'kept_value', 'other_device'].every(
        (column) => row[column] === values[column],
      )
    const match = rows.find(fits)
    if (!match) continue
    conflicts.set(id, String(match.id))
    paired.add(String(match.id))
  }
}

async function pullOnBoth(twin: Twin, device: Device): Promise<string[]> {
  const { model, client } = twin
  const limit = 20_000
  const request = {
    p_device: device.id,
    p_protocol: protocolVersion,
    p_epoch: device.seen.model === null ? null : device.epochs[0],
    p_from: device.seen.model,
    p_to: null,
    p_after: null,
    p_tables: feedTables,
    p_limit: limit,
  }
  const expected = model.pull(device.staff[0] ?? '', request)
  const found = (await call(client, device, 'select sync_pull($1, $2, $3, $4, null, null, $5, $6) as reply', [
    device.id,
    protocolVersion,
    device.seen.server === null ? null : device.epochs[1],
    device.seen.server,
    feedTables,
    limit,
  ])) as PullReply
  device.seen = { model: expected.to, server: found.to }
  const view = new Map(device.view)
  for (const { table, columns, rows } of expected.parts) {
    if (table !== 'customers') continue
    for (const row of rows) {
      const values = Object.fromEntries(columns.map((column, index) => [column, row[index]])) as RowValues
      view.set(String(values.id), values)
    }
  }
  device.view = view
  const [model_, server] = [plainFeed(expected), plainFeed(found)]
  const differences = [...model_]
    .filter((row) => !server.includes(row))
    .map((row) => `only the model sends ${row}`)
  differences.push(
    ...server.filter((row) => !model_.includes(row)).map((row) => `only the server sends ${row}`),
  )
  if (expected.lastSeq !== found.lastSeq)
    differences.push(`last command ${expected.lastSeq} or ${found.lastSeq}`)
  return differences.slice(0, 6)
}

/** Moments that are each side's own "now", and ids that each side made. */
function plainFeed({ parts }: PullReply): string[] {
  return parts
    .flatMap(({ table, columns, rows }) => {
      if (table === 'vip_tiers') return []
      return rows.map((row) => {
        const named = Object.fromEntries(columns.map((column, index) => [column, row[index]])) as Record<
          string,
          unknown
        >
        const own = ['changed_xid', 'updated_at', 'kept_at', 'settled_at']
        if (table === 'sync_conflicts' || table === 'audit_log' || table === 'customer_redirects')
          own.push('id')
        if (named.action === 'customer.autoMerge') own.push('at', 'command_id')
        for (const column of own) delete named[column]
        if (table === 'audit_log') named.changes = sortKeys(JSON.parse(String(named.changes)) as object)
        if (Array.isArray(named.identifiers)) {
          named.identifiers = named.identifiers
            .map((one: string[]) => (one[1] === 'alias' ? one.slice(1) : one))
            .toSorted()
        }
        return `${table} ${JSON.stringify(sortKeys(named))}`
      })
    })
    .toSorted()
}

function sortKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const entries = Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1))
  return Object.fromEntries(entries.map(([key, inner]) => [key, sortKeys(inner)]))
}

async function hashOnBoth({ model, client, devices }: Twin): Promise<string[]> {
  const [device] = devices
  if (!device) return []
  // Rows that hold ids each side made itself cannot hash alike.
  const hasOwnIds = model.database.committed
    .all('customer_identifiers')
    .some(({ values }) => values.kind === 'alias')
  const tables = hashedTables.filter(
    (table) => table !== 'customer_redirects' && !(hasOwnIds && table === 'customers'),
  )
  const expected = model.hashes(device.staff[0] ?? '', device.id, tables)
  const found = (await call(client, device, 'select sync_hashes($1, $2) as reply', [
    device.id,
    tables,
  ])) as HashesReply
  return tables.flatMap((table) =>
    JSON.stringify(expected.hashes[table]) === JSON.stringify(found.hashes[table])
      ? []
      : [`hashes of ${table} differ`],
  )
}
