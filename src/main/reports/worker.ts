// The thread of long reads: figures over the whole ledger and files of all customers, through a connection of its own, so
// that no screen waits for them.
import { parentPort, workerData } from 'node:worker_threads'
import { toErrorReply } from '../../shared/errors.ts'
import { readTrends } from '../db/list-trends.ts'
import { openSecondConnection } from '../db/open.ts'
import { toStoreError } from '../db/store-error.ts'
import { exportCustomers } from './export-customers.ts'
import type { ReportMessage, ReportOrder, Reports } from './jobs.ts'

function tell(message: ReportMessage): void {
  parentPort?.postMessage(message)
}

async function answer({ name, asks }: ReportOrder): Promise<Reports[keyof Reports]['answers']> {
  const db = openSecondConnection({ folder: asks.store.folder, key: Buffer.from(asks.store.key) })
  try {
    if (name === 'trends') return readTrends(db, asks.filters, asks.today)
    return await exportCustomers(db, asks, (done, total) => tell({ kind: 'progress', done, total }))
  } finally {
    db.close()
  }
}

try {
  tell({ kind: 'done', answer: await answer(workerData as ReportOrder) })
} catch (error) {
  tell({ kind: 'failed', error: toErrorReply(toStoreError(error)) })
}
