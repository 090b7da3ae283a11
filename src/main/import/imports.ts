// The imports of this run of the app: which files were chosen, what is running, what was refused. Files are known to the
// page by a token only; dialogs, events and the clock are given, so nothing here knows Electron.

import { randomUUID } from 'node:crypto'
import path from 'node:path'
import type { Announce } from '../../shared/contract.ts'
import { AppError, toErrorReply } from '../../shared/errors.ts'
import type { PreviewArgs, StartImportArgs } from '../../shared/import-methods.ts'
import type { FileInspection, PreviewRow } from '../../shared/importing.ts'
import { localDay } from '../../shared/local-day.ts'
import type { WriteDb } from '../db/handle.ts'
import { readSettings } from '../db/settings.ts'
import { toStoreError } from '../db/store-error.ts'
import { shareTurn } from '../db/write-turn.ts'
import { type ChosenFile, checkPlan, describeFile, refuseChanged, stampOf } from './chosen-file.ts'
import { previewRows } from './preview-rows.ts'
import { previewSales } from './preview-sales.ts'
import { type RunningJob, startJob } from './start-job.ts'

/** What imports stand on. */
export interface ImportsOptions {
  readonly folder: string
  /** 32 bytes. */
  readonly key: Buffer
  /** The connection that serves the counter: imports give way to its transactions. */
  readonly db: WriteDb
  readonly deviceId: string
  /** Who works here now. */
  readonly actor: () => string | null
  /** The built worker.ts. */
  readonly worker: URL
  readonly announce: Announce
  /** Asks for a file to read; its path, or null. */
  readonly chooseFile: () => Promise<string | null>
  /** Asks for a file to write; its path, or null. */
  readonly chooseSavePath: (defaultName: string) => Promise<string | null>
  /** A file given on the command line. */
  readonly waitingFile: string | null
  readonly now?: () => Date
}

/** The import methods of the contract, and what the shell needs besides. */
export interface Imports {
  readonly choose: () => Promise<FileInspection | null>
  readonly waiting: () => Promise<{ inspection: FileInspection; autoStart: boolean } | null>
  /** What the first rows would bring; a receipt's customer is looked up. */
  readonly preview: (args: PreviewArgs) => readonly PreviewRow[]
  readonly start: (args: StartImportArgs) => { started: true }
  readonly cancel: (args: { fileToken: string }) => { cancelled: boolean }
  readonly saveRefused: (args: { fileToken: string }) => Promise<{ fileName: string } | null>
  /** The local keys of the customers that the last import of a file made or changed; nobody for a file chosen too long ago. */
  readonly touchedBy: (fileToken: string) => ReadonlySet<number>
  readonly isRunning: () => boolean
  /** Cancels what runs and waits until its last transaction is done: call it before the store closes. */
  readonly close: () => Promise<void>
}

const previewSize = 20
const keptFiles = 4

/** Makes the imports of one run of the app. */
export function createImports(options: ImportsOptions): Imports {
  const files = new Map<string, ChosenFile>()
  let running: {
    readonly fileToken: string
    readonly job: RunningJob<'import'>
    ended: Promise<void>
  } | null = null
  let waitingFile = options.waitingFile

  const today = () => localDay(options.now?.() ?? new Date())

  const inspect = async (filePath: string): Promise<FileInspection> => {
    const stamp = stampOf(filePath)
    const inspected = await startJob(options.worker, 'inspect', { path: filePath, today: today() }).answer
    const fileToken = randomUUID()
    files.set(fileToken, { path: filePath, stamp, inspected, refused: null, touched: new Set() })
    for (const old of [...files.keys()].slice(0, -keptFiles))
      if (old !== running?.fileToken) files.delete(old)
    return describeFile(fileToken, filePath, inspected)
  }

  const find = (fileToken: string): ChosenFile => {
    const file = files.get(fileToken)
    if (!file) throw new AppError('IMPORT_NOT_FOUND', 'This file was chosen too long ago. Choose it again.')
    return file
  }

  const run = async (fileToken: string, file: ChosenFile, job: RunningJob<'import'>): Promise<void> => {
    try {
      const { report, refused, touched } = await job.answer
      file.refused = refused
      file.touched = new Set(touched)
      running = null
      options.announce('import.finished', report)
      const completed = report.kind === 'customers' ? report.completed : 0
      if (report.created + completed > 0 && !report.dryRun) {
        options.announce('directory.changed', { customerId: null })
      }
    } catch (error) {
      running = null
      options.announce('import.finished', { fileToken, error: toErrorReply(interrupted(error)) })
      options.announce('directory.changed', { customerId: null })
    }
  }

  return {
    choose: async () => {
      const filePath = await options.chooseFile()
      return filePath === null ? null : inspect(filePath)
    },
    waiting: async () => {
      const filePath = waitingFile
      waitingFile = null
      if (filePath === null) return null
      return { inspection: await inspect(filePath), autoStart: true }
    },
    preview: ({ fileToken, ...plan }) => {
      const { inspected } = find(fileToken)
      checkPlan(plan, inspected)
      const { dateOrders } = inspected
      const rows = inspected.sampleRows.slice(0, previewSize)
      return plan.kind === 'sales'
        ? previewSales(options.db, rows, { mapping: plan.mapping, dateOrders, today: today() })
        : previewRows(rows, { mapping: plan.mapping, dateOrders, today: today() })
    },
    start: ({ fileToken, dryRun, ...plan }) => {
      if (running)
        throw new AppError('IMPORT_RUNNING', 'An import is running. Wait for its end, or cancel it.')
      const file = find(fileToken)
      checkPlan(plan, file.inspected)
      refuseChanged(file)
      const job = startJob(
        options.worker,
        'import',
        {
          path: file.path,
          today: today(),
          store: { folder: options.folder, key: options.key, turn: shareTurn(options.db) },
          actor: options.actor(),
          deviceId: options.deviceId,
          fileToken,
          total: file.inspected.rowCount,
          plan,
          dateOrders: file.inspected.dateOrders,
          dryRun,
        },
        (progress) => options.announce('import.progress', progress),
      )
      file.refused = null
      file.touched = new Set()
      running = { fileToken, job, ended: run(fileToken, file, job) }
      return { started: true }
    },
    cancel: ({ fileToken }) => {
      if (running?.fileToken !== fileToken) return { cancelled: false }
      running.job.cancel()
      return { cancelled: true }
    },
    saveRefused: async ({ fileToken }) => {
      const file = find(fileToken)
      const { refused } = file
      if (!refused || refused.lines.length === 0) return null
      refuseChanged(file)
      const target = await options.chooseSavePath(`${path.parse(file.path).name}-refused.csv`)
      if (target === null) return null
      if (path.resolve(target) === path.resolve(file.path)) {
        throw new AppError('FILE_UNWRITABLE', 'This is the imported file itself. Choose another name.')
      }
      const asks = {
        path: file.path,
        today: today(),
        target,
        refused,
        language: readSettings(options.db).language,
      }
      await startJob(options.worker, 'saveRefused', asks).answer
      return { fileName: path.basename(target) }
    },
    touchedBy: (fileToken) => files.get(fileToken)?.touched ?? new Set(),
    isRunning: () => running !== null,
    close: async () => {
      running?.job.cancel()
      await running?.ended
    },
  }
}

/** Unlike a failed save, a failed import may have taken rows already. */
function interrupted(error: unknown): AppError {
  const known = toStoreError(error)
  if (known instanceof AppError) return known
  return new AppError(
    'UNEXPECTED',
    'The import broke off. What was taken stays; start it again to complete it.',
  )
}
