// One customer folded into another on the server model: what pointed at it moves, what it was called still leads somewhere, and
// a line in the history keeps everything that putting it back needs.
import { choosableColumns, companionColumns, type MergeRecord } from '../../../src/shared/merging.ts'
import type { AuditEntry, ColumnValue, LeftPart, MovedTable } from '../../../src/shared/wire.ts'
import { refreshBalances, statusAndId } from './append.ts'
import { addAudit } from './audit.ts'
import { type Execution, openConflict, sideOf } from './execution.ts'
import { rewriteJson } from './json-text.ts'
import { consentColumns } from './patch.ts'
import type { RowTable, ServerRow } from './rows.ts'
import type { Transaction } from './transactions.ts'

type Values = Record<string, ColumnValue>

/** What is told of a merge beside the two customers. */
export interface Fold {
  /** The line in the history. */
  readonly id: string
  readonly folded: ServerRow
  readonly survivorId: string
  readonly taken: readonly string[]
  readonly left: readonly LeftPart[]
  readonly reason: string | null
  readonly at: string
}

/** Every column a merge's line remembers of both sides. */
export const rememberedColumns: readonly string[] = [
  ...choosableColumns.flatMap((column) => [column, ...(companionColumns[column] ?? [])]),
  ...consentColumns,
  'is_active',
]
const storyTables = [
  'customer_ledger',
  'customer_notes',
  'customer_contact_history',
  'customer_transactions',
  'customer_packages',
  'customer_bookings',
] as const satisfies readonly MovedTable[]

/** Folds a customer into another that is alive; answers what was set on the survivor to another value than before. */
export function foldCustomer(execution: Execution, fold: Fold): AuditEntry['changes'] {
  const { transaction, actor } = execution
  const { id, folded, survivorId, left } = fold
  const survivor = transaction.get('customers', survivorId)
  if (!survivor) throw new Error('nobody to fold into')
  const legacyIds = new Set(
    identifiersOf(transaction, folded.id)
      .filter(({ values }) => values.kind === 'legacy_id')
      .map(({ values }) => values.value ?? null),
  )
  const { revived, moved: identifiers } = moveIdentifiers(transaction, folded.id, survivorId)
  const moved: Partial<Record<MovedTable, string[]>> = {}
  if (identifiers.length > 0) moved.customer_identifiers = identifiers.toSorted()
  for (const table of storyTables) {
    const stays = (row: ServerRow) => left.some((part) => isLeft(part, table, row))
    const ids = moveRows(transaction, table, folded.id, survivorId, stays)
    if (ids.length > 0) moved[table] = ids.toSorted()
  }
  const redirects = moveRows(transaction, 'customer_redirects', folded.id, survivorId)
  const conflicts = moveRows(transaction, 'sync_conflicts', folded.id, survivorId)

  const merged = combineColumns(survivor.values, folded.values, fold.taken)
  const changed = Object.entries(merged).filter(
    ([column, value]) => value !== (survivor.values[column] ?? null),
  )
  transaction.write('customers', survivorId, { ...merged, updated_by: actor })
  const followers = transaction.all('customers').filter(({ values }) => values.merged_into === folded.id)
  for (const follower of followers) transaction.write('customers', follower.id, { merged_into: survivorId })
  transaction.write('customers', folded.id, { merged_into: survivorId, updated_by: actor })
  refreshBalances(transaction, survivorId)
  refreshBalances(transaction, folded.id)

  const record: MergeRecord = {
    folded: remember(folded.values),
    survivor: remember(survivor.values),
    set: Object.fromEntries(changed),
    moved,
    revived,
    followers: followers.map((follower) => follower.id).toSorted(),
    left,
  }
  transaction.put('fold_moves', id, {
    redirects,
    conflicts,
    made: redirectTo(execution, folded, survivorId, legacyIds),
    credit: {
      survivor: Number(survivor.values.available_credit),
      folded: Number(folded.values.available_credit),
    },
  })
  const line = {
    customer_id: survivorId,
    merged_customer_id: folded.id,
    merged_customer_code: folded.values.customer_code ?? null,
    data: rewriteJson(JSON.stringify(record)),
    reason: fold.reason,
    merged_by: actor,
    merged_at: laterMoment(transaction, survivorId, fold.at),
    command_id: execution.command.commandId,
    undone_at: null,
    undone_by: null,
  }
  transaction.write('customer_merge_history', id, line, execution.device)
  return Object.fromEntries(
    changed.map(([column, after]) => [column, { before: survivor.values[column] ?? null, after }]),
  )
}

/** Of two merges into one customer the later one has the later moment, whatever the clocks say. */
function laterMoment(transaction: Transaction, survivorId: string, at: string): string {
  const moments = transaction
    .all('customer_merge_history')
    .filter(({ values }) => values.customer_id === survivorId)
    .map(({ values }) => Date.parse(String(values.merged_at)) + 1)
  return new Date(Math.max(Date.parse(at), ...moments)).toISOString()
}

/** Two counters made one person at once: folds what this command made into who was there first, and tells so. */
export function foldInto(execution: Execution, survivorId: string, folded: ServerRow): void {
  const { transaction, newId, notes, calledAt } = execution
  const kept = transaction.get('customers', survivorId)?.values.customer_code ?? null
  const code = folded.values.customer_code ?? null
  const reason = 'Made on two counters at once.'
  foldCustomer(execution, { id: newId(), folded, survivorId, taken: [], left: [], reason, at: calledAt })
  const line = { commandId: newId(), action: 'customer.autoMerge', reason, at: calledAt }
  addAudit(execution, survivorId, { ...line, changes: { merged: { before: code, after: kept } } })
  addAudit(execution, folded.id, { ...line, changes: { merged_into: { before: null, after: survivorId } } })
  openConflict(execution, survivorId, 'merge', null, { value: kept }, sideOf(execution, code))
  notes.isFolded = true
}

function isLeft(part: LeftPart, table: RowTable, { values }: ServerRow): boolean {
  if (part === 'notes') return table === 'customer_notes'
  if (part === 'packages') return table === 'customer_packages'
  const isOfSale = values.kind === 'spend' || values.kind === 'visit'
  return table === 'customer_transactions' || (table === 'customer_ledger' && isOfSale)
}

/** Gives one customer's rows to another, save those that stay; answers their ids. */
function moveRows(
  transaction: Transaction,
  table: RowTable,
  from: string,
  to: string,
  stays: (row: ServerRow) => boolean = () => false,
): string[] {
  const rows = transaction.all(table).filter((row) => row.values.customer_id === from && !stays(row))
  for (const row of rows) transaction.write(table, row.id, { customer_id: to })
  return rows.map((row) => row.id)
}

/** The survivor's columns after a merge: what is taken, what fills a blank, and the stricter consents. */
function combineColumns(
  survivor: ServerRow['values'],
  folded: ServerRow['values'],
  taken: readonly string[],
): Values {
  const merged: Values = {}
  for (const column of [...choosableColumns, 'name_key']) {
    const theirs = folded[column] ?? null
    const isBlank = (survivor[column] ?? null) === null
    if (theirs === null || !(isBlank || taken.includes(column))) continue
    for (const name of [column, ...(companionColumns[column] ?? [])]) merged[name] = folded[name] ?? null
  }
  for (const column of consentColumns) {
    merged[column] = Math.min(Number(survivor[column]), Number(folded[column]))
  }
  return merged
}

function remember(values: ServerRow['values']): Values {
  return Object.fromEntries(rememberedColumns.map((column) => [column, values[column] ?? null]))
}

/** From now on the folded customer's id, code and legacy ids find the survivor. */
function redirectTo(
  execution: Execution,
  folded: ServerRow,
  survivorId: string,
  legacyIds: ReadonlySet<ColumnValue>,
): string[] {
  const { transaction, newId } = execution
  const dead = [
    ['id', folded.id],
    ['code', folded.values.customer_code ?? null],
    ...[...legacyIds].map((value) => ['legacy_id', value] as const),
  ] as const
  return dead.flatMap(([kind, dead_value]) => {
    const isKnown = transaction
      .all('customer_redirects')
      .some(({ values }) => values.kind === kind && values.dead_value === dead_value)
    if (dead_value === null || isKnown) return []
    const id = newId()
    transaction.write('customer_redirects', id, { kind, dead_value, customer_id: survivorId })
    return [id]
  })
}

/** Those the survivor has already stay behind; who names them is led to the survivor's. */
function moveIdentifiers(
  transaction: Transaction,
  from: string,
  to: string,
): { readonly moved: string[]; readonly revived: string[] } {
  const own = identifiersOf(transaction, from)
  const revived = identifiersOf(transaction, to).filter(
    (held) =>
      held.values.status === 'old' &&
      own.some((other) => other.values.status === 'current' && isSame(held, other)),
  )
  for (const { id } of revived) transaction.write('customer_identifiers', id, { status: 'current' })
  const held = identifiersOf(transaction, to)
  const moved: string[] = []
  for (const identifier of own) {
    const [kept] = held
      .filter((other) => isSame(identifier, other))
      .toSorted((left, right) => (statusAndId(left) < statusAndId(right) ? -1 : 1))
    if (kept) transaction.put('identifier_aliases', identifier.id, { keptId: kept.id })
    else {
      transaction.write('customer_identifiers', identifier.id, { customer_id: to })
      moved.push(identifier.id)
    }
  }
  return { moved, revived: revived.map(({ id }) => id).toSorted() }
}

function identifiersOf(transaction: Transaction, customerId: string): ServerRow[] {
  return transaction.all('customer_identifiers').filter(({ values }) => values.customer_id === customerId)
}

function isSame(one: ServerRow, other: ServerRow): boolean {
  return one.values.kind === other.values.kind && one.values.normalised === other.values.normalised
}
