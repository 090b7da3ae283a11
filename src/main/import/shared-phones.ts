// Counts the customers who share a phone with somebody else: families, mostly, and the reason why a phone is no identity.
import { type ReadDb, statement } from '../db/handle.ts'

export interface SharedPhoneCount {
  /** Counts a customer who is not in the directory yet, by their phones in normal form. */
  readonly expect: (phones: readonly string[]) => void
  /** How many customers share a current phone, expected ones included. */
  readonly count: () => number
}

/** Makes a count over the directory in `db`. */
export function createSharedPhoneCount(db: ReadDb): SharedPhoneCount {
  const expected = new Map<string, number>()
  return {
    expect: (phones) => {
      for (const phone of phones) expected.set(phone, (expected.get(phone) ?? 0) + 1)
    },
    count: () => {
      const shared = statement(
        db,
        `SELECT count(DISTINCT customer_key) FROM customer_identifiers
         WHERE kind = 'phone' AND status = 'current' AND normalised IN (
           SELECT normalised FROM customer_identifiers WHERE kind = 'phone' AND status = 'current'
           GROUP BY normalised HAVING count(DISTINCT customer_key) > 1)`,
      ).pluck()
      const holders = statement(
        db,
        `SELECT count(DISTINCT customer_key) FROM customer_identifiers
         WHERE normalised = ? AND kind = 'phone' AND status = 'current'`,
      ).pluck()
      let total = shared.get() as number
      for (const [phone, newcomers] of expected) {
        const held = holders.get(phone) as number
        if (held + newcomers > 1) total += newcomers + (held === 1 ? 1 : 0)
      }
      return total
    },
  }
}
