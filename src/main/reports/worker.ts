// The thread of long reads: figures over the whole ledger, files of all customers and the search for duplicates, through a
// connection of its own, so that no screen waits for them.
import { parentPort, workerData } from 'node:worker_threads'
import { toErrorReply } from '../../shared/errors.ts'
import { readTrends } from '../db/list-trends.ts'
import { openSecondConnection, openSyncConnection } from '../db/open.ts'
import { toStoreError } from '../db/store-error.ts'
import { giveWay } from '../db/write-turn.ts'
import { exportCustomers } from './export-customers.ts'
import type { ReportMessage, ReportOrder, Reports } from './jobs.ts'
import { createPace } from './pacing.ts'
import { workOnDuplicates } from './search-duplicates.ts'

function tell(message: ReportMessage): void {
  parentPort?.postMessage(message)
}

async function answer({ name, asks }: ReportOrder): Promise<Reports[keyof Reports]['answers']> {
  const place = { folder: asks.store.folder, key: Buffer.from(asks.store.key) }
  // What a search found can be found again; the rest only reads.
  const db = name === 'duplicates' ? openSyncConnection(place) : openSecondConnection(place)
  const onProgress = (done: number, total: number) => tell({ kind: 'progress', done, total })
  try {
    switch (name) {
      case 'trends':
        return readTrends(db, asks.filters, asks.today)
      case 'export':
        return await exportCustomers(db, asks, onProgress)
      case 'duplicates': {
        const pace = createPace(asks.control)
        const yieldTurn = () => giveWay(asks.turn)
        await workOnDuplicates({ db, ...pace, giveWay: yieldTurn, now: () => new Date(), onProgress })
        return null
      }
    }
  } finally {
    db.close()
  }
}

try {
  tell({ kind: 'done', answer: await answer(workerData as ReportOrder) })
} catch (error) {
  tell({ kind: 'failed', error: toErrorReply(toStoreError(error)) })
}
