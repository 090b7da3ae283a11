// The list of customers: who matches the filters, in the order asked for, a page at a time. The keys of a filter and an
// order are worked out once and kept until the directory changes, so scrolling is a slice of them and as many rows.
import type { CustomerFilters, ListPage, ListSort } from '../../shared/customer-list.ts'
import { type ReadDb, statement } from './handle.ts'
import { findSearched, readMatches } from './list-filters.ts'
import { remember } from './list-memory.ts'
import { readOrder } from './list-orders.ts'
import { readIds, readRows } from './list-rows.ts'
import { largest } from './sort-keys.ts'

/** What a list is asked for. */
export interface ListQuestion {
  readonly filters: CustomerFilters
  readonly sort: ListSort
}

/** Ids handed out at once, for "select all". */
export const idsAtMost = 10_000

/** A page of the customers who match, and how many do in all. */
export function listCustomers(
  db: ReadDb,
  { offset, limit, ...question }: ListQuestion & { readonly offset: number; readonly limit: number },
): ListPage {
  const keys = readListKeys(db, question)
  return { total: keys.length, rows: readRows(db, keys.subarray(offset, offset + limit)) }
}

/** The ids of the customers who match, in order, at most 10,000. */
export function listIds(db: ReadDb, question: ListQuestion): { ids: readonly string[] } {
  return { ids: readIds(db, readListKeys(db, question).subarray(0, idsAtMost)) }
}

/** The keys of everybody who matches, in order; a search without an order asked for keeps its order of fit. */
export function readListKeys(db: ReadDb, { filters, sort }: ListQuestion): Int32Array {
  const given = Object.entries(filters).filter(([, value]) => value !== undefined)
  const name = `keys ${JSON.stringify([given.sort(), sort?.by, sort?.order])}`
  return remember(db, name, () => {
    const fitting = sort ? null : findSearched(db, filters)
    const order = fitting ? Int32Array.from(fitting) : readOrder(db, sort)
    if (given.length === 0) return order
    const matches = readMatches(db, filters)
    const isMatch = new Uint8Array(largest(matches) + 1)
    for (const key of matches) isMatch[key] = 1
    return order.filter((key) => isMatch[key] === 1)
  })
}

/** The keys of these customers in the order of the list; those who no longer match stand after the others. */
export function readNamedKeys(db: ReadDb, question: ListQuestion, ids: readonly string[]): Int32Array {
  const sql = 'SELECT customers.key FROM json_each(?) AS named JOIN customers ON customers.id = named.value'
  const named = new Set(statement(db, sql).pluck().all(JSON.stringify(ids)) as number[])
  const ordered = [...readListKeys(db, question), ...readListKeys(db, { filters: {}, sort: question.sort })]
  return Int32Array.from(new Set(ordered.filter((key) => named.has(key))))
}
