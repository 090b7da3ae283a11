// What the Customers screen asks for: pages of the list, its figures, trends and counts, tagging many, and files.
import type { CustomerFilters } from '../../shared/customer-list.ts'
import type { ExportArgs } from '../../shared/list-methods.ts'
import { localDay } from '../../shared/local-day.ts'
import type { ColumnValue } from '../../shared/wire.ts'
import { listCustomers, listIds } from '../db/customer-list.ts'
import { countChoices } from '../db/list-counts.ts'
import { readKpis } from '../db/list-kpis.ts'
import type { CustomerReports } from '../reports/reports.ts'
import type { WriteContext } from '../write/run-command.ts'
import { tagSource } from '../write/tag-source.ts'
import type { Handlers } from './dispatch.ts'

export interface ListPlaceContext {
  readonly write: WriteContext
  readonly reports: CustomerReports
  /** Tells every screen that many customers changed. */
  readonly announceMany: () => void
  readonly onTagProgress: (done: number, total: number) => void
  /** Writes down that customers were taken out of the directory. */
  readonly logExport: (asked: Readonly<Record<string, ColumnValue>>) => void
}

type ListHandlers = Pick<
  Handlers,
  | 'customers.list'
  | 'customers.kpis'
  | 'customers.kpiTrends'
  | 'customers.filterCounts'
  | 'customers.ids'
  | 'customers.tagSource'
  | 'customers.export'
>

/** Makes the handlers of the Customers screen. */
export function createListPlace(context: ListPlaceContext): ListHandlers {
  const { write, reports } = context
  const { db } = write
  return {
    'customers.list': (args) => listCustomers(db, args),
    'customers.ids': (args) => listIds(db, args),
    'customers.kpis': ({ filters }) => readKpis(db, filters, localDay(write.now())),
    'customers.kpiTrends': ({ filters }) => reports.trends(filters),
    'customers.filterCounts': ({ filters }) => countChoices(db, filters),
    'customers.tagSource': async (args) => {
      try {
        return await tagSource(write, args, context.onTagProgress)
      } finally {
        context.announceMany()
      }
    },
    'customers.export': (args) =>
      reports.exportFile(args, (rows) => context.logExport(describeExport(args, rows))),
  }
}

/** What is written down of an export; what was searched for may be somebody's name and is left out. */
export function describeExport(
  { filters, columns, format, customerIds }: ExportArgs,
  rows: number,
): Readonly<Record<string, ColumnValue>> {
  const { search, ...others } = filters
  const said: CustomerFilters = search === undefined ? others : { ...others, search: '…' }
  return {
    filters: JSON.stringify(said),
    columns: columns.join(', '),
    format,
    rows,
    ...(customerIds && { chosen: customerIds.length }),
  }
}
