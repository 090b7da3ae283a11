// Finds the pairs that follow from others: whoever is the same as a third person is the same as the other who is. Two spoilt
// copies of one record may have little in common but the record between them. Pure.
import { likelyPairScore } from '../../shared/duplicates.ts'
import { countDirectory } from './directory-frequencies.ts'
import type { DuplicateModel } from './duplicate-chances.ts'
import { compareCandidates, type DirectoryFrequencies, judgeComparison } from './duplicates.ts'
import type { PreparedCandidate } from './prepare-candidate.ts'
import { type DirectorySearch, type DuplicatePair, pairThreshold } from './search-directory.ts'

/** A pair that two others imply, and the person between, who is likely one with both. */
export interface ImpliedPair extends DuplicatePair {
  readonly between: number
}

/** No chain of evidence is surer than this: what speaks against the pair itself must be able to break it. */
const surest = 0.999
/** Somebody with more partners is a shared name or a test record, and implies nothing. */
const mostPartners = 20

/**
 * Every pair that was not found but follows from two likely ones: what hangs on a doubtful link is not made more of. Its chance is
 * that both links hold, against which counts what the two say of each other: another birth date or given name than the link
 * through the third has room for.
 */
export function implyPairs(
  people: readonly PreparedCandidate[],
  search: Pick<DirectorySearch, 'pairs' | 'model'>,
  threshold = pairThreshold,
): readonly ImpliedPair[] {
  const found = new Set(search.pairs.map(({ left, right }) => `${left} ${right}`))
  const partners = new Map<number, Map<number, number>>()
  const link = (one: number, other: number, chance: number) => {
    const own = partners.get(one) ?? new Map<number, number>()
    partners.set(one, own.set(other, chance))
  }
  for (const { left, right, score } of search.pairs) {
    if (score < likelyPairScore) continue
    link(left, right, Math.min(score / 100, surest))
    link(right, left, Math.min(score / 100, surest))
  }
  const best = new Map<string, { left: number; right: number; between: number; chance: number }>()
  for (const [between, linked] of partners) {
    if (linked.size > mostPartners) continue
    const others = [...linked].sort(([one], [other]) => one - other)
    for (const [place, [left, toLeft]] of others.entries()) {
      for (const [right, toRight] of others.slice(place + 1)) {
        const chance = toLeft * toRight
        const key = `${left} ${right}`
        if (found.has(key)) continue
        if (chance > (best.get(key)?.chance ?? 0)) best.set(key, { left, right, between, chance })
      }
    }
  }
  if (best.size === 0) return []
  const frequencies = countDirectory(people)
  const implied = [...best.values()].flatMap(({ left, right, between, chance }) => {
    const odds =
      (chance / (1 - chance)) * newContradiction([left, between, right], people, frequencies, search.model)
    const score = Math.round((100 * odds) / (1 + odds))
    return score >= threshold ? [{ left, right, between, score, reasons: [] }] : []
  })
  return implied.sort(
    (one, other) => other.score - one.score || one.left - other.left || one.right - other.right,
  )
}

/**
 * How much what the outer two of three people say of themselves speaks against their being one (at most 1). What speaks for
 * it was counted in the links, as was what one of them says unlike the person between.
 */
function newContradiction(
  [left, between, right]: readonly [number, number, number],
  people: readonly PreparedCandidate[],
  frequencies: DirectoryFrequencies,
  model: DuplicateModel,
): number {
  const contradictions = (one: number, other: number): readonly number[] => {
    const [earlier, later] = [people[Math.min(one, other)], people[Math.max(one, other)]]
    if (!earlier || !later) return []
    const { evidence } = judgeComparison(compareCandidates(later, earlier, frequencies), frequencies, model)
    return evidence.map(({ chances: { same, relative, colleague, stranger } }) =>
      Math.min(1, same / Math.max(relative, colleague, stranger)),
    )
  }
  const borne = [contradictions(left, between), contradictions(between, right)]
  return contradictions(left, right).reduce((product, against, fact) => {
    const counted = borne.reduce((sum, link) => sum * (link[fact] ?? 1), 1)
    return product * Math.min(1, against / counted)
  }, 1)
}
