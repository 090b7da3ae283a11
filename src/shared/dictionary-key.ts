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
const letterOrDigit = /[\p{L}\p{M}\p{N}]/u
/** What stands inside a word and does not part it: O'Brien, J.R., ๆ, ฯ. */
const passedOver = /['’‘`.ฯๆ]/
const paiyannoi = 0x0e2f
const maiyamok = 0x0e46
/** Stands between the letters and the marks: before anything a name holds. */
const marksFollow = '\u0001'

const isThaiMark = (code: number) => code === 0x0e3a || (code >= 0x0e47 && code <= 0x0e4e)
const isLeadingVowel = (code: number) => code >= 0x0e40 && code <= 0x0e44
const isConsonant = (code: number) => code >= 0x0e01 && code <= 0x0e2e

/** The text to compare a name by: code point order of these texts is the order of a dictionary. */
export function dictionaryKey(name: string): string {
  const normal = normaliseText(name)
  const text = beyondThaiAndAscii.test(normal) ? withoutAccents(normal) : normal
  let letters = ''
  let marks = ''
  let unmarked = 0
  let isApart = false
  const add = (letter: string) => {
    if (isApart && letters !== '') {
      letters += ' '
      unmarked += 1
    }
    isApart = false
    letters += letter
    unmarked += 1
  }
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    const letter = text.charAt(index)
    if (isThaiMark(code)) {
      marks += '1'.repeat(unmarked) + letter
      unmarked = 0
    } else if (isLeadingVowel(code) && isConsonant(text.charCodeAt(index + 1))) {
      add(text.charAt(index + 1))
      add(letter)
      index += 1
    } else if (isLetter(code, letter)) add(letter)
    else if (!passedOver.test(letter)) isApart = true
  }
  if (letters === '') return normal
  return marks === '' ? letters : letters + marksFollow + marks
}

function isLetter(code: number, letter: string): boolean {
  if (code < 0x80) return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39)
  if (code >= 0x0e01 && code <= 0x0e45) return code !== paiyannoi
  // Halves of what lies beyond the first plane are kept as they are.
  return code !== maiyamok && ((code >= 0xd800 && code <= 0xdfff) || letterOrDigit.test(letter))
}

function withoutAccents(text: string): string {
  return text
    .normalize('NFD')
    .replace(accents, '')
    .replace(/[ßæœøđðłþı]/g, (letter) => plainLetters[letter] ?? letter)
}
