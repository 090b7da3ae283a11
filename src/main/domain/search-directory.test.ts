// A search of a directory: what it finds, how it tells how far it is, and that it may be stopped or asked for more.
import { describe, expect, test } from 'vitest'
import { generateKnownPeople } from '../../../tools/demo-data/people.ts'
import { usualModel } from './duplicate-chances.ts'
import { scorePair } from './duplicates.ts'
import { type DuplicateCandidate, prepareCandidate } from './prepare-candidate.ts'
import { finishSearch, pairThreshold, searchDirectory } from './search-directory.ts'

const phone = (value: string) => [{ value }]
const family = { phones: phone('081-234-5678'), address: '99/12 ซอยสุขุมวิท 22 กรุงเทพ 10110' }

/** A family on one phone with twins, father and son of one name, and a returning guest with another phone. */
const known: readonly DuplicateCandidate[] = [
  { fullName: 'สมชาย แสงทอง', dateOfBirth: '1958-02-11', ...family },
  { fullName: 'สมชาย แสงทอง', dateOfBirth: '1991-09-24', ...family },
  { fullName: 'กัญญา แสงทอง', dateOfBirth: '2012-06-01', ...family },
  { fullName: 'ธนา แสงทอง', dateOfBirth: '2012-06-01', ...family },
  { fullName: 'Ananya Rao', dateOfBirth: '1985-03-12', phones: phone('0899999999'), nickname: 'Anny' },
  { fullName: 'Rao Ananya', dateOfBirth: '1985-12-03', phones: phone('0611111111') },
  { fullName: 'Kenji Tanaka', phones: phone('02-123-4567'), emails: ['office@company.example'] },
  { fullName: 'Aoi Sato', phones: phone('02-123-4567'), emails: ['office@company.example'] },
  { fullName: '' },
  { fullName: '', phones: phone('0899999999') },
]
const others = [...generateKnownPeople(800, 5)]
  .filter(({ person }) => person.origin === 'new')
  .map(({ record: { facts } }) => ({
    fullName: facts.fullName,
    nickname: facts.nickname,
    phones: phone(facts.primaryPhone ?? ''),
    dateOfBirth: facts.dateOfBirth,
  }))
const people = [...known, ...others].map((facts) => prepareCandidate(facts))

describe('a search', () => {
  const found = finishSearch(searchDirectory(people))
  const pairs = found.pairs.map(({ left, right }) => `${left}-${right}`)

  test('finds who came back with another phone, name turned round, day and month swapped', () => {
    expect(pairs).toContain('4-5')
    const reasons = found.pairs.find(({ left }) => left === 4)?.reasons.map(({ code }) => code)
    expect(reasons).toEqual(expect.arrayContaining(['swapped-name', 'birth-date-swapped']))
  })
  test('leaves the family, the twins and the colleagues apart, and those without a name', () => {
    expect(found.pairs.filter(({ left }) => left < known.length)).toHaveLength(1)
    expect(pairs.length).toBeLessThan(4)
  })
  test('never takes a phone alone for a person, whatever a directory teaches', () => {
    const certain = { ...usualModel, expected: { same: 3, relative: 0.001, colleague: 0.0001 } }
    const [named, nameless] = [known[4], known[9]]
    if (!named || !nameless) throw new Error('both are known')
    const { score } = scorePair(nameless, named, { customers: 50, holders: () => 1 }, certain)
    expect(score).toBeGreaterThan(40)
    expect(score).toBeLessThan(pairThreshold)
  })
  test('looks at few pairs, the same every time', () => {
    expect(found.candidatePairs).toBeLessThan(people.length * 20)
    expect(finishSearch(searchDirectory(people))).toEqual(found)
  })
  test('answers less likely pairs when asked, the likeliest first', () => {
    const more = finishSearch(searchDirectory(people, 1)).pairs
    const scores = more.map(({ score }) => score)
    expect(more.length).toBeGreaterThan(found.pairs.length)
    expect(scores).toEqual(scores.toSorted((left, right) => right - left))
    expect(more.filter(({ score }) => score >= pairThreshold)).toEqual(found.pairs)
  })
  test('tells how far it is, never backwards, and may be left half way', () => {
    const steps = [...searchDirectory(people)]
    expect(steps.length).toBeGreaterThan(5)
    expect(steps.map(({ compared }) => compared)).toEqual(
      steps.map(({ compared }) => compared).toSorted((left, right) => left - right),
    )
    expect(steps.at(-1)).toEqual({ compared: people.length, total: people.length })
    const stopped = searchDirectory(people)
    stopped.next()
    stopped.return({ pairs: [], candidatePairs: 0, windowedBlocks: 0, model: found.model })
    expect(stopped.next().done).toBe(true)
  })
})
