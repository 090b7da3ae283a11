// Merges and undos as the wire carries them, people with a whole story to merge, and what a database holds, to compare the state
// after an undo with the one before the merge.
import { randomUUID } from 'node:crypto'
import type { Client } from 'pg'
import type {
  LeftPart,
  MergeOperation,
  Operation,
  PlannedCommand,
  UnmergeOperation,
} from '../../src/shared/wire.ts'
import {
  type Author,
  addCredit,
  addNote,
  checkIn,
  createCustomer,
  editCustomer,
  type NewCustomer,
  recordSale,
} from './commands.ts'
import { type Counter, knowCustomer } from './counter.ts'
import { contact, receipt, tell } from './story-commands.ts'

interface MergeChoices {
  readonly taken?: readonly string[]
  readonly left?: readonly LeftPart[]
}

/** Folds customers into another, in their order, in one command. */
export function merge(
  author: Author,
  customerId: string,
  folded: string | readonly string[],
  { taken = [], left = [] }: MergeChoices = {},
): PlannedCommand {
  const operations = [folded].flat().map((foldedId): MergeOperation => {
    const table = 'customer_merge_history'
    return { op: 'merge', table, id: randomUUID(), customerId, foldedId, taken, left }
  })
  return asCommand(author, customerId, 'customer.merge', operations, 'One person.')
}

/** The ids of a merge command's lines in the history, in its order. */
export const lineIds = (command: PlannedCommand) => command.operations.map((operation) => operation.id)

interface Pieces {
  readonly line?: string
  readonly rows?: UnmergeOperation['rows']
  readonly columns?: readonly string[]
}

/** Undoes the (last) merge of a command, or the line named; pieces and columns go to the parted customer. */
export function undo(author: Author, merged: PlannedCommand, pieces: Pieces = {}): PlannedCommand {
  const operation = merged.operations
    .filter((one): one is MergeOperation => one.op === 'merge')
    .findLast((one) => one.id === (pieces.line ?? one.id))
  if (!operation) throw new Error('no such merge in the command')
  return part(author, operation.customerId, operation.foldedId, operation.id, pieces)
}

/** Parts two customers, whichever way they became one. */
export function part(
  author: Author,
  customerId: string,
  foldedId: string,
  id: string,
  { rows = [], columns = [] }: Pieces = {},
): PlannedCommand {
  const table = 'customer_merge_history'
  const operation: UnmergeOperation = { op: 'unmerge', table, id, customerId, foldedId, rows, columns }
  return asCommand(author, customerId, 'customer.unmerge', [operation], null)
}

function asCommand(
  author: Author,
  customerId: string,
  kind: string,
  operations: readonly Operation[],
  reason: string | null,
): PlannedCommand {
  const command = tell(author, customerId, kind, [])
  return { ...command, operations, audit: { ...command.audit, reason } }
}

/** Makes a customer with a sale, a visit, credit, a note, a call, a package with a use and a booking; answers their id. */
export async function makePerson(counter: Counter, facts: NewCustomer = {}): Promise<string> {
  const made = createCustomer(counter, { note: 'First note.', ...facts })
  const id = made.audit.customerId
  const reply = await counter.push(
    made,
    recordSale(counter, id, 10_050),
    checkIn(counter, id),
    addCredit(counter, id, 5_000),
    tell(counter, id, 'customer.recordSale', [receipt()]),
    tell(counter, id, 'customer.logContact', [contact()]),
  )
  if (reply.results.some(({ status }) => status !== 'applied')) throw new Error(JSON.stringify(reply.results))
  await counter.client.query(
    `with package as (
       insert into public.customer_packages (customer_id, package_name, uses_total, purchased_on)
       values ($1, 'Ten hours', 10, '2026-01-01') returning id
     ), used as (
       insert into public.customer_package_uses (package_id, used_at) select id, now() from package
     )
     insert into public.customer_bookings (customer_id, resource, starts_at, ends_at, package_id)
     select $1, 'Bay 3', '2026-12-01T10:00:00Z', '2026-12-01T11:00:00Z', id from package`,
    [id],
  )
  return id
}

/** An edit given what the server has now. */
export async function edit(counter: Counter, id: string, changes: Parameters<typeof editCustomer>[2]) {
  return editCustomer(counter, await knowCustomer(counter.client, id), changes)
}

/** A note's command and the note's id. */
export function note(counter: Counter, id: string, text: string) {
  const command = addNote(counter, id, text)
  return { command, row: { table: 'customer_notes', id: command.operations[0]?.id ?? '' } as const }
}

/** Tables and columns that tell of what happened, not of how things are. */
const told = [
  'audit_log',
  'command_log',
  'customer_merge_history',
  'sync_tombstones',
  'devices',
  'sync_settings',
]
const stamps = ['changed_xid', 'updated_at', 'updated_by']
/** A line of the website's table is made anew where a link comes back. */
const madeAnew = ['id', 'linked_by', 'linked_at']

/** Everything the public tables hold, row for row, but for stamps and what only tells of what happened. */
export async function dump(client: Client): Promise<Record<string, unknown>> {
  const { rows } = await client.query(
    `select table_name as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> all ($1) order by 1`,
    [told],
  )
  const held: Record<string, unknown> = {}
  for (const { name } of rows as { name: string }[]) {
    const left = name === 'crm_profile_links' ? [...stamps, ...madeAnew] : stamps
    const found = await client.query(
      `select coalesce(jsonb_agg(row order by row::text), '[]') as rows
       from (select to_jsonb(t) - $1::text[] as row from public.${name} t) as all_rows`,
      [left],
    )
    held[name] = found.rows[0].rows
  }
  return held
}

/** Whom each line of the trail is about that was there by a moment, which only counts lines of commands of then. */
export async function linesOf(client: Client, commands: readonly string[]): Promise<unknown> {
  const { rows } = await client.query(
    'select id, customer_id from public.audit_log where command_id = any ($1) order by id',
    [commands],
  )
  return rows
}

/** Customers whose sums are not those of their ledger, by SQL that shares nothing with the triggers. */
export async function wrongSums(client: Client): Promise<unknown[]> {
  const { rows } = await client.query(
    `select c.id from public.customers c
     left join lateral (
       select sum(case kind when 'credit' then amount end) as credit, sum(case kind when 'points' then amount end) as points,
         sum(case kind when 'spend' then amount end) as spend, sum(case kind when 'visit' then amount end) as visits,
         min(case kind when 'spend' then occurred_at end) as first_spend
       from public.customer_ledger l where l.customer_id = c.id) s on true
     left join lateral (
       select max(v.occurred_at) as at from public.customer_ledger v
       where v.customer_id = c.id and v.kind = 'visit' and v.amount > 0 and v.id not in (
         select r.reverses_id from public.customer_ledger r where r.reverses_id is not null)) last on true
     where (c.available_credit * 100, c.available_point, c.total_lifetime_value * 100, c.total_visits, c.first_transaction_at,
         c.last_visit_at)
       is distinct from (coalesce(s.credit, 0), coalesce(s.points, 0), coalesce(s.spend, 0), coalesce(s.visits, 0),
         s.first_spend, last.at)`,
  )
  return rows
}

/** What the ledger holds in all, by kind. */
export async function totals(client: Client): Promise<unknown> {
  const { rows } = await client.query(
    `select kind, sum(amount)::text as amount, count(*)::int as entries from public.customer_ledger group by kind order by kind`,
  )
  return rows
}
