// Answers, while somebody is being typed in, which customers they may already be: a handful of candidates through indexes,
// each scored by the one scorer. A family's newcomer on the family's phone is not an alarm; a person who returns is.
import type { DuplicateCheckArgs } from '../../shared/contract.ts'
import type { DuplicateMatch } from '../../shared/lookup.ts'
import { compareWriters } from '../domain/directory-frequencies.ts'
import { type DuplicateModel, usualModel } from '../domain/duplicate-chances.ts'
import { type DirectoryFrequencies, type DuplicateScore, scorePrepared } from '../domain/duplicates.ts'
import { type PreparedCandidate, prepareCandidate } from '../domain/prepare-candidate.ts'
import { pairThreshold } from '../domain/search-directory.ts'
import { findSurvivorId } from './customer-redirects.ts'
import {
  type CandidateIdentifier,
  type CandidateRow,
  candidateColumns,
  candidateIdentifiers,
  candidateKinds,
  prepareStored,
} from './directory-people.ts'
import { readDismissedPartners } from './dismissals.ts'
import {
  findByBirthDate,
  findByName,
  findEmailHolders,
  findPhoneHolders,
  findSimilarPhones,
} from './duplicate-blocks.ts'
import { type ReadDb, statement } from './handle.ts'
import { readHits } from './lookup-hits.ts'
import { countSound, countSpelling, countThai } from './name-frequencies.ts'

/** From this score on a candidate is worth a line; before there is a name, whoever holds the phone or e-mail is. */
const worthShowing = { withName: 30, withoutName: 3 }
const shownAtMost = 5
const candidatesAtMost = 200

/** The likeliest duplicates of what is typed so far, best first, at most five; `likelyScore` tells warning from mention. */
export function findLikelyDuplicates(db: ReadDb, args: DuplicateCheckArgs): DuplicateMatch[] {
  const typed = prepareCandidate({
    fullName: args.fullName.slice(0, 255),
    nickname: args.nickname,
    phones: args.primaryPhone ? [{ value: args.primaryPhone }] : [],
    emails: args.email ? [args.email] : [],
    dateOfBirth: args.dateOfBirth,
    address: args.address,
  })
  const words = typed.names[0]?.words ?? []
  const hasName = words.some((word) => word.text.length > 1)
  const excluded = args.excludeCustomerId ? findSurvivorId(db, args.excludeCustomerId) : null
  // Said once not to be this customer, somebody is not asked about again.
  const dismissed = excluded === null ? null : readDismissedPartners(db, excluded)
  const threshold = hasName ? worthShowing.withName : worthShowing.withoutName
  return scoreCandidates(db, typed, { excluded, threshold, model: usualModel })
    .filter(({ key }) => !dismissed?.has(key))
    .slice(0, shownAtMost)
    .flatMap(({ key, score, reasons }) => {
      const [customer] = readHits(db, [key])
      return customer ? [{ customer, score, reasons }] : []
    })
}

/** Another customer who may be the one that was asked about. */
export interface StoredDuplicate extends DuplicateScore {
  readonly customerId: string
}

/**
 * Who a stored customer may be beside themselves, best first, from `pairThreshold` on: what a search of the whole directory
 * says, for one who was just saved or has just arrived. `model` is what such a search learned.
 */
export function findStoredDuplicates(
  db: ReadDb,
  customerId: string,
  model: DuplicateModel = usualModel,
): readonly StoredDuplicate[] {
  const id = findSurvivorId(db, customerId)
  const key = statement(db, 'SELECT key FROM customers WHERE id = ?').pluck().get(id) as number | undefined
  const customer = key === undefined ? null : readCandidate(db, key)
  if (!customer) return []
  const readId = statement(db, 'SELECT id FROM customers WHERE key = ?').pluck()
  return scoreCandidates(db, customer, { excluded: id, threshold: pairThreshold, model }).map(
    ({ key: other, score, reasons }) => ({ customerId: readId.get(other) as string, score, reasons }),
  )
}

interface Scoring {
  /** The customer who is compared, where they are in the directory already. */
  readonly excluded: string | null
  readonly threshold: number
  readonly model: DuplicateModel
}

function scoreCandidates(
  db: ReadDb,
  typed: PreparedCandidate,
  { excluded, threshold, model }: Scoring,
): readonly (DuplicateScore & { readonly key: number })[] {
  const keys = resolveKeys(db, findCandidates(db, typed), excluded)
  if (keys.length === 0) return []
  const frequencies = countFrequencies(db, typed, excluded !== null)
  const scored = keys.flatMap((key) => {
    const stored = readCandidate(db, key)
    const result = stored && scorePrepared(typed, stored, frequencies, model)
    return result && result.score >= threshold ? [{ key, ...result }] : []
  })
  return scored.sort((left, right) => right.score - left.score)
}

function findCandidates(db: ReadDb, typed: PreparedCandidate): number[] {
  const keys = new Set<number>()
  const add = (found: readonly number[]) => {
    for (const key of found) keys.add(key)
  }
  for (const { normalised } of typed.phones) {
    const holders = findPhoneHolders(db, normalised)
    add(holders.length > 0 ? holders : findSimilarPhones(db, normalised))
  }
  for (const email of typed.emails) add(findEmailHolders(db, email))
  // A first name alone leads to hundreds; the day they were born leads to the one.
  if (typed.birthDate) add(findByBirthDate(db, typed.birthDate))
  for (const name of typed.names) add(findByName(db, name.words))
  return [...keys].slice(0, candidatesAtMost)
}

/** Survivors in place of whoever was merged away, each once. */
function resolveKeys(db: ReadDb, keys: readonly number[], excluded: string | null): number[] {
  const resolved = new Set<number>()
  const readId = statement(db, 'SELECT id FROM customers WHERE key = ?').pluck()
  const readKey = statement(db, 'SELECT key FROM customers WHERE id = ?').pluck()
  for (const key of keys) {
    const id = readId.get(key) as string | undefined
    if (id === undefined) continue
    const survivor = findSurvivorId(db, id)
    if (survivor === excluded) continue
    const survivorKey = survivor === id ? key : (readKey.get(survivor) as number | undefined)
    if (survivorKey !== undefined) resolved.add(survivorKey)
  }
  return [...resolved]
}

/** A stored customer made ready for the scorer; null for one who is not here. */
export function readCandidate(db: ReadDb, key: number): PreparedCandidate | null {
  const row = statement(db, `SELECT ${candidateColumns} FROM customers WHERE key = ?`).get(key) as
    | CandidateRow
    | undefined
  if (!row) return null
  const identifiers = statement(db, `${candidateIdentifiers} WHERE customer_key = ? AND ${candidateKinds}`)
  return prepareStored(row, identifiers.all(key) as CandidateIdentifier[])
}

/**
 * Counts how common the typed values are among the customers, each when it is first asked for; `isStored` says that one of
 * the customers is compared.
 */
export function countFrequencies(
  db: ReadDb,
  typed: PreparedCandidate,
  isStored = false,
): DirectoryFrequencies {
  const customers = (statement(db, 'SELECT max(key) FROM customers').pluck().get() as number | null) ?? 0
  const words = new Map(typed.names.flatMap((name) => name.words.map((word) => [word.text, word])))
  const own = isStored ? 1 : 0
  const countPhone = remember((phone) => findPhoneHolders(db, phone).length - own)
  const countEmail = remember((email) => findEmailHolders(db, email).length - own)
  const countWord = remember((text: string) => {
    const word = words.get(text)
    return word ? countSpelling(db, word, customers) : null
  })
  const countHeard = remember((text: string) => {
    const word = words.get(text)
    return word ? Math.max(countWord(text)?.holders ?? 0, countSound(db, word, customers)) : null
  })
  let thai: number | null = null
  return {
    customers,
    holders: (kind, value) => {
      if (kind === 'phone') return countPhone(value)
      if (kind === 'email') return countEmail(value)
      return kind === 'spelling' ? (countWord(value)?.holders ?? null) : countHeard(value)
    },
    namesakes: () => {
      let rarest = { holders: Number.POSITIVE_INFINITY, repeats: 0 }
      for (const text of words.keys()) {
        const counted = countWord(text)
        if (counted && counted.repeats > 0 && counted.holders < rarest.holders) rarest = counted
      }
      return rarest.repeats > 0 ? rarest.holders * rarest.repeats : 0
    },
    writing: (isThai) => {
      thai ??= countThai(db)
      return compareWriters(thai, isThai)
    },
  }
}

function remember<Result>(find: (text: string) => Result): (text: string) => Result {
  const known = new Map<string, Result>()
  return (text) => {
    const found = known.get(text)
    if (found !== undefined) return found
    const result = find(text)
    known.set(text, result)
    return result
  }
}
