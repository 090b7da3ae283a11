// After everything was pulled again: what the server did not send, or sent under somebody else, is not on the server. Only rows
// that pending commands make stay, and those that are about to be told otherwise by the server's answer.
import type { SearchEffects } from './customer-rows.ts'
import { statement, type WriteDb } from './handle.ts'
import { handBack } from './parted-customers.ts'
import { settleOn } from './settle-rows.ts'

/** Removes what the pull did not bring, inside the caller's transaction, and answers the customers this changed. */
export function sweep(db: WriteDb, lastSeq: number, effects: SearchEffects): string[] {
  const missing = statement(
    db,
    `SELECT id, key, merged_into FROM customers WHERE id NOT IN ${brought('customers')}`,
  ).all() as { id: string; key: number; merged_into: string | null }[]
  // Whoever a pending command makes again was folded into nobody.
  for (const { key, merged_into } of missing) {
    if (merged_into === null) continue
    statement(db, 'UPDATE customers SET merged_into = NULL WHERE key = ?').run(key)
    effects.texts.add(key)
  }
  const changed = [...handBack(db, lastSeq, effects)]
  for (const { id } of missing) {
    changed.push(id)
    settleOn(db, { table: 'customers', id, customerId: id }, null, lastSeq, effects)
  }
  changed.push(...sweepNotes(db, lastSeq, effects), ...sweepConflicts(db, lastSeq, effects))
  sweepEntries(db, lastSeq)
  statement(db, 'DELETE FROM brought_rows').run()
  return changed
}

function brought(table: string): string {
  return `(SELECT row_id FROM brought_rows WHERE table_name = '${table}')`
}

/** What stands under a customer counts as brought only under that customer: a server set back may know two where one was here. */
function isBroughtHere(table: string, id: string): string {
  return `EXISTS (SELECT 1 FROM customers JOIN brought_rows
     ON table_name = '${table}' AND row_id = customers.id || ' ' || ${table}.${id}
     WHERE customers.key = ${table}.customer_key)`
}

function sweepNotes(db: WriteDb, lastSeq: number, effects: SearchEffects): string[] {
  const missing = statement(
    db,
    `SELECT customer_notes.id, customer_key AS key, customers.id AS customerId
     FROM customer_notes JOIN customers ON customers.key = customer_key
     WHERE NOT ${isBroughtHere('customer_notes', 'id')}`,
  ).all() as { id: string; key: number; customerId: string }[]
  const isElsewhere = statement(db, 'SELECT 1 FROM customer_notes WHERE id = ? AND customer_key <> ?')
  const remove = statement(db, 'DELETE FROM customer_notes WHERE id = ? AND customer_key = ?')
  for (const { id, key, customerId } of missing) {
    if (isElsewhere.get(id, key)) remove.run(id, key)
    else settleOn(db, { table: 'customer_notes', id, customerId }, null, lastSeq, effects)
  }
  return missing.map(({ customerId }) => customerId)
}

function sweepConflicts(db: WriteDb, lastSeq: number, effects: SearchEffects): string[] {
  const missing = statement(
    db,
    `SELECT id, customer_id AS customerId FROM sync_conflicts WHERE id NOT IN ${brought('sync_conflicts')}`,
  ).all() as { id: string; customerId: string }[]
  for (const name of missing) settleOn(db, { table: 'sync_conflicts', ...name }, null, lastSeq, effects)
  return missing.map(({ customerId }) => customerId)
}

/** Ledger entries, redirects, tiers and audit lines have no copies: the commands themselves tell what they make. */
function sweepEntries(db: WriteDb, lastSeq: number): void {
  const made = (table: string) =>
    `(SELECT operation.value ->> 'id' FROM outbox CROSS JOIN json_each(payload, '$.operations') AS operation
     WHERE seq > ? AND operation.value ->> 'table' = '${table}')`
  const isMissing = {
    customer_ledger: `NOT ${isBroughtHere('customer_ledger', 'id')}`,
    customer_redirects: `id NOT IN ${brought('customer_redirects')}`,
  }
  for (const [table, condition] of Object.entries(isMissing)) {
    statement(db, `DELETE FROM ${table} WHERE ${condition} AND id NOT IN ${made(table)}`).run(lastSeq)
  }
  statement(db, `DELETE FROM vip_tiers WHERE CAST(id AS TEXT) NOT IN ${brought('vip_tiers')}`).run()
  statement(
    db,
    `DELETE FROM audit_log WHERE (is_confirmed = 1 OR command_id NOT IN (SELECT command_id FROM outbox))
       AND NOT ${isBroughtHere('audit_log', 'command_id')}`,
  ).run()
}
