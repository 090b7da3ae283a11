// Says how two people's phones, e-mails, birth dates and nicknames compare: as one of a few outcomes each, with the value
// that agrees. What an outcome is worth is the business of duplicate-chances.
import { soundSimilarity } from '../../shared/name-keys.ts'
import { isOneEditApart } from './edit-distance.ts'
import { type NameWord, soundsSame, soundsSimilarFrom } from './pair-name-words.ts'

/** What comparing one fact came to, and the stored value it rests on. */
export interface Outcome<Level extends string> {
  readonly level: Level
  readonly value: string
}

/** A phone in its normal form (E.164, or bare digits), as it was written, and whether it is no longer theirs. */
export interface KnownPhone {
  readonly value: string
  readonly normalised: string
  readonly old: boolean
}

export type PhoneLevel = 'same' | 'sameOld' | 'similar' | 'different'
export type EmailLevel = 'same' | 'sameOfName' | 'similar' | 'different'
export type BirthDateLevel = 'same' | 'sameFirstOfYear' | 'swapped' | 'similar' | 'different'
export type NicknameLevel = 'same' | 'similar' | 'different'

/** Nicknames are one syllable: alike within a script are other spellings of one only when they are very alike. */
const nicknameSimilarFrom = { across: soundsSimilarFrom.across, within: 0.85 }
/** One nickname in both scripts is hardly ever less alike, and three of four others are. */
const nicknameDifferentBelow = 0.3

/** Compares all phones of two people: the best agreement counts; a number still being typed says nothing yet. */
export function comparePhones(
  typed: readonly KnownPhone[],
  stored: readonly KnownPhone[],
): Outcome<PhoneLevel> | null {
  if (typed.length === 0 || stored.length === 0) return null
  let unfinished = false
  let similar: string | null = null
  let old: string | null = null
  for (const phone of typed) {
    for (const other of stored) {
      if (phone.normalised === other.normalised) {
        if (!other.old && !phone.old) return { level: 'same', value: other.value }
        old = other.value
      } else if (startsLike(phone.normalised, other.normalised)) unfinished = true
      else if (isOneEditApart(phone.normalised, other.normalised)) {
        if (phone.normalised.length === other.normalised.length) similar = other.value
      }
    }
  }
  if (old !== null) return { level: 'sameOld', value: old }
  if (unfinished) return null
  if (similar !== null) return { level: 'similar', value: similar }
  return { level: 'different', value: '' }
}

/** Compares normalised e-mail addresses. */
export function compareEmails(
  typed: readonly string[],
  stored: readonly string[],
): Outcome<EmailLevel> | null {
  if (typed.length === 0 || stored.length === 0) return null
  const same = typed.find((email) => stored.includes(email))
  if (same !== undefined) return { level: 'same', value: same }
  const similar = stored.find((email) => typed.some((other) => isSlip(email, other)))
  if (similar !== undefined) return { level: 'similar', value: similar }
  const unfinished = typed.some((email) => stored.some((other) => other.startsWith(email)))
  return unfinished ? null : { level: 'different', value: '' }
}

/** Compares two days (YYYY-MM-DD): day and month swapped, one wrong digit, or different, which speaks against one person. */
export function compareBirthDates(
  typed: string | null,
  stored: string | null,
): Outcome<BirthDateLevel> | null {
  if (typed === null || stored === null) return null
  if (typed === stored) {
    return { level: stored.endsWith('-01-01') ? 'sameFirstOfYear' : 'same', value: stored }
  }
  const [year, month, day] = typed.split('-')
  if (`${year}-${day}-${month}` === stored) return { level: 'swapped', value: stored }
  return { level: isOneEditApart(typed, stored) ? 'similar' : 'different', value: stored }
}

/**
 * Compares nicknames. Foreign words as nicknames (Gift, กิ๊ฟ) are spelled too freely across scripts to call them different
 * before they have hardly a sound in common; within a script, those that only resemble each other (Noi, Noey) say nothing.
 */
export function compareNicknames(
  typed: NameWord | null,
  stored: NameWord | null,
): Outcome<NicknameLevel> | null {
  if (!typed || !stored) return null
  if (soundsSame(typed, stored)) return { level: 'same', value: stored.text }
  const isAcross = typed.thai !== stored.thai
  if (soundsSame(typed, stored, nicknameSimilarFrom[isAcross ? 'across' : 'within'])) {
    return { level: 'similar', value: stored.text }
  }
  const isOther = isAcross
    ? isOtherAcross(typed, stored)
    : !soundsSame(typed, stored, soundsSimilarFrom.across)
  return isOther ? { level: 'different', value: stored.text } : null
}

/** Whether two nicknames have hardly a sound in common; a single letter (C, ซี) is read in too many ways to tell. */
function isOtherAcross(typed: NameWord, stored: NameWord): boolean {
  if (typed.text.length === 1 || stored.text.length === 1) return false
  return soundSimilarity(typed.text, stored.text) < nicknameDifferentBelow
}

/** One slip apart, in letters: malee1 and malee2 are two people of one name rather than one. */
function isSlip(email: string, other: string): boolean {
  return isOneEditApart(email, other) && email.replace(/\d/g, '') !== other.replace(/\d/g, '')
}

/** A shorter number that begins like a longer one: '+6681' or '081' of '+66812345678'. */
function startsLike(typed: string, stored: string): boolean {
  if (typed.length >= stored.length) return false
  return stored.startsWith(typed) || stored.replace(/^\+66/, '0').startsWith(typed.replace(/^\+66/, '0'))
}
