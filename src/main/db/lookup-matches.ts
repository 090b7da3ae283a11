// Says why a customer answers a question: which fact, as shown, and which part of it. What is on the row itself comes
// first; an old phone, an alias or a card is named only for fragments the row does not already show.
import { formatPhone, normalisePhone } from '../../shared/contact-info.ts'
import type { IdentifierKind } from '../../shared/customer.ts'
import { highlightRanges } from '../../shared/highlight.ts'
import type { LookupMatch, MatchedField } from '../../shared/lookup.ts'
import { readFormerNames } from './former-names.ts'
import { type ReadDb, statement } from './handle.ts'
import type { ShownFacts } from './lookup-hits.ts'
import type { SearchQuery } from './search-query.ts'
import { phoneDigits, separator } from './search-text.ts'

/** The matches of `fragments` (in normal form) in one customer, whose search text is `text`. */
export function findMatches(
  db: ReadDb,
  customerKey: number,
  text: string,
  shown: ShownFacts,
  fragments: readonly string[],
): LookupMatch[] {
  const [name = '', nickname = '', code = '', phone = '', email = ''] = text.split(separator, 5)
  const matches: LookupMatch[] = []
  let missing = fragments
  const look = (field: MatchedField, normal: string, asShown: string | null) => {
    if (!asShown || !fragments.some((fragment) => normal.includes(fragment))) return
    matches.push({ field, text: asShown, old: false, ranges: highlightRanges(asShown, fragments) })
    missing = missing.filter((fragment) => !normal.includes(fragment))
  }
  look('name', name, shown.fullName)
  look('nickname', nickname, shown.nickname)
  look('code', code, shown.customerCode)
  look('phone', phone, shown.phone)
  look('email', email, shown.email)
  if (missing.length > 0) matches.push(...findInIdentifiers(db, customerKey, missing))
  return matches
}

interface IdentifierRow {
  readonly kind: IdentifierKind
  readonly value: string
  readonly normalised: string
  readonly status: 'current' | 'old'
}

function findInIdentifiers(db: ReadDb, customerKey: number, fragments: readonly string[]): LookupMatch[] {
  const sql =
    'SELECT kind, value, normalised, status FROM customer_identifiers WHERE customer_key = ? ORDER BY status, id'
  const matches: LookupMatch[] = []
  const held = statement(db, sql).all(customerKey) as IdentifierRow[]
  for (const row of [...held, ...readFormerNames(db, customerKey)]) {
    const normal = row.kind === 'phone' ? phoneDigits(row.normalised) : row.normalised
    const said = fragments.filter((fragment) => normal.includes(fragment) || row.normalised === fragment)
    if (said.length === 0) continue
    const text = row.kind === 'phone' && /^\d+$/.test(normal) ? formatPhone(normal) : row.value
    const ranges = highlightRanges(text, said)
    matches.push({ field: row.kind, text, old: row.status === 'old', ranges })
  }
  return matches
}

/** The matches of a whole identifier, however it was written: the facts that hold any reading of it. */
export function matchWhole(
  db: ReadDb,
  customerKey: number,
  text: string,
  shown: ShownFacts,
  query: SearchQuery,
): LookupMatch[] {
  const phone = normalisePhone(query.whole)
  const fragments = phone ? [phone.digits] : [query.whole, query.whole.replace(/^cus[- ]?(?=\d)/, 'cus-')]
  return findMatches(db, customerKey, text, shown, [...new Set(fragments)])
}
