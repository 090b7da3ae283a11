// Many devices at once on real connections: no deadlock, no code twice, sums of the ledger equal to the balances, and one
// truth for everybody who pulls. REGULARS_CROWD="20 500" runs it in full: devices and commands of each.
import { randomInt } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PlannedCommand } from '../../src/shared/wire.ts'
import {
  addCredit,
  addNote,
  checkIn,
  createCustomer,
  editCustomer,
  type KnownCustomer,
  recordSale,
  setActive,
} from './commands.ts'
import { type Counter, knowCustomer, openCounter } from './counter.ts'
import { merge } from './merge-commands.ts'
import { startPostgres, type TestPostgres } from './postgres.ts'

const [devices = 6, commandsEach = 100] = (process.env.REGULARS_CROWD ?? '')
  .split(' ')
  .filter(Boolean)
  .map(Number)
const batchSize = 40
/** Phone numbers that new customers share: few enough that counters make the same people. */
const people = Math.ceil((devices * commandsEach) / 15)

let postgres: TestPostgres
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres.stop())

const phone = (number: number) => `081555${String(number).padStart(4, '0')}`

/** A command at random on customers that everybody works on, or on one of this counter's own making. */
function anyCommand(
  counter: Counter,
  shared: readonly KnownCustomer[],
  own: string[],
  code: () => string,
): PlannedCommand {
  const known = shared[randomInt(shared.length)] as KnownCustomer
  const id = own.length > 0 && randomInt(3) === 0 ? (own[randomInt(own.length)] as string) : known.id
  switch (randomInt(8)) {
    case 0:
    case 1: {
      // Few names and numbers, so that counters make the same people.
      const made = createCustomer(counter, {
        fullName: `Somchai ${['Jaidee', 'Deejai', 'Rakdee'][randomInt(3)]}`,
        primaryPhone: phone(randomInt(people)),
        code: code(),
      })
      own.push(made.audit.customerId)
      return made
    }
    case 2:
      return addNote(counter, id, `Note ${randomInt(1_000_000)}`)
    case 3:
      return addCredit(counter, id, randomInt(1, 5_000))
    case 4:
      return recordSale(counter, id, 10_000, randomInt(1, 9_000))
    case 5:
      return editCustomer(counter, known, {
        nickname: `Nick ${randomInt(1_000_000)}`,
        city: `City ${randomInt(1_000_000)}`,
      })
    case 6:
      return editCustomer(counter, known, { primaryPhone: `089${randomInt(1_000_000, 9_999_999)}` })
    default:
      return seldom(counter, id, shared)
  }
}

/** A visit, and now and then what managers do: somebody put out of use, two of those that all work on made one. */
function seldom(counter: Counter, id: string, shared: readonly KnownCustomer[]): PlannedCommand {
  const other = shared[randomInt(shared.length)] as KnownCustomer
  switch (randomInt(12)) {
    case 0:
      return setActive(counter, id, false)
    case 1:
      return merge(counter, id, other.id)
    default:
      return checkIn(counter, id)
  }
}

/** Rows as the feed sent them last, by table and id. */
type Replica = Map<string, string>

async function keepUp(counter: Counter, replica: Replica, from: string | null): Promise<void> {
  const { rows, to } = await counter.pull({ from, limit: 500 })
  for (const [table, sent] of Object.entries(rows)) {
    for (const row of sent) replica.set(`${table} ${row.id}`, JSON.stringify(row))
  }
  counter.seen = to
}

async function work(
  counter: Counter,
  shared: readonly KnownCustomer[],
  replica: Replica,
): Promise<readonly string[]> {
  const block = await counter.call<{ firstCode: number }>('claim_codes', {
    p_device: counter.deviceId,
    p_count: 300,
  })
  let nextCode = block.firstCode
  const code = () => `CUS-${String(nextCode++).padStart(3, '0')}`
  const own: string[] = []
  const statuses: string[] = []
  for (let sent = 0; sent < commandsEach; ) {
    const count = Math.min(batchSize, commandsEach - sent)
    const commands = Array.from({ length: count }, () => anyCommand(counter, shared, own, code))
    const reply = await counter.push(...commands)
    expect(reply).toMatchObject({ status: 'done', lastSeq: sent + count })
    statuses.push(...reply.results.map(({ status, code: refusal }) => refusal ?? status))
    sent += count
    if (randomInt(3) === 0) await keepUp(counter, replica, counter.seen)
  }
  return statuses
}

test(`${devices} devices x ${commandsEach} commands at once`, async () => {
  const counters: Counter[] = []
  for (let index = 0; index < devices; index += 1) {
    counters.push(await openCounter(postgres, index % 3 === 0 ? 'manager' : 'staff'))
  }
  const replicas: readonly Replica[] = counters.map(() => new Map())
  const first = counters[0] as Counter
  const { client } = first
  const shared: KnownCustomer[] = []
  for (let index = 0; index < 25; index += 1) {
    const id = (
      await client.query(`insert into public.customers (customer_name) values ($1) returning id`, [
        `Shared ${index}`,
      ])
    ).rows[0].id
    shared.push(await knowCustomer(client, id))
  }

  const outcomes = (
    await Promise.all(counters.map((counter, index) => work(counter, shared, replicas[index] as Replica)))
  ).flat()
  const counted = Object.groupBy(outcomes, (outcome) => outcome)
  expect(outcomes).toHaveLength(devices * commandsEach)
  const refusals = ['CREDIT_INSUFFICIENT', 'NOT_ALLOWED', 'CUSTOMER_NOT_FOUND', 'MERGE_CONFLICT']
  expect(Object.keys(counted)).toEqual(expect.arrayContaining(['applied', 'merged']))
  expect(
    Object.keys(counted).filter((outcome) => !['applied', 'merged', ...refusals].includes(outcome)),
  ).toEqual([])

  const { rows } = await client.query(`
    select count(*)::int as customers, count(distinct customer_code)::int as codes,
      count(*) filter (where merged_into is not null)::int as folded,
      count(*) filter (where not exists (
        select from public.customer_ledger l where l.customer_id = c.id
        having c.available_credit * 100 = coalesce(sum(amount) filter (where kind = 'credit'), 0)
          and c.total_lifetime_value * 100 = coalesce(sum(amount) filter (where kind = 'spend'), 0)
          and c.total_visits = coalesce(sum(amount) filter (where kind = 'visit'), 0)))::int as wrong_sums,
      -- Two who each owe something owe more as one.
      count(*) filter (where available_credit < -500 and not exists (
        select from public.customer_merge_history m where m.primary_customer_id = c.id))::int as beyond_allowance,
      count(*) filter (where merged_into in (select id from public.customers where merged_into is not null))::int as chains,
      (select count(*)::int from public.customer_ledger l join public.customers d on d.id = l.customer_id where d.merged_into is not null) as stranded,
      (select count(*)::int from public.command_log) as log
    from public.customers c`)
  expect(rows[0]).toMatchObject({
    codes: rows[0].customers,
    wrong_sums: 0,
    beyond_allowance: 0,
    chains: 0,
    stranded: 0,
    log: outcomes.length,
  })
  expect(rows[0].folded).toBeGreaterThan(0)

  // Replicas that came by many small pulls between the writing, and one that pulls everything now, hold the same.
  const whole: Replica = new Map()
  await keepUp(await openCounter(postgres), whole, null)
  expect(whole.size).toBeGreaterThan(outcomes.length)
  for (const [index, counter] of counters.entries()) {
    const replica = replicas[index] as Replica
    await keepUp(counter, replica, counter.seen)
    const differing = [...whole].filter(([key, row]) => replica.get(key) !== row)
    expect({ size: replica.size, differing }).toEqual({ size: whole.size, differing: [] })
  }
}, 900_000)
