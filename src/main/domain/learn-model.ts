// Learns from a directory itself, without anybody telling which pairs are one person, how often people's facts change, how
// often they are mistyped, and how many duplicates and relatives there are. Pure, and the same every time.
import {
  type Chances,
  type DuplicateModel,
  learnedAtMost,
  type Relation,
  usualModel,
} from './duplicate-chances.ts'
import {
  type Comparison,
  compareCandidates,
  type DirectoryFrequencies,
  type Judgement,
  judgeComparison,
} from './duplicates.ts'
import type { PreparedCandidate } from './prepare-candidate.ts'

/** What the usual model counts for: so many pairs of one person, records, and pairs of strangers seen before. */
const heldFor = { pairs: 40, records: 60, strangers: 4000 } as const
const mostRounds = 60
/** Learning stops where the expected number of duplicates moves by less than this part. */
const settledAt = 0.001
const sampledStrangers = 20_000
/** Random pairs may be one person's after all: what was seen less often than this is no habit of strangers. */
const fewestSeen = 20

const facts = ['phone', 'email', 'birthDate', 'address', 'nickname'] as const
type Fact = (typeof facts)[number]
const learnedFromStrangers = ['phone', 'birthDate', 'address'] as const

/**
 * Expectation–maximisation over the candidate pairs' comparison patterns (Dempster, Laird and Rubin 1977; for record
 * linkage Winkler, "Using the EM Algorithm for Weight Computation in the Fellegi–Sunter Model", 1988, and 2000). The
 * candidates hold nearly all pairs of one person, so theirs are learned from them; strangers are nearly all other pairs, so
 * theirs are taken from random ones (as Jaro, JASA 1989). The usual model enters as Dirichlet pseudo-counts. Yields after each round.
 */
export function* learnModel(
  people: readonly PreparedCandidate[],
  candidates: readonly Comparison[],
  frequencies: DirectoryFrequencies,
): Generator<void, DuplicateModel> {
  let model = learnStrangers(people, frequencies, usualModel)
  for (let round = 0; round < mostRounds; round++) {
    const before = model.expected.same
    model = improveModel(candidates, frequencies, model)
    yield
    if (Math.abs(model.expected.same - before) <= settledAt * before) break
  }
  return model
}

/** One round: how likely each pair is one person under the model, then the model that this makes likeliest. */
function improveModel(
  candidates: readonly Comparison[],
  frequencies: DirectoryFrequencies,
  model: DuplicateModel,
): DuplicateModel {
  const sums: Record<Relation, number> = { same: 0, relative: 0, colleague: 0, stranger: 0 }
  const counts = new Map<string, number>()
  const count = (key: string, weight: number) => counts.set(key, (counts.get(key) ?? 0) + weight)
  for (const comparison of candidates) {
    const judgement = judgeComparison(comparison, frequencies, model)
    const { weights } = judgement
    for (const relation of ['same', 'relative', 'colleague'] as const) sums[relation] += weights[relation]
    if (weights.same > 1e-6) countLevels(comparison, judgement, (key) => count(key, weights.same))
  }
  const learned = Object.fromEntries(
    facts.map((fact) => [fact, learnFact(fact, model, (level) => counts.get(`${fact}.${level}`) ?? 0)]),
  ) as Pick<DuplicateModel, Fact>
  const expect = (relation: 'same' | 'relative' | 'colleague') =>
    (2 * sums[relation] + heldFor.records * usualModel.expected[relation]) /
    (frequencies.customers + heldFor.records)
  return {
    ...model,
    ...learned,
    ...learnNames((key) => counts.get(key) ?? 0),
    expected: { same: expect('same'), relative: expect('relative'), colleague: expect('colleague') },
  }
}

/** Names every outcome that a pair showed, once for each time it showed it. */
function countLevels(comparison: Comparison, { name }: Judgement, count: (key: string) => void): void {
  for (const fact of facts) {
    const outcome = comparison[fact]
    if (outcome) count(`${fact}.${plainLevel(outcome.level)}`)
  }
  if (!name || name.run) return
  for (const { level, typed, stored } of name.pairs) {
    const isAcross = name.typed[typed]?.thai !== name.stored[stored]?.thai
    if (level !== 'begins') count(isAcross ? `across.${level}` : `word.${level}`)
  }
  if (!name.nickname) count(name.givenDiffers ? 'given.different' : 'given.fits')
  if (Math.min(name.typed.length, name.stored.length) > 1) {
    const others = name.differing - (name.givenDiffers ? 1 : 0)
    count(others > 0 ? 'family.different' : 'family.fits')
  }
  if (name.pairs.length > 1) count(name.isSwapped ? 'order.swapped' : 'order.kept')
}

/** Among one person's records, days and addresses that others share too are agreements like any other. */
function plainLevel(level: string): string {
  return level === 'sameFirstOfYear' || level === 'sameOfName' ? 'same' : level
}

function learnFact<F extends Fact>(fact: F, model: DuplicateModel, countOf: (level: string) => number) {
  const usual = usualModel[fact] as Readonly<Record<string, Chances>>
  const present = model[fact] as Readonly<Record<string, Chances>>
  const levels = Object.keys(usual).filter((level) => plainLevel(level) === level)
  const shares = learnShares(fact, levels, (level) => usual[level]?.same ?? 0, countOf)
  return Object.fromEntries(
    Object.entries(present).map(([level, chances]) => [
      level,
      { ...chances, same: shares(plainLevel(level)) },
    ]),
  )
}

function learnNames(countOf: (key: string) => number): Pick<DuplicateModel, 'word' | 'swappedOrder'> {
  const { word, swappedOrder } = usualModel
  const within = learnShares(
    'word',
    ['equal', 'sound', 'similar'],
    (level) => word[level as 'equal'],
    (level) => countOf(`word.${level}`),
  )
  const rate = (usual: number, kind: string, rare: string, often: string) =>
    learnShares(
      kind,
      [rare, often],
      (level) => (level === rare ? usual : 1 - usual),
      (level) => countOf(`${kind}.${level}`),
    )(rare)
  return {
    word: {
      ...word,
      equal: within('equal'),
      sound: within('sound'),
      similar: within('similar'),
      differentGiven: rate(word.differentGiven, 'given', 'different', 'fits'),
      differentFamily: rate(word.differentFamily, 'family', 'different', 'fits'),
    },
    swappedOrder: rate(swappedOrder, 'order', 'swapped', 'kept'),
  }
}

/** Shares of outcomes from what was counted and what the usual shares count for; together they are what they usually are. */
function learnShares(
  kind: string,
  levels: readonly string[],
  usual: (level: string) => number,
  countOf: (level: string) => number,
): (level: string) => number {
  const whole = levels.reduce((sum, level) => sum + usual(level), 0)
  const counted = levels.reduce((sum, level) => sum + countOf(level), 0)
  const learned = new Map<string, number>()
  let free = 0
  let taken = 0
  for (const level of levels) {
    const share = (whole * countOf(level) + heldFor.pairs * usual(level)) / (counted + heldFor.pairs)
    const most = learnedAtMost[`${kind}.${level}`]
    learned.set(level, Math.min(share, most ?? 1))
    if (most === undefined) free += share
    else taken += Math.min(share, most)
  }
  // What a bound cuts off goes to the outcomes that have none.
  return (level) => {
    const share = learned.get(level) ?? 0
    return learnedAtMost[`${kind}.${level}`] === undefined ? (share * (whole - taken)) / free : share
  }
}

/** How often phones, birth dates and addresses of two people taken at random agree in each way. */
function learnStrangers(
  people: readonly PreparedCandidate[],
  frequencies: DirectoryFrequencies,
  model: DuplicateModel,
): DuplicateModel {
  const counts = new Map<string, number>()
  const count = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1)
  const pairs = Math.min(sampledStrangers, (people.length * (people.length - 1)) / 2)
  for (let place = 0; place < pairs; place++) {
    const [left, right] = pairAt(place, people.length)
    const [one, other] = [people[left], people[right]]
    if (!one || !other || left === right) continue
    const compared = compareCandidates(withoutNames(one), withoutNames(other), frequencies)
    for (const fact of learnedFromStrangers) {
      const level = compared[fact]?.level
      if (!level) continue
      count(fact)
      count(`${fact}.${level}`)
    }
  }
  const learn = <F extends Fact>(fact: F) =>
    Object.fromEntries(
      Object.entries(model[fact]).map(([level, chances]) => {
        const seen = counts.get(`${fact}.${level}`) ?? 0
        const share =
          (seen + heldFor.strangers * chances.stranger) / ((counts.get(fact) ?? 0) + heldFor.strangers)
        return [level, level === 'different' || seen < fewestSeen ? chances : raiseOthers(chances, share)]
      }),
    ) as unknown as DuplicateModel[F]
  return { ...model, phone: learn('phone'), birthDate: learn('birthDate'), address: learn('address') }
}

/** What strangers share by chance, relatives and colleagues share at least as often. */
function raiseOthers(chances: Chances, share: number): Chances {
  const { same, relative, colleague, stranger } = chances
  const raise = (chance: number) => Math.max(chance, share)
  return { same, relative: raise(relative), colleague: raise(colleague), stranger: raise(stranger) }
}

/** Pairs strewn evenly over all: each person with one further on, by steps that grow. */
function pairAt(place: number, count: number): readonly [number, number] {
  const left = place % count
  const step = 1 + ((Math.floor(place / count) * 7919 + left * 104_729) % Math.max(1, count - 1))
  return [left, (left + step) % count]
}

function withoutNames(person: PreparedCandidate): PreparedCandidate {
  return { ...person, names: [], nickname: null, emails: [] }
}
