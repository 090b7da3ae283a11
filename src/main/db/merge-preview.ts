// What a merge would make, before anything is done: the same rules as the merge itself, on the rows as they are now.
import { fieldOfColumn } from '../../shared/customer.ts'
import type { Dismissal } from '../../shared/duplicates.ts'
import {
  choosableColumns,
  consentColumns,
  type MergeField,
  type MergePerson,
  type MergePicks,
  type MergePreview,
  type MergePreviewArgs,
  type StoryCounts,
  type SurvivorReason,
} from '../../shared/merging.ts'
import type { LeftPart } from '../../shared/wire.ts'
import { plainValue } from '../domain/merge.ts'
import { choosePicks, partsLeft, planFolds } from '../domain/plan-merge.ts'
import type { FeedRow } from '../domain/rebase.ts'
import { findDismissal, readStanding } from './dismissals.ts'
import type { ReadDb } from './handle.ts'
import { readPeople } from './merge-facts.ts'
import { rankSurvivors, readMergePerson } from './merge-people.ts'

/** What merging these customers would make. Throws MERGE_CONFLICT where they are not several who are alive. */
export function previewMerge(db: ReadDb, args: MergePreviewArgs, now: Date): MergePreview {
  const rows = putFirst(db, readPeople(db, args.customerIds), args.survivorId)
  let made = 0
  const { survivor } = planFolds(rows, args.picks, args.strategy, () => String(made++))
  const people = rows.map((row) => readMergePerson(db, String(row.id), now))
  const left = partsLeft(args.strategy)
  return {
    survivorId: String(survivor.id),
    survivorReasons: explainSurvivor(people, args.survivorId !== null),
    people,
    fields: describeFields(rows, survivor, args),
    result: describeResult(people, rows, left),
    dismissals: findDismissals(db, new Set(rows.map(({ id }) => String(id)))),
  }
}

function findDismissals(db: ReadDb, ids: ReadonlySet<string>): readonly Dismissal[] {
  const said = readStanding(db).filter(({ leftId, rightId }) => ids.has(leftId) && ids.has(rightId))
  const pairs = new Map(said.map((one) => [`${one.leftId} ${one.rightId}`, one]))
  return [...pairs.values()].flatMap(({ leftId, rightId }) => findDismissal(db, leftId, rightId) ?? [])
}

function putFirst(db: ReadDb, rows: readonly FeedRow[], survivorId: string | null): readonly FeedRow[] {
  const order = rankSurvivors(
    db,
    rows.map(({ id }) => String(id)),
  )
  const chosen = rows.find(({ id }) => id === survivorId)?.id ?? order[0]
  const place = (row: FeedRow) => (row.id === chosen ? -1 : order.indexOf(String(row.id)))
  return rows.toSorted((one, other) => place(one) - place(other))
}

/** Why the first of these is the one to keep. */
function explainSurvivor([first, ...others]: readonly MergePerson[], isChosen: boolean): SurvivorReason[] {
  if (!first) return []
  const history = ({ card, counts }: MergePerson) => card.totalVisits + counts.transactions
  const isOldest = others.every(({ card }) => isOlderCode(first.card.customerCode, card.customerCode))
  return [
    ...(isChosen ? (['chosen'] as const) : []),
    ...(others.every((other) => history(first) > history(other)) ? (['most-history'] as const) : []),
    ...(isOldest ? (['oldest-code'] as const) : []),
    ...(first.card.isActive && others.some(({ card }) => !card.isActive) ? (['active'] as const) : []),
  ]
}

function isOlderCode(code: string | null, other: string | null): boolean {
  if (code === null) return false
  return other === null || code.length < other.length || (code.length === other.length && code < other)
}

function describeFields(
  rows: readonly FeedRow[],
  survivor: FeedRow,
  { picks, strategy }: { readonly picks: MergePicks; readonly strategy: MergePreviewArgs['strategy'] },
): readonly MergeField[] {
  const whose = choosePicks(rows, picks, strategy)
  const describe = (column: MergeField['column'], pickedId: string): MergeField => {
    const values = rows.map((row) => plainValue(row[column]))
    const known = new Set(values.filter((value) => value !== null))
    return {
      column,
      field: fieldOfColumn(column),
      values,
      isEqual: new Set(values).size === 1,
      isFixed: isConsent(column) || known.size < 2,
      pickedId,
      result: plainValue(survivor[column]),
    }
  }
  const strictest = (column: string) => rows.find((row) => row[column] === survivor[column])?.id
  return [
    ...choosableColumns.map((column) => describe(column, whose[column])),
    ...consentColumns.map((column) => describe(column, String(strictest(column)))),
  ]
}

function isConsent(column: string): boolean {
  return (consentColumns as readonly string[]).includes(column)
}

const countNames = ['transactions', 'packages', 'bookings', 'notes', 'contacts', 'identifiers'] as const

function describeResult(
  people: readonly MergePerson[],
  rows: readonly FeedRow[],
  left: readonly LeftPart[],
): MergePreview['result'] {
  const [first, ...others] = people
  const stays = (name: keyof StoryCounts) => (left as readonly string[]).includes(name)
  const counted = left.includes('transactions') ? people.slice(0, 1) : people
  const sum = (of: readonly MergePerson[], read: (person: MergePerson) => number) =>
    of.reduce((total, person) => total + read(person), 0)
  const visits = counted.flatMap(({ card }) => card.lastVisitAt ?? []).toSorted()
  return {
    availableCredit: sum(people, ({ card }) => card.availableCredit),
    loyaltyPoints: sum(people, ({ card }) => card.loyaltyPoints),
    totalLifetimeValue: sum(counted, ({ card }) => card.totalLifetimeValue),
    totalVisits: sum(counted, ({ card }) => card.totalVisits),
    lastVisitAt: visits.at(-1) ?? null,
    counts: countEach((name) =>
      name === 'identifiers'
        ? countIdentifiers(rows)
        : sum(stays(name) ? people.slice(0, 1) : people, ({ counts }) => counts[name]),
    ),
    leadingCodes: others.flatMap(({ card, formerCodes }) => [card.customerCode ?? [], formerCodes].flat()),
    leftBehind: countEach((name) => (first && stays(name) ? sum(others, ({ counts }) => counts[name]) : 0)),
  }
}

function countEach(count: (name: keyof StoryCounts) => number): StoryCounts {
  return Object.fromEntries(countNames.map((name) => [name, count(name)])) as unknown as StoryCounts
}

/** Numbers and addresses that several of them have count once. */
function countIdentifiers(rows: readonly FeedRow[]): number {
  const identifiers = rows.flatMap((row) => row.identifiers as readonly (readonly string[])[])
  return new Set(identifiers.map(([, kind, , normalised]) => `${kind} ${normalised}`)).size
}
