// What the reports worker can be asked for, and what it answers: plain data, since it crosses threads.
import type { CustomerFilters, KpiTrends } from '../../shared/customer-list.ts'
import type { ErrorReply } from '../../shared/errors.ts'
import type { ExportArgs } from '../../shared/list-methods.ts'

/** The file a report reads. */
export interface ReportStore {
  readonly folder: string
  readonly key: Uint8Array
}

/** Every report by name: what it is given and what it answers. */
export interface Reports {
  readonly trends: {
    readonly asks: { readonly store: ReportStore; readonly filters: CustomerFilters; readonly today: string }
    readonly answers: KpiTrends
  }
  readonly export: {
    readonly asks: {
      readonly store: ReportStore
      readonly wanted: ExportArgs
      readonly language: 'th' | 'en'
      readonly target: string
    }
    readonly answers: { readonly rows: number }
  }
  /** Searches the directory for duplicates where that is due, and compares whoever changed. Ends early when it is stopped. */
  readonly duplicates: {
    readonly asks: {
      readonly store: ReportStore
      /** See `pacing`. */
      readonly control: SharedArrayBuffer
      /** See `db/write-turn`. */
      readonly turn: SharedArrayBuffer
    }
    readonly answers: null
  }
}
export type ReportName = keyof Reports

/** A report as it is asked of the worker. */
export type ReportOrder = {
  readonly [Name in ReportName]: { readonly name: Name; readonly asks: Reports[Name]['asks'] }
}[ReportName]

/** What the worker says while it works and when it ends. */
export type ReportMessage =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'done'; readonly answer: Reports[ReportName]['answers'] }
  | { readonly kind: 'failed'; readonly error: ErrorReply }
