// Finds the pairs of a whole directory that are likely one person: blocks, comparisons, weights learned from the directory
// itself, scores. Pure; it goes step by step so that whoever runs it can tell how far it is, wait, or stop.
import { countDirectory } from './directory-frequencies.ts'
import { makeBlocks, partnersOf } from './duplicate-blocks.ts'
import type { DuplicateModel } from './duplicate-chances.ts'
import {
  type Comparison,
  compareCandidates,
  type DuplicateScore,
  judgeComparison,
  readScore,
} from './duplicates.ts'
import { learnModel } from './learn-model.ts'
import type { PreparedCandidate } from './prepare-candidate.ts'

/** Two people by their places in the directory, the earlier first. */
export interface DuplicatePair extends DuplicateScore {
  readonly left: number
  readonly right: number
}

/** How far a search is: of `total` people so many have been compared. */
export interface SearchProgress {
  readonly compared: number
  readonly total: number
}

/** What a search found, the likeliest pairs first. */
export interface DirectorySearch {
  readonly pairs: readonly DuplicatePair[]
  readonly candidatePairs: number
  /** Blocks that were too large to be compared whole even after cutting. */
  readonly windowedBlocks: number
  readonly model: DuplicateModel
}

/** From this score on two records are more likely one person's than not: no mistake that is rarer can be chosen. */
export const pairThreshold = 50
/** Pairs this unlikely by the usual weights are not learned from and not scored again. */
const worthKeeping = 1e-4
const peoplePerStep = 200

/** Searches a directory for pairs that score at least `threshold`; yields how far it is every few hundred people. */
export function* searchDirectory(
  people: readonly PreparedCandidate[],
  threshold = pairThreshold,
): Generator<SearchProgress, DirectorySearch> {
  const total = people.length
  const frequencies = countDirectory(people)
  yield { compared: 0, total }
  const made = yield* telling(makeBlocks(people), { compared: 0, total })
  const kept: { readonly left: number; readonly right: number; readonly comparison: Comparison }[] = []
  let candidatePairs = 0
  for (const [right, partners] of partnersOf(made.blocks, total)) {
    const later = people[right]
    for (const left of partners) {
      const earlier = people[left]
      if (!later || !earlier) continue
      candidatePairs += 1
      const comparison = compareCandidates(later, earlier, frequencies)
      const { weights } = judgeComparison(comparison, frequencies)
      if (weights.same >= worthKeeping) kept.push({ left, right, comparison })
    }
    if (right % peoplePerStep === 0) yield { compared: right, total }
  }
  const learning = learnModel(
    people,
    kept.map(({ comparison }) => comparison),
    frequencies,
  )
  const model = yield* telling(learning, { compared: total, total })
  const pairs = kept.flatMap(({ left, right, comparison }) => {
    const result = readScore(judgeComparison(comparison, frequencies, model))
    return result.score >= threshold ? [{ left, right, ...result }] : []
  })
  pairs.sort((one, other) => other.score - one.score || one.left - other.left || one.right - other.right)
  return { pairs, candidatePairs, windowedBlocks: made.windowed, model }
}

/** Takes the steps of a part of the search, telling how far the whole is after each. */
function* telling<Result>(
  steps: Generator<void, Result>,
  progress: SearchProgress,
): Generator<SearchProgress, Result> {
  for (;;) {
    const step = steps.next()
    yield progress
    if (step.done) return step.value
  }
}

/** Runs a search to its end in one go. */
export function finishSearch(search: Generator<SearchProgress, DirectorySearch>): DirectorySearch {
  for (;;) {
    const step = search.next()
    if (step.done) return step.value
  }
}
