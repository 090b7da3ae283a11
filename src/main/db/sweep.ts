// After everything was pulled again: what the server did not send is not on the server. Only rows that pending commands
// make stay, and those that are about to be told otherwise by the server's answer.
import type { SearchEffects } from './customer-rows.ts'
import { statement, type WriteDb } from './handle.ts'
import { settleOn } from './settle-rows.ts'

/** Removes what the pull did not bring, inside the caller's transaction, and answers the customers this changed. */
export function sweep(db: WriteDb, lastSeq: number, effects: SearchEffects): string[] {
  const missing = statement(
    db,
    `SELECT id FROM customers WHERE id NOT IN (SELECT row_id FROM brought_rows WHERE table_name = 'customers')`,
  ).pluck()
  const changed = missing.all() as string[]
  for (const id of changed) {
    settleOn(db, { table: 'customers', id, customerId: id }, null, lastSeq, effects)
  }
  const children = statement(
    db,
    `SELECT 'customer_notes' AS "table", customer_notes.id, customers.id AS customerId
       FROM customer_notes JOIN customers ON customers.key = customer_key
       WHERE customer_notes.id NOT IN (SELECT row_id FROM brought_rows WHERE table_name = 'customer_notes')
     UNION ALL SELECT 'sync_conflicts', id, customer_id FROM sync_conflicts
       WHERE id NOT IN (SELECT row_id FROM brought_rows WHERE table_name = 'sync_conflicts')`,
  ).all() as { table: 'customer_notes' | 'sync_conflicts'; id: string; customerId: string }[]
  for (const name of children) {
    settleOn(db, name, null, lastSeq, effects)
    changed.push(name.customerId)
  }
  sweepEntries(db, lastSeq)
  statement(db, 'DELETE FROM brought_rows').run()
  return changed
}

/** Ledger entries, redirects, tiers and audit lines have no copies: the commands themselves tell what they make. */
function sweepEntries(db: WriteDb, lastSeq: number): void {
  const brought = (table: string) => `(SELECT row_id FROM brought_rows WHERE table_name = '${table}')`
  const made = `(SELECT operation.value ->> 'id' FROM outbox CROSS JOIN json_each(payload, '$.operations') AS operation
     WHERE seq > ? AND operation.value ->> 'table' IN ('customer_ledger', 'customer_redirects'))`
  for (const table of ['customer_ledger', 'customer_redirects']) {
    statement(db, `DELETE FROM ${table} WHERE id NOT IN ${brought(table)} AND id NOT IN ${made}`).run(lastSeq)
  }
  statement(db, `DELETE FROM vip_tiers WHERE CAST(id AS TEXT) NOT IN ${brought('vip_tiers')}`).run()
  statement(
    db,
    `DELETE FROM audit_log WHERE (is_confirmed = 1 OR command_id NOT IN (SELECT command_id FROM outbox))
       AND NOT EXISTS (SELECT 1 FROM customers JOIN brought_rows
         ON table_name = 'audit_log' AND row_id = customers.id || ' ' || command_id
         WHERE customers.key = audit_log.customer_key)`,
  ).run()
}
