// Folding one customer into another and parting them again, as the server does it: rows in feed form in, rows and what undoing
// needs out. Pure. Balances are left to whoever knows the ledger; the rules are in docs/ARCHITECTURE.md.
import type { FeedValue, IdentifierRow } from '../../shared/feed.ts'
import {
  choosableColumns,
  companionColumns,
  consentColumns,
  type MergeColumns,
  type MergeRecord,
} from '../../shared/merging.ts'
import type { ColumnValue, MergeOperation, UnmergeOperation } from '../../shared/wire.ts'
import type { FeedRow } from './rebase.ts'

/** A name and a source everybody has; the name's key may be missing, and is then taken over like any other fact. */
const neverBlank: ReadonlySet<string> = new Set(['customer_name', 'customer_source'])
const filledColumns = [...choosableColumns.filter((column) => !neverBlank.has(column)), 'name_key']

const recordedColumns = [
  ...choosableColumns,
  ...Object.values(companionColumns).flat(),
  ...consentColumns,
  'is_active',
]

/** What is said of a merge besides the rows that moved, all but the folded customer's identifiers. */
export type FoldRecord = Omit<MergeRecord, 'moved' | 'followers'> & {
  readonly moved: { readonly customer_identifiers: readonly string[] }
}

export interface FoldedRows {
  readonly survivor: FeedRow
  readonly folded: FeedRow
  readonly record: FoldRecord
}

/** Whether these two can be made one: both are alive, and they are two. */
export function canFold(survivor: FeedRow | null, folded: FeedRow | null): boolean {
  return (
    survivor !== null && folded !== null && survivor.id !== folded.id && isAlive(survivor) && isAlive(folded)
  )
}

function isAlive(row: FeedRow): boolean {
  return (row.merged_into ?? null) === null
}

/** What folding makes of two customers' rows; see `canFold`. */
export function foldRows(
  survivor: FeedRow,
  folded: FeedRow,
  { taken, left }: Pick<MergeOperation, 'taken' | 'left'>,
): FoldedRows {
  const identifiers = foldIdentifiers(survivor, folded)
  const columns = foldColumns(survivor, folded, taken)
  const set = Object.fromEntries(
    Object.entries(columns).filter(([column, value]) => value !== (survivor[column] ?? null)),
  )
  return {
    survivor: { ...survivor, ...set, identifiers: identifiers.survivor },
    folded: { ...folded, merged_into: survivor.id ?? null, identifiers: identifiers.folded },
    record: {
      folded: recordColumns(folded),
      survivor: recordColumns(survivor),
      set,
      moved: { customer_identifiers: identifiers.moved },
      revived: identifiers.revived,
      left,
    },
  }
}

function foldColumns(survivor: FeedRow, folded: FeedRow, taken: readonly string[]): MergeColumns {
  const columns: Record<string, ColumnValue> = {}
  const takeOver = (column: string) => {
    for (const one of [column, ...(companionColumns[column] ?? [])]) columns[one] = plainValue(folded[one])
  }
  for (const column of filledColumns) {
    if (plainValue(survivor[column]) === null && plainValue(folded[column]) !== null) takeOver(column)
  }
  for (const column of choosableColumns) {
    if (taken.includes(column) && plainValue(folded[column]) !== null) takeOver(column)
  }
  for (const column of consentColumns) {
    columns[column] = Math.min(Number(survivor[column]), Number(folded[column]))
  }
  return columns
}

function foldIdentifiers(survivor: FeedRow, folded: FeedRow) {
  const held = identifiersOf(survivor)
  const own = identifiersOf(folded)
  const isHeld = (one: IdentifierRow) => held.some((other) => isSame(one, other))
  const moved = own.filter((one) => !isHeld(one))
  const revived = held.filter(
    (one) => one[4] === 'old' && own.some((other) => other[4] === 'current' && isSame(one, other)),
  )
  return {
    survivor: inOrder([
      ...held.map((one) => (revived.includes(one) ? withStatus(one, 'current') : one)),
      ...moved,
    ]),
    folded: own.filter(isHeld),
    moved: moved.map(([id]) => id),
    revived: revived.map(([id]) => id),
  }
}

/** Whether a merge can be undone as the rows stand: the one leads to the other, who is alive. */
export function canUnfold(survivor: FeedRow | null, folded: FeedRow | null): boolean {
  return survivor !== null && folded !== null && isAlive(survivor) && folded.merged_into === survivor.id
}

/** What parting makes of two customers' rows; `rows` and `columns` of what came since go to the parted one. See `canUnfold`. */
export function unfoldRows(
  survivor: FeedRow,
  folded: FeedRow,
  record: MergeRecord,
  { rows, columns }: Pick<UnmergeOperation, 'rows' | 'columns'>,
): { readonly survivor: FeedRow; readonly folded: FeedRow } {
  const given = columns.filter((column) => isChangedSince(survivor, record, column)).flatMap(withCompanions)
  const restored = Object.keys(record.set).filter(
    (column) => !isChangedSince(survivor, record, ruling(record, column)),
  )
  const back = Object.fromEntries(
    [...restored, ...given].map((column) => [column, record.survivor[column] ?? null]),
  )
  const remaining: FeedRow = { ...survivor, ...back }
  const theirs = Object.fromEntries(given.map((column) => [column, survivor[column] ?? null]))
  const parted: FeedRow = { ...folded, ...theirs, merged_into: null }
  const named = rows.flatMap(({ table, id }) => (table === 'customer_identifiers' ? [id] : []))
  const identifiers = partIdentifiers(remaining, parted, record, {
    back: new Set([...(record.moved.customer_identifiers ?? []), ...named]),
    given: contactsOf(theirs),
    replaced: contactsOf(pickColumns(folded, given)),
  })
  return {
    survivor: { ...remaining, identifiers: identifiers.survivor },
    folded: { ...parted, identifiers: identifiers.folded },
  }
}

/** Whether a column is another by now than the merge left it. */
export function isChangedSince(survivor: FeedRow, record: MergeRecord, column: string): boolean {
  const left = column in record.set ? record.set[column] : record.survivor[column]
  return plainValue(survivor[column]) !== (left ?? null)
}

/** A companion goes where its column goes. */
function ruling(record: MergeRecord, column: string): string {
  const leader = Object.entries(companionColumns).find(([, companions]) => companions.includes(column))?.[0]
  return leader !== undefined && leader in record.set ? leader : column
}

function withCompanions(column: string): readonly string[] {
  return [column, ...(companionColumns[column] ?? [])]
}

interface IdentifierChoice {
  /** Identifiers that go back. */
  readonly back: ReadonlySet<string>
  /** Phones and e-mails that went to the parted customer with their columns, and those these take the place of. */
  readonly given: readonly Contact[]
  readonly replaced: readonly Contact[]
}

interface Contact {
  readonly kind: 'phone' | 'email'
  readonly value: string
}

/** Phones and e-mails follow the columns: whoever's column says one has it, and has it as current. */
function partIdentifiers(
  survivor: FeedRow,
  parted: FeedRow,
  record: MergeRecord,
  { back, given, replaced }: IdentifierChoice,
) {
  const [mine, theirs] = [contactsOf(survivor), contactsOf(parted)]
  const all = [...identifiersOf(survivor), ...identifiersOf(parted)]
  const goes = (one: IdentifierRow) => back.has(one[0]) || (says(given, one) && !says(mine, one))
  const isSaid = (one: IdentifierRow) =>
    all.some((other) => isSame(one, other) && mine.some(({ value }) => value === other[2]))
  const kept = identifiersOf(survivor)
    .filter((one) => !goes(one))
    .map((one) => (record.revived.includes(one[0]) && !isSaid(one) ? withStatus(one, 'old') : one))
  const own = identifiersOf(parted).map((one) =>
    says(replaced, one) && !says(theirs, one) ? withStatus(one, 'old') : one,
  )
  const returned = [...own, ...identifiersOf(survivor).filter(goes)]
  const before = contactsOf(record.survivor)
  const cameSince = mine.filter((one) => !before.some((other) => other.value === one.value))
  return {
    survivor: inOrder(withCopies(asCurrent(kept, mine), returned, cameSince)),
    folded: inOrder(withCopies(asCurrent(returned, theirs), kept, given)),
  }
}

function says(contacts: readonly Contact[], [, kind, value]: IdentifierRow): boolean {
  return contacts.some((one) => one.kind === kind && one.value === value)
}

function asCurrent(rows: readonly IdentifierRow[], contacts: readonly Contact[]): readonly IdentifierRow[] {
  return rows.map((one) => (one[4] === 'old' && says(contacts, one) ? withStatus(one, 'current') : one))
}

/** What both say by now and only the other has as an identifier: each has one. The server gives the copy an id of its own. */
function withCopies(
  rows: readonly IdentifierRow[],
  others: readonly IdentifierRow[],
  contacts: readonly Contact[],
): readonly IdentifierRow[] {
  const missing = others.filter((one) => says(contacts, one) && !rows.some((own) => isSame(own, one)))
  return [...rows, ...missing.map((one) => withStatus(one, 'current'))]
}

function contactsOf(columns: FeedRow): readonly Contact[] {
  const said = (kind: Contact['kind'], column: string): readonly Contact[] => {
    const value = columns[column]
    return typeof value === 'string' ? [{ kind, value }] : []
  }
  return [...said('phone', 'contact_number'), ...said('phone', 'secondary_phone'), ...said('email', 'email')]
}

function pickColumns(row: FeedRow, columns: readonly string[]): FeedRow {
  return Object.fromEntries(columns.map((column) => [column, row[column] ?? null]))
}

function recordColumns(row: FeedRow): MergeColumns {
  return Object.fromEntries(recordedColumns.map((column) => [column, plainValue(row[column])]))
}

/** A row's value where it is no list; nothing for one that is not there. */
export function plainValue(value: FeedValue | undefined): ColumnValue {
  return typeof value === 'object' || value === undefined ? null : value
}

function identifiersOf(row: FeedRow): readonly IdentifierRow[] {
  return (row.identifiers ?? []) as readonly IdentifierRow[]
}

function isSame(one: IdentifierRow, other: IdentifierRow): boolean {
  return one[1] === other[1] && one[3] === other[3]
}

function withStatus([id, kind, value, normalised]: IdentifierRow, status: string): IdentifierRow {
  return [id, kind, value, normalised, status]
}

function inOrder(rows: readonly IdentifierRow[]): readonly IdentifierRow[] {
  return rows.toSorted((left, right) => (left[0] < right[0] ? -1 : 1))
}
