// What the benchmark knows of each customer, read from the tables and not from the index: the facts in normal form.

import type { WriteDb } from '../src/main/db/handle.ts'
import { normalisePhone } from '../src/shared/contact-info.ts'
import { normaliseText } from '../src/shared/text.ts'

/** One customer as brute force and the peers see it. */
export interface KnownPerson {
  readonly id: string
  readonly code: string
  readonly fullName: string
  readonly name: string
  readonly nickname: string
  /** Digits of every phone, old ones too. */
  readonly phones: readonly string[]
  readonly emails: readonly string[]
  /** Every other identifier. */
  readonly others: readonly string[]
}

interface PersonRow {
  readonly id: string
  readonly customer_code: string
  readonly customer_name: string
  readonly nickname: string | null
  readonly identifiers: string
}

/** All customers, whoever came last first, one at a time. */
export function* readPeople(db: WriteDb): Generator<KnownPerson> {
  const rows = db.prepare(`SELECT customers.id, customer_code, customer_name, nickname,
      (SELECT json_group_array(json_array(kind, value)) FROM customer_identifiers
       WHERE customer_key = customers.key) AS identifiers
    FROM search_text CROSS JOIN customers ON customers.key = search_text.customer_key ORDER BY rank`)
  for (const row of rows.iterate() as IterableIterator<PersonRow>) {
    const identifiers = JSON.parse(row.identifiers) as [kind: string, value: string][]
    const valuesOf = (...kinds: string[]) =>
      identifiers.filter(([kind]) => kinds.includes(kind)).map(([, value]) => value)
    yield {
      id: row.id,
      code: row.customer_code.toLowerCase(),
      fullName: row.customer_name,
      name: normaliseText(row.customer_name),
      nickname: normaliseText(row.nickname ?? ''),
      phones: valuesOf('phone').map((value) => normalisePhone(value)?.digits ?? ''),
      emails: valuesOf('email').map(normaliseText),
      others: valuesOf('legacy_id', 'card', 'alias').map(normaliseText),
    }
  }
}

/** Whether a fact of this person holds the fragment. */
export function holdsFragment(person: KnownPerson, fragment: string): boolean {
  return (
    person.name.includes(fragment) ||
    person.nickname.includes(fragment) ||
    person.code.includes(fragment) ||
    person.phones.some((phone) => phone.includes(fragment)) ||
    person.emails.some((email) => email.includes(fragment)) ||
    person.others.some((other) => other.includes(fragment))
  )
}

/** Whether each word of the text is held by some fact of this person. */
export function holdsWords(person: KnownPerson, words: readonly string[]): boolean {
  return words.every((word) => holdsFragment(person, word))
}
