// Finds the few customers worth comparing with what is being typed: who holds the phone, one nearly like it, or the e-mail,
// was born on the day, or has a name of the same letters or sound. Everything through an index; nobody outside these blocks is looked at.
import { type NameWord, soundsSameFrom } from '../domain/pair-name-words.ts'
import { askForAll, gramsOf, rarestGrams } from './grams.ts'
import { type ReadDb, statement } from './handle.ts'
import { askIndex, findByFragments } from './search-fragments.ts'
import { findBySound } from './search-sound.ts'

const holdersRead = 60
/** Rows taken per question about a name; slips are looked for among more and only the closest few are kept. */
const rowsTaken = { spelled: 40, heard: 30, slipped: 120, closest: 6 }

/** Keys of the customers who hold or held this phone (normal form). */
export function findPhoneHolders(db: ReadDb, normalised: string): number[] {
  return findHolders(db, 'phone', normalised)
}

/** Keys of the customers who hold or held this e-mail (normal form). */
export function findEmailHolders(db: ReadDb, normalised: string): number[] {
  return findHolders(db, 'email', normalised)
}

/** Keys of the holders of a Thai number that differs in one digit or in the order of two neighbours. */
export function findSimilarPhones(db: ReadDb, normalised: string): number[] {
  if (!/^\+66\d{8,9}$/.test(normalised)) return []
  const sql = `SELECT DISTINCT customer_key FROM json_each(?) other
    CROSS JOIN customer_identifiers ON normalised = other.value AND kind = 'phone' LIMIT ?`
  const others = JSON.stringify([...oneSlipAway(normalised, 3)])
  return statement(db, sql).pluck().all(others, holdersRead) as number[]
}

/** Keys of customers with all these words in their name or nickname, or words that sound like them, or all but for a slip. */
export function findByName(db: ReadDb, words: readonly NameWord[]): number[] {
  const spelled = words.map((word) => word.text).filter((text) => text.length > 1)
  if (spelled.length === 0) return []
  const keys = new Set(findByFragments(db, spelled, rowsTaken.spelled).map((row) => row.key))
  const heard = findBySound(db, words.map((word) => word.text).join(' '), rowsTaken.heard)
  for (const row of heard) keys.add(row.key)
  const found = spelled.length < 2 || keys.size > heard.length || (heard[0]?.score ?? 0) >= soundsSameFrom
  if (found) return [...keys]
  for (const [index, slipped] of spelled.entries()) {
    const others = spelled.filter((_, place) => place !== index)
    for (const key of findBySlip(db, others, slipped)) keys.add(key)
  }
  return [...keys]
}

/** Keys of customers born on this day, or on it with day and month swapped. */
export function findByBirthDate(db: ReadDb, day: string): number[] {
  const [year, month, dayOfMonth] = day.split('-')
  const sql = 'SELECT key FROM customers WHERE date_of_birth IN (?, ?) LIMIT ?'
  return statement(db, sql).pluck().all(day, `${year}-${dayOfMonth}-${month}`, holdersRead) as number[]
}

function findHolders(db: ReadDb, kind: 'phone' | 'email', normalised: string): number[] {
  const sql =
    'SELECT DISTINCT customer_key FROM customer_identifiers WHERE normalised = ? AND kind = ? LIMIT ?'
  return statement(db, sql).pluck().all(normalised, kind, holdersRead) as number[]
}

/** Holders of all other words whose text shares most trigrams with the word that may hold a slip. */
function findBySlip(db: ReadDb, others: readonly string[], slipped: string): number[] {
  const grams = gramsOf(slipped)
  const certain = rarestGrams(db, others, 3)
  if (grams.length === 0 || certain.length === 0) return []
  const any = grams.map((gram) => askForAll([gram])).join(' OR ')
  const rows = askIndex(db, `(${any}) AND (${askForAll(certain)})`, others, rowsTaken.slipped)
  return rows
    .map(({ key, text }) => ({ key, shared: grams.filter((gram) => text.includes(gram)).length }))
    .sort((left, right) => right.shared - left.shared)
    .slice(0, rowsTaken.closest)
    .map(({ key }) => key)
}

function* oneSlipAway(digits: string, from: number): Generator<string> {
  for (let place = from; place < digits.length; place++) {
    const before = digits.slice(0, place)
    const after = digits.slice(place + 1)
    for (let digit = 0; digit <= 9; digit++) {
      if (String(digit) !== digits[place]) yield before + digit + after
    }
    const next = digits[place + 1]
    if (next !== undefined && next !== digits[place]) yield before + next + digits[place] + after.slice(1)
  }
}
