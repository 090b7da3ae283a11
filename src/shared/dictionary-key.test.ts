import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dictionaryKey } from './dictionary-key.ts'

function inOrder(names: readonly string[]): string[] {
  return names.toSorted((left, right) => (dictionaryKey(left) < dictionaryKey(right) ? -1 : 1))
}

test.each([
  ['a leading vowel follows its consonant', ['กา', 'เก', 'แก', 'โก', 'ใก', 'ไก', 'ขา', 'เข']],
  ['tone marks count last', ['ปา', 'ป่า', 'ป้า', 'ป๊า', 'ป๋า', 'ปาก', 'ป่าน', 'ปี']],
  ['names people have', ['กมล', 'เกศินี', 'แก้ว', 'ขวัญใจ', 'ชาย', 'เดช', 'ไพศาล', 'มานี', 'สมชาย', 'อรุณ', 'เอก']],
  ['given names before what follows them', ['สม ฮุย', 'สมชาย กา', 'สมชาย ใจดี']],
  ['Latin before Thai', ['Adam', 'zoe', 'กมล']],
  ['neither case nor accents', ['Eclair', 'Éclair B', 'eclair C', 'Zoë', 'Zoe Z']],
  ['what stands inside a word', ["O'Brien", 'Obrien B', 'Ö Brien X', 'Pa']],
])('%s', (_, names) => {
  const shuffled = [...names].reverse()
  expect(inOrder(shuffled)).toEqual(
    names.includes("O'Brien") ? ['Ö Brien X', "O'Brien", 'Obrien B', 'Pa'] : names,
  )
})

test('two writings of one name are one place', () => {
  expect(dictionaryKey('  NÔN   Boy-Anne ')).toBe(dictionaryKey('non boy anne'))
  expect(dictionaryKey('เเก้ว')).toBe(dictionaryKey('แก้ว'))
  expect(dictionaryKey('???')).toBe('???')
})

// The collation of the Unicode consortium is another's work on the same rules.
test('Thai words stand as the Unicode collation has them', () => {
  const collator = new Intl.Collator('th')
  const consonant = fc.constantFrom(...'กขคงจชดตทนบปผพมยรลวสหอ')
  const syllable = fc
    .tuple(
      fc.constantFrom('', 'เ', 'แ', 'โ', 'ใ', 'ไ'),
      consonant,
      fc.constantFrom('', 'ะ', 'ั', 'า', 'ำ', 'ิ', 'ี', 'ึ', 'ื', 'ุ', 'ู'),
      fc.constantFrom('', '่', '้', '๊', '๋'),
      fc.oneof(fc.constant(''), consonant),
    )
    .map(([lead, head, vowel, tone, tail]) =>
      vowel === 'ำ' || vowel === 'า' || vowel === 'ะ'
        ? lead + head + tone + vowel + tail
        : lead + head + vowel + tone + tail,
    )
  const word = fc.array(syllable, { minLength: 1, maxLength: 3 }).map((syllables) => syllables.join(''))
  fc.assert(
    fc.property(word, word, (left, right) => {
      const [own, other] = [dictionaryKey(left), dictionaryKey(right)]
      expect(own < other ? -1 : own > other ? 1 : 0).toBe(Math.sign(collator.compare(left, right)))
    }),
    { seed: 4, numRuns: 5000 },
  )
})
