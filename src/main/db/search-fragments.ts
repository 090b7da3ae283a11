// Finds the most recent customers whose search text holds every fragment. Rows come out of the index in order of recency
// and are checked on their text, so the work ends with the last row needed.
import { afterPrefix, askForAll, rarestGrams, shareOfPair } from './grams.ts'
import { type ReadDb, statement } from './handle.ts'
import { firstRank, lowestRank } from './ranks.ts'

/** A customer found: place in the order of recency, local key, and the text that was checked. */
export interface FoundRow {
  readonly rank: number
  readonly key: number
  readonly text: string
}

/** Trigrams asked for at once; more cost more than they shut out. */
const gramsAsked = 4
/** Newest rows read for a single character: commoner than that, or not worth finding. */
const characterScanRows = 20_000
/** Rows that can be scanned in the time one entry of the index's term list takes. */
const scanPerEntry = 1
/** Entries of the term list read for each row wanted. */
const entriesPerRow = 3

/** The most recent customers whose text holds all fragments (1 to 8, in normal form), at most `limit`. */
export function findByFragments(db: ReadDb, fragments: readonly string[], limit: number): FoundRow[] {
  const [only] = fragments
  if (fragments.length === 1 && only && longCode.test(only)) return findByCode(db, only, limit)
  const grams = rarestGrams(db, fragments, gramsAsked)
  if (grams.length > 0) return askIndex(db, askForAll(grams), fragments, limit)
  const pair = fragments.reduce((longest, next) => (next.length > longest.length ? next : longest), '')
  const places = firstRank - lowestRank(db)
  if (Array.from(pair).length < 2) return readNewest(db, fragments, Math.max(characterScanRows, limit), limit)
  // Whoever wants nearly everybody reads fewer rows than entries of the term list.
  if (limit * entriesPerRow > places) return readNewest(db, fragments, places, limit)
  // A page of a common pair's holders stands among the newest rows; a rare pair's few entries are quicker gone through.
  const share = shareOfPair(db, pair) / 100_000
  const expectedRows = limit / share
  if (share > 0 && expectedRows < scanPerEntry * share * places) {
    const found = readNewest(db, fragments, Math.ceil(2 * expectedRows), limit)
    if (found.length >= limit) return found
  }
  return findByPair(db, pair, fragments, limit)
}

/** Nothing but a code holds this: its own index is quicker than four common trigrams of digits. */
const longCode = /^cus-\d{3,}$/

function findByCode(db: ReadDb, code: string, limit: number): FoundRow[] {
  const sql = `SELECT rank, key, text FROM customers CROSS JOIN search_text ON rank = search_rank
     WHERE customer_code >= ? AND customer_code < ? ORDER BY rank LIMIT ?`
  const from = code.toUpperCase()
  return statement(db, sql).all(from, afterPrefix(from), limit) as FoundRow[]
}

/** The most recent customers an index question leads to whose text holds all fragments. */
export function askIndex(
  db: ReadDb,
  question: string,
  fragments: readonly string[],
  limit: number,
): FoundRow[] {
  const sql = `SELECT search_text.rank AS rank, customer_key AS key, search_text.text AS text
     FROM search_grams CROSS JOIN search_text ON search_text.rank = search_grams.rowid
     WHERE search_grams MATCH ? ${holdsAll(fragments, 'search_text.text')} ORDER BY search_grams.rowid LIMIT ?`
  return statement(db, sql).all(question, ...fragments, limit) as FoundRow[]
}

function readNewest(db: ReadDb, fragments: readonly string[], rows: number, limit: number): FoundRow[] {
  const sql = `SELECT rank, customer_key AS key, text FROM search_text
     WHERE rank < ? ${holdsAll(fragments)} ORDER BY rank LIMIT ?`
  return statement(db, sql).all(lowestRank(db) + rows, ...fragments, limit) as FoundRow[]
}

/**
 * Every place in a text ends with a separator, so each pair begins some trigram: the index's terms lead to it. A few times
 * the limit is nearly always enough (a row may hold several such trigrams); all entries are read where it was not.
 */
function findByPair(db: ReadDb, pair: string, fragments: readonly string[], limit: number): FoundRow[] {
  const sql = 'SELECT doc FROM search_gram_rows WHERE term >= ? AND term < ? ORDER BY doc LIMIT ?'
  const entries = statement(db, sql).pluck()
  const few = entriesPerRow * limit
  const first = entries.all(pair, afterPrefix(pair), few) as number[]
  const found = readPlaces(db, first, fragments, limit)
  if (found.length === limit || first.length < few) return found
  return readPlaces(db, entries.all(pair, afterPrefix(pair), -1) as number[], fragments, limit)
}

function readPlaces(
  db: ReadDb,
  places: readonly number[],
  fragments: readonly string[],
  limit: number,
): FoundRow[] {
  const sql = `SELECT rank, customer_key AS key, text FROM search_text WHERE rank = ? ${holdsAll(fragments)}`
  const read = statement(db, sql)
  const found: FoundRow[] = []
  for (const place of new Set(places)) {
    const row = read.get(place, ...fragments) as FoundRow | undefined
    if (row) found.push(row)
    if (found.length === limit) break
  }
  return found
}

function holdsAll(fragments: readonly string[], column = 'text'): string {
  return fragments.map(() => `AND instr(${column}, ?) > 0`).join(' ')
}
