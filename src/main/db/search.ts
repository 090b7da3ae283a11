// The lookup: any fragment of anything that points at a person finds them. Whole codes, ids and phone numbers first,
// then whoever came last; other readings of what was typed only where the plain one leaves room.
import { formatPhone, normalisePhone } from '../../shared/contact-info.ts'
import { limits } from '../../shared/customer.ts'
import { otherLayout } from '../../shared/keyboard-layout.ts'
import type { LookupHit, LookupResult, MatchedBy } from '../../shared/lookup.ts'
import { nameWords } from '../../shared/name-keys.ts'
import { type ReadDb, statement } from './handle.ts'
import { readHit, readHits } from './lookup-hits.ts'
import { findMatches, matchWhole } from './lookup-matches.ts'
import { findByFragments } from './search-fragments.ts'
import { findByIdentity } from './search-identity.ts'
import { composeSearchText } from './search-index.ts'
import { readQuery, type SearchQuery } from './search-query.ts'
import { findBySound, wordsAlike } from './search-sound.ts'
import { separator } from './search-text.ts'
import { findWithTypo } from './search-typo.ts'
import { findUnplaced, isUnbuilt, listNewest } from './unplaced.ts'

/** The most an endless answer gives: more than the directory of any one venue is likely to hold. */
const foundAtMost = 100_000
/** A page of exact hits leaves no room for other readings, however many are wanted. */
const fullPage = 20
/** With fewer hits than this, names that sound alike and slips of the finger are looked for. */
const fewHits = 5
/** Nothing but letters and what stands between them in a name. */
const nameLike = /^[\p{L}\p{M}][\p{L}\p{M}'’ -]*$/u
/** How many names are compared by sound, and how many rows of the index looked at for slips. */
const efforts = { nothingFound: { names: 60, rows: 2500 }, somethingFound: { names: 40, rows: 300 } }

/** A customer found, how, and by which fragments; null fragments for a whole identifier. */
interface Finding {
  readonly key: number
  readonly matchedBy: MatchedBy
  readonly text: string
  readonly fragments: readonly string[] | null
}

/** Findings by customer key, most fitting first. */
type Findings = Map<number, Finding>

/** What a question came to: who was found, and as what it was read. */
interface Answer {
  readonly findings: Findings
  readonly answered: SearchQuery
  readonly readAs: string | null
  readonly phoneHolders: number
}

/** Answers what was typed, most fitting first, at most `limit` customers; never throws for any text. */
export function searchCustomers(db: ReadDb, text: string, limit: number): LookupResult {
  const typed = text.slice(0, limits.searchLength)
  const query = readQuery(typed)
  if (!query) return { hits: [], hasMore: false, readAs: null, sharedPhone: null }
  const { findings, answered, readAs, phoneHolders } = answer(db, typed, query, limit, limit)
  return {
    hits: readFindings(db, findings, answered, limit),
    hasMore: findings.size > limit,
    readAs,
    sharedPhone: phoneHolders > 1 ? showWholePhone(query) : null,
  }
}

/** The keys of everybody a text finds, most fitting first, at most `most`: the same answer as the counter's, without end. */
export function findAllKeys(db: ReadDb, text: string, most = foundAtMost): number[] {
  const typed = text.slice(0, limits.searchLength)
  const query = readQuery(typed)
  return query ? [...answer(db, typed, query, most, fullPage).findings.keys()].slice(0, most) : []
}

/** Other readings than the plain one are tried where it finds fewer than `enough`. */
function answer(db: ReadDb, typed: string, query: SearchQuery, limit: number, enough: number): Answer {
  const findings: Findings = new Map()
  const identity = addPlain(db, findings, query, limit, 'exact')
  let answered = query
  let readAs: string | null = null
  if (findings.size === 0) {
    const other = otherLayout(typed)
    const otherQuery = other === null ? null : readQuery(other)
    if (otherQuery) addPlain(db, findings, otherQuery, limit, 'layout')
    if (otherQuery && findings.size > 0) {
      answered = otherQuery
      readAs = other
    }
  }
  // Before the first index is built there is nothing to forgive slips in.
  const mayForgive = !identity.isWhole && readAs === null && findings.size < enough && !isUnbuilt(db)
  if (mayForgive) addForgiving(db, findings, query, limit)
  return { findings, answered, readAs, phoneHolders: identity.phoneHolders }
}

/** The customers who came last, most recent first. */
export function listRecent(db: ReadDb, limit: number): LookupHit[] {
  const keys = statement(db, 'SELECT customer_key FROM search_text ORDER BY rank LIMIT ?').pluck()
  return readHits(db, isUnbuilt(db) ? listNewest(db, limit) : (keys.all(limit) as number[]))
}

/** The people a scanned card, code, id or whole phone number points at; nothing else counts as a scan. */
export function scanCustomer(db: ReadDb, text: string): LookupHit[] {
  const query = readQuery(text.slice(0, limits.searchLength))
  return query ? readHits(db, findByIdentity(db, query.whole).keys) : []
}

/** Adds who the text points at as a whole, then who holds its fragments. */
function addPlain(
  db: ReadDb,
  findings: Findings,
  query: SearchQuery,
  limit: number,
  matchedBy: MatchedBy,
): { readonly isWhole: boolean; readonly phoneHolders: number } {
  const identity = findByIdentity(db, query.whole)
  for (const key of identity.keys.slice(0, limit + 1)) {
    findings.set(key, { key, matchedBy, text: readText(db, key), fragments: null })
  }
  const wanted = limit + 1 + findings.size
  const isWhole = identity.keys.length > 0
  const rows = query.readings.flatMap((fragments) => {
    const placed = findByFragments(db, fragments, wanted)
    const unplaced = isWhole || placed.length >= wanted ? [] : findUnplaced(db, fragments, wanted)
    return [...placed, ...unplaced].map((row) => ({ ...row, fragments }))
  })
  if (query.readings.length > 1) rows.sort((left, right) => left.rank - right.rank)
  for (const { key, text, fragments } of rows) {
    if (findings.size > limit) break
    if (!findings.has(key)) findings.set(key, { key, matchedBy, text, fragments })
  }
  return { isWhole, phoneHolders: identity.isPhone ? identity.keys.length : 0 }
}

/**
 * Adds who sounds alike, and who is one slip away where that is still too few. Where something was found it looks less
 * far, and only for names: a number or a piece of an e-mail that is there was not mistyped.
 */
function addForgiving(db: ReadDb, findings: Findings, query: SearchQuery, limit: number): void {
  const wanted = limit + 1
  const isName = nameLike.test(query.whole)
  if (findings.size > 0 && !isName) return
  const effort = findings.size === 0 ? efforts.nothingFound : efforts.somethingFound
  if (!query.isDigits && (findings.size < fewHits || asksForWholeWords(query, findings))) {
    for (const { key, text } of findBySound(db, query.whole, wanted, effort.names)) {
      if (findings.size >= wanted) return
      if (findings.has(key)) continue
      const [name = ''] = text.split(separator, 1)
      findings.set(key, { key, matchedBy: 'sound', text, fragments: wordsAlike(name, query.whole) })
    }
  }
  if (findings.size >= fewHits) return
  for (const { key, text, fragments } of findWithTypo(db, query, wanted, effort.rows)) {
    if (findings.size >= wanted) return
    if (!findings.has(key)) findings.set(key, { key, matchedBy: 'typo', text, fragments })
  }
}

/** Whether what was typed stands as whole words in the first name found: then other spellings of it are wanted too. */
function asksForWholeWords(query: SearchQuery, findings: Findings): boolean {
  const [first] = findings.values()
  const held = new Set(nameWords(first?.text.split(separator, 1)[0] ?? ''))
  return nameWords(query.whole).every((word) => held.has(word))
}

function readText(db: ReadDb, key: number): string {
  const sql = 'SELECT text FROM customers JOIN search_text ON rank = search_rank WHERE key = ?'
  return (statement(db, sql).pluck().get(key) as string | undefined) ?? composeSearchText(db, key) ?? ''
}

function readFindings(db: ReadDb, findings: Findings, query: SearchQuery, limit: number): LookupHit[] {
  const hits: LookupHit[] = []
  for (const { key, matchedBy, text, fragments } of findings.values()) {
    if (hits.length === limit) break
    const hit = readHit(db, key, matchedBy, (shown) =>
      fragments ? findMatches(db, key, text, shown, fragments) : matchWhole(db, key, text, shown, query),
    )
    if (hit) hits.push(hit)
  }
  return hits
}

function showWholePhone(query: SearchQuery): string | null {
  const phone = normalisePhone(query.whole)
  return phone ? formatPhone(phone.digits) : null
}
