// Customers the server no longer knows as folded into another: a server that was set back knows two where one was here. What is
// pending about them goes back to them; what the server holds of them comes by itself.
import type { PlannedCommand } from '../../shared/wire.ts'
import { readBase } from './base-rows.ts'
import { findKey } from './customer-keys.ts'
import { findSurvivorId } from './customer-redirects.ts'
import type { SearchEffects } from './customer-rows.ts'
import { isChangingTable } from './fed-tables.ts'
import { readFeedRow } from './feed-rows.ts'
import { statement, type WriteDb } from './handle.ts'
import { moveMade } from './merged-customers.ts'
import { readPlanned } from './planned-payload.ts'
import { settleOn, settleRow } from './settle-rows.ts'

/**
 * Hands every pending command, and what it made, to whom the customer it names lives on as now, inside the caller's
 * transaction; answers those who have pending commands by that.
 */
export function handBack(db: WriteDb, lastSeq: number, effects: SearchEffects): ReadonlySet<string> {
  const moved = statement(
    db,
    `SELECT seq, customer_id AS holder, payload FROM outbox
     WHERE customer_id <> payload ->> '$.audit.customerId' ORDER BY seq`,
  ).all() as { seq: number; holder: string; payload: string }[]
  const holders = new Set<string>()
  const owners = new Set<string>()
  for (const { seq, holder, payload } of moved) {
    const planned = readPlanned(payload)
    const owner = findSurvivorId(db, planned.audit.customerId)
    const key = findKey(db, owner)
    if (owner === holder || key === undefined) continue
    statement(db, 'UPDATE outbox SET customer_id = ? WHERE seq = ?').run(owner, seq)
    // What earlier ones made comes from the server.
    if (seq > lastSeq) moveMade(db, planned, findKey(db, holder), key)
    moveBases(db, planned, owner)
    holders.add(holder)
    owners.add(owner)
  }
  for (const id of holders) settleRow(db, { table: 'customers', id, customerId: id }, effects)
  for (const id of owners) {
    const name = { table: 'customers', id, customerId: id } as const
    if (readBase(db, 'customers', id)) settleRow(db, name, effects)
    // Nothing pending touched them so far, so the row here is the server's.
    else settleOn(db, name, readFeedRow(db, 'customers', id, id), lastSeq, effects)
  }
  return owners
}

function moveBases(db: WriteDb, { operations }: PlannedCommand, owner: string): void {
  const sql = 'UPDATE base_rows SET customer_id = ? WHERE table_name = ? AND row_id = ?'
  for (const { table, id } of operations) {
    if (isChangingTable(table) && table !== 'customers') statement(db, sql).run(owner, table, id)
  }
}
