// Nicknames are one syllable: what is another spelling, what is another nickname, and what nobody can tell.
import { expect, test } from 'vitest'
import { compareNicknames } from './compare-details.ts'
import { readNameWords } from './pair-name-words.ts'

test.each([
  ['นุ่น', 'Noon', 'same'],
  ['Lek', 'Lhek', 'same'],
  ['Noi', 'Noey', null],
  ['Nat', 'Lek', 'different'],
  ['มุก', 'Kaew', 'different'],
  ['กิ๊ฟ', 'Gift', null],
  ['ซี', 'C', null],
])('%s and %s: %s', (typed, stored, level) => {
  const [left, right] = [typed, stored].map((name) => readNameWords(name)[0] ?? null)
  expect(compareNicknames(left ?? null, right ?? null)?.level ?? null).toBe(level)
})
