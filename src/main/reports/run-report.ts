// Runs one report in a worker thread of its own and hands its answer back; the thread ends with the report.
import { Worker } from 'node:worker_threads'
import { AppError } from '../../shared/errors.ts'
import type { ReportMessage, ReportName, Reports } from './jobs.ts'

/** Answers a report; `workerUrl` is where the built worker.ts lies. Rejects with the worker's AppError. */
export function runReport<Name extends ReportName>(
  workerUrl: URL,
  name: Name,
  asks: Reports[Name]['asks'],
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<Reports[Name]['answers']> {
  const worker = new Worker(workerUrl, { workerData: { name, asks } })
  return new Promise((resolve, reject) => {
    worker.on('message', (message: ReportMessage) => {
      if (message.kind === 'progress') onProgress(message.done, message.total)
      else if (message.kind === 'done') resolve(message.answer as Reports[Name]['answers'])
      else {
        const { code, message: words, field, details } = message.error
        reject(new AppError(code, words, { field, details }))
      }
    })
    worker.on('error', reject)
    worker.on('exit', () => reject(new Error('the reports worker ended without an answer')))
  })
}
