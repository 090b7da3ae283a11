// Reads one Thai word aloud, as far as spelling tells, in the sound letters that `latinSounds` writes too.
// Rules of the script only, no word list: leading vowels, silenced letters, clusters, รร, ฤ, ทร, leading ห and อ.
//
// Sound letters: k g(=ng) c(=ch, j) s d t n b p f m y r l w h; vowels a e i o u 3(=ae) 4(=ue) 5(=oe); `.` a vowel
// that may stand unwritten between consonants; `x` a sibilant at a syllable's end (read t) or before an unwritten
// vowel (read s, ch); `j` a ร or ล there (read n); `v` a ว that is w or ua; a capital is a consonant some people write and others leave out.

import {
  isConsonant,
  isLeadingVowel,
  isVowelSign,
  onsetOf,
  spokenLetters,
  syllableEnd,
} from './thai-letters.ts'

const leadsSilently = /[งญนมยรลว]/
const clusterFirst = /[กขคตปผพฟบดทศส]/
const sibilant = /[จชฌซศษส]/

/** How many consonants stand before the vowel that `lead` begins (the letters from `at` on), and how they sound. */
function leadOnset(letters: string, at: number, lead: string): { sounds: string; length: number } {
  const first = letters[at] ?? ''
  const second = letters[at + 1]
  const third = letters[at + 2]
  const alone = { sounds: onsetOf(first), length: 1 }
  // แพร, แปล end in their vowel.
  const opens = third !== undefined || lead >= 'ใ' || (lead === 'แ' && /[รล]/.test(second ?? ''))
  if (second === undefined || !isConsonant(second) || !opens) return alone
  if (first === 'ห' && leadsSilently.test(second) && third !== syllableEnd) {
    // เหมทอง is hem, เหล็ก is lek: the mark that tells them apart is often left out.
    const open = lead === 'เ' && isConsonant(third) && !/[ยวอ]/.test(third ?? '')
    return { sounds: (open ? 'H' : '') + onsetOf(second), length: 2 }
  }
  // เ-ิ over the second letter: เฉลิม, เจริญ, เสริม.
  const overSecond =
    lead === 'เ' && (third === 'ิ' || (third === 'ี' && letters[at + 3] === 'ย') || third === 'ื')
  if (second === 'ร' || second === 'ล') {
    if (second === 'ร' && /[ศส]/.test(first) && (overSecond || third === 'ษ')) {
      return { sounds: 's', length: 2 }
    }
    const cluster = clusterFirst.test(first) && (overSecond || third === 'า' || !isVowelSign(third))
    if (cluster || overSecond)
      return { sounds: `${onsetOf(first)}${cluster ? '' : '.'}${onsetOf(second)}`, length: 2 }
  }
  // แขวง, แกว่ง, แคว้น; but แก้วตา.
  const closed = (third === 'ง' || third === 'น') && !isVowelSign(letters[at + 3])
  if (second === 'ว' && /[กขคส]/.test(first) && (lead >= 'ใ' || (lead === 'แ' && closed))) {
    return { sounds: `${onsetOf(first)}w`, length: 2 }
  }
  if (overSecond && third !== 'ิ') return { sounds: `${onsetOf(first)}.${onsetOf(second)}`, length: 2 }
  return alone
}

/** The vowel that `lead` and the letters from `at` on write together, and how many letters it takes. */
function leadVowel(letters: string, at: number, lead: string): { sounds: string; length: number } {
  const next = letters[at]
  const after = letters[at + 1]
  if (lead === 'ไ' || lead === 'ใ') {
    return { sounds: 'ai', length: next === 'ย' && !isVowelSign(after) ? 1 : 0 }
  }
  const short = next === 'ะ' ? 1 : 0
  if (lead === 'แ') return { sounds: '3', length: short }
  if (lead === 'โ') return { sounds: 'o', length: short }
  if (next === 'า') return after === 'ะ' ? { sounds: 'o', length: 2 } : { sounds: 'ao', length: 1 }
  if (next === 'ี' && after === 'ย') return { sounds: 'ia', length: letters[at + 2] === 'ะ' ? 3 : 2 }
  if (next === 'ื' && after === 'อ') return { sounds: '4a', length: letters[at + 2] === 'ะ' ? 3 : 2 }
  if (next === 'ิ') return { sounds: '5', length: 1 }
  if (next === 'อ') return { sounds: '5', length: after === 'ะ' ? 2 : 1 }
  if (next === 'ย' && !isVowelSign(after)) return { sounds: '5i', length: 1 }
  return { sounds: 'e', length: short }
}

/** ะ า ำ ิ ี ึ ื ุ ู, which are marks and so no identifiers. */
const signSounds = new Map(
  [...'ะาำิีึืุู'].map((sign, index) => [sign, ['a', 'a', 'am', 'i', 'i', '4', '4', 'u', 'u'][index]]),
)

/** A vowel written after its consonant: its sounds and how many letters it takes. */
function signVowel(letters: string, at: number): { sounds: string; length: number } {
  const sign = letters[at] ?? ''
  const next = letters[at + 1]
  const open = !isVowelSign(letters[at + 2])
  if (sign === 'ั') {
    if (next === 'ว' && open) return { sounds: 'ua', length: letters[at + 2] === 'ะ' ? 3 : 2 }
    if (next === 'ย') return { sounds: 'ai', length: open ? 2 : 1 }
    return { sounds: 'a', length: 1 }
  }
  if (sign === 'ื' && next === 'อ') return { sounds: '4', length: 2 }
  // เกตุทอง, ชาติชาย, วุฒิชัย: a short vowel at a root's end is silent or hardly heard.
  if ((sign === 'ุ' || sign === 'ิ') && (isConsonant(next) || next === undefined)) {
    const closing = letters[at - 1] === 'ต' || letters[at - 1] === 'ฒ'
    if (closing && (isVowelSign(letters[at - 2]) || isLeadingVowel(letters[at - 3])))
      return { sounds: '.', length: 1 }
  }
  return { sounds: signSounds.get(sign) ?? '', length: 1 }
}

/** รร after a consonant: "a" before a letter that closes the syllable (ธรรม, วรรค), else "an". */
function doubleRSounds(letters: string, at: number): string {
  const next = letters[at + 2]
  if (next === 'ม' || next === 'ณ') return 'a'
  const closes = next !== undefined && /[คพธศษภทน]/.test(next) && !isVowelSign(letters[at + 3])
  const endsHere = letters[at + 3] === undefined || next === 'ธ' || next === 'ศ'
  return closes && endsHere ? 'a' : 'an'
}

/** Whether the ร at `at` rests in มิตร, บุตร, จักร, เพชร, สามารถ: written for the root, often not said. */
function isRestingR(letters: string, at: number): boolean {
  const before = letters[at - 1]
  const vowel = letters[at - 2]
  const next = letters[at + 1]
  if (
    before === undefined ||
    vowel === undefined ||
    isVowelSign(next) ||
    (next === 'ร' && !isVowelSign(letters[at + 2]))
  )
    return false
  if (before === 'า' && /[ถธ]/.test(next ?? '') && !isVowelSign(letters[at + 2])) return true
  const long = isVowelSign(vowel) || isLeadingVowel(letters[at - 3])
  // อินทรสุวรรณ, จันทรเกษม; but สุนทร.
  if (vowel === 'น' && before === 'ท' && isVowelSign(letters[at - 3]) && isConsonant(next)) return true
  if (/[ตท]/.test(before)) return long
  return /[กคช]/.test(before) && (vowel === 'ั' || isLeadingVowel(letters[at - 3]))
}

/** A ว that no written vowel leads: w, the end of a diphthong (o), or `v` where spelling leaves it open. */
function readWo(letters: string, at: number): string {
  const previous = letters[at - 1]
  const next = letters[at + 1]
  const third = letters[at + 2]
  if (at === 0 || isVowelSign(next) || (next === 'ร' && third === 'ร')) return 'w'
  const closes = next === undefined || next === syllableEnd || isLeadingVowel(next)
  if (isVowelSign(previous)) {
    if (closes) return 'o'
    return previous === 'า' ? 'v' : 'w'
  }
  if (isLeadingVowel(letters[at - 2])) return closes || letters[at - 2] === 'แ' ? 'o' : 'v'
  // ชวลิต: the letter after heads a syllable, so ว heads one too.
  return isVowelSign(third) && next !== 'ง' ? 'w' : 'v'
}

/** A consonant that no written vowel leads: its sounds and how many letters it takes. */
function bareConsonant(letters: string, at: number): { sounds: string; length: number } {
  const letter = letters[at] ?? ''
  const previous = letters[at - 1]
  const next = letters[at + 1]
  const third = letters[at + 2]
  const afterConsonant = isConsonant(previous)
  const one = (sounds: string) => ({ sounds, length: 1 })
  switch (letter) {
    case 'อ':
      if (next === 'ย' && (third === 'ู' || third === 'า') && at === 0) return one('')
      if (afterConsonant && !isVowelSign(next)) return one('o')
      return one(isVowelSign(next) ? '' : '.')
    case 'ห':
      if (next !== undefined && leadsSilently.test(next) && third !== undefined && third !== syllableEnd) {
        const vowelFollows = next === 'ว' && isConsonant(third) && !isVowelSign(letters[at + 3])
        if (!vowelFollows && !(next === 'ร' && third === 'ร')) return one('')
      }
      return one('h')
    case 'ฤ':
    case 'ฦ':
      return {
        sounds: `${afterConsonant ? '.' : ''}${letter === 'ฤ' ? 'ri' : 'li'}`,
        length: next === 'ๅ' ? 2 : 1,
      }
    case 'ร':
      if (next === 'ร' && afterConsonant && !isVowelSign(third)) {
        return { sounds: doubleRSounds(letters, at), length: 2 }
      }
      if (isRestingR(letters, at)) return one('R')
      return one(at > 0 && !isVowelSign(next) ? 'j' : 'r')
    case 'ล':
      return one(at > 0 && !isVowelSign(next) ? 'j' : 'l')
    case 'ท':
      if (next === 'ร' && third !== undefined) {
        const tail = letters.slice(at + 2, at + 4)
        if (tail === 'ัพ' || tail === 'าย' || third === 'ง' || (at === 0 && third === 'ว'))
          return { sounds: 's', length: 2 }
      }
      return one('t')
    case 'จ':
      if (next === 'ร' && third === 'ิ' && letters[at + 3] === 'ง') return { sounds: 'c', length: 2 }
      break
    case 'ศ':
    case 'ส':
      if (next === 'ร' && third === 'ี') return { sounds: 's', length: 2 }
      break
    case 'ญ': {
      const head = isVowelSign(next) || at === 0 || (afterConsonant && !isLeadingVowel(letters[at - 2]))
      return one(head ? 'y' : 'n')
    }
    case 'ว':
      return one(readWo(letters, at))
    case 'ย':
      if (isVowelSign(next) || at === 0 || (afterConsonant && previous !== 'อ')) return one('y')
      return one('i')
  }
  const unvowelled = at > 0 && !isVowelSign(next) && next !== 'อ'
  return one(unvowelled && sibilant.test(letter) ? 'x' : onsetOf(letter))
}

/** Makes the closing consonant of `sounds` optional when the next syllable begins with the same one: จิตติ, ธนัชชา. */
function easeDouble(sounds: string, next: string): string {
  const last = sounds.charAt(sounds.length - 1)
  const head = next.charAt(0)
  const same = last === head || (last === 'x' && (head === 'c' || head === 's'))
  return same ? sounds.slice(0, -1) + last.toUpperCase() : sounds
}

/** The sound letters of one Thai word; letters of other scripts are passed over. */
export function thaiSounds(word: string): string {
  const letters = spokenLetters(word)
  let sounds = ''
  let previousIsConsonant = false
  for (let at = 0; at < letters.length; ) {
    const letter = letters[at] ?? ''
    if (isLeadingVowel(letter) && isConsonant(letters[at + 1])) {
      const onset = leadOnset(letters, at + 1, letter)
      const vowel = leadVowel(letters, at + 1 + onset.length, letter)
      if (previousIsConsonant && sounds.length > 1) sounds = easeDouble(sounds, onset.sounds)
      sounds += (previousIsConsonant ? '.' : '') + onset.sounds + vowel.sounds
      at += 1 + onset.length + vowel.length
      // เกียรติ: the ร is written for the root only.
      if (vowel.sounds === 'ia' && letters[at] === 'ร' && letters[at + 1] === 'ต') at += 1
      previousIsConsonant = false
    } else if (isConsonant(letter)) {
      const read = bareConsonant(letters, at)
      const isVowel = read.sounds === '' || /[.aeio]$/.test(read.sounds)
      const opensWithVowel = isVowel || read.sounds.startsWith('a')
      if (previousIsConsonant && sounds.length > 1) sounds = easeDouble(sounds, read.sounds)
      sounds += (previousIsConsonant && !opensWithVowel ? '.' : '') + read.sounds
      previousIsConsonant = !isVowel
      at += read.length
    } else if (isVowelSign(letter)) {
      const vowel = signVowel(letters, at)
      sounds += vowel.sounds
      at += vowel.length
      previousIsConsonant = vowel.sounds === 'am'
    } else {
      // The end of a syllable, a capital left by `silence`, or a letter of another script.
      if (letter >= 'A' && letter <= 'Z') sounds += letter
      previousIsConsonant = false
      at += 1
    }
  }
  return sounds
}
