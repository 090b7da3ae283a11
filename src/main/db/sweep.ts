// After everything was pulled again: what the server did not send, or sent under somebody else, is not on the server. Only rows
// that pending commands make stay, and those that are about to be told otherwise by the server's answer.
import { directoryId } from '../../shared/wire.ts'
import type { SearchEffects } from './customer-rows.ts'
import {
  type ChangingTable,
  type ChildTable,
  childTables,
  customerPlace,
  isChangingTable,
  type PlainTable,
  plainTables,
} from './fed-tables.ts'
import { statement, type WriteDb } from './handle.ts'
import { handBack } from './parted-customers.ts'
import { outboxOperations } from './planned-payload.ts'
import { settleOn } from './settle-rows.ts'

/** Removes what the pull did not bring, inside the caller's transaction, and answers the customers this changed. */
export function sweep(db: WriteDb, lastSeq: number, effects: SearchEffects): string[] {
  const missing = statement(
    db,
    `SELECT id, key, merged_into FROM customers WHERE NOT ${isBrought('customers')}`,
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
  for (const table of childTables) {
    if (isChangingTable(table)) changed.push(...sweepChildren(db, table, lastSeq, effects))
    else sweepEntries(db, table, isBroughtHere(table, 'id'), lastSeq)
  }
  for (const table of plainTables) {
    if (isChangingTable(table)) changed.push(...sweepPlain(db, table, lastSeq, effects))
    else sweepEntries(db, table, isBrought(table), lastSeq)
  }
  sweepAudit(db)
  statement(db, 'DELETE FROM brought_rows').run()
  return changed
}

function isBrought(table: PlainTable | 'customers'): string {
  return `CAST(id AS TEXT) IN (SELECT row_id FROM brought_rows WHERE table_name = '${table}')`
}

/** What stands under a customer counts as brought only under that customer: a server set back may know two where one was here. */
function isBroughtHere(table: ChildTable | 'audit_log', id: string): string {
  const isUnder = (
    holder: string,
  ) => `EXISTS (SELECT 1 FROM brought_rows WHERE table_name = '${table}' AND row_id =
     coalesce(${holder}, '${directoryId}') || ' ' || ${table}.${id})`
  const here = isUnder(`(SELECT id FROM customers WHERE key = ${table}.customer_key)`)
  if (table === 'audit_log') return here
  // What a pending merge moved came under whom the server has it.
  const moved = `SELECT origin_id FROM relocated_rows WHERE table_name = '${table}' AND row_id = ${table}.id`
  return `(${here} OR ${isUnder(`(${moved})`)})`
}

type Changing<Table> = Extract<Table, ChangingTable>

function sweepChildren(
  db: WriteDb,
  table: Changing<ChildTable>,
  lastSeq: number,
  effects: SearchEffects,
): string[] {
  const missing = statement(
    db,
    `SELECT ${table}.id, customer_key AS key, customers.id AS customerId
     FROM ${table} JOIN customers ON customers.key = customer_key
     WHERE NOT ${isBroughtHere(table, 'id')}`,
  ).all() as { id: string; key: number; customerId: string }[]
  const isElsewhere = statement(db, `SELECT 1 FROM ${table} WHERE id = ? AND customer_key <> ?`)
  const remove = statement(db, `DELETE FROM ${table} WHERE id = ? AND customer_key = ?`)
  for (const { id, key, customerId } of missing) {
    if (isElsewhere.get(id, key)) remove.run(id, key)
    else settleOn(db, { table, id, customerId }, null, lastSeq, effects)
  }
  return missing.map(({ customerId }) => customerId)
}

function sweepPlain(
  db: WriteDb,
  table: Changing<PlainTable>,
  lastSeq: number,
  effects: SearchEffects,
): string[] {
  const customer = customerPlace(table) < 0 ? `'${directoryId}'` : 'customer_id'
  const missing = statement(
    db,
    `SELECT CAST(id AS TEXT) AS id, ${customer} AS customerId FROM ${table} WHERE NOT ${isBrought(table)}`,
  ).all() as { id: string; customerId: string }[]
  for (const name of missing) settleOn(db, { table, ...name }, null, lastSeq, effects)
  return missing.map(({ customerId }) => customerId)
}

/** Rows that never change have no copies: the commands themselves tell what they make. */
function sweepEntries(db: WriteDb, table: ChildTable | PlainTable, isHere: string, lastSeq: number): void {
  const made = `SELECT operation.value ->> 'id' FROM ${outboxOperations(db)}
     WHERE seq > ? AND operation.value ->> 'table' = '${table}'`
  statement(db, `DELETE FROM ${table} WHERE NOT ${isHere} AND id NOT IN (${made})`).run(lastSeq)
}

function sweepAudit(db: WriteDb): void {
  statement(
    db,
    `DELETE FROM audit_log WHERE (is_confirmed = 1 OR command_id NOT IN (SELECT command_id FROM outbox))
       AND NOT ${isBroughtHere('audit_log', 'command_id')}`,
  ).run()
}
