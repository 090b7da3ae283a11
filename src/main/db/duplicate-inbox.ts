// The duplicates inbox: which pairs wait for a person, gathered into clusters, filtered, counted, a page at a time. What the
// clusters are is worked out once and kept until a pair, a dismissal or a merge changes them.
import {
  type DuplicateCluster,
  type DuplicateGrade,
  type DuplicateInbox,
  type DuplicateListArgs,
  type ReasonGroup,
  reasonGroups,
} from '../../shared/duplicates.ts'
import { mostMerged } from '../../shared/merging.ts'
import { clusterPairs, gradeOf, hasGroup, type PairCluster } from '../domain/duplicate-clusters.ts'
import { readStanding } from './dismissals.ts'
import { inOrder, type KeptPair, readKeptPairs, readPair } from './duplicate-pairs.ts'
import { readRevision } from './duplicate-search-state.ts'
import { type ReadDb, statement } from './handle.ts'
import { findSearched } from './list-filters.ts'
import { rankSurvivors, readMergePerson } from './merge-people.ts'

type Cluster = PairCluster<KeptPair>
/** Clusters, best first, and where each person's stands among them: nobody is in two. */
interface Clusters {
  readonly all: readonly Cluster[]
  readonly placeOf: ReadonlyMap<number, number>
}

/** What waits, and how much does not. */
interface Gathered {
  readonly waiting: Clusters
  readonly postponed: Clusters
  readonly dismissed: number
}

interface Kept extends Gathered {
  readonly revision: number
  /** When the first of what was put off is asked about again. */
  readonly until: string | null
}
const inbox = Symbol('inbox of duplicates')
type InboxHolder = { [inbox]?: Kept }

function gather(db: ReadDb, now: string): Gathered {
  const holder = db as ReadDb & InboxHolder
  const revision = readRevision(db)
  const kept = holder[inbox]
  if (kept?.revision === revision && (kept.until === null || now < kept.until)) return kept
  const nameOf = (one: number, other: number) => `${Math.min(one, other)} ${Math.max(one, other)}`
  const dismissed = new Set(readStanding(db).map(({ leftKey, rightKey }) => nameOf(leftKey, rightKey)))
  const pairs = readKeptPairs(db)
  const asked = pairs.filter(({ left, right }) => dismissed.size === 0 || !dismissed.has(nameOf(left, right)))
  const isPutOff = ({ postponedUntil }: KeptPair) => postponedUntil !== null && postponedUntil > now
  const putOff = asked.filter(isPutOff)
  const made: Kept = {
    revision,
    until: putOff.flatMap(({ postponedUntil }) => postponedUntil ?? []).sort()[0] ?? null,
    waiting: indexClusters(clusterPairs(asked.filter((pair) => !isPutOff(pair)))),
    postponed: indexClusters(clusterPairs(putOff)),
    dismissed: dismissed.size,
  }
  holder[inbox] = made
  return made
}

function indexClusters(all: readonly Cluster[]): Clusters {
  return {
    all,
    placeOf: new Map(all.flatMap(({ people }, place) => people.map((key) => [key, place] as const))),
  }
}

/** The clusters of any of these people, best first: whoever is asked for is looked up, the clusters are not walked. */
function findTheirs({ all, placeOf }: Clusters, people: ReadonlySet<number>): readonly Cluster[] {
  const places = new Set<number>()
  for (const key of people) {
    const place = placeOf.get(key)
    if (place !== undefined) places.add(place)
  }
  return [...places].sort((one, other) => one - other).flatMap((place) => all[place] ?? [])
}

/** How much waits, was put off, and was said to be two people: clusters, clusters, pairs. */
export function countInbox(
  db: ReadDb,
  now: Date,
): { readonly waiting: number; readonly postponed: number; readonly dismissed: number } {
  const { waiting, postponed, dismissed } = gather(db, now.toISOString())
  return { waiting: waiting.all.length, postponed: postponed.all.length, dismissed }
}

/** What of the inbox is asked for; `among`: only clusters of any of these people. */
type InboxQuestion = Omit<DuplicateListArgs, 'importToken'> & { readonly among?: ReadonlySet<number> | null }

/** A page of the clusters that match, and how many would with other filters; the waiting ones unless others are asked for. */
export function listDuplicates(
  db: ReadDb,
  { grade, reason, search, state = 'waiting', among, offset, limit }: InboxQuestion,
  now: Date,
): DuplicateInbox {
  const { [state]: clusters, waiting } = gather(db, now.toISOString())
  const found = findSearched(db, { search })
  const keys = found && new Set(found)
  const grades: Record<DuplicateGrade, number> = { likely: 0, possible: 0 }
  const reasons: Record<ReasonGroup, number> = { phone: 0, email: 0, name: 0, birthDate: 0, address: 0 }
  const matching: Cluster[] = []
  for (const cluster of among ? findTheirs(clusters, among) : clusters.all) {
    const { people, pairs, score } = cluster
    if (keys && !people.some((key) => keys.has(key))) continue
    const own = gradeOf(score)
    const given = reasonGroups.filter((group) => pairs.some(({ groups }) => hasGroup(groups, group)))
    const hasReason = reason === undefined || given.includes(reason)
    const hasGrade = grade === undefined || own === grade
    if (hasReason) grades[own] += 1
    if (hasGrade) for (const group of given) reasons[group] += 1
    if (hasReason && hasGrade) matching.push(cluster)
  }
  return {
    clusters: matching.slice(offset, offset + limit).map((cluster) => describeCluster(db, cluster, now)),
    matching: matching.length,
    waiting: waiting.all.length,
    counts: { grades, reasons },
  }
}

/** Of a cluster too large for one merge, those most likely to live on, and the pairs among them. */
function describeCluster(db: ReadDb, { score, people, pairs }: Cluster, now: Date): DuplicateCluster {
  const moments = pairs.flatMap(({ postponedUntil }) => postponedUntil ?? [])
  const readId = statement(db, 'SELECT id FROM customers WHERE key = ?').pluck()
  const ids = new Map(people.map((key) => [key, readId.get(key) as string]))
  const shown = rankSurvivors(db, [...ids.values()]).slice(0, mostMerged)
  const isShown = new Set(shown)
  return {
    id: [...ids.values()].sort()[0] ?? '',
    score,
    people: shown.map((personId) => readMergePerson(db, personId, now)),
    size: people.length,
    pairs: pairs.flatMap(({ left, right, score: own }) => {
      const [leftId, rightId] = inOrder(ids.get(left) ?? '', ids.get(right) ?? '')
      if (!isShown.has(leftId) || !isShown.has(rightId)) return []
      return [{ leftId, rightId, score: own, reasons: readPair(db, leftId, rightId)?.reasons ?? [] }]
    }),
    postponedUntil: moments.sort().find((moment) => moment > now.toISOString()) ?? null,
  }
}
