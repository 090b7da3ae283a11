// Which people of a directory are compared: those who share something, each pair once, and few enough on a switchboard.
import { describe, expect, test } from 'vitest'
import { type Blocks, makeBlocks, partnersOf } from './duplicate-blocks.ts'
import { type DuplicateCandidate, type PreparedCandidate, prepareCandidate } from './prepare-candidate.ts'

function pairsOf(facts: readonly DuplicateCandidate[]): { pairs: string[]; windowed: number } {
  const people = facts.map((one) => prepareCandidate(one))
  const { blocks, windowed } = blocksOf(people)
  const pairs = [...partnersOf(blocks, people.length)].flatMap(([person, partners]) =>
    partners.map((other) => `${other}-${person}`),
  )
  return { pairs, windowed }
}

function blocksOf(people: readonly PreparedCandidate[]): Blocks {
  const making = makeBlocks(people)
  for (;;) {
    const step = making.next()
    if (step.done) return step.value
  }
}

const phones = [{ value: '02-123-4567' }]
const givens = [
  'Anna',
  'Boris',
  'Chai',
  'Dara',
  'Emil',
  'Fon',
  'Gus',
  'Hana',
  'Ivo',
  'Jun',
  'Kla',
  'Lek',
  'Mona',
]
const families = [
  'Weber',
  'Boonmee',
  'Tanaka',
  'Silva',
  'Novak',
  'Petrov',
  'Rossi',
  'Haddad',
  'Okoye',
  'Larsen',
]
const nameOf = (place: number) =>
  `${givens[place % givens.length]} ${families[Math.floor(place / givens.length) % families.length]}`

describe('two records are compared when they share', () => {
  test.each<[string, DuplicateCandidate, DuplicateCandidate]>([
    [
      'a phone, written otherwise',
      { fullName: 'A', phones },
      { fullName: 'B', phones: [{ value: '+66 2 123 4567' }] },
    ],
    ['an e-mail', { fullName: 'A', emails: ['x@y.example'] }, { fullName: 'B', emails: ['X@y.example'] }],
    [
      'a birth date, day and month swapped',
      { fullName: 'A', dateOfBirth: '1985-03-12' },
      { fullName: 'B', dateOfBirth: '1985-12-03' },
    ],
    ['the sound of a name across scripts', { fullName: 'สมชาย แสงทอง' }, { fullName: 'Somchai Saengthong' }],
    ['a name turned round', { fullName: 'Anna Weber' }, { fullName: 'Weber Anna' }],
    [
      'one word of the name and the birth year',
      { fullName: 'Anna Weber', dateOfBirth: '1985-03-12' },
      { fullName: 'Anna Silva', dateOfBirth: '1985-07-30' },
    ],
    [
      'a piece of the address',
      { fullName: 'A', address: '69 giblin street, killarney' },
      { fullName: 'B', address: '7 giblin street, west end' },
    ],
  ])('%s', (_, one, other) => {
    expect(pairsOf([one, other]).pairs).toEqual(['0-1'])
  })
  test('and not when they share nothing, or one word of a name', () => {
    expect(
      pairsOf([{ fullName: 'Anna Weber' }, { fullName: 'Anna Silva' }, { fullName: '' }, { fullName: '' }])
        .pairs,
    ).toEqual([])
  })
})

describe('a switchboard of 600', () => {
  const staff = Array.from({ length: 600 }, (_, place) => ({
    fullName: nameOf(place),
    phones,
    dateOfBirth: `${1950 + (place % 50)}-0${1 + (place % 9)}-1${place % 10}`,
  }))
  test('is cut down by names and dates, each pair once', () => {
    const { pairs } = pairsOf(staff)
    expect(new Set(pairs).size).toBe(pairs.length)
    expect(pairs.length).toBeLessThan(600 * 40)
  })
  test('still compares whoever is written down twice, mistyped, or with nothing but the name', () => {
    const twice = [
      { fullName: 'Wipa Saengthong', phones, dateOfBirth: '1985-03-12' },
      { fullName: 'วิภา แสงทอง', phones },
      { fullName: 'Wipa', phones },
      { fullName: 'Xenia Q', phones, dateOfBirth: '1985-03-12' },
    ]
    const { pairs } = pairsOf([...staff, ...twice])
    expect(pairs).toEqual(expect.arrayContaining(['600-601', '600-602', '601-602', '600-603']))
  })
})

test('people who have the very same of everything are compared with their neighbours, and that is counted', () => {
  const same = Array.from({ length: 200 }, () => ({ fullName: 'Anna Weber', phones }))
  const { pairs, windowed } = pairsOf(same)
  expect(windowed).toBeGreaterThan(0)
  const met = new Set(pairs.flatMap((pair) => pair.split('-')))
  expect(met.size).toBe(200)
  expect(pairs.length).toBeLessThan(200 * 20)
})
