// Reads one word in Latin letters the way Thai names are romanised at counters (RTGS and the popular spellings),
// and common Western names the way Thai hears them, in the sound letters of `thaiSounds`.
// Two more letters are written here only: `q` (a soft or hard g) and `z` (an sh, in Thai ช or ซ).

const vowelLetters = 'aeiouy'

function isVowelLetter(letter: string | undefined): boolean {
  return letter !== undefined && letter !== '' && vowelLetters.includes(letter)
}

/** Vowel groups that are one Thai vowel, longest first. */
const vowelGroups: readonly (readonly [written: string, sounds: string])[] = [
  ['eaw', '3o'],
  ['eao', '3o'],
  ['eor', 'o'],
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

/** Endings that Thai does not sound, by last letter: the last consonant of Anant, James, Frank; the l of Golf and Film. */
const endings = new Map<string, readonly [RegExp, string]>([
  ['t', [/([nl])t$/, '$1']],
  ['d', [/([^i]n|l)d$/, '$1']],
  ['h', [/(?:n[td]|lp)h$/, 'n']],
  ['r', [/n[td]h?r$/, 'n']],
  ['z', [/nz$/, 'n']],
  ['k', [/ng?k$/, 'ng']],
  ['s', [/([nmlrk]|ng)s$/, '$1']],
  ['p', [/mp$/, 'm']],
  ['f', [/lf$/, 'f']],
  ['m', [/lm$/, 'm']],
  ['e', [/([nlm])ce$/, '$1']],
])

function trimEnding(word: string): string {
  if (word.length < 4) return word
  const ending = endings.get(word.charAt(word.length - 1))
  if (ending === undefined || !ending[0].test(word)) return word
  return word.endsWith('lph') ? `${word.slice(0, -3)}f` : word.replace(ending[0], ending[1])
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
      // James and Thanes: silent in the one, a final in the other.
      if (next === undefined && /[lmnrvk]es$/.test(word)) return read('X')
      return read(at === 0 || isVowelLetter(next) ? 's' : 'x')
    case 't':
    case 'd':
      // Thatsanee, Ratchanee, Adchara: the t only closes the syllable before a sibilant.
      if (at > 0 && (next === 's' || next === 'j' || (next === 'c' && third === 'h'))) return read('T')
      return read(letter, next === 'h' ? 2 : 1)
    case 'p':
      return read('p', next === 'h' ? 2 : 1)
    case 'k':
      return read('k', next === 'h' ? 2 : 1)
    case 'g':
      if (next === 'h') return read('k', 2)
      if (next === 'e' && third === undefined) return read('x')
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
      // Kornganok: the r says that the syllable ends with the n.
      if (next === 'g' && word[at - 1] === 'r' && isVowelLetter(third)) return read('n')
      if (next === 'g') {
        // Prasongksuk: a k that only the Thai spelling has.
        const fourth = word[at + 3]
        const silentK =
          third === 'k' && fourth !== undefined && !isVowelLetter(fourth) && !/[hrlw]/.test(fourth)
        return read('g', third === 'h' || silentK ? 3 : 2)
      }
      // Mind is มายด์.
      if (next === 'd' && third === undefined) return read('N', 2)
      // Kanlaya is กัลยา.
      return read(at > 0 && (next === 'l' || next === 'r') && isVowelLetter(third) ? 'N' : 'n')
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
  const next = word[at + 1]
  if (letter === 'y')
    return { sounds: isVowelLetter(next) || (at === 0 && next === 'h') ? 'y' : 'i', length: 1 }
  // A closing e after a consonant is silent: Jane, George.
  return { sounds: letter === 'e' && next === undefined && at > 1 ? '.' : letter, length: 1 }
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
