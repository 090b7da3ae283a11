// Tells how alike two written addresses are: slips, abbreviations, other gaps between words and parts left out are forgiven,
// another house number is not.
import { normaliseText } from '../../shared/text.ts'
import { isOneEditApart } from './edit-distance.ts'

/** An address in the form it is compared in. */
export interface AddressText {
  readonly written: string
  /** Its letters' runs of three, each once, as sorted numbers; where words end does not matter. */
  readonly grams: readonly number[]
  /** House numbers, postcodes and the like, in order. */
  readonly numbers: readonly string[]
  readonly words: readonly string[]
}

export type AddressLevel = 'same' | 'similar' | 'near' | 'different'

/** Texts this short say nothing about where somebody lives. */
const fewestGrams = 6
const longestAddress = 300
/** Share of the shorter text's runs found in the longer: nearly all of it, with slips, a good part of it, some beside a postcode. */
const alikeFrom = { same: 0.75, similar: 0.5, near: 0.35, placed: 0.2 } as const

/** Reads an address; null for one too short to tell anything. */
export function readAddress(written: string): AddressText | null {
  const words = normaliseText(written.slice(0, longestAddress)).match(/[\p{L}\p{M}\p{N}]+(?:\/\d+)?/gu) ?? []
  const letters = words
    .filter((word) => !/^\d/.test(word))
    .map(withoutKind)
    .join('')
  const grams = new Set<number>()
  for (let place = 0; place + 2 < letters.length; place++) {
    const [first, second, third] = [0, 1, 2].map((step) => letters.charCodeAt(place + step) & 0x3ff)
    grams.add(((first ?? 0) << 20) | ((second ?? 0) << 10) | (third ?? 0))
  }
  if (grams.size < fewestGrams) return null
  return {
    written,
    grams: [...grams].sort((left, right) => left - right),
    numbers: words.filter((word) => /^\d/.test(word)),
    words,
  }
}

const thaiKinds = /^(?:ซอย|ถนน|แขวง|เขต|ตำบล|อำเภอ|จังหวัด|หมู่บ้าน|หมู่|อาคาร)/u
const thaiShort = new Set(['ซ', 'ถ', 'ต', 'อ', 'จ', 'ม'])
const latinShort: Readonly<Record<string, string>> = {
  rd: 'road',
  str: 'street',
  ave: 'avenue',
  av: 'avenue',
  cres: 'crescent',
  pl: 'place',
  ct: 'court',
  dr: 'drive',
  ln: 'lane',
  bldg: 'building',
}

/** What kind of place it is, is written in many ways: left out in Thai, written in full in Latin letters. */
function withoutKind(word: string): string {
  if (thaiShort.has(word)) return ''
  return latinShort[word] ?? word.replace(thaiKinds, '')
}

/** How well two addresses agree; null where either is unknown. */
export function compareAddresses(typed: AddressText | null, stored: AddressText | null): AddressLevel | null {
  if (!typed || !stored) return null
  const alike = shareOfGrams(typed.grams, stored.grams)
  if (alike < alikeFrom.near) {
    return alike >= alikeFrom.placed && sharePostcode(typed, stored) ? 'near' : 'different'
  }
  const house = compareNumbers(typed.numbers[0], stored.numbers[0])
  if (alike >= alikeFrom.same) return house === 'different' ? 'near' : house === 'slip' ? 'similar' : 'same'
  if (alike >= alikeFrom.similar) return house === 'same' ? 'similar' : 'near'
  return house === 'same' ? 'near' : 'different'
}

function compareNumbers(
  typed: string | undefined,
  stored: string | undefined,
): 'same' | 'slip' | 'missing' | 'different' {
  if (typed === undefined || stored === undefined) return 'missing'
  if (typed === stored) return 'same'
  const isSlip = Math.max(typed.length, stored.length) > 1 && isOneEditApart(typed, stored)
  return isSlip ? 'slip' : 'different'
}

function sharePostcode(typed: AddressText, stored: AddressText): boolean {
  return typed.numbers.some((number) => number.length > 3 && stored.numbers.includes(number))
}

/** Part of the smaller set that is in the larger; both are sorted. */
function shareOfGrams(left: readonly number[], right: readonly number[]): number {
  let shared = 0
  let place = 0
  for (const gram of left) {
    while (place < right.length && (right[place] ?? 0) < gram) place++
    if (right[place] === gram) shared++
  }
  return shared / Math.min(left.length, right.length)
}
