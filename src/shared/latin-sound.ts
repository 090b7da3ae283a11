// Reads one word in Latin letters the way Thai names are romanised at counters (RTGS and the popular spellings),
// and common Western names the way Thai hears them, in the sound letters of `thaiSounds`.
// Two more letters are written here only: `q` (a soft or hard g) and `z` (an sh, in Thai ช or ซ).

const vowelLetters = 'aeiouy'

function isVowelLetter(letter: string | undefined): boolean {
  return letter !== undefined && letter !== '' && vowelLetters.includes(letter)
}

/** Vowel groups that are one Thai vowel, longest first. */
const vowelGroups: readonly (readonly [written: string, sounds: string])[] = [
  ['uea', '4a'],
  ['eua', '4a'],
  ['aeo', '3o'],
  ['aew', '3o'],
  ['oei', '5i'],
  ['oey', '5i'],
  ['iew', 'io'],
  ['iea', 'ia'],
  ['oua', 'ua'],
  ['air', '3'],
  ['ae', '3'],
  ['ea', 'ia'],
  ['ee', 'i'],
  ['ie', 'i'],
  ['eu', '4'],
  ['ue', '4'],
  ['oo', 'u'],
  ['ou', 'u'],
  ['oe', '5'],
  ['eo', '5'],
  ['aw', 'ao'],
  ['ow', 'ao'],
  ['ew', 'eo'],
  ['er', '5'],
  ['ir', '5'],
  ['ur', '5'],
]
const groupsByFirst = new Map<string, readonly (readonly [string, string])[]>(
  [...'aeiou'].map((first) => [first, vowelGroups.filter(([written]) => written.startsWith(first))]),
)

/** Endings that Thai does not sound: the last consonant of Anant, James, Frank; the l of Golf and Film. */
function trimEnding(word: string): string {
  if (word.length < 4) return word
  const spoken = word.replace(/([nlm])ce$/, '$1')
  return spoken
    .replace(/(n)(?:t|d|th|dh|z|ts|ds)$/, '$1')
    .replace(/nk$/, 'ng')
    .replace(/l(?:t|d)$/, 'l')
    .replace(/l(f|m|ph)$/, '$1')
    .replace(/([nmlrk])s$/, '$1')
    .replace(/mp$/, 'm')
}

/** Reads the consonant at `at`: its sounds and how many letters it takes. */
function readConsonant(word: string, at: number): { sounds: string; length: number } {
  const letter = word[at] ?? ''
  const next = word[at + 1]
  const third = word[at + 2]
  const soft = next === 'e' || next === 'i' || next === 'y'
  const read = (sounds: string, length = 1) => ({ sounds, length })
  switch (letter) {
    case 'c':
      if (next === 'h') {
        if (third === 'r' || word.startsWith('chael', at)) return read('k', 2)
        return read(isVowelLetter(third) ? 'c' : 'x', 2)
      }
      if (next === 'k') return read('k', 2)
      return read(soft ? 's' : 'k')
    case 's':
      if (next === 'h') return read('z', 2)
      // ศรี is written sri and read si.
      if (next === 'r' && isVowelLetter(third)) return read('s', 2)
      return read(at === 0 || isVowelLetter(next) ? 's' : 'x')
    case 't':
      if (next === 'c' && third === 'h') return read('tc', 3)
      return read('t', next === 'h' ? 2 : 1)
    case 'p':
      return read('p', next === 'h' ? 2 : 1)
    case 'k':
      return read('k', next === 'h' ? 2 : 1)
    case 'g':
      if (next === 'h') return read('k', 2)
      return read(soft ? 'q' : 'k')
    case 'q':
      return read('k')
    case 'j':
      return read(isVowelLetter(next) ? 'c' : 'x')
    case 'z':
      return read('s')
    case 'x':
      if (at === 0) return read('s')
      return read(third === undefined && next === undefined ? 'k' : 'ks')
    case 'n':
      if (next === 'g') return read('g', third === 'h' ? 3 : 2)
      return read('n')
    case 'r':
      return read(isVowelLetter(next) ? 'r' : '')
    case 'h':
      return read(isVowelLetter(next) && (at === 0 || isVowelLetter(word[at - 1])) ? 'h' : '')
    case 'w':
      if (isVowelLetter(next)) return read('w')
      return read(isVowelLetter(word[at - 1]) ? 'o' : '')
    case 'v':
      return read(next === undefined || (next === 'e' && third === undefined) ? 'f' : 'w')
    case 'b':
    case 'd':
      return read(letter, next === 'h' ? 2 : 1)
    case 'l':
      return read(at === 0 || isVowelLetter(next) ? 'l' : 'j')
    case 'f':
    case 'm':
      return read(letter)
    default:
      return read('')
  }
}

/** Reads the vowel at `at`: its sounds and how many letters it takes. */
function readVowel(word: string, at: number): { sounds: string; length: number } {
  const letter = word[at] ?? ''
  for (const [written, sounds] of groupsByFirst.get(letter) ?? []) {
    if (!word.startsWith(written, at)) continue
    const last = written.charAt(written.length - 1)
    // A closing w or r belongs to the next syllable when a vowel follows it.
    if ((last === 'w' || last === 'r') && isVowelLetter(word[at + written.length])) continue
    return { sounds, length: written.length }
  }
  if (letter !== 'y') return { sounds: letter, length: 1 }
  return { sounds: isVowelLetter(word[at + 1]) ? 'y' : 'i', length: 1 }
}

const plainLetters = /^[a-z]*$/

/** Lower-case a–z only: accents and ligatures folded, everything else dropped. */
function latinLetters(word: string): string {
  if (plainLetters.test(word)) return word
  return word
    .toLowerCase()
    .normalize('NFD')
    .replace(/ß/g, 'ss')
    .replace(/æ/g, 'ae')
    .replace(/[øœ]/g, 'o')
    .replace(/ł/g, 'l')
    .replace(/đ/g, 'd')
    .replace(/[^a-z]/g, '')
}

/** The sound letters of one word in Latin script; `half` while its end is not typed yet, so that the end is not trimmed. */
export function latinSounds(written: string, half = false): string {
  const letters = latinLetters(written)
  const word = half ? letters : trimEnding(letters)
  let sounds = ''
  for (let at = 0; at < word.length; ) {
    // A doubled consonant is one sound: Wanna is วรรณา.
    if (word[at] === word[at + 1] && !isVowelLetter(word[at])) at += 1
    const read = isVowelLetter(word[at]) ? readVowel(word, at) : readConsonant(word, at)
    sounds += read.sounds
    at += read.length
  }
  return sounds
}
