// One normal form for every text that is searched or compared, so that two writings of the same thing are equal.
// Ordinary Thai and lower-case ASCII pass through without being copied.

const spaceCode = 32
const thaiLeadingE = 0x0e40
const thaiNikhahit = 0x0e4d

/** Tone marks and the silencer, which belong after a vowel mark. */
function isThaiTone(code: number): boolean {
  return code >= 0x0e48 && code <= 0x0e4c
}

/** Vowel marks above or below a consonant. */
function isThaiVowelMark(code: number): boolean {
  return code === 0x0e31 || (code >= 0x0e34 && code <= 0x0e39)
}

/** Whether `normaliseText` would give the text back unchanged; never wrongly true. */
function isNormal(text: string): boolean {
  let previous = spaceCode
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code < 0x80) {
      if (code < spaceCode || code === 0x7f || (code >= 65 && code <= 90)) return false
      if (code === spaceCode && previous === spaceCode) return false
    } else if (code < 0x0e01 || code > 0x0e4e || code === thaiNikhahit) {
      return false
    } else if (
      (code === thaiLeadingE && previous === thaiLeadingE) ||
      (isThaiTone(previous) && isThaiVowelMark(code))
    ) {
      return false
    }
    previous = code
  }
  return text.length === 0 || previous !== spaceCode
}

/** Vowel marks before tone marks, each in the order they came. */
function orderThaiMarks(marks: string): string {
  const vowels = [...marks].filter((mark) => !isThaiTone(mark.charCodeAt(0)))
  return [...vowels, ...[...marks].filter((mark) => isThaiTone(mark.charCodeAt(0)))].join('')
}

const isDecimalDigit = /^\p{Nd}$/u

/** Value of a decimal digit of any script: digits stand in unbroken runs of ten that begin with zero. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0
  let distance = 0
  while (isDecimalDigit.test(String.fromCodePoint(code - distance - 1))) distance += 1
  return distance % 10
}

/** All digits of any script as ASCII digits; the rest untouched. */
export function toAsciiDigits(text: string): string {
  return text.replace(/[^\P{Nd}0-9]/gu, (digit) => String(digitValue(digit)))
}

/** NFC, lower case, zero-width and control characters gone, digits ASCII, runs of white space one space, trimmed; Thai typed in an unusual order (two เ for แ, tone before vowel, ํา for ำ) in the usual one. */
export function normaliseText(text: string): string {
  if (isNormal(text)) return text
  const folded = toAsciiDigits(text)
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}]|\p{Variation_Selector}/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .normalize('NFC')
    .replace(/เเ/gu, 'แ')
    .replace(/[ัิ-ู่-์]{2,}/gu, orderThaiMarks)
    .replace(/ํ([่-๋]?)า/gu, '$1ำ')
  return folded.replace(/ {2,}/gu, ' ').trim()
}
