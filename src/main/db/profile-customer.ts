// Whose profile is asked for: the customer an id leads to now, and everybody who was folded into them.
import { customerNotFound } from '../../shared/customer.ts'
import { findSurvivorId } from './customer-redirects.ts'
import { type ReadDb, statement } from './handle.ts'

/** Everybody whose story is this customer's now: the customer, and whoever was folded into them. */
const personSql = `WITH RECURSIVE person (key, id) AS (
    SELECT key, id FROM customers WHERE id = ?
    UNION SELECT customers.key, customers.id FROM customers JOIN person ON customers.merged_into = person.id)
  SELECT key FROM person`

/** The local key of the customer an id leads to, redirects followed; throws CUSTOMER_NOT_FOUND. */
export function findProfileKey(db: ReadDb, customerId: string): number {
  const id = findSurvivorId(db, customerId)
  const key = statement(db, 'SELECT key FROM customers WHERE id = ?').pluck().get(id)
  if (typeof key !== 'number') throw customerNotFound()
  return key
}

/** The local keys of the customer an id leads to, theirs first, and of everybody folded into them; throws CUSTOMER_NOT_FOUND. */
export function findPersonKeys(db: ReadDb, customerId: string): readonly number[] {
  const key = findProfileKey(db, customerId)
  const keys = statement(db, personSql).pluck().all(findSurvivorId(db, customerId)) as number[]
  return [key, ...keys.filter((other) => other !== key)]
}
