// What whoever was folded into a customer was called: it still finds the one they live on as.
import { normaliseText } from '../../shared/text.ts'
import { type ReadDb, statement } from './handle.ts'

/** A name somebody no longer goes by here, in the shape of an identifier. */
export interface FormerName {
  readonly kind: 'alias'
  readonly value: string
  readonly normalised: string
  readonly status: 'old'
}

const isAnybodySql = `SELECT 1 FROM customers AS folded
  WHERE folded.merged_into = (SELECT id FROM customers WHERE key = ?) LIMIT 1`
const namesSql = `WITH RECURSIVE folded (id, customer_name, nickname) AS (
    SELECT id, customer_name, nickname FROM customers WHERE merged_into = (SELECT id FROM customers WHERE key = ?)
    UNION SELECT customers.id, customers.customer_name, customers.nickname
      FROM customers JOIN folded ON customers.merged_into = folded.id)
  SELECT customer_name AS name FROM folded UNION SELECT nickname FROM folded WHERE nickname IS NOT NULL`

/** The names and nicknames of everybody folded into a customer; nobody mostly. */
export function readFormerNames(db: ReadDb, customerKey: number): readonly FormerName[] {
  if (statement(db, isAnybodySql).get(customerKey) === undefined) return []
  const names = statement(db, namesSql).pluck().all(customerKey) as string[]
  return names.map((value) => ({ kind: 'alias', value, normalised: normaliseText(value), status: 'old' }))
}
