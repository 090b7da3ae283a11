// The end of a pull: what its snapshot holds is here, so the commands in it are done with, and so are the server's copies
// that no other command needs. After a pull that started over, what it did not bring is gone.
import { type FeedTable, feedTables, type PullReply } from '../../shared/wire.ts'
import { beginPull } from './begin-pull.ts'
import { createEffects, type SearchEffects } from './customer-rows.ts'
import { inTransaction, statement, type WriteDb } from './handle.ts'
import { adoptAll } from './merged-customers.ts'
import { unpark } from './parked-rows.ts'
import { settleSearch } from './search-effects.ts'
import { type RowName, replayedOn, settleRow } from './settle-rows.ts'
import { sweep } from './sweep.ts'
import { readSyncPoint } from './sync-state.ts'

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
    adoptAll(db)
    unpark(db, lastSeq, changed, effects)
    if (isWhole) {
      if (isRestart) for (const id of sweep(db, lastSeq, effects)) changed.add(id)
      dropConfirmed(db, lastSeq)
      for (const id of settleBases(db, lastSeq, effects)) changed.add(id)
    }
    settleSearch(db, effects)
    statement(db, 'DELETE FROM parted_customers').run()
    statement(
      db,
      `UPDATE sync_state SET from_snapshot = to_snapshot,
         confirmed_seq = CASE WHEN ? THEN to_last_seq ELSE confirmed_seq END, to_snapshot = NULL,
         position = NULL, to_last_seq = NULL, total_rows = NULL, restart_mark = ?, feed_tables = ?, last_pull_at = ?`,
    ).run(Number(isWhole), Number(isRestart && !isWhole), JSON.stringify(feedTables), now.toISOString())
    return { customerIds: [...changed] }
  })
}

/** Commands whose effect is here leave the outbox; one whose answer was lost waits for it to be told again. */
function dropConfirmed(db: WriteDb, lastSeq: number, late: ReadonlySet<number>): void {
  const kept = JSON.stringify([...late])
  const isDone = 'seq <= ? AND result IS NOT NULL AND seq NOT IN (SELECT value FROM json_each(?))'
  // The server's audit line has come with the rest; where it stands under somebody else, the own one is no more.
  statement(
    db,
    `DELETE FROM audit_log WHERE is_confirmed = 0 AND (customer_key, command_id) IN (
       SELECT customers.key, command_id FROM outbox JOIN customers ON customers.id = outbox.customer_id
       WHERE ${isDone})`,
  ).run(lastSeq, kept)
  statement(db, `DELETE FROM outbox WHERE ${isDone}`).run(lastSeq, kept)
}

interface StaleBase {
  readonly name: RowName
  readonly seq: number
}

/** The copies that this pull did not bring anew. */
function readStale(db: WriteDb, lastSeq: number): StaleBase[] {
  const sql = `SELECT table_name, row_id, customer_id, base_seq FROM base_rows WHERE base_seq < ?`
  const rows = statement(db, sql).all(lastSeq) as Record<string, string | number>[]
  return rows.map((row) => ({
    name: {
      table: row.table_name as RowName['table'],
      id: String(row.row_id),
      customerId: String(row.customer_id),
    },
    seq: Number(row.base_seq),
  }))
}

/**
 * The commands of this snapshot whose row did not come: somebody changed it again before its page was read, so that the
 * next pull brings it. Until then it is shown as it was saved here.
 */
function findLate(db: WriteDb, stale: readonly StaleBase[], lastSeq: number): Set<number> {
  const { confirmedSeq } = readSyncPoint(db)
  const late = new Set<number>()
  for (const { name, seq } of stale) {
    for (const command of replayedOn(db, name, Math.max(seq, confirmedSeq))) {
      if (command.seq <= lastSeq) late.add(command.seq)
    }
  }
  return late
}

/** What did not come anew is the server's row in this snapshot, too, unless a command on it is late. */
function settleBases(
  db: WriteDb,
  stale: readonly StaleBase[],
  late: ReadonlySet<number>,
  lastSeq: number,
  effects: SearchEffects,
): string[] {
  const raise = statement(db, 'UPDATE base_rows SET base_seq = ? WHERE table_name = ? AND row_id = ?')
  const changed: string[] = []
  for (const { name, seq } of stale) {
    if (replayedOn(db, name, seq).some((command) => late.has(command.seq))) continue
    raise.run(lastSeq, name.table, name.id)
    settleRow(db, name, effects)
    changed.push(name.customerId)
  }
  return changed
}

/** The feed tables this app pulls; a store that was filled by one that knew fewer has to pull everything again. */
export function missesTables(known: readonly FeedTable[] | null): boolean {
  return known !== null && feedTables.some((table) => !known.includes(table))
}
