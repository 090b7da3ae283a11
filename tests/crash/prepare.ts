// What is made ready before a victim starts, so that its point is reached and means something there.
import assert from 'node:assert/strict'
import type { ReadDb } from '../../src/main/db/handle.ts'
import { newId, type Seat, withCounter } from './engine-counter.ts'
import { levelOut } from './level-out.ts'
import type { Point } from './points.ts'
import { planNewcomer, planSpending } from './work.ts'
import type { CrashWorld } from './world.ts'

export interface Prepared {
  /** Whose credit the victim spends although it is gone. */
  readonly spender: string | null
}

const nothing: Prepared = { spender: null }
/** Satang; more than credit may fall below nothing. */
const credit = 200_000

/** Makes ready what the point asks for. */
export async function prepare({ prepare: what }: Point, seat: Seat, world: CrashWorld): Promise<Prepared> {
  switch (what) {
    case 'epoch':
      await startEpoch(world)
      return nothing
    case 'drift':
      await drift(world)
      return nothing
    case 'codes':
      await withCounter(seat, async ({ db }) => {
        db.exec('UPDATE code_blocks SET next_code = last_code - 2 WHERE next_code < last_code - 2')
      })
      return nothing
    case 'refusal':
      return { spender: await spendTwice(seat, world) }
    default:
      return nothing
  }
}

/** The server really did what the killed counter does not know yet: its oldest unanswered command is behind the server. */
export async function requireCarriedOut(db: ReadDb, { deviceId }: Seat, { sql }: CrashWorld): Promise<void> {
  const oldest = db.prepare('SELECT min(seq) FROM outbox WHERE result IS NULL').pluck().get()
  const { rows } = await sql.query<{ last: number }>(
    'select last_seq::int as last from public.devices where id = $1',
    [deviceId],
  )
  assert.ok(Number(rows[0]?.last) >= Number(oldest), `${oldest} was carried out, up to ${rows[0]?.last}`)
}

/** As after a restore: every counter must pull everything again. */
async function startEpoch({ backend }: CrashWorld): Promise<void> {
  const reply = await fetch(`${backend.url}/rest/v1/rpc/sync_new_epoch`, {
    method: 'POST',
    headers: {
      apikey: backend.serviceKey,
      authorization: `Bearer ${backend.serviceKey}`,
      'content-type': 'application/json',
    },
    body: '{}',
  })
  assert.equal(reply.status, 200, await reply.text())
}

/** Rows that change while no trigger looks, as a bulk load does it: no cursor brings them. */
async function drift({ sql }: CrashWorld): Promise<void> {
  const client = await sql.connect()
  try {
    await client.query('begin')
    const tables = ['customers', 'customer_notes']
    for (const table of tables) await client.query(`alter table public.${table} disable trigger user`)
    await client.query(
      `update public.customers set customer_name = 'Drifted ' || substr(id::text, 1, 8), city = $1
       where id in (select id from public.customers where merged_into is null
         and customer_name not like 'Newcomer %' order by random() limit 5)`,
      [newId()],
    )
    await client.query(
      `delete from public.customer_notes where id in (select id from public.customer_notes
       where note_text not like 'Note %' order by random() limit 2)`,
    )
    for (const table of tables) await client.query(`alter table public.${table} enable trigger user`)
    await client.query('commit')
  } finally {
    client.release()
  }
}

/** Credit both counters know of is spent at the other one. */
async function spendTwice(seat: Seat, world: CrashWorld): Promise<string> {
  const { neighbour } = world
  const { customerId } = neighbour.run(planNewcomer())
  neighbour.run({ kind: 'customer.addCredit', commandId: newId(), customerId, amount: credit })
  await levelOut(neighbour)
  await withCounter(seat, levelOut)
  neighbour.run(planSpending(neighbour.db, customerId))
  await levelOut(neighbour)
  return customerId
}
