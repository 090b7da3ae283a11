// Says how likely two phones, e-mails, birth dates and addresses are for one person, for relatives, for colleagues and for strangers.
import type { DuplicateReason } from '../../shared/lookup.ts'
import {
  addressChances,
  birthDateChances,
  type Chances,
  emailChances,
  noEvidence,
  phoneChances,
} from './duplicate-chances.ts'
import { isOneEditApart } from './edit-distance.ts'

/** What comparing one fact came to. */
export interface Evidence {
  readonly chances: Chances
  readonly reasons: readonly DuplicateReason[]
}

/** A phone in its normal form (E.164, or bare digits), as it was written, and whether it is no longer theirs. */
export interface KnownPhone {
  readonly value: string
  readonly normalised: string
  readonly old: boolean
}

const nothing: Evidence = { chances: noEvidence, reasons: [] }

/** Compares all phones of two people: the best agreement counts; a number still being typed says nothing yet. */
export function judgePhones(typed: readonly KnownPhone[], stored: readonly KnownPhone[]): Evidence {
  if (typed.length === 0 || stored.length === 0) return nothing
  let unfinished = false
  let similar: string | null = null
  let old: string | null = null
  for (const phone of typed) {
    for (const other of stored) {
      if (phone.normalised === other.normalised) {
        if (!other.old) return found('same-phone', other.value, phoneChances.same)
        old = other.value
      } else if (startsLike(phone.normalised, other.normalised)) unfinished = true
      else if (phone.normalised.length === other.normalised.length) {
        if (isOneEditApart(phone.normalised, other.normalised)) similar = other.value
      }
    }
  }
  if (old !== null) return found('same-phone-old', old, phoneChances.sameOld)
  if (unfinished) return nothing
  if (similar !== null) return found('similar-phone', similar, phoneChances.similar)
  return { chances: phoneChances.different, reasons: [] }
}

/** Compares normalised e-mail addresses. */
export function judgeEmails(typed: readonly string[], stored: readonly string[]): Evidence {
  if (typed.length === 0 || stored.length === 0) return nothing
  const same = typed.find((email) => stored.includes(email))
  if (same !== undefined) return found('same-email', same, emailChances.same)
  const similar = stored.find((email) => typed.some((other) => isOneEditApart(email, other)))
  if (similar !== undefined) return found('similar-email', similar, emailChances.similar)
  const unfinished = typed.some((email) => stored.some((other) => other.startsWith(email)))
  return unfinished ? nothing : { chances: emailChances.different, reasons: [] }
}

/** Compares two days (YYYY-MM-DD): day and month swapped, one wrong digit, or different, which speaks against one person. */
export function judgeBirthDates(typed: string | null, stored: string | null): Evidence {
  if (typed === null || stored === null) return nothing
  if (typed === stored) {
    const kind = stored.endsWith('-01-01') ? 'sameFirstOfYear' : 'same'
    return found('same-birth-date', stored, birthDateChances[kind])
  }
  const [year, month, day] = typed.split('-')
  if (`${year}-${day}-${month}` === stored)
    return found('birth-date-swapped', stored, birthDateChances.swapped)
  if (isOneEditApart(typed, stored)) return found('similar-birth-date', stored, birthDateChances.similar)
  return found('different-birth-date', stored, birthDateChances.different)
}

/** Compares two addresses as sets of words, numbers first: another house number is another address. */
export function judgeAddresses(
  typed: ReadonlySet<string>,
  stored: ReadonlySet<string>,
  written: string,
): Evidence {
  if (typed.size === 0 || stored.size === 0) return nothing
  let shared = 0
  for (const word of typed) if (stored.has(word)) shared += 1
  const alike = shared / Math.min(typed.size, stored.size)
  const house = firstNumber(typed)
  const sameHouse = house === null || firstNumber(stored) === null || house === firstNumber(stored)
  if (sameHouse && alike >= 0.8 && shared >= 2) return found('same-address', written, addressChances.same)
  if (alike >= (sameHouse ? 0.5 : 0.8) && shared >= 2)
    return found('similar-address', written, addressChances.similar)
  return { chances: addressChances.different, reasons: [] }
}

function found(code: DuplicateReason['code'], value: string, chances: Chances): Evidence {
  return { chances, reasons: [{ code, value }] }
}

function firstNumber(words: ReadonlySet<string>): string | null {
  for (const word of words) if (/^\d/.test(word)) return word
  return null
}

/** A shorter number that begins like a longer one: '+6681' or '081' of '+66812345678'. */
function startsLike(typed: string, stored: string): boolean {
  if (typed.length >= stored.length) return false
  return stored.startsWith(typed) || stored.replace(/^\+66/, '0').startsWith(typed.replace(/^\+66/, '0'))
}
