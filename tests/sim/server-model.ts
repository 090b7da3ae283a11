// The server as a model: what the SQL functions promise, in plain TypeScript over numbered transactions, so that thousands
// of runs take minutes. The same command lists run against the real SQL, so the two cannot drift apart.
import { type Remote, RemoteError } from '../../src/main/sync/remote.ts'
import type { FeedTable } from '../../src/shared/feed.ts'
import {
  type CodeBlock,
  type HashesReply,
  type HelloReply,
  type HelloRequest,
  type PullPart,
  type PullReply,
  type PullRequest,
  type PushReply,
  type PushRequest,
  protocolVersion,
} from '../../src/shared/wire.ts'
import type { Random } from './random.ts'
import {
  bucketOf,
  feedRow,
  groupIdentifiers,
  type HashedTable,
  hashTable,
  partColumns,
} from './server/feed.ts'
import { pull } from './server/pull.ts'
import { push } from './server/push.ts'
import type { DeviceRecord, ServerSettings, StaffRow } from './server/rows.ts'
import { createDatabase, type ServerDatabase, type Transaction } from './server/transactions.ts'

/** A call whose transaction may stay open: the answer counts once `settle` says that it committed. */
export interface OpenCall<Reply> {
  readonly reply: Reply
  /** Commits unless that was done already; false when the transaction was lost with the server it ran on. */
  settle(): boolean
}

type BucketRequest = Parameters<Remote['bucketRows']>[0]

export interface ServerModel {
  readonly database: ServerDatabase
  settings(): ServerSettings
  changeSettings(changes: Partial<ServerSettings>): void
  addStaff(id: string, row: StaffRow): void
  addDevice(id: string, record: Omit<DeviceRecord, 'lastSeq'>): void
  hello(caller: string, request: HelloRequest): HelloReply
  push(caller: string, request: PushRequest): OpenCall<PushReply>
  pull(caller: string, request: PullRequest): PullReply
  claimCodes(caller: string, device: string, count: number): OpenCall<CodeBlock>
  hashes(caller: string, device: string, tables: readonly string[]): HashesReply
  bucketRows(caller: string, request: BucketRequest): PullPart
  /** Runs a writer that is no counter; commits at `settle`. */
  write(body: (transaction: Transaction) => void): OpenCall<null>
}

const creditAllowance = 50_000
/** Codes that a device may hold unused. */
const outstandingCodes = 2000

/** An empty server with one epoch. `now` is its clock, in milliseconds. */
export function createServerModel(random: Random, now: () => number): ServerModel {
  const database = createDatabase()
  const { committed } = database
  const inOne = <Reply>(body: (transaction: Transaction) => Reply) =>
    run(database, new Date(now()).toISOString(), body)
  inOne((transaction) => {
    transaction.put('settings', 'only', {
      epoch: random.uuid(),
      nextCode: 1,
      creditAllowance,
      tombstonesFrom: 0,
    })
    for (const [index, name] of ['Silver', 'Gold', 'Platinum'].entries()) {
      const colour = ['slate', 'amber', 'violet'][index] ?? null
      const tier = { name, colour, benefits: null, sort_order: index + 1, is_active: 1 }
      transaction.write('vip_tiers', String(index + 1), tier)
    }
  }).settle()
  const settings = () => committed.get('settings', 'only') as ServerSettings

  function admit(caller: string, device: string, protocol: number = protocolVersion): void {
    const person = committed.get('staff', caller)
    if (!person) throw new RemoteError('STAFF_UNKNOWN')
    if (!person.isActive) throw new RemoteError('STAFF_DEACTIVATED')
    if (protocol > protocolVersion) throw new RemoteError('SERVER_TOO_OLD')
    const status = committed.get('devices', device)?.status
    if (status === undefined) throw new RemoteError('DEVICE_NOT_REGISTERED')
    if (status === 'revoked') throw new RemoteError('DEVICE_REVOKED')
  }

  return {
    database,
    settings,
    changeSettings(changes) {
      inOne((transaction) => {
        // One row holds the settings and the next code: whoever numbers codes is waited for.
        transaction.lock('codes')
        transaction.put('settings', 'only', { ...settings(), ...changes })
      }).settle()
    },
    addStaff: (id, row) => void inOne((transaction) => transaction.put('staff', id, row)).settle(),
    addDevice(id, record) {
      inOne((transaction) => transaction.put('devices', id, { ...record, lastSeq: 0 })).settle()
    },
    hello: (caller, request) => hello(database, settings(), caller, request, now()),
    push(caller, request) {
      admit(caller, request.p_device, request.p_protocol)
      const around = { caller, now: now(), newId: () => random.uuid() }
      return inOne((transaction) => push(transaction, request, around))
    },
    pull(caller, request) {
      admit(caller, request.p_device, request.p_protocol)
      return pull(database, request, now())
    },
    claimCodes(caller, device, count) {
      admit(caller, device)
      return inOne((transaction) => claimCodes(transaction, device, count))
    },
    hashes(caller, device, tables) {
      admit(caller, device)
      const hashes = tables.map((table) => [table, hashTable(committed, table as HashedTable)])
      return {
        epoch: settings().epoch,
        at: new Date(now()).toISOString(),
        hashes: Object.fromEntries(hashes) as HashesReply['hashes'],
      }
    },
    bucketRows(caller, request) {
      admit(caller, request.p_device)
      return bucketRows(database, request)
    },
    write: (body) =>
      inOne((transaction) => {
        body(transaction)
        return null
      }),
  }
}

function run<Reply>(
  database: ServerDatabase,
  at: string,
  body: (transaction: Transaction) => Reply,
): OpenCall<Reply> {
  const transaction = database.begin(at)
  let reply: Reply
  try {
    reply = body(transaction)
  } catch (error) {
    database.abort(transaction)
    throw error
  }
  return {
    reply,
    settle() {
      database.commit(transaction)
      return database.hasCommitted(transaction)
    },
  }
}

function hello(
  database: ServerDatabase,
  settings: ServerSettings,
  caller: string,
  request: HelloRequest,
  now: number,
): HelloReply {
  const { committed } = database
  const me = committed.get('staff', caller)
  if (!me) throw new RemoteError('STAFF_UNKNOWN')
  if (!me.isActive) throw new RemoteError('STAFF_DEACTIVATED')
  const device = committed.get('devices', request.p_device)
  const staff = database.entries('staff').map(([id, { name, role, isActive }]) => {
    return { id, name, role, isActive, isEnrolled: device?.staff.includes(id) ?? false }
  })
  return {
    protocol: protocolVersion,
    oldestProtocol: 1,
    epoch: settings.epoch,
    serverTime: new Date(now).toISOString(),
    device: { status: device?.status ?? 'unknown', name: device?.name ?? null },
    me: { id: caller, role: me.role, name: me.name },
    staff,
    devices: database.entries('devices').map(([id, { name, status }]) => ({ id, name, status })),
    creditAllowance: settings.creditAllowance,
    lastSeq: device?.lastSeq ?? 0,
  }
}

function claimCodes(transaction: Transaction, device: string, count: number): CodeBlock {
  transaction.lock('codes')
  const settings = transaction.get('settings', 'only') as ServerSettings
  const numbers = transaction
    .all('customers')
    .map(({ values }) => Number(String(values.customer_code).slice(4)))
  const unused = transaction
    .all('code_blocks')
    .filter((block) => block.device === device)
    .toSorted((left, right) => right.firstCode - left.firstCode)
    .slice(0, 10)
    .map(({ firstCode, lastCode }) => {
      const used = numbers.filter((number) => firstCode <= number && number <= lastCode)
      return lastCode - Math.max(firstCode - 1, ...used)
    })
  if (unused.reduce((sum, codes) => sum + codes, 0) + count > outstandingCodes)
    throw new RemoteError('NOT_ALLOWED')
  const firstCode = settings.nextCode
  const lastCode = firstCode + Math.min(count, 1000) - 1
  transaction.put('settings', 'only', { ...settings, nextCode: lastCode + 1 })
  transaction.put('code_blocks', String(firstCode), { firstCode, lastCode, device })
  return { firstCode, lastCode }
}

function bucketRows({ committed }: ServerDatabase, request: BucketRequest): PullPart {
  const table = request.p_table as FeedTable & HashedTable
  const identifiers = groupIdentifiers(committed)
  const rows = committed
    .all(table)
    .filter((row) => request.p_buckets.includes(bucketOf(row.id)))
    .filter((row) => request.p_after === null || row.id > request.p_after)
    .sort((left, right) => (left.id < right.id ? -1 : 1))
    .slice(0, request.p_limit)
    .map((row) => feedRow(table, row, identifiers))
  return { table, columns: partColumns(table), rows }
}
