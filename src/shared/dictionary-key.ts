// The order of names as a dictionary has it, in a text that plain comparison puts in order: Thai words by the consonant a
// leading vowel is spoken after, tone marks only where all else is equal; Latin before Thai, blind to case and accents.
import { normaliseText } from './text.ts'

const beyondThaiAndAscii = /[^\0-\x7f\u0e00-\u0e7f]/
const accents = /[\u0300-\u036f]/g
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ı: 'i',
}
/** Letters, marks and digits with single spaces between words: what most names are made of. */
const isPlain = /^[a-z0-9 \u0e01-\u0e2e\u0e30-\u0e45\u0e47-\u0e4e]*$/
/** What stands inside a word and does not part it: O'Brien, J.R., and the signs ฯ and ๆ. */
const passedOver = /['’‘`.\u0e2f\u0e46]/g
const betweenWords = /[^\p{L}\p{M}\p{N}]+/gu
/** Tone marks and what else stands above a syllable. */
const thaiMarks = /[\u0e3a\u0e47-\u0e4e]/g
const leadingVowels = /([\u0e40-\u0e44])([\u0e01-\u0e2e])/g
/** Stands between the letters and the marks: before anything a name holds. */
const marksFollow = '\u0001'

/** The text to compare a name by: code point order of these texts is the order of a dictionary. */
export function dictionaryKey(name: string): string {
  const normal = normaliseText(name)
  const text = isPlain.test(normal) ? normal : wordsOf(normal)
  if (text === '') return normal
  const unmarked = text.replace(thaiMarks, '')
  const letters = unmarked.replace(leadingVowels, '$2$1')
  return unmarked.length === text.length ? letters : letters + marksFollow + marksOf(text)
}

function wordsOf(normal: string): string {
  const text = beyondThaiAndAscii.test(normal) ? withoutAccents(normal) : normal
  return text.replace(passedOver, '').replace(betweenWords, ' ').trim()
}

/** The marks with a digit for each letter that stands before them, which is less than any mark. */
function marksOf(text: string): string {
  let marks = ''
  let next = 0
  for (const { 0: mark, index } of text.matchAll(thaiMarks)) {
    marks += '1'.repeat(index - next) + mark
    next = index + 1
  }
  return marks
}

function withoutAccents(text: string): string {
  return text
    .normalize('NFD')
    .replace(accents, '')
    .replace(/[ßæœøđðłþı]/g, (letter) => plainLetters[letter] ?? letter)
}
