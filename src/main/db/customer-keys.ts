// The local keys of customers. The directory itself has a key, too, for the audit lines of what is done to the venue.
import { AppError } from '../../shared/errors.ts'
import { directoryId } from '../../shared/wire.ts'
import { type ReadDb, statement } from './handle.ts'

/** The key of the directory itself: no customer has it. */
export const directoryKey = 0

/** The local key of a customer's id, or of the directory's; undefined for whoever is not here. */
export function findKey(db: ReadDb, customerId: string): number | undefined {
  if (customerId === directoryId) return directoryKey
  return statement(db, 'SELECT key FROM customers WHERE id = ?').pluck().get(customerId) as number | undefined
}

/** The same; throws CUSTOMER_NOT_FOUND. */
export function requireKey(db: ReadDb, customerId: string): number {
  const key = findKey(db, customerId)
  if (key === undefined) throw new AppError('CUSTOMER_NOT_FOUND', 'This customer is not in the directory.')
  return key
}
