// Making one customer of several, and parting them again: what people chose becomes one operation for each who is folded away.
import { AppError } from '../../shared/errors.ts'
import {
  type ChoosableColumn,
  choosableColumns,
  consentColumns,
  type MergePicks,
  type MergeStrategy,
  mostMerged,
} from '../../shared/merging.ts'
import type { AuditEntry, LeftPart, MergeOperation, UnmergeOperation } from '../../shared/wire.ts'
import type { CommandOf, PlanContext, Steps, StoredMerge } from './commands.ts'
import { canFold, canUnfold, foldRows, isChangedSince, plainValue } from './merge.ts'
import type { FeedRow } from './rebase.ts'

/** Contact facts, whose standing the seed's switch is about. */
const contactColumns: ReadonlySet<string> = new Set([
  'contact_number',
  'secondary_phone',
  'email',
  'address',
  'address_line_2',
  'city',
  'postal_code',
])

/**
 * Whose word stands for each column: the pick, else what the switch says, else the survivor's, else the first who knows; for
 * since when they are a customer, whoever came first.
 */
export function choosePicks(
  people: readonly FeedRow[],
  picks: MergePicks,
  { keepPrimaryContact }: MergeStrategy,
): Readonly<Record<ChoosableColumn, string>> {
  const [survivor, ...others] = people
  const chosen = choosableColumns.map((column) => {
    const knows = (row: FeedRow) => (row[column] ?? null) !== null
    const picked = people.find((row) => row.id === picks[column] && knows(row))
    const isOthers = !keepPrimaryContact && contactColumns.has(column)
    const usual = [...(isOthers ? others : []), ...people].find(knows) ?? survivor
    // Whoever came first says since when they are a customer.
    const earliest = column === 'date_joined' ? people.filter(knows).toSorted(byJoining)[0] : undefined
    return [column, String((picked ?? earliest ?? usual)?.id)] as const
  })
  return Object.fromEntries(chosen) as Record<ChoosableColumn, string>
}

function byJoining(one: FeedRow, other: FeedRow): number {
  const [left, right] = [String(one.date_joined), String(other.date_joined)]
  return left < right ? -1 : left > right ? 1 : 0
}

/** What the switches leave with the folded customers. */
export function partsLeft(strategy: MergeStrategy): readonly LeftPart[] {
  return [
    ...(strategy.combineTransactionHistory ? [] : (['transactions'] as const)),
    ...(strategy.combinePackages ? [] : (['packages'] as const)),
    ...(strategy.combineNotes ? [] : (['notes'] as const)),
  ]
}

/** The folds that make one of these people, the survivor first, and the survivor as they will be; ids are the caller's. */
export function planFolds(
  people: readonly FeedRow[],
  picks: MergePicks,
  strategy: MergeStrategy,
  newId: () => string,
): { readonly operations: readonly MergeOperation[]; readonly survivor: FeedRow } {
  const [first, ...others] = people
  if (!first || others.length === 0 || people.length > mostMerged) {
    throw new AppError('MERGE_CONFLICT', `Choose two to ${mostMerged} different customers to merge.`)
  }
  const whose = choosePicks(people, picks, strategy)
  const left = partsLeft(strategy)
  // In the order of their ids is the order in which they are done: an undo goes backwards.
  const ids = others.map(newId).toSorted()
  let survivor = first
  const operations = others.map((folded, index): MergeOperation => {
    if (!canFold(survivor, folded)) {
      throw new AppError('MERGE_CONFLICT', 'One of these customers was merged already. Look them up again.')
    }
    const taken = choosableColumns.filter((column) => whose[column] === folded.id)
    survivor = foldRows(survivor, folded, { taken, left }).survivor
    const [customerId, foldedId] = [String(first.id), String(folded.id)]
    return {
      op: 'merge',
      table: 'customer_merge_history',
      id: String(ids[index]),
      customerId,
      foldedId,
      taken,
      left,
    }
  })
  return { operations, survivor }
}

/** Plans a merge; throws MERGE_CONFLICT where those named are not two different people who are alive. */
export function planMerge(command: CommandOf<'customer.merge'>, context: PlanContext): Steps {
  const people = context.merging ?? []
  const { operations, survivor } = planFolds(people, command.picks, command.strategy, context.newId)
  const [before, ...folded] = people
  const codes = folded.map((row) => row.customer_code ?? '?').join(' ')
  return {
    operations,
    reason: command.reason,
    changes: {
      merged: { before: codes, after: plainValue(survivor.customer_code) },
      ...describeColumns(before ?? {}, survivor),
    },
  }
}

/** Plans an undo; throws ALREADY_UNDONE, or MERGE_CONFLICT with what is in the way. */
export function planUnmerge(command: CommandOf<'customer.unmerge'>, { merged }: PlanContext): Steps {
  if (!merged) throw new AppError('COMMAND_NOT_FOUND', 'This merge is not in the directory.')
  refuseUndo(merged)
  const { survivor, folded, record } = merged
  const operation: UnmergeOperation = {
    op: 'unmerge',
    table: 'customer_merge_history',
    id: merged.id,
    customerId: String(survivor.id),
    foldedId: String(folded.id),
    rows: [...merged.returning, ...command.pieceIds.flatMap((pieceId) => findPiece(merged, pieceId))],
    columns: command.columns.filter((column) => isChangedSince(survivor, record, column)),
  }
  return {
    operations: [operation],
    reason: command.reason,
    changes: {
      parted: { before: plainValue(survivor.customer_code), after: plainValue(folded.customer_code) },
    },
  }
}

/** Throws ALREADY_UNDONE, or MERGE_CONFLICT with what is in the way. */
export function refuseUndo({ survivor, folded, record, undoneAt, laterCodes }: StoredMerge): void {
  if (undoneAt !== null) throw new AppError('ALREADY_UNDONE', 'This merge was undone already.')
  if (record.erased) {
    throw new AppError(
      'MERGE_CONFLICT',
      'Personal data of this merge was erased. It cannot be undone any more.',
    )
  }
  if (laterCodes.length > 0) {
    const message = `Another merge came on top (${laterCodes.join(', ')}). Undo that one first.`
    throw new AppError('MERGE_CONFLICT', message)
  }
  if (!canUnfold(survivor, folded)) {
    throw new AppError('MERGE_CONFLICT', 'The customer they became was merged since. Undo that merge first.')
  }
}

function findPiece({ pieces }: StoredMerge, pieceId: string): UnmergeOperation['rows'] {
  const rows = pieces.get(pieceId)
  if (rows) return rows
  const message = 'Something that came after the merge is no longer there. Look at the list again.'
  throw new AppError('CHANGED_MEANWHILE', message)
}

function describeColumns(before: FeedRow, after: FeedRow): AuditEntry['changes'] {
  const changed = [...choosableColumns, ...consentColumns].filter(
    (column) => (before[column] ?? null) !== (after[column] ?? null),
  )
  return Object.fromEntries(
    changed.map((column) => [
      column,
      { before: plainValue(before[column]), after: plainValue(after[column]) },
    ]),
  )
}
