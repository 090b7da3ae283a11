// The audit trail of a customer, with the names of whoever changed something and of the counter they stood at.
import type { ConsentProof, HistoryRow } from '../../shared/profile.ts'
import type { ColumnValue } from '../../shared/wire.ts'
import { type ReadDb, statement } from './handle.ts'
import { findPersonKeys } from './profile-customer.ts'
import { nameDevice, namePerson } from './summaries.ts'

interface StoredLine {
  readonly command_id: string
  readonly action: string
  readonly reason: string | null
  readonly actor: string | null
  readonly device_id: string
  readonly at: string
  readonly changes: string
  readonly is_confirmed: number
}

/** Everything that was done to a customer and to whoever was folded into them, newest first. */
export function readHistory(
  db: ReadDb,
  { customerId }: { readonly customerId: string },
): readonly HistoryRow[] {
  const sql = `SELECT command_id, action, reason, actor, device_id, at, changes, is_confirmed
    FROM audit_log WHERE customer_key = ? ORDER BY at DESC, command_id DESC`
  const lines = findPersonKeys(db, customerId).flatMap((key) => statement(db, sql).all(key) as StoredLine[])
  // A command about both leaves a line with each: it is one act.
  const acts = [...new Map(lines.toReversed().map((line) => [line.command_id, line])).values()]
  acts.sort((left, right) => (newness(left) < newness(right) ? 1 : -1))
  return acts.map((line) => ({
    commandId: line.command_id,
    action: line.action,
    at: line.at,
    by: namePerson(db, line.actor),
    device: nameDevice(db, line.device_id),
    reason: line.reason,
    changes: JSON.parse(line.changes) as HistoryRow['changes'],
    isConfirmed: line.is_confirmed === 1,
  }))
}

const newness = ({ at, command_id }: StoredLine) => `${at} ${command_id}`

/** When a consent took the value it has now, and who saw to it. */
export function proveConsent(
  db: ReadDb,
  key: number,
  column: 'sms_pdpa' | 'email_pdpa' | 'marketing_consent',
  value: ColumnValue,
): ConsentProof {
  const sql = `SELECT actor, device_id, at FROM audit_log
    WHERE customer_key = ? AND changes ->> ? = ? ORDER BY at DESC, command_id DESC LIMIT 1`
  const found = statement(db, sql).get(key, `$.${column}.after`, value) as
    | Pick<StoredLine, 'actor' | 'device_id' | 'at'>
    | undefined
  return {
    given: value === 1,
    at: found?.at ?? null,
    by: found ? namePerson(db, found.actor) : null,
    device: found ? nameDevice(db, found.device_id) : null,
  }
}
