// The one scorer of duplicates: how likely what is being typed and a stored customer are one person, and why. Pure.
import { normaliseEmail, normalisePhone } from '../../shared/contact-info.ts'
import type { DuplicateReason } from '../../shared/lookup.ts'
import { normaliseText } from '../../shared/text.ts'
import {
  type Chances,
  expectedRecords,
  nicknameChances,
  noEvidence,
  type Relation,
  relations,
} from './duplicate-chances.ts'
import {
  type Evidence,
  judgeAddresses,
  judgeBirthDates,
  judgeEmails,
  judgePhones,
  type KnownPhone,
} from './judge-details.ts'
import { judgeNames, type NameEvidence } from './judge-names.ts'
import { type NameWord, readNameWords, soundsSame, soundsSimilarFrom } from './pair-name-words.ts'

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
  readonly address: string
  readonly addressWords: ReadonlySet<string>
}

/** How common values are in the directory at hand: rare ones weigh more. Null where it was not counted. */
export interface DirectoryFrequencies {
  readonly customers: number
  /** How many customers hold a phone (normal form), or a name word (normal form) in this spelling or by its sound. */
  holders(kind: 'phone' | 'spelling' | 'sound', value: string): number | null
  /** How many namesakes of the whole typed name to expect at least: first and last names go together in a language. */
  readonly namesakes?: number
}

/** How sure (0–100) that two candidates are one person, and the reasons, the strongest first. */
export interface DuplicateScore {
  readonly score: number
  readonly reasons: readonly DuplicateReason[]
}

const usualDirectory: DirectoryFrequencies = { customers: 10_000, holders: () => null }

/** Scores what is typed against one stored customer; see `scorePrepared`. */
export function scorePair(
  typed: DuplicateCandidate,
  stored: DuplicateCandidate,
  frequencies: DirectoryFrequencies = usualDirectory,
): DuplicateScore {
  return scorePrepared(prepareCandidate(typed), prepareCandidate(stored), frequencies)
}

/** Brings the facts of a candidate into the forms they are compared in. */
export function prepareCandidate(candidate: DuplicateCandidate): PreparedCandidate {
  const names = [candidate.fullName, ...(candidate.aliases ?? [])]
  const phones = (candidate.phones ?? []).flatMap(({ value, normalised, old }) => {
    const known = normalised ?? normalisePhone(value)?.e164
    return known ? [{ value, normalised: known, old: old ?? false }] : []
  })
  const address = candidate.address ?? ''
  return {
    names: names.map((written) => ({ written, words: readNameWords(written) })),
    nickname: candidate.nickname ? (readNameWords(candidate.nickname)[0] ?? null) : null,
    phones,
    emails: (candidate.emails ?? []).map((email) => normaliseEmail(email) ?? normaliseText(email)),
    birthDate: readDay(candidate.dateOfBirth ?? ''),
    address,
    addressWords: new Set(normaliseText(address).match(/[\p{L}\p{M}\p{N}]+(?:\/\d+)?/gu) ?? []),
  }
}

/**
 * Weighs every fact after Fellegi and Sunter ("A Theory for Record Linkage", JASA 1969): the chance of what was observed
 * if both are one person against the chance if they are not, fact by fact, with the prior odds of a directory of this size;
 * agreement on a rare value weighs more (Winkler, "The State of Record Linkage", 1999). "Not one person" is a mixture of
 * relatives, colleagues and strangers, so that what families share is not counted as identity.
 */
export function scorePrepared(
  typed: PreparedCandidate,
  stored: PreparedCandidate,
  frequencies: DirectoryFrequencies,
): DuplicateScore {
  const phones = judgePhones(typed.phones, stored.phones)
  const name = judgeBestName(typed, stored, frequencies)
  const evidence: Evidence[] = [
    phones,
    judgeEmails(typed.emails, stored.emails),
    name,
    judgeNicknames(typed.nickname, stored.nickname),
    judgeBirthDates(typed.birthDate, stored.birthDate),
    judgeAddresses(typed.addressWords, stored.addressWords, stored.address),
  ]
  const weights = expectRelations(phones, typed.phones, frequencies)
  for (const { chances } of evidence) for (const relation of relations) weights[relation] *= chances[relation]
  const total = relations.reduce((sum, relation) => sum + weights[relation], 0)
  return {
    score: total > 0 ? Math.round((100 * weights.same) / total) : 0,
    reasons: evidence
      .filter((one) => one.reasons.length > 0)
      .sort((left, right) => weightOf(right.chances) - weightOf(left.chances))
      .flatMap((one) => one.reasons),
  }
}

/** Prior weights; whoever shares a held phone may also be any of its other holders, or a colleague at a switchboard. */
function expectRelations(
  phones: Evidence,
  typed: readonly KnownPhone[],
  frequencies: DirectoryFrequencies,
): Record<Relation, number> {
  const size = Math.max(frequencies.customers, 1)
  const shares = phones.reasons.some(
    (reason) => reason.code === 'same-phone' || reason.code === 'same-phone-old',
  )
  const counts = shares ? typed.map((phone) => frequencies.holders('phone', phone.normalised) ?? 1) : [1]
  const holders = Math.max(1, ...counts)
  return {
    same: expectedRecords.same / size,
    relative: (expectedRecords.relative + (holders - 1) * expectedRecords.same) / size,
    colleague: (expectedRecords.colleague * holders) / size,
    stranger: 1,
  }
}

function judgeBestName(
  typed: PreparedCandidate,
  stored: PreparedCandidate,
  frequencies: DirectoryFrequencies,
): Evidence {
  const shareOf = (word: NameWord, by: 'spelling' | 'sound'): number | null => {
    const holders = frequencies.holders(by, word.text)
    return holders === null ? null : Math.min(0.3, Math.max(holders, 1) / Math.max(frequencies.customers, 1))
  }
  let best: { evidence: NameEvidence; written: string } | null = null
  const leastCoincidence = (frequencies.namesakes ?? 0) / Math.max(frequencies.customers, 1)
  for (const { words } of typed.names) {
    for (const { words: otherWords, written } of stored.names) {
      const evidence = judgeNames(words, otherWords, stored.nickname, { shareOf, leastCoincidence })
      if (!best || speaksFor(evidence.chances) > speaksFor(best.evidence.chances))
        best = { evidence, written }
    }
  }
  if (!best) return { chances: noEvidence, reasons: [] }
  const { chances, reason } = best.evidence
  const value = reason === 'same-nickname' ? (stored.nickname?.text ?? best.written) : best.written
  return { chances, reasons: reason ? [{ code: reason, value }] : [] }
}

function judgeNicknames(typed: NameWord | null, stored: NameWord | null): Evidence {
  if (!typed || !stored) return { chances: noEvidence, reasons: [] }
  const reasons = [{ code: 'same-nickname', value: stored.text } as const]
  if (soundsSame(typed, stored)) return { chances: nicknameChances.same, reasons }
  if (soundsSame(typed, stored, soundsSimilarFrom.across))
    return { chances: nicknameChances.similar, reasons }
  // Foreign words as nicknames (Gift, กิ๊ฟ) are spelled too freely across scripts to call them different.
  const chances = typed.thai === stored.thai ? nicknameChances.different : noEvidence
  return { chances, reasons: [] }
}

/** How much better one person explains an observation than anything else does. */
function speaksFor(chances: Chances): number {
  return chances.same / Math.max(chances.relative, chances.colleague, chances.stranger)
}

/** The weight of Fellegi and Sunter: one person against strangers. */
function weightOf(chances: Chances): number {
  return chances.same / chances.stranger
}

function readDay(day: string): string | null {
  const match = /^(\d{4})-(\d{2}-\d{2})$/.exec(day)
  if (!match) return null
  const year = Number(match[1])
  return `${year > 2400 ? year - 543 : year}-${match[2]}`
}
