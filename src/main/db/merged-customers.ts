// What pending commands made for a customer who was folded into another moves to the other: it exists nowhere else. The rows the
// server knows have come under whom the server has them, or will.

import type { PlannedCommand } from '../../shared/wire.ts'
import { findKey } from './customer-keys.ts'
import { findSurvivorId } from './customer-redirects.ts'
import { childTables, isChildTable } from './fed-tables.ts'
import { statement, type WriteDb } from './handle.ts'
import { readPlanned } from './planned-payload.ts'
import { moveRow } from './relocated-rows.ts'

/**
 * Moves what the commands after `seq` about the dead customer made to the survivor, if that one is here, in the caller's
 * transaction; what earlier ones made comes from the server.
 */
export function adoptMade(db: WriteDb, deadId: string, survivorId: string, seq: number): void {
  const sql = 'SELECT payload FROM outbox WHERE customer_id = ? AND seq > ? ORDER BY seq'
  for (const payload of statement(db, sql).pluck().all(deadId, seq) as string[]) {
    moveMade(db, readPlanned(payload), findKey(db, deadId), findKey(db, survivorId))
  }
}

/** Moves what a command made, and its line in the trail, between two local keys; what stands there already stays. */
export function moveMade(
  db: WriteDb,
  { commandId, operations }: PlannedCommand,
  from: number | undefined,
  to: number | undefined,
): void {
  if (from === undefined || to === undefined) return
  for (const { table, id } of operations) if (isChildTable(table)) moveRow(db, table, id, from, to)
  statement(
    db,
    'UPDATE OR IGNORE audit_log SET customer_key = ? WHERE customer_key = ? AND command_id = ? AND is_confirmed = 0',
  ).run(to, from, commandId)
}

const isHeld = childTables
  .map((table) => `EXISTS (SELECT 1 FROM ${table} WHERE customer_key = key)`)
  .join(' OR ')

/**
 * Does so for everybody whose survivor came later, at the end of a pull, and forgets what stands here twice; while everything is
 * pulled again, only what it brought under the survivor tells that a row is theirs.
 */
export function adoptAll(db: WriteDb, seq: number, isRestart: boolean): void {
  const dead = statement(db, `SELECT id, key FROM customers WHERE merged_into IS NOT NULL AND (${isHeld})`)
  const named = statement(
    db,
    `SELECT payload FROM outbox WHERE customer_id = ? AND payload ->> '$.audit.customerId' = ? AND seq > ?
     ORDER BY seq`,
  ).pluck()
  for (const { id, key } of dead.all() as { id: string; key: number }[]) {
    const survivorId = findSurvivorId(db, id)
    const survivorKey = findKey(db, survivorId)
    const payloads = named.all(survivorId, id, seq) as string[]
    for (const payload of payloads) moveMade(db, readPlanned(payload), key, survivorKey)
    for (const table of childTables) {
      // What the server moved has come under the survivor by now; what a merge left stays.
      const isThere = `id IN (SELECT id FROM ${table} WHERE customer_key = ?)`
      const isBrought = `EXISTS (SELECT 1 FROM brought_rows WHERE table_name = '${table}' AND row_id = ? || ' ' || id)`
      const sql = `DELETE FROM ${table} WHERE customer_key = ? AND ${isThere} AND (? OR ${isBrought})`
      statement(db, sql).run(key, survivorKey ?? null, Number(!isRestart), survivorId)
    }
  }
}
