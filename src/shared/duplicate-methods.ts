// The methods of the duplicates inbox, of merging and of undoing merges.
import * as yup from 'yup'
import { type CustomerCard, limits, uuidSchema } from './customer.ts'
import {
  type ClusterState,
  clusterStates,
  type Dismissal,
  type DuplicateGrade,
  type DuplicateInbox,
  type DuplicateListArgs,
  type DuplicateStatus,
  duplicateGrades,
  type PairExplanation,
  type ReasonGroup,
  reasonGroups,
} from './duplicates.ts'
import {
  choosableColumns,
  consentColumns,
  type MergeArgs,
  type MergeEntry,
  type MergePreview,
  type MergePreviewArgs,
  type MergeStrategy,
  mostMerged,
  type UndoPreview,
  type UndoPreviewArgs,
  type UnmergeArgs,
} from './merging.ts'
import { command, integer, nothing, object, query, text } from './method.ts'

const id = uuidSchema.required()
const flag = yup.boolean().strict().required()
const ids = (most: number) => yup.array().strict().of(id).max(most).required()
const pairs = yup
  .array()
  .strict()
  .of(object({ leftId: id, rightId: id }))
  .max(1000)
const strategy = object({
  keepPrimaryContact: flag,
  combineTransactionHistory: flag,
  combinePackages: flag,
  combineNotes: flag,
}) as unknown as yup.Schema<MergeStrategy>
const picks = object(Object.fromEntries(choosableColumns.map((column) => [column, uuidSchema])))
const undoChoice = {
  mergeId: id,
  /** The table and the id of each piece. All that came since may be many: a busy customer's year. */
  pieceIds: yup
    .array()
    .strict()
    .of(
      text(80)
        .matches(/^customer_[a-z_]+ [0-9a-f-]{36}$/)
        .required(),
    )
    .max(5000)
    .required(),
  columns: yup
    .array()
    .strict()
    .of(
      yup
        .string()
        .strict()
        .oneOf([...choosableColumns, ...consentColumns])
        .required(),
    )
    .max(40)
    .required(),
}

export interface PairArgs {
  readonly leftId: string
  readonly rightId: string
}

export const duplicateMethods = {
  /** Clusters best first. Needs no button: it fills by itself (see `duplicates.status`). */
  'duplicates.list': query<DuplicateListArgs, DuplicateInbox>(
    'staff',
    object({
      grade: yup.mixed<DuplicateGrade>().oneOf(duplicateGrades),
      reason: yup.mixed<ReasonGroup>().oneOf(reasonGroups),
      search: text(limits.searchLength),
      importToken: text(64),
      state: yup.mixed<ClusterState>().oneOf(clusterStates),
      offset: integer(0, 10_000_000).required(),
      limit: integer(1, 100).required(),
    }) as unknown as yup.Schema<DuplicateListArgs>,
  ),
  'duplicates.status': query<Record<string, never>, DuplicateStatus>('staff', nothing),
  /** "Why not": any two customers compared, whatever their score. */
  'duplicates.explain': query<PairArgs, PairExplanation>('staff', object({ leftId: id, rightId: id })),
  /** What was said not to be one person, newest first. */
  'duplicates.dismissed': query<{ limit: number }, readonly Dismissal[]>(
    'staff',
    object({ limit: integer(1, 1000).required() }),
  ),
  /** "Not the same person", remembered for ever and everywhere; said again with a reason, the reason is added. */
  'duplicates.dismiss': command<PairArgs & { commandId: string; reason?: string }, DuplicateStatus>(
    'staff',
    object({
      commandId: id,
      leftId: id,
      rightId: id,
      reason: text(limits.reasonLength),
    }) as unknown as yup.Schema<PairArgs & { commandId: string; reason?: string }>,
  ),
  /** Takes "not the same person" back. */
  'duplicates.restore': command<{ commandId: string; dismissalId: string }, DuplicateStatus>(
    'staff',
    object({ commandId: id, dismissalId: id }),
  ),
  /** "Later": these pairs are not asked about on this counter for a week. */
  'duplicates.postpone': command<{ pairs: readonly PairArgs[] }, DuplicateStatus>(
    'staff',
    object({ pairs: pairs.required() }) as unknown as yup.Schema<{ pairs: readonly PairArgs[] }>,
  ),
  /** Takes "later" back: of these pairs, or of all where it is null. */
  'duplicates.resume': command<{ pairs: readonly PairArgs[] | null }, DuplicateStatus>(
    'staff',
    object({ pairs: pairs.nullable().defined() }) as unknown as yup.Schema<{
      pairs: readonly PairArgs[] | null
    }>,
  ),

  /** What a merge would make. Throws MERGE_CONFLICT where fewer than two different customers are named. */
  'merges.preview': query<MergePreviewArgs, MergePreview>(
    'staff',
    object({
      customerIds: ids(mostMerged).min(1),
      survivorId: uuidSchema.nullable().defined(),
      picks,
      strategy,
    }) as unknown as yup.Schema<MergePreviewArgs>,
  ),
  /** Merges that made this customer, or that folded them away; newest first. */
  'merges.of': query<{ customerId: string }, readonly MergeEntry[]>('staff', object({ customerId: id })),
  /** The newest merges of the directory. */
  'merges.recent': query<{ limit: number }, readonly MergeEntry[]>(
    'staff',
    object({ limit: integer(1, 500).required() }),
  ),
  /** What undoing would make. Throws MERGE_CONFLICT where it cannot be undone, with words. */
  'merges.undoPreview': query<UndoPreviewArgs, UndoPreview>(
    'staff',
    object(undoChoice) as unknown as yup.Schema<UndoPreviewArgs>,
    600_000,
  ),
  /** Makes one customer of several. Throws MERGE_CONFLICT. */
  'customer.merge': command<MergeArgs, CustomerCard>(
    'manager',
    object({
      commandId: id,
      customerId: id,
      foldedIds: ids(mostMerged - 1).min(1),
      picks,
      strategy,
      reason: text(limits.reasonLength).required(),
    }) as unknown as yup.Schema<MergeArgs>,
  ),
  /** Parts what a merge made one. Throws MERGE_CONFLICT or ALREADY_UNDONE. Answers the parted customer's card. */
  'customer.unmerge': command<UnmergeArgs, CustomerCard>(
    'manager',
    object({
      commandId: id,
      customerId: id,
      ...undoChoice,
      reason: text(limits.reasonLength),
    }) as unknown as yup.Schema<UnmergeArgs>,
    600_000,
  ),
} as const
