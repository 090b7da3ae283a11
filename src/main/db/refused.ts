// What a person must fix or discard: commands the server refused, and those rescued from a damaged file in vain.
import { type ErrorCode, errorCodes } from '../../shared/errors.ts'
import type { RefusedCommand } from '../../shared/sync.ts'
import type { CommandResult, PlannedCommand } from '../../shared/wire.ts'
import { type ReadDb, statement, type WriteDb } from './handle.ts'
import { readPlanned } from './planned-payload.ts'
import { summarise } from './summaries.ts'

interface RefusedRow {
  readonly command_id: string
  readonly kind: string
  readonly customer_id: string
  readonly payload: string
  readonly created_at: string
  readonly code: string
  readonly refused_at: string
  readonly found_in: string | null
}

/** Everything refused, oldest first, at most 500. */
export function listRefused(db: ReadDb): RefusedCommand[] {
  const sql = 'SELECT * FROM refused_commands ORDER BY created_at, command_id LIMIT 500'
  return (statement(db, sql).all() as RefusedRow[]).map((row) => ({
    ...summariseRow(db, row),
    code: (errorCodes as readonly string[]).includes(row.code) ? (row.code as ErrorCode) : 'UNEXPECTED',
    refusedAt: row.refused_at,
    foundIn: row.found_in,
  }))
}

/** What was rescued from a damaged file may itself be damaged: then only its outer facts are known. */
function summariseRow(db: ReadDb, row: RefusedRow) {
  const planned = parsePlanned(row.payload)
  if (planned) return summarise(db, planned, row.customer_id)
  const { command_id: commandId, customer_id: customerId, kind, created_at: at } = row
  const unknown = { customerName: null, customerCode: null, by: null, note: null, receipt: null }
  return { ...unknown, commandId, kind, customerId, at, changes: {}, takesBack: false }
}

function parsePlanned(payload: string): PlannedCommand | null {
  try {
    const planned = readPlanned(payload) as Partial<PlannedCommand> | null
    return Array.isArray(planned?.operations) && planned.audit ? (planned as PlannedCommand) : null
  } catch {
    return null
  }
}

/** How many wait for a person. */
export function countRefused(db: ReadDb): number {
  return statement(db, 'SELECT count(*) FROM refused_commands').pluck().get() as number
}

/** A refused command as it was planned; null when it is not (or no longer) listed, or cannot be read. */
export function readRefused(db: ReadDb, commandId: string): PlannedCommand | null {
  const sql = 'SELECT payload FROM refused_commands WHERE command_id = ?'
  const payload = statement(db, sql).pluck().get(commandId) as string | undefined
  return payload === undefined ? null : parsePlanned(payload)
}

/** Takes a command off the list; false when it was not on it. */
export function removeRefused(db: WriteDb, commandId: string): boolean {
  return statement(db, 'DELETE FROM refused_commands WHERE command_id = ?').run(commandId).changes > 0
}

/** Copies a command from the outbox to the list, with the server's reason, inside the caller's transaction. */
export function listRefusal(db: WriteDb, seq: number, result: CommandResult, now: Date): void {
  statement(
    db,
    `INSERT OR REPLACE INTO refused_commands
       (command_id, kind, customer_id, payload, created_at, code, message, refused_at, found_in)
     SELECT command_id, kind, customer_id, payload, created_at, ?, ?, ?, NULL FROM outbox WHERE seq = ?`,
  ).run(result.code ?? 'UNEXPECTED', result.message ?? '', now.toISOString(), seq)
}
