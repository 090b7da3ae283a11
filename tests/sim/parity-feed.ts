// What the model and the real SQL send in a pull, brought to a form in which the two can be laid beside each other.
import type { FeedValue } from '../../src/shared/feed.ts'
import type { PullReply } from '../../src/shared/wire.ts'

/** What was pulled, row by row, without moments that are each side's own "now" and ids that each side made. */
export function plainFeed({ parts }: PullReply, isGiven: (id: string) => boolean): string[] {
  const made = parts.flatMap(({ table, columns, rows }) =>
    table === 'customers' ? rows.flatMap((row) => idsOf(row[columns.indexOf('identifiers')])) : [],
  )
  const own = made.filter((id) => !isGiven(id))
  return parts
    .flatMap(({ table, columns, rows }) => {
      return rows.map((row) => {
        const named = Object.fromEntries(columns.map((column, index) => [column, row[index]])) as Record<
          string,
          unknown
        >
        const hidden = ['changed_xid', 'updated_at', 'kept_at', 'settled_at']
        if (table === 'sync_conflicts' || table === 'audit_log' || table === 'customer_redirects')
          hidden.push('id')
        if (named.action === 'customer.autoMerge') hidden.push('at', 'command_id')
        if (table === 'sync_tombstones') hidden.push('id', 'row_id')
        if (table === 'customer_merge_history') {
          hidden.push(...ownOfMerge(named))
          named.data = sortKeys(JSON.parse(withoutIds(String(named.data), own), inOrder))
        }
        for (const column of hidden) delete named[column]
        if (table === 'audit_log') named.changes = sortKeys(JSON.parse(String(named.changes)) as object)
        if (Array.isArray(named.identifiers)) {
          named.identifiers = named.identifiers
            .map((one: string[]) => (isGiven(one[0] ?? '') ? one : one.slice(1)))
            .toSorted()
        }
        return `${table} ${JSON.stringify(sortKeys(named))}`
      })
    })
    .toSorted()
}

function idsOf(identifiers: FeedValue | undefined): readonly string[] {
  return Array.isArray(identifiers) ? identifiers.map(([id]) => id) : []
}

function inOrder(_key: string, value: unknown): unknown {
  return Array.isArray(value) ? value.toSorted() : value
}

function withoutIds(text: string, ids: readonly string[]): string {
  return ids.reduce((rest, id) => rest.replaceAll(id, 'own'), text)
}

/** A merge that made itself is numbered and dated by each side; who merges on top of it comes after. */
function ownOfMerge({ reason, merged_at }: Readonly<Record<string, unknown>>): readonly string[] {
  const isOwn = reason === 'Made on two counters at once.'
  return [...(isOwn ? ['id'] : []), ...(String(merged_at) > '2026' ? ['merged_at'] : [])]
}

/** A value with the keys of its objects in one order. */
export function sortKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const entries = Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1))
  return Object.fromEntries(entries.map(([key, inner]) => [key, sortKeys(inner)]))
}
