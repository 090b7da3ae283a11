// What a customer holds, as the sum of their ledger: kept up to date as entries arrive, all entries of a command at once.
import { AppError } from '../../shared/errors.ts'
import type { RowValues } from '../../shared/wire.ts'
import { statement, type WriteDb } from './handle.ts'

const lastVisit = `(SELECT max(visit.occurred_at) FROM customer_ledger visit
   WHERE visit.customer_key = customers.key AND visit.kind = 'visit' AND visit.amount > 0
     AND NOT EXISTS (SELECT 1 FROM customer_ledger undo
                     WHERE undo.customer_key = customers.key AND undo.reverses_id = visit.id))`

/** Adds entries that stand in the ledger already to their customer's balances, inside the caller's transaction. */
export function addToBalances(db: WriteDb, key: number, entries: readonly RowValues[]): void {
  const sums = { credit: 0, points: 0, spend: 0, visit: 0 }
  let firstSpend: string | null = null
  let latestVisit: string | null = null
  let isTakenBack = false
  for (const { kind, amount, occurred_at: at } of entries) {
    if (!isKind(kind)) throw new AppError('INVALID_ARGUMENTS', 'A ledger entry has an unknown kind.')
    sums[kind] += Number(amount)
    const moment = String(at)
    if (kind === 'spend' && (firstSpend === null || moment < firstSpend)) firstSpend = moment
    if (kind !== 'visit') continue
    if (Number(amount) <= 0) isTakenBack = true
    else if (latestVisit === null || moment > latestVisit) latestVisit = moment
  }
  statement(
    db,
    `UPDATE customers SET available_credit = available_credit + ?, available_point = available_point + ?,
       total_lifetime_value = total_lifetime_value + ?, total_visits = total_visits + ?,
       first_transaction_at = min(coalesce(first_transaction_at, ?), coalesce(?, first_transaction_at)),
       last_visit_at = max(coalesce(last_visit_at, ?), coalesce(?, last_visit_at))
     WHERE key = ?`,
  ).run(
    sums.credit,
    sums.points,
    sums.spend,
    sums.visit,
    firstSpend,
    firstSpend,
    latestVisit,
    latestVisit,
    key,
  )
  if (isTakenBack) findLastVisit(db, key)
}

function isKind(kind: unknown): kind is 'credit' | 'points' | 'spend' | 'visit' {
  return kind === 'credit' || kind === 'points' || kind === 'spend' || kind === 'visit'
}

/** Only the ledger knows which visit was the last before one that was taken back. */
export function findLastVisit(db: WriteDb, key: number): void {
  statement(db, `UPDATE customers SET last_visit_at = ${lastVisit} WHERE key = ?`).run(key)
}

const sum = (kind: string) =>
  `(SELECT coalesce(sum(amount), 0) FROM customer_ledger WHERE customer_key = customers.key AND kind = '${kind}')`

/** Makes a customer's balances what their ledger says, inside the caller's transaction: entries came or went. */
export function recountBalances(db: WriteDb, key: number): void {
  statement(
    db,
    `UPDATE customers SET available_credit = ${sum('credit')}, available_point = ${sum('points')},
       total_lifetime_value = ${sum('spend')}, total_visits = ${sum('visit')}, last_visit_at = ${lastVisit},
       first_transaction_at = (SELECT min(occurred_at) FROM customer_ledger
         WHERE customer_key = customers.key AND kind = 'spend')
     WHERE key = ?`,
  ).run(key)
}
