// Finds the few customers worth comparing with what is being typed: who holds the phone, one nearly like it, the e-mail,
// or a name of the same sound. Everything through an index; nobody outside these blocks is looked at.
import type { NameWord } from '../domain/pair-name-words.ts'
import { askForAll, gramsOf, rarestGrams } from './grams.ts'
import { type ReadDb, statement } from './handle.ts'
import { askIndex, type FoundRow } from './search-fragments.ts'
import { soundEdge, writeSound } from './search-text.ts'

const holdersRead = 60
const nameRowsRead = 40
const readingsAsked = 4
/** Rows read to estimate how common a word is; rarer ones are counted exactly. */
const rowsCounted = 100

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
  const keys: number[] = []
  for (const other of oneSlipAway(normalised, 3)) keys.push(...findHolders(db, 'phone', other))
  return keys
}

/** Keys of customers whose name or nickname sounds like these words, or like all but one of them and nearly like that one. */
export function findByNameSound(db: ReadDb, words: readonly NameWord[]): number[] {
  const keys = new Set<number>()
  for (const fragments of readSounds(words).slice(0, readingsAsked)) {
    for (const row of askForSounds(db, fragments, nameRowsRead)) keys.add(row.key)
    if (fragments.length < 2) continue
    for (const [index, fragment] of fragments.entries()) {
      const others = fragments.filter((_, place) => place !== index)
      for (const row of findNearly(db, others, fragment)) keys.add(row.key)
    }
  }
  return [...keys]
}

/** How many customers carry a name word by sound: counted when rare, estimated on the most recent when common. */
export function countNameHolders(db: ReadDb, word: NameWord, customers: number): number {
  const [fragments] = readSounds([word])
  if (!fragments) return customers
  const rows = askForSounds(db, fragments, rowsCounted)
  const last = rows.at(-1)
  if (rows.length < rowsCounted || !last) return rows.length
  const newest = statement(db, 'SELECT min(rank) FROM search_text').pluck().get() as number
  return Math.round((customers * rows.length) / Math.max(rows.length, last.rank - newest + 1))
}

function findHolders(db: ReadDb, kind: 'phone' | 'email', normalised: string): number[] {
  const sql =
    'SELECT DISTINCT customer_key FROM customer_identifiers WHERE normalised = ? AND kind = ? LIMIT ?'
  return statement(db, sql).pluck().all(normalised, kind, holdersRead) as number[]
}

/** Every way to hear these words, the likeliest first: each sound between its edges, as it stands in the search text. */
function readSounds(words: readonly NameWord[]): string[][] {
  let readings: string[][] = [[]]
  for (const { sounds } of words) {
    if (sounds.length === 0) continue
    const heard = sounds.map((sound) => soundEdge + writeSound(sound) + soundEdge)
    readings = heard.flatMap((fragment) => readings.map((reading) => [...reading, fragment]))
  }
  return readings.filter((reading) => reading.length > 0)
}

function askForSounds(db: ReadDb, fragments: readonly string[], limit: number): FoundRow[] {
  return askIndex(db, askForAll(rarestGrams(db, fragments, 4)), fragments, limit)
}

/** All of these sounds, and any piece of the one more. */
function findNearly(db: ReadDb, fragments: readonly string[], nearly: string): FoundRow[] {
  const pieces = gramsOf(nearly).map((gram) => `"${gram}"`)
  const question = `(${pieces.join(' OR ')}) ${askForAll(rarestGrams(db, fragments, 3))}`
  return askIndex(db, question, fragments, nameRowsRead)
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
