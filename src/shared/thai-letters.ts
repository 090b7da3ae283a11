// What each Thai letter is, and a word without the letters that ์ silences. Sound letters: see `thai-sound.ts`.

const firstConsonant = 0x0e01
const lastConsonant = 0x0e2e
/** Sound of each consonant at the head of a syllable from ก on; ฤ reads ri and อ carries a vowel: handled apart. */
const onsets = 'kkkkkkgcccscydttttndttttnbppfpfpmyr_l_wssshl_h'

/** ก to ฮ, ฤ and ฦ among them. */
export function isConsonant(letter: string | undefined): boolean {
  return letter !== undefined && letter >= 'ก' && letter <= 'ฮ'
}
/** เ แ โ ใ ไ: written before the consonant they follow in speech. */
export function isLeadingVowel(letter: string | undefined): boolean {
  return letter !== undefined && letter >= 'เ' && letter <= 'ไ'
}
/** ะ ั า ำ ิ ี ึ ื ุ ู: written after, above or below their consonant. */
export function isVowelSign(letter: string | undefined): boolean {
  return letter !== undefined && letter >= 'ะ' && letter <= 'ู'
}
/** The sound letter of a consonant at the head of a syllable; '' for อ, ฤ, ฦ and what is no consonant. */
export function onsetOf(letter: string): string {
  const code = letter.charCodeAt(0)
  if (code < firstConsonant || code > lastConsonant) return ''
  const sound = onsets[code - firstConsonant] ?? ''
  return sound === '_' ? '' : sound
}

/** Takes off the letters that ์ silences, which are more than one in จันทร์, ศาสตร์, ลักษณ์, กาญจน์, สิทธิ์. */
function silence(written: string): string {
  let rest = written.replace(/[ิุู]$/, '')
  const silenced = rest.at(-1)
  rest = rest.slice(0, -1)
  if (silenced === 'ร' && /[ก-ฮ][ทตฎฏดธ]$/.test(rest)) return rest.slice(0, -1)
  if ((silenced === 'ณ' || silenced === 'ม') && rest.endsWith('กษ')) return rest.slice(0, -1)
  if (silenced === 'น' && (rest.endsWith('ญจ') || rest.endsWith('นท'))) return rest.slice(0, -1)
  // In loan words the letter after a diphthong is heard: ไมค์, ไอซ์, บราวน์.
  if (silenced !== undefined && silenced !== 'ย' && /(?:[ไใ][ก-ฮ]|ไ[ก-ฮ][ก-ฮ]|า[วย])$/.test(rest)) {
    return rest + onsetOf(silenced).toUpperCase()
  }
  return rest
}

/** Stands in the letters where something was silenced: a syllable ends here. */
export const syllableEnd = '์'

/** The word without tone marks and silenced letters. */
export function spokenLetters(word: string): string {
  let letters = ''
  for (let index = 0; index < word.length; index += 1) {
    const code = word.charCodeAt(index)
    if (code === 0x0e4c) letters = silence(letters) + syllableEnd
    else if (code >= 0x0e47 && code <= 0x0e4e) {
      // สร้ is s alone: สร้อย, สร้าง.
      if (code === 0x0e49 && letters.endsWith('สร')) letters = letters.slice(0, -1)
    } else letters += word[index]
  }
  return letters
}
