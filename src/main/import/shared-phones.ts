// Counts the customers of a file who share a phone with somebody else: families, mostly, and the reason why a phone is no identity.
import { type ReadDb, statement } from '../db/handle.ts'

export interface SharedPhoneCount {
  /** Counts a customer who is not in the directory yet, by their phones in normal form. */
  readonly expect: (phones: readonly string[]) => void
  /** How many of the customers with these local keys share a current phone, and how many of those expected would. */
  readonly count: (keys: ReadonlySet<number>) => number
}

/** Makes a count over the directory in `db`. */
export function createSharedPhoneCount(db: ReadDb): SharedPhoneCount {
  const expected = new Map<string, number>()
  return {
    expect: (phones) => {
      for (const phone of phones) expected.set(phone, (expected.get(phone) ?? 0) + 1)
    },
    count: (keys) => {
      const sharing = statement(
        db,
        `SELECT count(*) FROM json_each(?) AS one WHERE EXISTS (
           SELECT 1 FROM customer_identifiers AS own JOIN customer_identifiers AS other USING (normalised)
           WHERE own.customer_key = one.value AND own.kind = 'phone' AND own.status = 'current'
             AND other.customer_key <> own.customer_key AND other.kind = 'phone' AND other.status = 'current')`,
      ).pluck()
      const isHeld = statement(
        db,
        `SELECT 1 FROM customer_identifiers WHERE normalised = ? AND kind = 'phone' AND status = 'current'`,
      )
      let total = sharing.get(JSON.stringify([...keys])) as number
      for (const [phone, newcomers] of expected) {
        if (newcomers > 1 || isHeld.get(phone) !== undefined) total += newcomers
      }
      return total
    },
  }
}
