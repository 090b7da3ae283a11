// Gathers pairs into clusters of people who may all be one, and says what a pair can be filtered by. Pure.
import {
  type DuplicateGrade,
  likelyPairScore,
  type ReasonGroup,
  reasonGroups,
} from '../../shared/duplicates.ts'
import type { DuplicateReason } from '../../shared/lookup.ts'

/** A pair as clusters are made of it; ids, and the groups of its reasons as bits. */
export interface ScoredPair {
  readonly leftId: string
  readonly rightId: string
  readonly score: number
  readonly groups: number
}

/** Pairs that hang together, best first. */
export interface PairCluster<Pair extends ScoredPair> {
  /** The smallest id of its people. */
  readonly id: string
  readonly score: number
  readonly ids: readonly string[]
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

/** The clusters that pairs make, best first, equal ones by id. Pairs come best first, and no two of the same people. */
export function clusterPairs<Pair extends ScoredPair>(pairs: readonly Pair[]): readonly PairCluster<Pair>[] {
  const parents = new Map<string, string>()
  const findRoot = (id: string): string => {
    let root = id
    for (let next = parents.get(root); next !== undefined && next !== root; next = parents.get(root))
      root = next
    // Whoever is asked again is answered at once.
    for (let at = id; at !== root; ) {
      const next = parents.get(at) ?? root
      parents.set(at, root)
      at = next
    }
    return root
  }
  for (const { leftId, rightId } of pairs) {
    if (!parents.has(leftId)) parents.set(leftId, leftId)
    if (!parents.has(rightId)) parents.set(rightId, rightId)
    const [left, right] = [findRoot(leftId), findRoot(rightId)]
    // The smallest id is the root.
    if (left < right) parents.set(right, left)
    else parents.set(left, right)
  }
  const members = new Map<string, { readonly ids: string[]; readonly pairs: Pair[] }>()
  for (const id of parents.keys()) {
    const root = findRoot(id)
    const cluster = members.get(root)
    if (cluster) cluster.ids.push(id)
    else members.set(root, { ids: [id], pairs: [] })
  }
  for (const pair of pairs) members.get(findRoot(pair.leftId))?.pairs.push(pair)
  return [...members]
    .map(([id, { ids, pairs: own }]) => ({ id, score: own[0]?.score ?? 0, ids, pairs: own }))
    .sort((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1))
}
