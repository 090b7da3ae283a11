// What the model and the real SQL send in a pull, brought to a form in which the two can be laid beside each other.
import type { MergeRecord } from '../../src/shared/merging.ts'
import type { PullReply } from '../../src/shared/wire.ts'

/** What was pulled, row by row, without moments that are each side's own "now" and ids that each side made. */
export function plainFeed({ parts }: PullReply, isGiven: (id: string) => boolean): string[] {
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
          named.data = sortKeys(plainRecord(String(named.data), isGiven))
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

/** A merge's record; identifiers that each side made itself have no ids to compare. */
function plainRecord(data: string, isGiven: (id: string) => boolean): unknown {
  const record = JSON.parse(data, (_key, value: unknown) =>
    Array.isArray(value) ? value.toSorted() : value,
  ) as MergeRecord
  const plain = (ids: readonly string[]) => ids.map((id) => (isGiven(id) ? id : 'own')).toSorted()
  const { customer_identifiers: identifiers = [], ...moved } = record.moved
  return { ...record, revived: plain(record.revived), moved: { ...moved, identifiers: plain(identifiers) } }
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
