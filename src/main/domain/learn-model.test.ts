// Learning without labels: known weights are recovered from simulated pairs, and a directory too small, without duplicates
// or full of misleading pairs is left as it usually is.
import { describe, expect, test } from 'vitest'
import type { BirthDateLevel, EmailLevel, NicknameLevel, PhoneLevel } from './compare-details.ts'
import { type DuplicateModel, type Relation, usualModel } from './duplicate-chances.ts'
import { type Comparison, type DirectoryFrequencies, judgeComparison } from './duplicates.ts'
import { learnModel } from './learn-model.ts'
import { prepareCandidate } from './prepare-candidate.ts'
import { finishSearch, searchDirectory } from './search-directory.ts'

function learn(...args: Parameters<typeof learnModel>): DuplicateModel {
  const learning = learnModel(...args)
  for (;;) {
    const step = learning.next()
    if (step.done) return step.value
  }
}

/** A seeded source of numbers from 0 to 1. */
function createDice(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** Outcomes that are learned as part of another. */
const partial = new Set(['sameFirstOfYear', 'sameOfName'])

type Levels = Readonly<Record<string, Readonly<Record<Relation, number>>>>

/** Draws an outcome as a model says it falls for a relation. */
function draw<Level extends string>(
  levels: Levels,
  relation: Relation,
  dice: () => number,
): { level: Level; value: string } {
  const entries = Object.entries(levels).filter(([level]) => !partial.has(level))
  let place = dice() * entries.reduce((sum, [, chances]) => sum + chances[relation], 0)
  for (const [level, chances] of entries) {
    place -= chances[relation]
    if (place <= 0) return { level: level as Level, value: '' }
  }
  return { level: 'different' as Level, value: '' }
}

/** The candidate pairs of a directory in which this model is true, names left out. */
function simulate(truth: DuplicateModel, customers: number, seed: number): Comparison[] {
  const dice = createDice(seed)
  const pairs = (relation: Relation, count: number) =>
    Array.from(
      { length: count },
      (): Comparison => ({
        phone: draw<PhoneLevel>(truth.phone, relation, dice),
        holders: 1,
        email: draw<EmailLevel>(truth.email, relation, dice),
        names: [],
        nickname: draw<NicknameLevel>(truth.nickname, relation, dice),
        birthDate: draw<BirthDateLevel>(truth.birthDate, relation, dice),
        address: draw<'same' | 'similar' | 'near' | 'different'>(truth.address, relation, dice),
      }),
    )
  const expected = (relation: 'same' | 'relative') => Math.round((truth.expected[relation] * customers) / 2)
  return [
    ...pairs('same', expected('same')),
    ...pairs('relative', expected('relative')),
    ...pairs('stranger', 3000),
  ]
}

const directoryOf = (customers: number): DirectoryFrequencies => ({ customers, holders: () => null })

describe('from simulated pairs', () => {
  const withSame = <Levels extends object>(levels: Levels, same: Readonly<Record<string, number>>): Levels =>
    Object.fromEntries(
      Object.entries(levels).map(([level, chances]) => [
        level,
        { ...chances, same: same[level] ?? chances.same },
      ]),
    ) as Levels
  const truth: DuplicateModel = {
    ...usualModel,
    expected: { same: 0.8, relative: 0.1, colleague: 0.001 },
    phone: withSame(usualModel.phone, { same: 0.25, sameOld: 0.05, similar: 0.05, different: 0.65 }),
    email: withSame(usualModel.email, { same: 0.85, similar: 0.05, different: 0.1 }),
    birthDate: withSame(usualModel.birthDate, { same: 0.85, swapped: 0.05, similar: 0.06, different: 0.04 }),
  }
  const candidates = simulate(truth, 4000, 7)
  const learned = learn([], candidates, directoryOf(4000))

  test('the weights that made them are recovered', () => {
    for (const fact of ['phone', 'email', 'birthDate'] as const) {
      const known = truth[fact] as Levels
      for (const [level, { same }] of Object.entries(learned[fact] as Levels)) {
        if (!partial.has(level)) expect(same, `${fact} ${level}`).toBeCloseTo(known[level]?.same ?? 0, 1)
      }
    }
    expect(learned.phone.same.same).toBeLessThan(0.3)
    expect(learned.birthDate.swapped.same).toBeGreaterThan(0.035)
    expect(learned.expected.same).toBeGreaterThan(0.72)
    expect(learned.expected.same).toBeLessThan(0.88)
  })
  test('pairs are explained better than before', () => {
    const likelihood = (model: DuplicateModel) =>
      candidates.reduce((sum, one) => sum + Math.log(explain(one, model)), 0)
    expect(likelihood(learned)).toBeGreaterThan(likelihood(usualModel))
  })
  test('and the same every time, in whatever order they come', () => {
    expect(learn([], candidates, directoryOf(4000))).toEqual(learned)
    const turned = learn([], candidates.toReversed(), directoryOf(4000))
    expect(turned.expected.same).toBeCloseTo(learned.expected.same, 8)
  })
})

/** How likely a comparison is under the mixture, up to a factor that no model changes. */
function explain(comparison: Comparison, model: DuplicateModel): number {
  const { evidence } = judgeComparison(comparison, directoryOf(4000), model)
  const prior = {
    same: model.expected.same / 4000,
    relative: model.expected.relative / 4000,
    colleague: 0,
    stranger: 1,
  }
  return (['same', 'relative', 'stranger'] as const).reduce(
    (sum, relation) =>
      sum + prior[relation] * evidence.reduce((product, one) => product * one.chances[relation], 1),
    0,
  )
}

describe('little or misleading to learn from', () => {
  test('nobody, or a handful, leave the usual weights nearly as they are', () => {
    expect(learn([], [], directoryOf(0)).phone).toEqual(usualModel.phone)
    const few = learn([], simulate(usualModel, 10, 3).slice(0, 2), directoryOf(10))
    for (const fact of ['phone', 'email', 'birthDate', 'address'] as const) {
      for (const [level, chances] of Object.entries(few[fact] as Levels)) {
        expect(chances.same).toBeCloseTo((usualModel[fact] as Levels)[level]?.same ?? 0, 1)
      }
    }
  })
  test('pairs of relatives alone never teach that one person has several birth dates', () => {
    const relatives = simulate({ ...usualModel, expected: { same: 0, relative: 2, colleague: 0 } }, 3000, 5)
    const learned = learn([], relatives, directoryOf(3000))
    expect(learned.birthDate.different.same).toBeLessThanOrEqual(0.08)
    expect(learned.birthDate.same.same).toBeGreaterThan(0.7)
    expect(learned.expected.same).toBeLessThan(usualModel.expected.same)
  })
  test('a directory of three finds its one pair', () => {
    const people = [
      { fullName: 'สมชาย แสงทอง', phones: [{ value: '081-234-5678' }], dateOfBirth: '1985-03-12' },
      { fullName: 'Malee Boonmee', phones: [{ value: '089-999-9999' }] },
      { fullName: 'Somchai Saengthong', phones: [{ value: '+66812345678' }] },
    ].map((facts) => prepareCandidate(facts))
    const { pairs } = finishSearch(searchDirectory(people))
    expect(pairs.map(({ left, right }) => [left, right])).toEqual([[0, 2]])
    expect(finishSearch(searchDirectory([])).pairs).toEqual([])
  })
})
