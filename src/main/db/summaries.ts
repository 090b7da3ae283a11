// A command as the Sync place lists it: what was done to whom, by whom, with names as the directory has them now.
import type { CommandSummary } from '../../shared/sync.ts'
import type { PlannedCommand, RowValues } from '../../shared/wire.ts'
import { findSurvivorId } from './customer-redirects.ts'
import { type ReadDb, statement } from './handle.ts'
import { readSetting, readSettings } from './settings.ts'

/** Name and code of a customer as they are now; nulls for one who is not here. */
export function nameCustomer(
  db: ReadDb,
  customerId: string,
): { readonly customerName: string | null; readonly customerCode: string | null } {
  const sql =
    'SELECT customer_name AS customerName, customer_code AS customerCode FROM customers WHERE id = ?'
  const found = statement(db, sql).get(customerId) as ReturnType<typeof nameCustomer> | undefined
  return found ?? { customerName: null, customerCode: null }
}

/** The name of a member of staff; null for nobody and for somebody who is not known. */
export function nameStaff(db: ReadDb, staffId: string | null): string | null {
  const name = statement(db, 'SELECT name FROM staff WHERE id = ?').pluck().get(staffId)
  return (name as string | undefined) ?? null
}

/** Whoever a row names: a member of staff by name, a name that was written out as it stands; null for an id nobody here has. */
export function namePerson(db: ReadDb, written: string | null): string | null {
  if (written === null || written === '') return null
  return nameStaff(db, written) ?? (/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(written) ? null : written)
}

/** The name of a counter: as the server has it, this one's own where there is no server; null for one not known here. */
export function nameDevice(db: ReadDb, deviceId: string | null): string | null {
  const name = statement(db, 'SELECT name FROM devices WHERE id = ?').pluck().get(deviceId)
  if (typeof name === 'string') return name
  const isOwn = deviceId !== null && readSetting(db, 'deviceId') === deviceId
  return isOwn ? readSettings(db).deviceName : null
}

/** The summary of a command that is about `customerId` now. */
export function summarise(db: ReadDb, command: PlannedCommand, customerId: string): CommandSummary {
  const { audit, kind } = command
  const id = findSurvivorId(db, customerId)
  return {
    commandId: audit.commandId,
    kind,
    customerId: id,
    ...nameCustomer(db, id),
    at: audit.at,
    by: nameStaff(db, audit.actor),
    changes: audit.changes,
    ...readWords(command),
  }
}

/** What the audit line does not say: the words that somebody typed, by which they know the command again. */
function readWords({
  commandId,
  audit,
  operations,
}: PlannedCommand): Pick<CommandSummary, 'note' | 'receipt' | 'takesBack'> {
  const rowsOf = (table: string): readonly RowValues[] =>
    operations.flatMap((one) => ('values' in one && one.table === table ? [one.values] : []))
  const entries = rowsOf('customer_ledger')
  const takesBack = entries.some((entry) => (entry.reverses_id ?? null) !== null)
  // Further entries of a command name its first one as their source; of many receipts none is the command's.
  const isOne = new Set(rowsOf('customer_transactions').map((sale) => sale.receipt_number)).size <= 1
  const source = takesBack || !isOne ? null : entries[0]?.source_id
  const note = rowsOf('customer_notes')[0]?.note_text ?? audit.changes.note_text?.after
  return {
    note: typeof note === 'string' ? note : null,
    receipt: typeof source === 'string' && source !== commandId ? source : null,
    takesBack,
  }
}
