// What the import worker can be asked to do, and what it answers: plain data, since it crosses threads.
import type { ErrorReply } from '../../shared/errors.ts'
import type { ImportPlan, ImportProgress, ImportReport } from '../../shared/importing.ts'
import type { DateOrder } from '../domain/import-dates.ts'
import type { InspectedFile } from './inspect-file.ts'
import type { RefusedRows } from './refused-rows.ts'

/** Every job by name: what it is given and what it answers. */
export interface Jobs {
  readonly inspect: {
    readonly asks: { readonly path: string; readonly today: string }
    readonly answers: InspectedFile
  }
  readonly import: {
    readonly asks: {
      readonly path: string
      /** YYYY-MM-DD at the counter. */
      readonly today: string
      readonly store: {
        readonly folder: string
        readonly key: Uint8Array
        /** Where the counter's connection says that it waits. */
        readonly turn: SharedArrayBuffer
      }
      readonly actor: string | null
      readonly deviceId: string
      readonly fileToken: string
      readonly total: number
      readonly plan: ImportPlan
      readonly dateOrders: Readonly<Record<number, DateOrder>>
      readonly dryRun: boolean
    }
    readonly answers: {
      readonly report: ImportReport
      readonly refused: RefusedRows
      /** The local keys of customers that were made or changed; of receipts none. */
      readonly touched: readonly number[]
    }
  }
  readonly saveRefused: {
    readonly asks: {
      readonly path: string
      readonly today: string
      readonly target: string
      readonly refused: RefusedRows
      readonly language: 'th' | 'en'
    }
    readonly answers: null
  }
}
export type JobName = keyof Jobs

/** A job as it is handed to the worker. */
export type JobOrder = {
  readonly [Name in JobName]: { readonly name: Name; readonly asks: Jobs[Name]['asks'] }
}[JobName]

/** What the worker says while it works and when it ends. */
export type JobMessage =
  | { readonly kind: 'progress'; readonly progress: ImportProgress }
  | { readonly kind: 'done'; readonly answer: Jobs[JobName]['answers'] }
  | { readonly kind: 'failed'; readonly error: ErrorReply }

/** The one thing a working worker is told. */
export const cancelMessage = 'cancel'
