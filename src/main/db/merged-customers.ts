// What stands under a customer who was folded into another moves to the other; the rows the server moved have come or will
// come by themselves, those of pending commands exist nowhere else.

import { findSurvivorId } from './customer-redirects.ts'
import { childTables } from './fed-tables.ts'
import { statement, type WriteDb } from './handle.ts'

/** Moves what stands under the dead customer to the survivor; false when the survivor is not here yet. */
export function adoptChildren(db: WriteDb, deadId: string, survivorId: string): boolean {
  const find = statement(db, 'SELECT key FROM customers WHERE id = ?').pluck()
  const from = find.get(deadId) as number | undefined
  const to = find.get(survivorId) as number | undefined
  if (from === undefined || to === undefined) return false
  for (const table of childTables) {
    // Where the server's own row is there already, it stands.
    statement(db, `UPDATE OR IGNORE ${table} SET customer_key = ? WHERE customer_key = ?`).run(to, from)
    statement(db, `DELETE FROM ${table} WHERE customer_key = ?`).run(from)
  }
  statement(
    db,
    `UPDATE OR IGNORE audit_log SET customer_key = ? WHERE customer_key = ? AND is_confirmed = 0
       AND command_id IN (SELECT command_id FROM outbox)`,
  ).run(to, from)
  return true
}

const isHeld = childTables
  .map((table) => `EXISTS (SELECT 1 FROM ${table} WHERE customer_key = key)`)
  .join(' OR ')

/** Does so for everybody whose survivor came later, at the end of a pull. */
export function adoptAll(db: WriteDb): void {
  const dead = statement(db, `SELECT id FROM customers WHERE merged_into IS NOT NULL AND (${isHeld})`).pluck()
  for (const id of dead.all() as string[]) adoptChildren(db, id, findSurvivorId(db, id))
}
