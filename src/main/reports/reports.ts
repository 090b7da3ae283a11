// The long reads of this run of the app: figures over the months, one after another, and files of customers. Dialogs and
// the clock are given, so nothing here knows Electron.
import fs from 'node:fs'
import path from 'node:path'
import type { CustomerFilters, KpiTrends } from '../../shared/customer-list.ts'
import type { ExportArgs } from '../../shared/list-methods.ts'
import { localDay } from '../../shared/local-day.ts'
import type { WriteDb } from '../db/handle.ts'
import { remember } from '../db/list-memory.ts'
import { readSettings } from '../db/settings.ts'
import { runReport } from './run-report.ts'

/** What reports stand on. */
export interface ReportsOptions {
  readonly folder: string
  /** 32 bytes. */
  readonly key: Buffer
  /** The connection that serves the screens: it knows when the directory has changed. */
  readonly db: WriteDb
  /** The built worker.ts. */
  readonly worker: URL
  /** Asks for a file to write; its path, or null. */
  readonly chooseSavePath: (defaultName: string) => Promise<string | null>
  readonly onProgress: (done: number, total: number) => void
}

/** What a screen may ask of the reports. */
export interface CustomerReports {
  readonly trends: (filters: CustomerFilters) => Promise<KpiTrends>
  /** `logExport` writes down that it happened; without that there is no file. Null when no place was chosen. */
  readonly exportFile: (
    wanted: ExportArgs,
    logExport: (rows: number) => void,
  ) => Promise<{ fileName: string; rows: number } | null>
  /** Waits for what runs: call it before the store closes. */
  readonly close: () => Promise<void>
}

/** Makes the reports of one run of the app. */
export function createReports(options: ReportsOptions): CustomerReports {
  const { db, worker } = options
  const store = { folder: options.folder, key: options.key }
  let lastTrends: Promise<unknown> = Promise.resolve()
  const asking = new Map<string, Promise<KpiTrends>>()
  const running = new Set<Promise<unknown>>()

  const watch = <Result>(work: Promise<Result>): Promise<Result> => {
    const settled = work.then(
      () => undefined,
      () => undefined,
    )
    running.add(settled)
    settled.then(() => running.delete(settled))
    return work
  }

  return {
    trends: (filters) => {
      const today = localDay(new Date())
      const name = `trends ${today} ${JSON.stringify(Object.entries(filters).sort())}`
      const known = remember(db, name, () => ({ trends: null as KpiTrends | null }))
      if (known.trends) return Promise.resolve(known.trends)
      // Months that are over hardly change: whoever asks while they are being worked out gets the same.
      const asked = asking.get(name)
      if (asked) return asked
      // One thread at a time is enough beside a counter, however quickly somebody changes the filters.
      const work = watch(lastTrends.then(() => runReport(worker, 'trends', { store, filters, today })))
      asking.set(name, work)
      lastTrends = work.then(
        (trends) => {
          known.trends = trends
          asking.delete(name)
        },
        () => asking.delete(name),
      )
      return work
    },
    exportFile: async (wanted, logExport) => {
      const chosen = await options.chooseSavePath(`customers-${localDay(new Date())}.${wanted.format}`)
      if (chosen === null) return null
      const target = path.extname(chosen) === '' ? `${chosen}.${wanted.format}` : chosen
      const { language } = readSettings(db)
      const asks = { store, wanted, language, target }
      const { rows } = await watch(runReport(worker, 'export', asks, options.onProgress))
      try {
        logExport(rows)
      } catch (error) {
        fs.rmSync(target, { force: true })
        throw error
      }
      return { fileName: path.basename(target), rows }
    },
    close: async () => {
      await Promise.all(running)
    },
  }
}
