// The one text a customer is found by: every fact that lookup looks into, in normal form, in fixed places,
// followed by the sounds of the name's words in characters nobody types.
import type { IdentifierKind } from '../../shared/customer.ts'
import { nameWords, soundTokens } from '../../shared/name-keys.ts'
import { normaliseText } from '../../shared/text.ts'

/** Stands between the places of a search text; normal form strips control characters, so no query can hold it. */
export const separator = '\u001f'
/** Stands twice before each word of the sound part. */
export const soundEdge = '\u001e'

/** What the search text of a customer is made of; phones in `others` too, as their normalised form. */
export interface SearchableCustomer {
  readonly fullName: string
  readonly nickname: string | null
  readonly customerCode: string | null
  /** Normal form of the current phone and e-mail: E.164 and lower case. */
  readonly phone: string | null
  readonly email: string | null
  readonly identifiers: readonly {
    readonly kind: IdentifierKind
    readonly value: string
    readonly normalised: string
  }[]
}

/** The digits a phone is looked up by, from its normal form: Thai ones with the trunk zero, others with their country code. */
export function phoneDigits(normalised: string): string {
  if (normalised.startsWith('+66')) return `0${normalised.slice(3)}`
  return normalised.startsWith('+') ? normalised.slice(1) : normalised
}

/**
 * Writes a sound token (a–z) as an edge and two private-use characters, its letters 1–3 and the rest. One trigram is then
 * one token, so the index answers for whole sounds, and trigrams of sounds and of letters never meet.
 */
export function writeSound(token: string): string {
  return soundEdge + writeLetters(token.slice(0, 3)) + writeLetters(token.slice(3))
}

/** UTF-16 units of one sound in a search text: two edges and two letters. */
export const writtenSoundLength = 4

/** The trigram of all sound tokens that begin with these letters, by the first three; null for fewer. */
export function writeSoundPrefix(letters: string): string | null {
  return letters.length < 3 ? null : soundEdge + soundEdge + writeLetters(letters.slice(0, 3))
}

function writeLetters(letters: string): string {
  let number = 0
  for (let index = 0; index < letters.length; index++) {
    number = (number * 27 + (letters.charCodeAt(index) & 31)) % privateUseSize
  }
  return String.fromCharCode(privateUseStart + number)
}

const privateUseStart = 0xe000
const privateUseSize = 0x1900

/** Builds the search text; `writeSounds` may remember the sounds of words. */
export function buildSearchText(customer: SearchableCustomer, writeSounds = writeSoundsOf): string {
  const name = normaliseText(customer.fullName)
  const nickname = customer.nickname ? normaliseText(customer.nickname) : ''
  const phone = customer.phone ? phoneDigits(customer.phone) : ''
  const code = customer.customerCode ? customer.customerCode.toLowerCase() : ''
  let text = `${name}${separator}${nickname}${separator}${code}${separator}${phone}${separator}${customer.email ?? ''}${separator}`
  const words = nameWords(name)
  if (nickname) words.push(...nameWords(nickname))
  for (const { kind, value, normalised } of customer.identifiers) {
    if (kind === 'profile' || kind === 'stable_hash') continue
    if (kind === 'phone') {
      if (normalised !== customer.phone) text += phoneDigits(normalised) + separator
    } else if (normalised !== customer.email) {
      text += normalised + separator
      if (kind === 'alias') words.push(...nameWords(value))
    }
  }
  return text + writeSounds(words)
}

/** The sound part of a search text for the words of a person's names. */
export function writeSoundsOf(words: readonly string[]): string {
  let written = ''
  for (const token of soundTokens(words)) written += soundEdge + writeSound(token)
  return written
}
