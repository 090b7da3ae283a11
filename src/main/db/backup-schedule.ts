// When backups are made: every four hours and on a clean close, one at a time, in a thread of their own.
import { Worker } from 'node:worker_threads'
import { AppError, type ErrorReply } from '../../shared/errors.ts'
import type { Backup } from './backup.ts'

/** Time between two backups of an open store. */
export const backupEveryMs = 4 * 60 * 60 * 1000

/** Makes and verifies one backup in a worker thread; `worker` is where backup-worker lies. Rejects with AppError. */
export function backupStore(options: {
  readonly folder: string
  readonly key: Buffer
  readonly now: Date
  readonly worker: URL
}): Promise<Backup> {
  const { worker: file, ...workerData } = options
  return new Promise((resolve, reject) => {
    const worker = new Worker(file, { workerData })
    worker.once('message', (message: { backup: Backup } | { error: ErrorReply }) => {
      if ('backup' in message) resolve(message.backup)
      else reject(new AppError(message.error.code, message.error.message))
    })
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error('the backup thread ended without an answer')))
  })
}

/** The parts of time a schedule needs; `setInterval` of Node fits. */
export interface Timer {
  setInterval(run: () => void, everyMs: number): NodeJS.Timeout
  clearInterval(timeout: NodeJS.Timeout): void
}

/** What keeps the backups going. */
export interface BackupSchedule {
  /** Stops the timer and makes one last backup, after the one under way if there is one; failures are only reported. */
  finish(): Promise<void>
}

/** Makes a backup every four hours until finished; a failure is reported and the next one is tried all the same. */
export function scheduleBackups(options: {
  readonly backup: () => Promise<unknown>
  readonly reportFailure: (error: unknown) => void
  readonly timer?: Timer
}): BackupSchedule {
  const { backup, reportFailure, timer = { setInterval, clearInterval } } = options
  let running: Promise<void> | null = null
  const run = () => {
    running ??= backup()
      .then(() => undefined, reportFailure)
      .finally(() => {
        running = null
      })
    return running
  }
  const timeout = timer.setInterval(run, backupEveryMs)
  return {
    async finish() {
      timer.clearInterval(timeout)
      await running
      await run()
    },
  }
}
