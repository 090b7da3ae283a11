// The commands saved here whose effect has not come back from the server yet, by the customer they will land on.
import { landOn } from '../domain/land-on.ts'
import type { NumberedCommand } from '../domain/rebase-together.ts'
import { type ReadDb, statement } from './handle.ts'
import { boundWith } from './pending-folds.ts'
import { readPlanned } from './planned-payload.ts'

/** The customers that commands after `seq` are about, and whom these bind to them. */
export function pendingCustomers(db: ReadDb, seq: number): Set<string> {
  const sql = `SELECT customer_id FROM outbox WHERE seq > ?
     UNION SELECT pending_folds.customer_id FROM pending_folds JOIN outbox USING (command_id) WHERE seq > ?`
  return new Set(statement(db, sql).pluck().all(seq, seq) as string[])
}

interface PendingRow {
  readonly seq: number
  readonly customer_id: string
  readonly payload: string
}

/**
 * The commands after `seq` about a customer or anybody whom merges bind to them, oldest first, as they will be carried out.
 */
export function pendingOf(db: ReadDb, customerId: string, seq: number): readonly NumberedCommand[] {
  const sql = `SELECT seq, customer_id, payload FROM outbox
     WHERE customer_id IN (SELECT value FROM json_each(?)) AND seq > ? ORDER BY seq`
  const rows = statement(db, sql).all(JSON.stringify(boundWith(db, customerId)), seq) as PendingRow[]
  return rows.map(({ seq, customer_id, payload }) => ({
    seq,
    planned: landOn(readPlanned(payload), customer_id),
  }))
}
