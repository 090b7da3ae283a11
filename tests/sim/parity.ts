// The same command lists on the model and on the real SQL: results, rows, feeds and hashes must be alike, so that what the
// simulator proves about the model holds for the server.
import type { Client } from 'pg'
import { feedTables } from '../../src/shared/feed.ts'
import {
  type HashesReply,
  type PullReply,
  type PushedCommand,
  type PushReply,
  protocolVersion,
  type RowValues,
} from '../../src/shared/wire.ts'
import { asIdentity } from '../server/postgres.ts'
import { type Device, givenIds, makeBatch, type Twin } from './parity-commands.ts'
import { plainFeed, sortKeys } from './parity-feed.ts'
import { makeRandom } from './random.ts'
import { hashedTables } from './server/feed.ts'
import { createServerModel } from './server-model.ts'

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
    await client.query('insert into public.devices (id, name, protocol) values ($1, $2, $3)', [
      id,
      `Till ${index}`,
      protocolVersion,
    ])
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
  const profiles = Array.from({ length: 3 }, () => random.uuid())
  const joined = '2025-01-02T03:04:05.000Z'
  for (const [index, profile] of profiles.entries()) {
    const web = { display_name: `Web ${index}`, email: null, phone_number: null, joined_at: joined }
    model.write((transaction) => transaction.write('website_profiles', profile, web)).settle()
    await client.query('insert into auth.users (id) values ($1)', [profile])
    await client.query('insert into public.profiles (id, display_name, created_at) values ($1, $2, $3)', [
      profile,
      web.display_name,
      joined,
    ])
  }
  const people = Array.from({ length: 5 }, (_, index) => {
    const name = `${random.pick(['Somchai', 'Malee', 'Ploy'])} Person${'abcde'[index]}`
    return [name, `+66810000${100 + random.below(3)}`] as const
  })
  const made = { profiles, sales: [], tiers: [], views: [], notices: [], dismissals: new Map() }
  return { random, model, client, devices, people, ...made, ownIds: new Map() }
}

async function call(client: Client, device: Device, sql: string, values: unknown[]): Promise<unknown> {
  const identity = { role: 'authenticated', sub: device.user } as const
  return asIdentity(
    client,
    identity,
    async () => (await client.query<{ reply: unknown }>(sql, values)).rows[0]?.reply,
  )
}

async function pushOnBoth(twin: Twin, device: Device, batch: readonly PushedCommand[]): Promise<string[]> {
  const { model, client, ownIds } = twin
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
      id: ownIds.get(operation.id) ?? operation.id,
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
  await pairMerges(twin)
  const plain = ({ status, lastSeq, results }: PushReply) =>
    JSON.stringify({ status, lastSeq, results: results.map(({ message: _, ...result }) => sortKeys(result)) })
  const [expected, found] = [plain(open.reply), plain(reply)]
  if (expected === found) return []
  return [`push of ${JSON.stringify(batch)}\n  model  ${expected}\n  server ${found}`]
}

/** Ids the sides made themselves: paired by what the rows say. */
async function pairConflicts({ model, client, ownIds }: Twin): Promise<void> {
  const { rows } = await client.query<Record<string, unknown>>(
    'select id, customer_id, kind, column_name, other_value, kept_value, other_device from public.sync_conflicts',
  )
  const paired = new Set(ownIds.values())
  for (const { id, values } of model.database.committed.all('sync_conflicts')) {
    if (ownIds.has(id)) continue
    const fits = (row: Record<string, unknown>) =>
      !paired.has(String(row.id)) &&
      ['customer_id', 'kind', 'column_name', 'other_value', 'kept_value', 'other_device'].every(
        (column) => row[column] === values[column],
      )
    const match = rows.find(fits)
    if (!match) continue
    ownIds.set(id, String(match.id))
    paired.add(String(match.id))
  }
}

/** Merges that made themselves, by the command and whom it made. */
async function pairMerges({ model, client, ownIds }: Twin): Promise<void> {
  const merges = model.database.committed.all('customer_merge_history').filter(({ id }) => !ownIds.has(id))
  if (merges.length === 0) return
  const { rows } = await client.query<Record<string, string>>(
    'select id, command_id, merged_customer_id from public.customer_merge_history',
  )
  for (const { id, values } of merges) {
    const match = rows.find(
      (row) => row.command_id === values.command_id && row.merged_customer_id === values.merged_customer_id,
    )
    if (match) ownIds.set(id, String(match.id))
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
  const isGiven = (id: string) => givenIds(twin).has(id)
  const [model_, server] = [plainFeed(expected, isGiven), plainFeed(found, isGiven)]
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

async function hashOnBoth(twin: Twin): Promise<string[]> {
  const { model, client, devices } = twin
  const [device] = devices
  if (!device) return []
  // Rows that hold ids each side made itself cannot hash alike.
  const given = givenIds(twin)
  const hasOwnIds = model.database.committed.all('customer_identifiers').some(({ id }) => !given.has(id))
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
