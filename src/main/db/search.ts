// The lookup: any fragment of anything that points at a person finds them. Whole codes, ids and phone numbers first,
// then whoever came last; other readings of what was typed only where the plain one leaves room.
import { formatPhone, normalisePhone } from '../../shared/contact-info.ts'
import { limits } from '../../shared/customer.ts'
import { otherLayout } from '../../shared/keyboard-layout.ts'
import type { LookupHit, LookupResult, MatchedBy } from '../../shared/lookup.ts'
import { type ReadDb, statement } from './handle.ts'
import { readHit, readHits } from './lookup-hits.ts'
import { findMatches, matchWhole } from './lookup-matches.ts'
import { findByFragments } from './search-fragments.ts'
import { findByIdentity } from './search-identity.ts'
import { readQuery, type SearchQuery } from './search-query.ts'

/** A customer found, how, and by which fragments; null fragments for a whole identifier. */
interface Finding {
  readonly key: number
  readonly matchedBy: MatchedBy
  readonly text: string
  readonly fragments: readonly string[] | null
}

interface PlainAnswer {
  readonly findings: Map<number, Finding>
  readonly hasIdentity: boolean
  readonly phoneHolders: number
}

/** Answers what was typed, most fitting first, at most `limit` customers; never throws for any text. */
export function searchCustomers(db: ReadDb, text: string, limit: number): LookupResult {
  const typed = text.slice(0, limits.searchLength)
  const query = readQuery(typed)
  if (!query) return { hits: [], hasMore: false, readAs: null, sharedPhone: null }

  const plain = findPlainly(db, query, limit, 'exact')
  let readAs: string | null = null
  let answered = query
  const { findings } = plain
  if (findings.size === 0) {
    const other = otherLayout(typed)
    const otherQuery = other === null ? null : readQuery(other)
    const otherAnswer = otherQuery && findPlainly(db, otherQuery, limit, 'layout')
    if (otherQuery && otherAnswer && otherAnswer.findings.size > 0) {
      for (const [key, finding] of otherAnswer.findings) findings.set(key, finding)
      readAs = other
      answered = otherQuery
    }
  }
  const hits: LookupHit[] = []
  for (const finding of findings.values()) {
    if (hits.length === limit) break
    const hit = readFinding(db, finding, answered)
    if (hit) hits.push(hit)
  }
  const phone = plain.phoneHolders > 1 ? normalisePhone(query.whole) : null
  return {
    hits,
    hasMore: findings.size > limit,
    readAs,
    sharedPhone: phone ? formatPhone(phone.digits) : null,
  }
}

/** The customers who came last, most recent first. */
export function listRecent(db: ReadDb, limit: number): LookupHit[] {
  const keys = statement(db, 'SELECT customer_key FROM search_text ORDER BY rank LIMIT ?').pluck().all(limit)
  return readHits(db, keys as number[])
}

/** The people a scanned card, code, id or whole phone number points at; nothing else counts as a scan. */
export function scanCustomer(db: ReadDb, text: string): LookupHit[] {
  const query = readQuery(text.slice(0, limits.searchLength))
  return query ? readHits(db, findByIdentity(db, query.whole).keys) : []
}

function findPlainly(db: ReadDb, query: SearchQuery, limit: number, matchedBy: MatchedBy): PlainAnswer {
  const findings = new Map<number, Finding>()
  const identity = findByIdentity(db, query.whole)
  const hasIdentity = identity.keys.length > 0
  for (const key of identity.keys.slice(0, limit + 1)) {
    findings.set(key, { key, matchedBy, text: readText(db, key), fragments: null })
  }
  const wanted = limit + 1 + findings.size
  const rows = query.readings.flatMap((fragments) =>
    findByFragments(db, fragments, wanted).map((row) => ({ ...row, fragments })),
  )
  if (query.readings.length > 1) rows.sort((left, right) => left.rank - right.rank)
  for (const { key, text, fragments } of rows) {
    if (findings.size > limit) break
    if (!findings.has(key)) findings.set(key, { key, matchedBy, text, fragments })
  }
  return { findings, hasIdentity, phoneHolders: identity.isPhone ? identity.keys.length : 0 }
}

function readText(db: ReadDb, key: number): string {
  const sql = 'SELECT text FROM customers JOIN search_text ON rank = search_rank WHERE key = ?'
  return (statement(db, sql).pluck().get(key) as string | undefined) ?? ''
}

function readFinding(db: ReadDb, finding: Finding, query: SearchQuery): LookupHit | null {
  const { key, matchedBy, text, fragments } = finding
  return readHit(db, key, matchedBy, (shown) => {
    if (fragments) return findMatches(db, key, text, shown, fragments)
    return matchWhole(db, key, text, shown, query)
  })
}
