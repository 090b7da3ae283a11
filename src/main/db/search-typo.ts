// Forgives one slip of the finger. A slip leaves the rest of a word intact, so the index is asked for the intact pieces
// and what stands beside them is checked; a whole phone number has so few neighbours that each is looked up.
import { normalisePhone } from '../../shared/contact-info.ts'
import { askForAll, rarestGrams } from './grams.ts'
import { type ReadDb, statement } from './handle.ts'
import { digitsWithOneSlip, findWithOneSlip, swapAt } from './one-slip.ts'
import type { FoundRow } from './search-fragments.ts'
import type { SearchQuery } from './search-query.ts'

/** A customer found by forgiving a slip, and what stands in their text. */
export interface TypoRow extends FoundRow {
  readonly fragments: readonly string[]
}

const shortestWord = 4
const wholePhoneLength = 9

/** At most `limit` customers one slip away from the question, by recency; looks at `budget` rows of the index at most. */
export function findWithTypo(db: ReadDb, query: SearchQuery, limit: number, budget: number): TypoRow[] {
  if (query.isDigits) return findPhones(db, query.whole, limit)
  const fragments = query.readings[0] ?? []
  const found = new Map<number, TypoRow>()
  const wrongs = fragments.filter((word) => word.length >= shortestWord && !/^\d+$/.test(word))
  for (const wrong of wrongs) {
    const others = fragments.filter((fragment) => fragment !== wrong)
    for (const row of findWord(db, wrong, others, limit, budget / wrongs.length)) found.set(row.key, row)
  }
  return byRecency(found).slice(0, limit)
}

function byRecency(found: ReadonlyMap<number, TypoRow>): TypoRow[] {
  return [...found.values()].sort((left, right) => left.rank - right.rank)
}

function findWord(
  db: ReadDb,
  word: string,
  others: readonly string[],
  limit: number,
  budget: number,
): TypoRow[] {
  const found = new Map<number, TypoRow>()
  const questions = intactPieces(word)
  for (const pieces of questions) {
    let hits = 0
    for (const row of readCandidates(db, [...pieces, ...others], Math.ceil(budget / questions.length))) {
      const slipped = findWithOneSlip(row.text, word)
      if (slipped === null) continue
      found.set(row.key, { ...row, fragments: [slipped.trim(), ...others] })
      hits += 1
      if (hits >= limit) break
    }
  }
  return byRecency(found)
}

/**
 * Questions that together find every slip (but one in the very middle of five letters): pieces of the word that a slip
 * elsewhere leaves intact, as long as they can be, and the word with two neighbours swapped where a swap breaks them all.
 */
function intactPieces(word: string): string[][] {
  const { length } = word
  const end = length - 3
  if (length <= 5) {
    const swaps = Array.from({ length: length - 1 }, (_, index) => [swapAt(word, index)])
    return [[word.slice(0, 3)], [word.slice(end)], ...swaps]
  }
  if (length === 6) {
    return [[word.slice(0, 4)], [word.slice(2)], [word.slice(0, 3)], [word.slice(3)], [swapAt(word, 2)]]
  }
  const third = Math.max(3, Math.floor(length / 3))
  const [start, finish] = [word.slice(0, third), word.slice(length - third)]
  const swaps = [swapAt(word, third - 1), swapAt(word, length - third - 1)]
  return [
    [word.slice(third)],
    [word.slice(0, length - third)],
    [start, finish],
    ...swaps.map((swap) => [swap]),
  ]
}

function* readCandidates(db: ReadDb, fragments: readonly string[], budget: number): Generator<FoundRow> {
  const grams = rarestGrams(db, fragments, 4)
  if (grams.length === 0) return
  const checks = fragments.map(() => 'AND instr(text, ?) > 0').join(' ')
  const sql = `SELECT rank, customer_key AS key, text
     FROM (SELECT rowid AS place FROM search_grams WHERE search_grams MATCH ? ORDER BY rowid LIMIT ?)
       CROSS JOIN search_text ON rank = place
     WHERE TRUE ${checks}`
  yield* statement(db, sql).iterate(askForAll(grams), budget, ...fragments) as IterableIterator<FoundRow>
}

function findPhones(db: ReadDb, whole: string, limit: number): TypoRow[] {
  const digits = normalisePhone(whole)?.digits ?? whole.replace(/\D/g, '')
  if (digits.length < wholePhoneLength || digits.length > 15) return []
  const forms = digitsWithOneSlip(digits).map((slip) =>
    slip.startsWith('0') ? `+66${slip.slice(1)}` : `+${slip}`,
  )
  const sql = `SELECT rank, customers.key AS key, text, normalised
     FROM json_each(?) CROSS JOIN customer_identifiers ON normalised = json_each.value AND kind = 'phone'
       JOIN customers ON customers.key = customer_identifiers.customer_key JOIN search_text ON rank = search_rank
     ORDER BY rank LIMIT ?`
  const rows = statement(db, sql).all(JSON.stringify(forms), limit) as (FoundRow & { normalised: string })[]
  const found = new Map<number, TypoRow>()
  for (const { rank, key, text, normalised } of rows) {
    const fragment = normalised.replace(/^\+66/, '0').replace('+', '')
    found.set(key, { rank, key, text, fragments: [fragment] })
  }
  return byRecency(found)
}
