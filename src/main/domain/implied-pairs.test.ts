// Pairs that follow from two others: copies that only share the record between them, but not relatives whom a poor record confuses.
import { expect, test } from 'vitest'
import { usualModel } from './duplicate-chances.ts'
import { implyPairs } from './implied-pairs.ts'
import { type DuplicateCandidate, prepareCandidate } from './prepare-candidate.ts'
import { finishSearch, searchDirectory } from './search-directory.ts'

const phone = (value: string) => [{ value }]
const home = { phones: phone('0812345678'), address: '99/12 ซอยสุขุมวิท 22 กรุงเทพ 10110' }
const whole = { fullName: 'Ananya Rattanakosin', dateOfBirth: '1985-03-12', ...home }
const renamed = { ...whole, fullName: 'Ploy Rattanakosin', phones: phone('0899999999') }
const moved = { fullName: 'Ananya Rattanakosin', dateOfBirth: '1962-11-30', phones: home.phones }

/** The pairs implied where the first person was found to be one with each of the others, this surely. */
function imply(known: readonly DuplicateCandidate[], scores: readonly number[]) {
  const people = known.map((candidate) => prepareCandidate(candidate))
  const pairs = scores.map((score, place) => ({ left: 0, right: place + 1, score, reasons: [] }))
  return implyPairs(people, { pairs, model: usualModel })
}

test('two copies spoilt in different places are one through the record between them', () => {
  expect(imply([whole, renamed, moved], [99, 97])).toMatchObject([{ left: 1, right: 2, between: 0 }])
})

test('a search finds the links that the pair follows from, and not the pair', () => {
  const people = [whole, renamed, moved].map((candidate) => prepareCandidate(candidate))
  const search = finishSearch(searchDirectory(people))
  const direct = search.pairs.map(({ left, right }) => [left, right])
  const implied = implyPairs(people, search).map(({ left, right }) => [left, right])
  expect(implied.filter((pair) => direct.some((other) => String(other) === String(pair)))).toEqual([])
})

test('father and son do not become one through a record that could be of either', () => {
  const unclear = { fullName: 'สมชาย แสงทอง', ...home }
  const father = { ...unclear, dateOfBirth: '1958-02-11' }
  const son = { ...unclear, dateOfBirth: '1991-09-24' }
  expect(imply([unclear, father, son], [95, 95])).toEqual([])
})

test('nor twins through an initial', () => {
  const twin = { dateOfBirth: '2012-06-01', ...home }
  const known = ['K. Saengthong', 'Kanya Saengthong', 'Korn Saengthong'].map((fullName) => ({
    fullName,
    ...twin,
  }))
  expect(imply(known, [95, 95])).toEqual([])
})

test('nothing hangs on a doubtful link, and what was found is not found again', () => {
  expect(imply([whole, renamed, moved], [99, 79])).toEqual([])
  expect(imply([whole, whole], [99])).toEqual([])
  expect(imply([], [])).toEqual([])
})

test('six copies of one person are all one through the one that was found with each', () => {
  const copies = Array.from({ length: 5 }, () => ({ ...whole, phones: [] }))
  expect(imply([whole, ...copies], [99, 99, 99, 99, 99])).toHaveLength(10)
})

test('somebody who is everybody implies nobody', () => {
  const known = Array.from({ length: 30 }, () => whole)
  expect(
    imply(
      known,
      known.slice(1).map(() => 99),
    ),
  ).toEqual([])
})
