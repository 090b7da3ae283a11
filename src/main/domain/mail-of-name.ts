// Compares e-mail addresses beside the names they are made of: such an address says little that the names have not said.
import { soundSkeletons } from '../../shared/name-keys.ts'
import { compareEmails, type EmailLevel, type Outcome } from './compare-details.ts'
import { type NameWord, soundsSame } from './pair-name-words.ts'
import type { PreparedCandidate } from './prepare-candidate.ts'

const longestJoined = 3

/**
 * Compares the e-mails of two people: equal ones made of the name are a namesake's too, nearly equal ones of two names (carl5@,
 * karl5@) say nothing more.
 */
export function compareEmailsBesideNames(
  typed: PreparedCandidate,
  stored: PreparedCandidate,
): Outcome<EmailLevel> | null {
  const email = compareEmails(typed.emails, stored.emails)
  if (email?.level === 'same') {
    const isOfBoth = isOfName(email.value, typed) && isOfName(email.value, stored)
    return isOfBoth ? { ...email, level: 'sameOfName' } : email
  }
  if (email?.level !== 'similar') return email
  return holdsOtherName(email.value, typed, stored) ? null : email
}

/** Whether the nearly equal address holds a word of the stored name that the typed one has not, or each is its own name. */
function holdsOtherName(email: string, typed: PreparedCandidate, stored: PreparedCandidate): boolean {
  const own = new Set(wordsOf(typed).map(({ text }) => text))
  const others = wordsOf(stored).filter(({ text }) => text.length > 2 && !own.has(text))
  if (others.some(({ text }) => email.includes(text))) return true
  const isOneScript = wordsOf(typed).some(({ thai }) => others.some((other) => other.thai === thai))
  return isOneScript && isOfName(email, stored) && typed.emails.some((address) => isOfName(address, typed))
}

function wordsOf({ names }: PreparedCandidate): readonly NameWord[] {
  return names.flatMap(({ words }) => words)
}

function isOfName(email: string, { names }: PreparedCandidate): boolean {
  return names.some(({ words }) => isMadeOfName(email, words))
}

/**
 * Whether every part of the address before the @ is a word of the name, in letters or by sound, or neighbours written as
 * one: malee.jaidee@ of มาลี ใจดี. A number in it makes it one person's.
 */
export function isMadeOfName(email: string, words: readonly NameWord[]): boolean {
  const [local = ''] = email.split('@', 1)
  if (!/^[a-z]+(?:[._-][a-z]+)+$/.test(local)) return false
  const spellings = joinNeighbours(words)
  return local
    .split(/[._-]/)
    .every((text) => spellings.has(text) || words.some((word) => isHeard(text, word)))
}

function isHeard(text: string, word: NameWord): boolean {
  return word.thai && soundsSame({ text, sounds: soundSkeletons(text), thai: false }, word)
}

function joinNeighbours(words: readonly NameWord[]): ReadonlySet<string> {
  const joined = new Set<string>()
  for (let from = 0; from < words.length; from++) {
    for (let to = from + 1; to <= Math.min(words.length, from + longestJoined); to++) {
      joined.add(
        words
          .slice(from, to)
          .map(({ text }) => text)
          .join(''),
      )
    }
  }
  return joined
}
