// Whose a row of another file is: by the id the old till gave, the customer's code, our own id, a membership card, or a
// phone that is one person's only. What died in a merge leads to whoever lives on for it.
import { checkPhone } from '../../shared/contact-info.ts'
import { customerNotFound } from '../../shared/customer.ts'
import { normaliseText } from '../../shared/text.ts'
import { findSurvivorId } from '../db/customer-redirects.ts'
import { type ReadDb, statement } from '../db/handle.ts'
import type { CustomerPlace } from '../write/import-sales.ts'

/** Somebody, nobody, or several people of whom only a person can say who is meant. */
export type FoundCustomer = CustomerPlace | 'CUSTOMER_UNKNOWN' | 'CUSTOMER_UNCLEAR'

interface Holder extends CustomerPlace {
  readonly merged_into: string | null
}

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/

const sql = {
  byIdentifier: `SELECT customers.key, customers.id, merged_into FROM customer_identifiers
     JOIN customers ON customers.key = customer_key WHERE normalised = ? AND kind = ? LIMIT 50`,
  legacyIds: `SELECT normalised, customers.key, customers.id, merged_into FROM customers
     JOIN customer_identifiers ON customer_key = customers.key WHERE kind = 'legacy_id'`,
  byCode: 'SELECT key, id, merged_into FROM customers WHERE customer_code = ?',
  byId: 'SELECT key, id, merged_into FROM customers WHERE id = ?',
  redirected: 'SELECT DISTINCT customer_id FROM customer_redirects WHERE dead_value IN (?, ?) AND kind = ?',
}

/**
 * Makes a finder over the directory in `db`; what it found once it remembers. Where `expected` references make it worth
 * while, all legacy ids are read in one go.
 */
export function createCustomerFinder(db: ReadDb, expected = 0): (reference: string) => FoundCustomer {
  const found = expected > fewReferences ? readLegacyIds(db) : new Map<string, FoundCustomer>()
  return (reference) => {
    let customer = found.get(reference)
    if (customer === undefined) {
      customer = findCustomer(db, reference)
      found.set(reference, customer)
    }
    return customer
  }
}

const fewReferences = 2000

/** Whoever alone has a legacy id, and is not folded into another; all others are looked up one by one. */
function readLegacyIds(db: ReadDb): Map<string, FoundCustomer> {
  const found = new Map<string, FoundCustomer>()
  const shared = new Set<string>()
  const rows = statement(db, sql.legacyIds).raw().iterate() as IterableIterator<
    [string, number, string, string | null]
  >
  for (const [normalised, key, id, mergedInto] of rows) {
    if (mergedInto !== null || found.has(normalised)) shared.add(normalised)
    else found.set(normalised, { key, id })
  }
  for (const normalised of shared) found.delete(normalised)
  return found
}

/** Whoever somebody lives on as who was folded away meanwhile. Throws CUSTOMER_NOT_FOUND. */
export function placeSurvivor(db: ReadDb, customer: CustomerPlace): CustomerPlace {
  const [survivor] = byId(db, findSurvivorId(db, customer.id))
  if (!survivor || survivor.key === customer.key) throw customerNotFound()
  return { key: survivor.key, id: survivor.id }
}

function findCustomer(db: ReadDb, reference: string): FoundCustomer {
  // Spreadsheets turn 14657 into the number 14657.0.
  const whole = normaliseText(reference).replace(/^(\d+)\.0+$/, '$1')
  const code = whole.toUpperCase().replace(/^CUS[- ]?(?=\d)/, 'CUS-')
  const id = uuid.test(whole) ? whole : null
  return (
    choose(db, byIdentifier(db, 'legacy_id', whole)) ??
    choose(db, byRedirect(db, 'legacy_id', whole, reference)) ??
    choose(db, statement(db, sql.byCode).all(code) as Holder[]) ??
    choose(db, byRedirect(db, 'code', code, reference)) ??
    choose(db, id === null ? [] : byId(db, findSurvivorId(db, id))) ??
    choose(db, byIdentifier(db, 'card', whole)) ??
    choose(db, byRedirect(db, 'card', whole, reference)) ??
    choose(db, byPhone(db, reference)) ??
    'CUSTOMER_UNKNOWN'
  )
}

/** The one person alive behind these rows; null where there are none. */
function choose(db: ReadDb, holders: readonly Holder[]): FoundCustomer | null {
  const alive = new Map<number, CustomerPlace>()
  for (const holder of holders) {
    const [survivor] = holder.merged_into === null ? [holder] : byId(db, findSurvivorId(db, holder.id))
    if (survivor) alive.set(survivor.key, { key: survivor.key, id: survivor.id })
  }
  const [first] = alive.values()
  return alive.size > 1 ? 'CUSTOMER_UNCLEAR' : (first ?? null)
}

function byIdentifier(db: ReadDb, kind: 'legacy_id' | 'card' | 'phone', normalised: string): Holder[] {
  return statement(db, sql.byIdentifier).all(normalised, kind) as Holder[]
}

function byId(db: ReadDb, id: string): Holder[] {
  return statement(db, sql.byId).all(id) as Holder[]
}

function byRedirect(
  db: ReadDb,
  kind: 'legacy_id' | 'code' | 'card',
  normalised: string,
  reference: string,
): Holder[] {
  const ids = statement(db, sql.redirected).pluck().all(normalised, reference, kind) as string[]
  return ids.flatMap((id) => byId(db, findSurvivorId(db, id)))
}

/** Everybody who holds or held the number: a family's says nothing. */
function byPhone(db: ReadDb, reference: string): Holder[] {
  const phone = checkPhone(reference)
  return phone.ok ? byIdentifier(db, 'phone', phone.phone.e164) : []
}
