// The end of a pull: what its snapshot holds is here, so the commands in it are done with, and so are the server's copies
// that no other command needs. After a pull that started over, what it did not bring is gone.
import { type FeedTable, feedTables } from '../../shared/feed.ts'
import type { PullReply } from '../../shared/wire.ts'
import { recountBalances } from './balances.ts'
import { readBase } from './base-rows.ts'
import { beginPull } from './begin-pull.ts'
import { findKey } from './customer-keys.ts'
import { createEffects, type SearchEffects } from './customer-rows.ts'
import type { ChangingTable } from './fed-tables.ts'
import { inTransaction, statement, type WriteDb } from './handle.ts'
import { adoptAll } from './merged-customers.ts'
import { unpark } from './parked-rows.ts'
import { allBound } from './pending-folds.ts'
import { settleRelocated } from './relocated-rows.ts'
import { settleSearch } from './search-effects.ts'
import { settleRow } from './settle-rows.ts'
import { sweep } from './sweep.ts'

/**
 * Ends the pull whose last page `reply` was, in one transaction, and answers the customers this changed. `isWhole`: the pull
 * was one page, taken at one moment. A longer one misses rows that changed once more while it went on: the next one brings
 * them, and until then nobody can tell what is gone, nor whether the effect of every command in the snapshot is here.
 */
export function finishPull(
  db: WriteDb,
  reply: PullReply,
  now: Date,
  isWhole = true,
): { readonly customerIds: readonly string[] } {
  return inTransaction(db, () => {
    const { lastSeq, isRestart } = beginPull(db, reply)
    const effects = createEffects()
    const changed = new Set<string>()
    adoptAll(db, lastSeq, isRestart)
    unpark(db, lastSeq, changed, effects)
    if (isWhole) {
      if (isRestart) for (const id of sweep(db, lastSeq, effects)) changed.add(id)
      dropConfirmed(db, lastSeq)
      settleRelocated(db, lastSeq)
      for (const id of settleBases(db, lastSeq, effects)) changed.add(id)
      statement(db, 'DELETE FROM parted_customers').run()
      // Everybody of this moment is here: the rest belonged to customers who are gone.
      statement(db, 'DELETE FROM parked_rows').run()
    }
    recountBound(db)
    settleSearch(db, effects)
    statement(
      db,
      `UPDATE sync_state SET from_snapshot = to_snapshot, to_snapshot = NULL,
         seen_snapshot = iif(?, to_snapshot, seen_snapshot),
         confirmed_seq = iif(?, to_last_seq, confirmed_seq),
         position = NULL, to_last_seq = NULL, total_rows = NULL, restart_mark = ?, feed_tables = ?, last_pull_at = ?`,
    ).run(
      Number(isWhole),
      Number(isWhole),
      Number(isRestart && !isWhole),
      JSON.stringify(feedTables),
      now.toISOString(),
    )
    return { customerIds: [...changed] }
  })
}

/** Commands whose effect is here leave the outbox; one whose answer was lost waits for it to be told again. */
function dropConfirmed(db: WriteDb, lastSeq: number): void {
  // The server's audit line has come with the rest; where it stands under somebody else, the own one is no more.
  statement(
    db,
    `DELETE FROM audit_log WHERE is_confirmed = 0 AND command_id IN (
       SELECT command_id FROM outbox WHERE seq <= ? AND result IS NOT NULL)`,
  ).run(lastSeq)
  statement(db, 'DELETE FROM outbox WHERE seq <= ? AND result IS NOT NULL').run(lastSeq)
}

/** Entries that pending merges moved may have come after the customers they now count for. */
function recountBound(db: WriteDb): void {
  for (const id of allBound(db)) {
    const key = findKey(db, id)
    // Without a copy kept, the row is the server's, which knows best.
    if (key !== undefined && readBase(db, 'customers', id)) recountBalances(db, key)
  }
}

/** Copies that did not come anew in this pull are still the server's rows in its snapshot. */
function settleBases(db: WriteDb, lastSeq: number, effects: SearchEffects): string[] {
  const stale = statement(db, 'SELECT table_name, row_id, customer_id FROM base_rows WHERE base_seq < ?').all(
    lastSeq,
  ) as { table_name: ChangingTable; row_id: string; customer_id: string }[]
  statement(db, 'UPDATE base_rows SET base_seq = ? WHERE base_seq < ?').run(lastSeq, lastSeq)
  return stale.map(({ table_name, row_id, customer_id }) => {
    settleRow(db, { table: table_name, id: row_id, customerId: customer_id }, effects)
    return customer_id
  })
}

/** The feed tables this app pulls; a store that was filled by one that knew fewer has to pull everything again. */
export function missesTables(known: readonly FeedTable[] | null): boolean {
  return known !== null && feedTables.some((table) => !known.includes(table))
}
