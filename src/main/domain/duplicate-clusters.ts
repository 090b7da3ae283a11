// Gathers pairs into clusters of people who may all be one, and says what a pair can be filtered by. Pure.
import {
  type DuplicateGrade,
  likelyPairScore,
  type ReasonGroup,
  reasonGroups,
} from '../../shared/duplicates.ts'
import type { DuplicateReason } from '../../shared/lookup.ts'

/** A pair as clusters are made of it: two people by number, and the groups of its reasons as bits. */
export interface ScoredPair {
  readonly left: number
  readonly right: number
  readonly score: number
  readonly groups: number
}

/** Pairs that hang together, best first. */
export interface PairCluster<Pair extends ScoredPair> {
  readonly score: number
  /** Its people, the smallest number first. */
  readonly people: readonly number[]
  readonly pairs: readonly Pair[]
}

const groupOfCode: Readonly<Record<DuplicateReason['code'], ReasonGroup | null>> = {
  'same-phone': 'phone',
  'same-phone-old': 'phone',
  'similar-phone': 'phone',
  'same-email': 'email',
  'similar-email': 'email',
  'same-name': 'name',
  'same-name-other-script': 'name',
  'similar-name': 'name',
  'swapped-name': 'name',
  'same-nickname': 'name',
  'same-birth-date': 'birthDate',
  'birth-date-swapped': 'birthDate',
  'similar-birth-date': 'birthDate',
  // Speaks against one person.
  'different-birth-date': null,
  'same-address': 'address',
  'similar-address': 'address',
}

/** The groups of some reasons as bits. */
export function groupsOf(reasons: readonly DuplicateReason[]): number {
  return reasons.reduce((groups, { code }) => {
    const group = groupOfCode[code]
    return group === null ? groups : groups | bitOf(group)
  }, 0)
}

/** Whether a group is among these. */
export function hasGroup(groups: number, group: ReasonGroup): boolean {
  return (groups & bitOf(group)) !== 0
}

function bitOf(group: ReasonGroup): number {
  return 1 << reasonGroups.indexOf(group)
}

/** How sure a score is. */
export function gradeOf(score: number): DuplicateGrade {
  return score >= likelyPairScore ? 'likely' : 'possible'
}

/** The clusters that pairs make, best first, equal ones by their smallest number. Pairs come best first, and each once. */
export function clusterPairs<Pair extends ScoredPair>(pairs: readonly Pair[]): readonly PairCluster<Pair>[] {
  const parents = new Map<number, number>()
  const findRoot = (person: number): number => {
    let root = person
    for (let next = parents.get(root); next !== undefined && next !== root; next = parents.get(root)) {
      root = next
    }
    // Whoever is asked again is answered at once.
    for (let at = person; at !== root; ) {
      const next = parents.get(at) ?? root
      parents.set(at, root)
      at = next
    }
    return root
  }
  for (const { left, right } of pairs) {
    if (!parents.has(left)) parents.set(left, left)
    if (!parents.has(right)) parents.set(right, right)
    const [one, other] = [findRoot(left), findRoot(right)]
    // The smallest number is the root.
    parents.set(Math.max(one, other), Math.min(one, other))
  }
  const clusters = new Map<number, { readonly people: number[]; readonly pairs: Pair[] }>()
  for (const pair of pairs) {
    const root = findRoot(pair.left)
    const cluster = clusters.get(root)
    if (cluster) cluster.pairs.push(pair)
    else clusters.set(root, { people: [], pairs: [pair] })
  }
  for (const person of parents.keys()) clusters.get(findRoot(person))?.people.push(person)
  return [...clusters]
    .map(([root, { people, pairs: own }]) => {
      return { root, score: own[0]?.score ?? 0, people: people.sort((one, other) => one - other), pairs: own }
    })
    .sort((one, other) => other.score - one.score || one.root - other.root)
    .map(({ root, ...cluster }) => cluster)
}
