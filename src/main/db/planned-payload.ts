// How a planned command stands in the outbox: written out, or, where receipts were imported by the thousand, in short.
// Whoever reads one reads it here; SQL that looks for rows of commands asks the function this file teaches SQLite.
import { hash } from 'node:crypto'
import type { PlannedCommand } from '../../shared/wire.ts'
import { type ImportedSales, type ReceiptIds, writeOutSales } from '../domain/plan-import-sales.ts'
import type { ReadDb, WriteDb } from './handle.ts'

const taught = Symbol('knows written_out')
type Connection = ReadDb & { [taught]?: true; readonly function: WriteDb['function'] }

/** The commands of the outbox with each of their operations as `operation.value`, for a FROM; conditions may follow. */
export function outboxOperations(db: ReadDb): string {
  const connection = db as Connection
  if (!connection[taught]) {
    connection.function('written_out', { deterministic: true }, (payload) => writeOut(String(payload)))
    connection[taught] = true
  }
  return `outbox CROSS JOIN json_each(
    CASE kind WHEN 'customer.importSales' THEN written_out(payload) ELSE payload END, '$.operations') AS operation`
}

/** A command as it was planned. Throws on what is no JSON. */
export function readPlanned(payload: string): PlannedCommand {
  const kept = JSON.parse(payload) as PlannedCommand | ImportedSales
  return 'receipts' in kept ? writeOutSales(kept, idsOfReceipt) : kept
}

/** The payload as it is sent. */
export function writeOut(payload: string): string {
  return payload.startsWith(shortStart) ? JSON.stringify(readPlanned(payload)) : payload
}

const shortStart = '{"receipts":'

/** Imported receipts in short. */
export function shorten({ receipts, audit }: ImportedSales): string {
  return JSON.stringify({ receipts, audit })
}

/** Version 8 ids (RFC 9562, section 5.8) out of a digest; the last digit tells the rows of one receipt apart. */
export function idsOfReceipt(customerId: string, receiptNumber: string): ReceiptIds {
  const digits = hash('sha1', `${customerId} ${receiptNumber}`, 'hex')
  const stem = `${digits.slice(0, 8)}-${digits.slice(8, 12)}-8${digits.slice(12, 15)}-a${digits.slice(15, 18)}-${digits.slice(18, 29)}`
  return { transaction: `${stem}0`, spend: `${stem}1`, visit: `${stem}2` }
}
