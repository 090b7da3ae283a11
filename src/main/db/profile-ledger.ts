// Credit, points, spending and visits entry by entry, each with what the customer held of its kind after it.
import type { LedgerKind } from '../../shared/customer.ts'
import type { LedgerRow } from '../../shared/profile.ts'
import { type ReadDb, statement } from './handle.ts'
import { findProfileKey } from './profile-customer.ts'

interface StoredEntry {
  readonly id: string
  readonly kind: LedgerKind
  readonly amount: number
  readonly source: string
  readonly source_id: string | null
  readonly reverses_id: string | null
  readonly occurred_at: string
}

/**
 * The entries, newest first. Balances are counted back from what the customer holds now, so that the newest always says
 * what the card says, even where the oldest entries are elsewhere.
 */
export function readLedger(
  db: ReadDb,
  { customerId, kind }: { readonly customerId: string; readonly kind?: LedgerKind },
): readonly LedgerRow[] {
  const key = findProfileKey(db, customerId)
  const sql = `SELECT id, kind, amount, source, source_id, reverses_id, occurred_at FROM customer_ledger
    WHERE customer_key = $key AND ($kind IS NULL OR kind = $kind) ORDER BY occurred_at DESC, id DESC`
  const balances = readBalances(db, key)
  return (statement(db, sql).all({ key, kind: kind ?? null }) as StoredEntry[]).map((entry) => {
    const balance = balances[entry.kind]
    balances[entry.kind] = balance - entry.amount
    return {
      id: entry.id,
      kind: entry.kind,
      amount: entry.amount,
      balance,
      source: entry.source,
      sourceId: entry.source_id,
      reversesId: entry.reverses_id,
      occurredAt: entry.occurred_at,
    }
  })
}

function readBalances(db: ReadDb, key: number): Record<LedgerKind, number> {
  const sql = `SELECT available_credit AS credit, available_point AS points, total_lifetime_value AS spend,
    total_visits AS visit FROM customers WHERE key = ?`
  return { ...(statement(db, sql).get(key) as Record<LedgerKind, number>) }
}
