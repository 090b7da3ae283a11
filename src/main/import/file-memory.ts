// What a pass over a file has already seen in it: which legacy ids, whose balances, and, when nothing is written, which
// people it would have made.
import { hash } from 'node:crypto'
import type { ImportRow } from '../domain/import-row.ts'
import type { RowIdentifier } from './match-customer.ts'
import { nameKey } from './name-index.ts'

/** How a row stands to the earlier rows of its file. */
export type Recall = 'unseen' | 'same' | 'conflicting'

export interface FileMemory {
  /** Whether an earlier row had this row's legacy id, and said the same or something else. */
  readonly recallId: (row: ImportRow, identifiers: readonly RowIdentifier[]) => Recall
  /** Whether an earlier row gave this customer balances; remembers that this one did. */
  readonly recallBalances: (customerId: string, row: ImportRow) => Recall
  /**
   * For passes that write nothing: whether an earlier row would have made this person, and whether this one adds to it
   * or contradicts its balances; remembers that this one would make them.
   */
  readonly recallPerson: (row: ImportRow, identifiers: readonly RowIdentifier[]) => Recall | 'adding'
}

/** Makes the memory of one pass; it holds short digests, not people. */
export function createFileMemory(): FileMemory {
  const ids = new Map<string, string>()
  const balances = new Map<string, string>()
  const people = new Map<string, string>()
  const recall = (memory: Map<string, string>, key: string, digest: string): Recall => {
    const earlier = memory.get(key)
    if (earlier === undefined) {
      memory.set(key, digest)
      return 'unseen'
    }
    return earlier === digest ? 'same' : 'conflicting'
  }
  return {
    recallId: (row, identifiers) => {
      const legacyId = identifiers.find(({ kind }) => kind === 'legacy_id')
      return legacyId ? recall(ids, legacyId.normalised, digestRow(row)) : 'unseen'
    },
    recallBalances: (customerId, row) =>
      row.openings.length === 0 ? 'unseen' : recall(balances, customerId, digestRow(row)),
    recallPerson: (row, identifiers) => {
      // Two legacy ids are two records of the old till: only a person may say that they are one customer.
      if (identifiers.some(({ kind }) => kind === 'legacy_id')) return 'unseen'
      const digest = digestRow(row)
      const keys = personKeys(row, identifiers)
      const found = keys.map((key) => recall(people, key, digest))
      const isPaidTwice = row.openings.length > 0 && keys.some((key) => balances.has(key))
      if (row.openings.length > 0) for (const key of keys) balances.set(key, digest)
      if (found.includes('same')) return 'same'
      if (found.includes('conflicting')) return isPaidTwice ? 'conflicting' : 'adding'
      return 'unseen'
    },
  }
}

/** The keys under which a second row would find this person again, as match-customer does in the directory. */
function personKeys(row: ImportRow, identifiers: readonly RowIdentifier[]): readonly string[] {
  const name = nameKey(row.facts.fullName)
  const strong = identifiers.filter(({ kind }) => kind === 'card' || kind === 'stable_hash')
  const contacts = identifiers.filter(({ kind }) => kind === 'phone' || kind === 'email')
  const born = row.facts.dateOfBirth ?? ''
  return [
    ...strong.map(({ kind, normalised }) => digest(`${kind} ${normalised}`)),
    ...contacts.map(({ kind, normalised }) => digest(`${name} ${kind} ${normalised} ${born}`)),
    ...(identifiers.length === 0 ? [digest(`${name} born ${born} ${JSON.stringify(row.openings)}`)] : []),
  ]
}

function digestRow(row: ImportRow): string {
  return digest(JSON.stringify([row.facts, row.identifiers, row.openings, row.note]))
}

/** Twenty bytes in a flat string: slices would keep the texts they were cut from. */
function digest(text: string): string {
  return hash('sha1', text, 'binary')
}
