// The methods of the list of customers: pages, figures, counts, saved views, bulk changes and export.
import * as yup from 'yup'
import { type CustomerSource, customerSources, uuidSchema } from './customer.ts'
import {
  type CustomerFilters,
  type CustomerKpis,
  customerFiltersSchema,
  type ExportFormat,
  exportFormats,
  type FilterCounts,
  type KpiTrends,
  type ListColumn,
  type ListPage,
  type ListSort,
  listColumns,
  listSortSchema,
  type SavedView,
  type ViewDefinition,
  viewDefinitionSchema,
} from './customer-list.ts'
import { command, integer, nothing, object, query, text } from './method.ts'

const filters = customerFiltersSchema
const commandId = uuidSchema.required()
/** Bytes that ten thousand ids and some words take. */
const manyIds = 512 * 1024
const ids = (most: number) => yup.array().strict().of(uuidSchema.required()).min(1).max(most)

/** What an export takes: the customers that match, or only those named. */
export interface ExportArgs {
  readonly filters: CustomerFilters
  readonly sort: ListSort
  readonly columns: readonly ListColumn[]
  readonly format: ExportFormat
  readonly customerIds?: readonly string[]
}

export const listMethods = {
  'customers.list': query<
    { filters: CustomerFilters; sort: ListSort; offset: number; limit: number },
    ListPage
  >(
    'staff',
    object({
      filters,
      sort: listSortSchema,
      offset: integer(0, 100_000_000).required(),
      limit: integer(1, 500).required(),
    }) as unknown as yup.Schema<{ filters: CustomerFilters; sort: ListSort; offset: number; limit: number }>,
  ),
  'customers.kpis': query<{ filters: CustomerFilters }, CustomerKpis>('staff', object({ filters })),
  'customers.kpiTrends': query<{ filters: CustomerFilters }, KpiTrends>('staff', object({ filters })),
  'customers.filterCounts': query<{ filters: CustomerFilters }, FilterCounts>('staff', object({ filters })),
  /** The ids of everybody who matches, in order, at most 10,000: for "select all". */
  'customers.ids': query<{ filters: CustomerFilters; sort: ListSort }, { ids: readonly string[] }>(
    'staff',
    object({ filters, sort: listSortSchema }) as unknown as yup.Schema<{
      filters: CustomerFilters
      sort: ListSort
    }>,
  ),
  /** Gives many customers one source; each is a change of its own with one reason. Answers what each had before. */
  'customers.tagSource': command<
    { customerIds: readonly string[]; customerSource: CustomerSource; reason?: string },
    { before: readonly { readonly customerId: string; readonly customerSource: CustomerSource }[] }
  >(
    'manager',
    object({
      customerIds: ids(10_000).required(),
      customerSource: yup.mixed<CustomerSource>().oneOf(customerSources).required(),
      reason: text(500),
    }) as unknown as yup.Schema<{
      customerIds: readonly string[]
      customerSource: CustomerSource
      reason?: string
    }>,
    manyIds,
  ),
  /** Opens the system's save dialog; null when the person chose no place. Logged with what was asked, never with names. */
  'customers.export': command<ExportArgs, { fileName: string; rows: number } | null>(
    'manager',
    object({
      filters,
      sort: listSortSchema,
      columns: yup
        .array()
        .strict()
        .of(yup.mixed<ListColumn>().oneOf(listColumns).required())
        .min(1)
        .max(listColumns.length)
        .required(),
      format: yup.mixed<ExportFormat>().oneOf(exportFormats).required(),
      customerIds: ids(10_000).optional(),
    }) as unknown as yup.Schema<ExportArgs>,
    manyIds,
  ),

  /** One's own views and everybody's shared ones, by name. */
  'views.list': query<Record<string, never>, readonly SavedView[]>('staff', nothing),
  /** Makes a view or changes one's own; sharing asks for a manager. */
  'views.save': command<
    { commandId: string; viewId: string; name: string; definition: ViewDefinition; isShared: boolean },
    readonly SavedView[]
  >(
    'staff',
    object({
      commandId,
      viewId: uuidSchema.required(),
      name: text(100).required(),
      definition: viewDefinitionSchema,
      isShared: yup.boolean().strict().required(),
    }) as unknown as yup.Schema<{
      commandId: string
      viewId: string
      name: string
      definition: ViewDefinition
      isShared: boolean
    }>,
  ),
  /** One's own, or a shared one as a manager. */
  'views.remove': command<{ commandId: string; viewId: string }, readonly SavedView[]>(
    'staff',
    object({ commandId, viewId: uuidSchema.required() }),
  ),
} as const
