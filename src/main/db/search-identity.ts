// Who a whole code, id, card, legacy id, e-mail or phone number points at: straight through unique and value indexes,
// and through redirects to the survivor for what died in a merge.
import { normalisePhone } from '../../shared/contact-info.ts'
import { findSurvivorId } from './customer-redirects.ts'
import { type ReadDb, statement } from './handle.ts'

/** The customers something whole points at, most recent visit first, and whether it was a phone number. */
export interface IdentityAnswer {
  readonly keys: readonly number[]
  readonly isPhone: boolean
}

const none: IdentityAnswer = { keys: [], isPhone: false }

/** Finds by identity; `whole` is in normal form. Empty when it is no whole identifier of anybody. */
export function findByIdentity(db: ReadDb, whole: string): IdentityAnswer {
  if (whole.length < 3 || whole.length > 255) return none
  const keys = new Set<number>()
  const code = codeOf(whole)
  const holder = statement(db, 'SELECT id FROM customers WHERE customer_code = ?').pluck().get(code)
  if (typeof holder === 'string') addSurvivor(db, keys, holder)
  if (isUuid(whole)) addSurvivor(db, keys, whole)
  for (const key of findByValue(db, whole)) keys.add(key)
  addSurvivors(db, keys, code === whole ? [whole] : [whole, code])
  const phone = normalisePhone(whole)
  if (!phone) return keys.size > 0 ? { keys: [...keys], isPhone: false } : none
  const holders = findByPhone(db, phone.e164)
  for (const key of holders) keys.add(key)
  return { keys: [...keys], isPhone: holders.length > 0 }
}

/** Codes are written in capitals with a hyphen; a scanner or a hurried hand may leave either out. */
function codeOf(whole: string): string {
  return whole.toUpperCase().replace(/^CUS[- ]?(?=\d)/, 'CUS-')
}

function isUuid(text: string): boolean {
  return text.length === 36 && /^[0-9a-f-]{36}$/.test(text)
}

function addSurvivor(db: ReadDb, keys: Set<number>, id: string): void {
  const key = statement(db, 'SELECT key FROM customers WHERE id = ?').pluck().get(findSurvivorId(db, id))
  if (typeof key === 'number') keys.add(key)
}

function findByValue(db: ReadDb, normalised: string): number[] {
  const sql = `SELECT DISTINCT customers.key FROM customer_identifiers JOIN customers ON customers.key = customer_key
     WHERE normalised = ? AND merged_into IS NULL AND kind IN ('card', 'legacy_id', 'profile', 'stable_hash', 'email')
     ORDER BY search_rank LIMIT 100`
  return statement(db, sql).pluck().all(normalised) as number[]
}

/** Everybody who holds or held this number (in normal form), current holders and recent visitors first. */
export function findByPhone(db: ReadDb, e164: string): number[] {
  const sql = `SELECT customers.key FROM customer_identifiers JOIN customers ON customers.key = customer_key
     WHERE normalised = ? AND kind = 'phone' AND merged_into IS NULL GROUP BY customers.key ORDER BY min(status), search_rank LIMIT 100`
  return statement(db, sql).pluck().all(e164) as number[]
}

function addSurvivors(db: ReadDb, keys: Set<number>, dead: readonly string[]): void {
  const find = statement(
    db,
    'SELECT DISTINCT customer_id FROM customer_redirects WHERE dead_value = ?',
  ).pluck()
  for (const value of dead) {
    for (const id of find.all(value) as string[]) addSurvivor(db, keys, id)
  }
}
