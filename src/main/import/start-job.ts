// Starts a job in a worker thread of its own and hands its answer back; the thread ends with the job.
import { Worker } from 'node:worker_threads'
import { AppError } from '../../shared/errors.ts'
import type { ImportProgress } from '../../shared/importing.ts'
import { cancelMessage, type JobMessage, type JobName, type Jobs } from './jobs.ts'

/** A job under way. */
export interface RunningJob<Name extends JobName> {
  /** Rejects with the worker's AppError. */
  readonly answer: Promise<Jobs[Name]['answers']>
  readonly cancel: () => void
}

/** Starts a job; `workerUrl` is where the built worker.ts lies. */
export function startJob<Name extends JobName>(
  workerUrl: URL,
  name: Name,
  asks: Jobs[Name]['asks'],
  onProgress: (progress: ImportProgress) => void = () => undefined,
): RunningJob<Name> {
  const worker = new Worker(workerUrl, { workerData: { name, asks } })
  const answer = new Promise<Jobs[Name]['answers']>((resolve, reject) => {
    worker.on('message', (message: JobMessage) => {
      if (message.kind === 'progress') onProgress(message.progress)
      else if (message.kind === 'done') resolve(message.answer as Jobs[Name]['answers'])
      else {
        const { code, message: words, field, details } = message.error
        reject(new AppError(code, words, { field, details }))
      }
    })
    worker.on('error', reject)
    worker.on('exit', () => reject(new Error('the import worker ended without an answer')))
  })
  return { answer, cancel: () => worker.postMessage(cancelMessage) }
}
