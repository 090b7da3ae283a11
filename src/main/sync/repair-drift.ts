// Catches what no cursor can: rows that differ although both sides believe they are level (a bulk load with triggers off, a
// damaged page). Hashes over 256 buckets of ids tell where; those buckets alone are fetched anew.
import { hashBuckets, hashedTables } from '../db/hashes.ts'
import { repairBuckets } from '../db/repair-buckets.ts'
import type { EngineContext } from './engine-context.ts'
import { pullOnce } from './pull.ts'

const rowsAtOnce = 2_000

/**
 * Compares, and mends what differs. What changed on the server between a pull and the hashes looks like drift, too: only what
 * still differs after one more pull is fetched.
 */
export async function repairDrift(context: EngineContext): Promise<void> {
  const suspected = await findDrift(context, hashedTables)
  if (suspected.size === 0) return
  await pullOnce(context)
  const drifted = await findDrift(context, [...suspected.keys()])
  for (const [table, buckets] of drifted) {
    const lasting = buckets.filter((bucket) => suspected.get(table)?.includes(bucket))
    if (lasting.length > 0) await refetch(context, table, lasting)
  }
}

async function findDrift(
  { db, remote, deviceId, pause }: EngineContext,
  tables: readonly string[],
): Promise<Map<string, number[]>> {
  await pause('hashes')
  const { hashes } = await remote.hashes({ p_device: deviceId, p_tables: tables })
  const drifted = new Map<string, number[]>()
  for (const table of tables) {
    await pause('hashes')
    const here = hashBuckets(db, table)
    const there = hashes[table] ?? here
    const buckets = here.flatMap((hash, bucket) => (hash === there[bucket] ? [] : [bucket]))
    if (buckets.length > 0) drifted.set(table, buckets)
  }
  return drifted
}

async function refetch(context: EngineContext, table: string, buckets: readonly number[]): Promise<void> {
  const { db, remote, deviceId, pause, onChanged } = context
  let after: string | null = null
  do {
    await pause('bucket rows')
    const part = await remote.bucketRows({
      p_device: deviceId,
      p_table: table,
      p_buckets: buckets,
      p_after: after,
      p_limit: rowsAtOnce,
    })
    const last = part.rows.at(-1)
    const next = last !== undefined && part.rows.length >= rowsAtOnce ? String(last[1]) : null
    await pause('repair')
    repairBuckets(db, table, buckets, part, after, next === null)
    after = next
  } while (after !== null)
  onChanged(null)
}
