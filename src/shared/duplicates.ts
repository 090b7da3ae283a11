// What the inbox of duplicates is told: who may be one person, how sure that is and why, and what people said about it.
import type { DuplicateReason } from './lookup.ts'
import type { MergePerson } from './merging.ts'

export interface DuplicatePair {
  readonly leftId: string
  readonly rightId: string
  readonly score: number
  readonly reasons: readonly DuplicateReason[]
}

/** People who may all be one: every pair that scored, best first. */
export interface DuplicateCluster {
  /** The smallest id of its people. */
  readonly id: string
  /** Its best pair's. */
  readonly score: number
  /** The likeliest survivor first. At most `mostMerged`; `size` counts all. */
  readonly people: readonly MergePerson[]
  readonly size: number
  readonly pairs: readonly DuplicatePair[]
  /** When the first of its pairs is asked about again; null where it waits for a decision. */
  readonly postponedUntil: string | null
}

/** Clusters wait for a decision, or were put off. */
export const clusterStates = ['waiting', 'postponed'] as const
export type ClusterState = (typeof clusterStates)[number]

/** How sure a pair has to be: likely from 80, possible below. */
export const duplicateGrades = ['likely', 'possible'] as const
export type DuplicateGrade = (typeof duplicateGrades)[number]
export const likelyPairScore = 80

/** What a pair can be filtered by: one of its reasons. */
export const reasonGroups = ['phone', 'email', 'name', 'birthDate', 'address'] as const
export type ReasonGroup = (typeof reasonGroups)[number]

export interface DuplicateFilters {
  readonly grade?: DuplicateGrade
  readonly reason?: ReasonGroup
  /** A piece of a name, phone or code of any of the people. */
  readonly search?: string
  /** The file whose import made or changed one of the people. */
  readonly importToken?: string
}

/** A page of the clusters in one state; waiting ones where none is named. */
export interface DuplicateListArgs extends DuplicateFilters {
  readonly state?: ClusterState
  readonly offset: number
  readonly limit: number
}

export interface DuplicateInbox {
  readonly clusters: readonly DuplicateCluster[]
  /** Clusters that match the filters, and all that wait for a decision. */
  readonly matching: number
  readonly waiting: number
  readonly counts: {
    readonly grades: Readonly<Record<DuplicateGrade, number>>
    readonly reasons: Readonly<Record<ReasonGroup, number>>
  }
}

/** Where the search of the directory stands; it runs by itself. */
export interface DuplicateStatus {
  /** Clusters that wait for a person; what was put off is not counted. */
  readonly waiting: number
  readonly postponed: number
  readonly dismissed: number
  readonly search: {
    readonly state: 'idle' | 'running' | 'due'
    readonly done: number
    readonly total: number
    /** Somebody came in or changed and was not compared since. */
    readonly isBehind: boolean
  }
  /** When the whole directory was searched last; null for never. */
  readonly searchedAt: string | null
}

/** Why two customers are, or are not, taken for one. */
export interface PairExplanation {
  readonly left: MergePerson
  readonly right: MergePerson
  readonly score: number
  /** From this score on a pair is put before people. */
  readonly threshold: number
  readonly reasons: readonly DuplicateReason[]
  /** Facts both have that differ, and facts only one side or neither has: why the score is no higher. */
  readonly against: readonly {
    readonly fact: 'phone' | 'email' | 'name' | 'birthDate' | 'address'
    readonly how: 'different' | 'missing'
  }[]
  /** Set where somebody said they are two people. */
  readonly dismissal: Dismissal | null
}

export interface Dismissal {
  readonly id: string
  readonly left: { readonly id: string; readonly name: string; readonly code: string | null }
  readonly right: { readonly id: string; readonly name: string; readonly code: string | null }
  readonly reason: string | null
  readonly by: string | null
  readonly at: string
}
