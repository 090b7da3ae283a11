// Who may talk to the server and from where; epochs, purging and the poke.
import { randomUUID } from 'node:crypto'
import pg, { type Client } from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { feedTables } from '../../src/shared/feed.ts'
import { type CodeBlock, type HelloReply, protocolVersion } from '../../src/shared/wire.ts'
import { ownerRole } from '../../tools/local-supabase/cluster.ts'
import { checkIn, createCustomer, numberCommands } from './commands.ts'
import { addStaff, type Counter, callAs, openCounter } from './counter.ts'
import { type Identity, startPostgres, type TestDatabase, type TestPostgres } from './postgres.ts'

let postgres: TestPostgres
let database: TestDatabase
let counter: Counter
let owner: Client

beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres.stop())
beforeEach(async () => {
  database = await postgres.createDatabase()
  counter = await openCounter(database)
  owner = await database.connect()
  return () => database.drop()
})

/** The newest protocol the server speaks; it still speaks those before. */
const newest = 3

const hello = (identity: Identity, device: string, protocol = 1) =>
  callAs<HelloReply>(owner, identity, 'sync_hello', {
    p_device: device,
    p_protocol: protocol,
    p_app_version: '0.1.0',
  })

/** Every call that needs a device, in a form that would succeed. */
const deviceCalls = (device: string) =>
  [
    [
      'sync_push',
      {
        p_device: device,
        p_protocol: protocolVersion,
        p_epoch: counter.epoch,
        p_sent_at: new Date().toISOString(),
        p_first_seq: 1,
        p_commands: JSON.stringify(numberCommands([createCustomer({ ...counter, deviceId: device })], 1)),
      },
    ],
    [
      'sync_pull',
      {
        p_device: device,
        p_protocol: protocolVersion,
        p_epoch: null,
        p_from: null,
        p_to: null,
        p_after: null,
        p_tables: feedTables,
        p_limit: 10,
      },
    ],
    ['claim_codes', { p_device: device, p_count: 10 }],
    ['sync_hashes', { p_device: device, p_tables: ['customers'] }],
    [
      'sync_bucket_rows',
      { p_device: device, p_table: 'customers', p_buckets: [1], p_after: null, p_limit: 1 },
    ],
  ] as const

async function refuseEverything(identity: Identity, device: string, message: string): Promise<void> {
  for (const [name, given] of deviceCalls(device)) {
    await expect(callAs(owner, identity, name, given), name).rejects.toMatchObject({ code: 'PT403', message })
  }
}

test('a website user is refused everywhere, though signed in', async () => {
  const visitor: Identity = { role: 'authenticated', sub: randomUUID(), email: 'visitor@example.com' }
  await owner.query('insert into auth.users (id, email, email_confirmed_at) values ($1, $2, now())', [
    visitor.sub,
    visitor.email,
  ])
  await refuseEverything(visitor, counter.deviceId, 'STAFF_UNKNOWN')
  await expect(hello(visitor, counter.deviceId)).rejects.toMatchObject({
    code: 'PT403',
    message: 'STAFF_UNKNOWN',
  })
})

test('deactivated staff lose the device at the next contact', async () => {
  await owner.query('update backoffice.allowed_users set is_active = false where id = $1', [
    counter.person.id,
  ])
  await refuseEverything(counter.person.identity, counter.deviceId, 'STAFF_DEACTIVATED')
  await expect(hello(counter.person.identity, counter.deviceId)).rejects.toMatchObject({
    message: 'STAFF_DEACTIVATED',
  })
})

test('a device nobody registered is greeted as unknown and refused; one out of service is refused and keeps its place', async () => {
  const stranger = randomUUID()
  expect((await hello(counter.person.identity, stranger)).device).toEqual({ status: 'unknown', name: null })
  await refuseEverything(counter.person.identity, stranger, 'DEVICE_NOT_REGISTERED')

  await counter.push(createCustomer(counter))
  const admin = await addStaff(owner, 'admin')
  await callAs(owner, admin.identity, 'revoke_device', { p_device: counter.deviceId })
  await refuseEverything(counter.person.identity, counter.deviceId, 'DEVICE_REVOKED')
  expect(await hello(counter.person.identity, counter.deviceId)).toMatchObject({
    device: { status: 'revoked' },
    lastSeq: 1,
  })
  await callAs(owner, admin.identity, 'register_device', { p_device: counter.deviceId, p_name: 'Back again' })
  expect((await counter.push(createCustomer(counter, { primaryPhone: '0815550777' }))).lastSeq).toBe(2)
})

test('registering is a manager’s, revoking an administrator’s', async () => {
  const [manager, admin] = [await addStaff(owner, 'manager'), await addStaff(owner, 'admin')]
  const device = { p_device: randomUUID() }
  const named = { ...device, p_name: '  Till 7 ' }
  await expect(callAs(owner, counter.person.identity, 'register_device', named)).rejects.toMatchObject({
    message: 'NOT_ALLOWED',
  })
  expect(await callAs(owner, manager.identity, 'register_device', named)).toEqual({
    status: 'active',
    name: 'Till 7',
  })
  await expect(callAs(owner, manager.identity, 'revoke_device', device)).rejects.toMatchObject({
    message: 'NOT_ALLOWED',
  })
  expect(await callAs(owner, admin.identity, 'revoke_device', device)).toEqual({
    status: 'revoked',
    name: 'Till 7',
  })
  await expect(
    callAs(owner, manager.identity, 'register_device', { ...device, p_name: ' ' }),
  ).rejects.toMatchObject({
    code: 'PT400',
    message: 'INVALID_ARGUMENTS',
  })
})

test('a greeting enrols whoever signs in, and tells who else works here', async () => {
  const colleague = await addStaff(owner, 'manager')
  const reply = await hello(counter.person.identity, counter.deviceId)
  expect(reply).toMatchObject({
    protocol: newest,
    oldestProtocol: 1,
    device: { status: 'active' },
    me: { id: counter.person.id, role: 'staff' },
    creditAllowance: 50_000,
  })
  expect(reply.staff.find((person) => person.id === counter.person.id)).toMatchObject({
    isEnrolled: true,
    isActive: true,
  })
  expect(reply.staff.find((person) => person.id === colleague.id)).toMatchObject({
    isEnrolled: false,
    role: 'manager',
  })
  const after = await hello(colleague.identity, counter.deviceId)
  expect(after.staff.find((person) => person.id === colleague.id)?.isEnrolled).toBe(true)
})

test('an account is tied to the list of staff by a confirmed address only, and once', async () => {
  const [user, other] = [randomUUID(), randomUUID()]
  await owner.query(`insert into backoffice.allowed_users (email) values ('New.Person@example.com')`)
  await owner.query(
    `insert into auth.users (id, email, email_confirmed_at) values ($1, 'new.person@example.com', null)`,
    [user],
  )
  const identity: Identity = { role: 'authenticated', sub: user, email: 'new.person@example.com' }
  await expect(hello(identity, counter.deviceId)).rejects.toMatchObject({ message: 'STAFF_UNKNOWN' })
  await owner.query('update auth.users set email_confirmed_at = now() where id = $1', [user])
  expect((await hello(identity, counter.deviceId)).me.name).toBe('New.Person')
  // The address moves to another account: that is not the person who was tied.
  await owner.query(`update auth.users set email = 'gone@example.com' where id = $1`, [user])
  await owner.query(
    `insert into auth.users (id, email, email_confirmed_at) values ($1, 'new.person@example.com', now())`,
    [other],
  )
  await expect(hello({ ...identity, sub: other }, counter.deviceId)).rejects.toMatchObject({
    message: 'STAFF_UNKNOWN',
  })
})

test('an app that is newer or too old is told which of the two must be updated', async () => {
  await expect(hello(counter.person.identity, counter.deviceId, newest + 1)).rejects.toMatchObject({
    code: 'PT400',
    message: 'SERVER_TOO_OLD',
  })
  await expect(hello(counter.person.identity, counter.deviceId, 0)).rejects.toMatchObject({
    code: 'PT400',
    message: 'SERVER_TOO_NEW',
  })
  for (const [name, given] of deviceCalls(counter.deviceId).slice(0, 2)) {
    await expect(counter.call(name, { ...given, p_protocol: newest + 1 })).rejects.toMatchObject({
      message: 'SERVER_TOO_OLD',
    })
  }
})

test('every protocol is served', async () => {
  for (const protocol of [1, 2, newest]) {
    expect(await hello(counter.person.identity, counter.deviceId, protocol)).toMatchObject({
      device: { status: 'active' },
    })
    for (const [name, given] of deviceCalls(counter.deviceId).slice(0, 2)) {
      expect(await counter.call(name, { ...given, p_protocol: protocol })).toMatchObject({ protocol: newest })
    }
  }
})

test('anybody may ask which product answers, and nothing else', async () => {
  expect(await callAs(owner, { role: 'anon' }, 'sync_version', {})).toEqual({
    product: 'regulars',
    protocol: newest,
    oldestProtocol: 1,
  })
  await expect(
    callAs(owner, { role: 'anon' }, 'claim_codes', { p_device: counter.deviceId, p_count: 1 }),
  ).rejects.toMatchObject({
    code: '42501',
  })
})

test('a new epoch sends every counter back to the start, with every row, and people who were there before count as seen', async () => {
  await counter.push(createCustomer(counter))
  const { to } = await counter.catchUp()
  const before = counter.epoch
  await callAs(owner, { role: 'service_role' }, 'sync_new_epoch', {})
  const pulled = await counter.pull({ from: to })
  expect(pulled.first).toMatchObject({ reset: 'epoch' })
  expect(pulled.first.epoch).not.toBe(before)
  expect(await counter.push(checkIn(counter, randomUUID()))).toMatchObject({ status: 'reset', lastSeq: 1 })
  counter.epoch = pulled.first.epoch
  expect((await counter.pull()).rows.customers).toHaveLength(1)
  const other = await openCounter(database)
  const reply = await other.pushRaw(numberCommands([createCustomer(other)], 1, to), 1)
  expect(reply.results[0]?.status).toBe('applied')
  await expect(counter.call('sync_new_epoch', {})).rejects.toMatchObject({ message: 'NOT_ALLOWED' })
})

test('codes from after the backup stay good after a restore, and are given to nobody else', async () => {
  const other = await openCounter(database)
  const { firstCode } = await counter.call<CodeBlock>('claim_codes', {
    p_device: counter.deviceId,
    p_count: 300,
  })
  // The backup is from before the block was claimed.
  await owner.query('delete from public.code_blocks where device_id = $1', [counter.deviceId])
  await owner.query('update public.sync_settings set next_code = $1', [firstCode])
  await callAs(owner, { role: 'service_role' }, 'sync_new_epoch', {})
  for (const one of [counter, other]) one.epoch = (await one.pull()).first.epoch
  const theirs = await other.call<CodeBlock>('claim_codes', { p_count: 300, p_device: other.deviceId })
  expect(theirs.firstCode).toBeGreaterThan(firstCode + 300)
  const code = `CUS-${String(firstCode + 7).padStart(3, '0')}`
  const reply = await counter.push(createCustomer(counter, { code }))
  expect(reply.results[0]).toMatchObject({ status: 'applied' })
  expect(reply.results[0]).not.toHaveProperty('customerCode')
})

test('purging forgets old tombstones, and a counter that missed them starts over', async () => {
  await counter.push(createCustomer(counter, { note: 'Gone.' }))
  const old = await counter.pull()
  await owner.query('delete from public.customer_notes')
  const fresh = await counter.pull({ from: old.to })
  const service: Identity = { role: 'service_role' }
  expect(await callAs(owner, service, 'sync_purge', { p_days: 90 })).toEqual({ purged: 0 })
  expect((await counter.pull({ from: old.to })).first.reset).toBeNull()
  await owner.query(`update public.sync_tombstones set deleted_at = now() - interval '91 days'`)
  // Transactions of other databases on this server count as under way, too.
  const isPast = `select pg_snapshot_xmin(pg_current_snapshot()) > changed_xid as past from public.sync_tombstones`
  await expect.poll(async () => (await owner.query(isPast)).rows).toEqual([{ past: true }])
  const seen = await counter.pull({ from: fresh.to })
  expect(await callAs(owner, service, 'sync_purge', { p_days: 90 })).toEqual({ purged: 1 })
  expect((await counter.pull({ from: old.to })).first.reset).toBe('expired')
  expect((await counter.pull({ from: seen.to })).first.reset).toBeNull()
})

test('a change is announced once a transaction, on both ways, with nothing in it', async () => {
  const heard: string[] = []
  const listener = await database.connect()
  listener.on('notification', ({ channel, payload }) => heard.push(`${channel} ${payload}`))
  await listener.query('listen regulars_poke; listen realtime_send')
  const made = createCustomer(counter, { note: 'Secret.' })
  await counter.push(made, checkIn(counter, made.audit.customerId), checkIn(counter, made.audit.customerId))
  await listener.query('select 1')
  expect(heard.toSorted()).toEqual([
    'realtime_send {"event": "changed", "topic": "regulars", "payload": {}, "private": true}',
    'regulars_poke ',
  ])
  await owner.query(`update public.customers set city = 'Elsewhere'`)
  await listener.query('select 1')
  expect(heard).toHaveLength(4)
  await counter.pushRaw([], 4)
  await counter.pull()
  await listener.query('select 1')
  expect(heard).toHaveLength(4)
})

test('a Realtime in trouble does not undo what a person did', async () => {
  const administrator = new pg.Client({
    connectionString: database.url.replace('//postgres:', `//${ownerRole}:`),
  })
  await administrator.connect()
  await administrator.query(`create or replace function
    realtime.send(payload jsonb, event text, topic text, private boolean default true) returns void
    language plpgsql as $$ begin raise 'down'; end $$`)
  await administrator.end()
  expect((await counter.push(createCustomer(counter))).results[0]?.status).toBe('applied')
})
