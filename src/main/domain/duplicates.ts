// The one scorer of duplicates: how likely two records are of one person, and why. Pure.
import type { DuplicateReason } from '../../shared/lookup.ts'
import { compareAddresses } from './compare-addresses.ts'
import {
  type BirthDateLevel,
  compareBirthDates,
  compareNicknames,
  comparePhones,
  type EmailLevel,
  type NicknameLevel,
  type Outcome,
  type PhoneLevel,
} from './compare-details.ts'
import { compareNames, type NameComparison } from './compare-names.ts'
import {
  type Chances,
  type DuplicateModel,
  noEvidence,
  type Relation,
  relations,
  usualModel,
  usualShareHeldFor,
} from './duplicate-chances.ts'
import { judgeNames, type NameEvidence } from './judge-names.ts'
import { compareEmailsBesideNames } from './mail-of-name.ts'
import type { NameWord } from './pair-name-words.ts'
import { type DuplicateCandidate, type PreparedCandidate, prepareCandidate } from './prepare-candidate.ts'

/** How common values are in the directory at hand: rare ones weigh more. Null where it was not counted. */
export interface DirectoryFrequencies {
  readonly customers: number
  /** How many customers hold a phone or e-mail (normal form), or a name word (normal form) in this spelling or by its sound. */
  holders(kind: 'phone' | 'email' | 'spelling' | 'sound', value: string): number | null
  /** How many namesakes of a whole name to expect at least: first and last names go together in a language. */
  namesakes?(words: readonly NameWord[]): number
  /** How many customers are written in this script for each in the commoner one (0–1). */
  writing?(thai: boolean): number
}

/** How sure (0–100) that two candidates are one person, and the reasons, the strongest first. */
export interface DuplicateScore {
  readonly score: number
  readonly reasons: readonly DuplicateReason[]
}

/** What comparing two candidates fact by fact came to, before anything is weighed; null where a side says nothing. */
export interface Comparison {
  readonly phone: Outcome<PhoneLevel> | null
  /** Customers who hold a phone or e-mail that both have; 1 where they share none. */
  readonly holders: number
  readonly email: Outcome<EmailLevel> | null
  readonly names: readonly NameComparison[]
  readonly nickname: Outcome<NicknameLevel> | null
  readonly birthDate: Outcome<BirthDateLevel> | null
  readonly address: Outcome<'same' | 'similar' | 'near' | 'different'> | null
}

/** A comparison weighed: the mixture's weights, their sum being 1, and what each fact said. */
export interface Judgement {
  readonly weights: Readonly<Record<Relation, number>>
  /** The pair of names that speaks most for one person. */
  readonly name: NameComparison | null
  readonly evidence: readonly Evidence[]
}

interface Evidence {
  readonly chances: Chances
  readonly reason: DuplicateReason | null
}

const usualDirectory: DirectoryFrequencies = { customers: 10_000, holders: () => null }
const phoneAloneAtMost = 49
const nothing: Evidence = { chances: noEvidence, reason: null }

/** Scores what is typed against one stored customer; see `judgeComparison`. */
export function scorePair(
  typed: DuplicateCandidate,
  stored: DuplicateCandidate,
  frequencies: DirectoryFrequencies = usualDirectory,
  model: DuplicateModel = usualModel,
): DuplicateScore {
  return scorePrepared(prepareCandidate(typed), prepareCandidate(stored), frequencies, model)
}

/** Scores two candidates that are ready to be compared; see `judgeComparison`. */
export function scorePrepared(
  typed: PreparedCandidate,
  stored: PreparedCandidate,
  frequencies: DirectoryFrequencies,
  model: DuplicateModel = usualModel,
): DuplicateScore {
  return readScore(judgeComparison(compareCandidates(typed, stored, frequencies), frequencies, model))
}

/** Compares two candidates fact by fact. */
export function compareCandidates(
  typed: PreparedCandidate,
  stored: PreparedCandidate,
  frequencies: DirectoryFrequencies,
): Comparison {
  const phone = comparePhones(typed.phones, stored.phones)
  const email = compareEmailsBesideNames(typed, stored)
  const sharePhone = phone?.level === 'same' || phone?.level === 'sameOld'
  const counts = [
    ...(sharePhone ? typed.phones.map(({ normalised }) => frequencies.holders('phone', normalised)) : []),
    ...(email?.level.startsWith('same') ? [frequencies.holders('email', email.value)] : []),
  ]
  const address = compareAddresses(typed.address, stored.address)
  return {
    phone,
    holders: Math.max(1, ...counts.map((count) => count ?? 1)),
    email,
    names: typed.names.flatMap(({ words }) =>
      stored.names.flatMap((other) => compareNames(words, other.words, stored.nickname, other.written) ?? []),
    ),
    nickname: compareNicknames(typed.nickname, stored.nickname),
    birthDate: compareBirthDates(typed.birthDate, stored.birthDate),
    address: address && { level: address, value: stored.address?.written ?? '' },
  }
}

/**
 * Weighs every fact after Fellegi and Sunter ("A Theory for Record Linkage", JASA 1969): the chance of what was observed
 * if both are one person against the chance if they are not, fact by fact, with the prior odds of a directory of this size;
 * agreement on a rare value weighs more (Winkler, "The State of Record Linkage", 1999). "Not one person" is a mixture of
 * relatives, colleagues and strangers, so that what families share is not counted as identity.
 */
export function judgeComparison(
  comparison: Comparison,
  frequencies: DirectoryFrequencies,
  model: DuplicateModel = usualModel,
): Judgement {
  const { phone, email, nickname, birthDate, address } = comparison
  const best = judgeBestName(comparison.names, frequencies, model)
  const evidence: Evidence[] = [
    phone ? weigh(model.phone[phone.level], phone.level !== 'different' && phoneReason(phone)) : nothing,
    email ? weigh(model.email[email.level], email.level !== 'different' && emailReason(email)) : nothing,
    best.evidence,
    nickname
      ? weigh(
          model.nickname[nickname.level],
          nickname.level !== 'different' && { code: 'same-nickname', value: nickname.value },
        )
      : nothing,
    birthDate ? weigh(model.birthDate[birthDate.level], birthDateReason(birthDate)) : nothing,
    address ? weigh(model.address[address.level], addressReason(address)) : nothing,
  ]
  const weights = expectRelations(comparison.holders, frequencies, model)
  for (const { chances } of evidence) for (const relation of relations) weights[relation] *= chances[relation]
  const total = relations.reduce((sum, relation) => sum + weights[relation], 0)
  for (const relation of relations) weights[relation] = total > 0 ? weights[relation] / total : 0
  return { weights, name: best.name, evidence }
}

/** The score (0–100) of a judgement and its reasons, the strongest first. A phone alone is never a person. */
export function readScore({ weights, evidence }: Judgement): DuplicateScore {
  const weightOf = ({ chances }: Evidence) => chances.same / chances.stranger
  const reasons = evidence
    .filter((one) => one.reason !== null)
    .sort((left, right) => weightOf(right) - weightOf(left))
    .flatMap((one) => one.reason ?? [])
  const score = Math.round(100 * weights.same)
  const isPhoneAlone = reasons.every(({ code }) => code.includes('phone'))
  return { score: isPhoneAlone ? Math.min(score, phoneAloneAtMost) : score, reasons }
}

/** Prior weights; whoever shares a held phone or e-mail may also be any of its other holders, or a colleague at a switchboard. */
function expectRelations(
  holders: number,
  frequencies: DirectoryFrequencies,
  { expected }: DuplicateModel,
): Record<Relation, number> {
  const size = Math.max(frequencies.customers, 1)
  return {
    same: expected.same / size,
    relative: (expected.relative + (holders - 1) * expected.same) / size,
    colleague: (expected.colleague * holders) / size,
    stranger: 1,
  }
}

function judgeBestName(
  names: readonly NameComparison[],
  frequencies: DirectoryFrequencies,
  model: DuplicateModel,
): { readonly name: NameComparison | null; readonly evidence: Evidence } {
  const shareOf = (word: NameWord, by: 'spelling' | 'sound', usual: number): number => {
    const holders = frequencies.holders(by, word.text)
    if (holders === null) return usual
    const counted = Math.max(holders, 1) + usual * usualShareHeldFor
    return Math.min(0.3, counted / (frequencies.customers + usualShareHeldFor))
  }
  const leastCoincidence = (words: readonly NameWord[]) =>
    (frequencies.namesakes?.(words) ?? 0) / Math.max(frequencies.customers, 1)
  const writing = (thai: boolean) => frequencies.writing?.(thai) ?? 1
  let best: { evidence: NameEvidence; name: NameComparison } | null = null
  for (const name of names) {
    const evidence = judgeNames(name, model, { shareOf, leastCoincidence, writing })
    if (!best || speaksFor(evidence.chances) > speaksFor(best.evidence.chances)) best = { evidence, name }
  }
  if (!best) return { name: null, evidence: nothing }
  const { chances, reason } = best.evidence
  const value = best.name.nickname?.text ?? best.name.written
  return { name: best.name, evidence: weigh(chances, reason !== null && { code: reason, value }) }
}

/** How much better one person explains an observation than anything else does. */
function speaksFor(chances: Chances): number {
  return chances.same / Math.max(chances.relative, chances.colleague, chances.stranger)
}

function weigh(chances: Chances, reason: DuplicateReason | false | null): Evidence {
  return { chances, reason: reason || null }
}

function phoneReason({ level, value }: Outcome<PhoneLevel>): DuplicateReason {
  return {
    code: level === 'same' ? 'same-phone' : level === 'sameOld' ? 'same-phone-old' : 'similar-phone',
    value,
  }
}

function emailReason({ level, value }: Outcome<EmailLevel>): DuplicateReason {
  return { code: level.startsWith('same') ? 'same-email' : 'similar-email', value }
}

function birthDateReason({ level, value }: Outcome<BirthDateLevel>): DuplicateReason {
  if (level === 'same' || level === 'sameFirstOfYear') return { code: 'same-birth-date', value }
  if (level === 'swapped') return { code: 'birth-date-swapped', value }
  return { code: level === 'similar' ? 'similar-birth-date' : 'different-birth-date', value }
}

function addressReason({ level, value }: NonNullable<Comparison['address']>): DuplicateReason | null {
  if (level === 'different') return null
  return { code: level === 'same' ? 'same-address' : 'similar-address', value }
}
