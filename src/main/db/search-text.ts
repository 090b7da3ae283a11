// The one text a customer is found by: every fact that lookup looks into, in normal form, in fixed places,
// followed by the name's sound written in letters nobody can type.
import type { IdentifierKind } from '../../shared/customer.ts'
import { nameWords, soundSkeletons } from '../../shared/name-keys.ts'
import { normaliseText } from '../../shared/text.ts'

/** Stands between the places of a search text; normal form strips control characters, so no query can hold it. */
export const separator = '\u001f'
/** Stands around each word of the sound part. */
export const soundEdge = '\u001e'

/** Places in a search text, by position; what comes after belongs to other identifiers and the sound. */
export const textPlaces = ['name', 'nickname', 'code', 'phone', 'email'] as const

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

/** Writes a sound skeleton (a–z) in control characters: trigrams of sounds and of letters never meet in the index. */
export function writeSound(skeleton: string): string {
  let written = ''
  for (let index = 0; index < skeleton.length; index++) {
    written += String.fromCharCode(skeleton.charCodeAt(index) & 0x1f)
  }
  return written
}

/** Builds the search text; `soundOf` may remember skeletons across calls. */
export function buildSearchText(
  customer: SearchableCustomer,
  soundOf: (word: string) => string = soundOfWord,
): string {
  const name = normaliseText(customer.fullName)
  const nickname = customer.nickname ? normaliseText(customer.nickname) : ''
  const phone = customer.phone ? phoneDigits(customer.phone) : ''
  const code = customer.customerCode ? customer.customerCode.toLowerCase() : ''
  let text = `${name}${separator}${nickname}${separator}${code}${separator}${phone}${separator}${customer.email ?? ''}${separator}`
  let heard = hear(name, soundOf) + (nickname ? hear(nickname, soundOf) : '')
  for (const { kind, value, normalised } of customer.identifiers) {
    if (kind === 'profile' || kind === 'stable_hash') continue
    if (kind === 'phone') {
      if (normalised !== customer.phone) text += phoneDigits(normalised) + separator
    } else if (normalised !== customer.email) {
      text += normalised + separator
      if (kind === 'alias') heard += hear(normaliseText(value), soundOf)
    }
  }
  return heard ? `${text}${soundEdge}${heard}` : text
}

function hear(name: string, soundOf: (word: string) => string): string {
  let heard = ''
  for (const word of nameWords(name)) heard += soundOf(word)
  return heard
}

/** One word's sounds as they stand in a search text, each with the edge after it; empty for a word without any. */
export function soundOfWord(word: string): string {
  let heard = ''
  for (const skeleton of soundSkeletons(word)) if (skeleton) heard += writeSound(skeleton) + soundEdge
  return heard
}
