// Brings what is known of a person into the forms in which two people are compared. Pure.
import { normaliseEmail, normalisePhone } from '../../shared/contact-info.ts'
import { normaliseText } from '../../shared/text.ts'
import { type AddressText, readAddress } from './compare-addresses.ts'
import type { KnownPhone } from './compare-details.ts'
import { type NameWord, readNameWords } from './pair-name-words.ts'

/** What is known of one side of a comparison; anything may be missing or still half typed. */
export interface DuplicateCandidate {
  readonly fullName: string
  /** Other names this person is known by. */
  readonly aliases?: readonly string[]
  readonly nickname?: string | null
  /** As written; `normalised` (E.164 or bare digits) where it is already known. */
  readonly phones?: readonly {
    readonly value: string
    readonly normalised?: string
    readonly old?: boolean
  }[]
  readonly emails?: readonly string[]
  /** YYYY-MM-DD; anything else is taken as not yet typed. */
  readonly dateOfBirth?: string | null
  readonly address?: string | null
}

/** A candidate made ready to be compared with many. */
export interface PreparedCandidate {
  readonly names: readonly { readonly written: string; readonly words: readonly NameWord[] }[]
  readonly nickname: NameWord | null
  readonly phones: readonly KnownPhone[]
  readonly emails: readonly string[]
  readonly birthDate: string | null
  readonly address: AddressText | null
}

/** Brings the facts of a candidate into the forms they are compared in; `readWords` may remember words it has read. */
export function prepareCandidate(
  candidate: DuplicateCandidate,
  readWords: (name: string) => readonly NameWord[] = readNameWords,
): PreparedCandidate {
  const names = [candidate.fullName, ...(candidate.aliases ?? [])]
  const phones = (candidate.phones ?? []).flatMap(({ value, normalised, old }) => {
    const known = normalised ?? normalisePhone(value)?.e164
    return known ? [{ value, normalised: known, old: old ?? false }] : []
  })
  return {
    names: names.map((written) => ({ written, words: readWords(written) })),
    nickname: candidate.nickname ? (readWords(candidate.nickname)[0] ?? null) : null,
    phones,
    emails: (candidate.emails ?? []).map((email) => normaliseEmail(email) ?? normaliseText(email)),
    birthDate: readDay(candidate.dateOfBirth ?? ''),
    address: candidate.address ? readAddress(candidate.address) : null,
  }
}

function readDay(day: string): string | null {
  const match = /^(\d{4})-(\d{2}-\d{2})$/.exec(day)
  if (!match) return null
  const year = Number(match[1])
  return `${year > 2400 ? year - 543 : year}-${match[2]}`
}
