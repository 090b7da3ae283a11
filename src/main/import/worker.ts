// The import's own thread: reads files and writes the directory through a connection of its own, so that neither a large
// file nor a long import keeps the counter waiting.
import { randomBytes } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { toErrorReply } from '../../shared/errors.ts'
import type { ImportProgress } from '../../shared/importing.ts'
import { openSecondConnection } from '../db/open.ts'
import { toStoreError } from '../db/store-error.ts'
import { giveWay, isTurnWanted } from '../db/write-turn.ts'
import { inspectFile } from './inspect-file.ts'
import { cancelMessage, type JobMessage, type JobOrder, type Jobs } from './jobs.ts'
import { openTable } from './read-table.ts'
import { runImport } from './run-import.ts'
import { runSales } from './run-sales.ts'
import { saveRefused } from './save-refused.ts'

function tell(message: JobMessage): void {
  parentPort?.postMessage(message)
}

async function runJob(order: JobOrder): Promise<JobMessage> {
  try {
    return { kind: 'done', answer: await answerJob(order) }
  } catch (error) {
    return { kind: 'failed', error: toErrorReply(toStoreError(error)) }
  }
}

async function answerJob(order: JobOrder): Promise<Jobs[keyof Jobs]['answers']> {
  const { name, asks } = order
  switch (name) {
    case 'inspect':
      return inspectFile(asks.path, asks.today)
    case 'saveRefused':
      saveRefused(openTable(asks.path, asks.today), asks.refused, asks.target, asks.language)
      return null
    case 'import':
      return importFile(asks)
  }
}

/** Random bytes from a pool: asking the system for ten at a time costs more than all else that makes an id. */
function poolRandomBytes(): (count: number) => Uint8Array {
  const poolSize = 4096
  let pool = randomBytes(poolSize)
  return (count) => {
    if (pool.length < count) pool = randomBytes(Math.max(poolSize, count))
    const taken = pool.subarray(0, count)
    pool = pool.subarray(count)
    return taken
  }
}

async function importFile(asks: Jobs['import']['asks']): Promise<Jobs['import']['answers']> {
  const table = openTable(asks.path, asks.today)
  const db = openSecondConnection({ folder: asks.store.folder, key: Buffer.from(asks.store.key) })
  let isCancelled = false
  const listen = (message: unknown) => {
    isCancelled ||= message === cancelMessage
  }
  parentPort?.on('message', listen)
  try {
    const { actor, deviceId, plan, dateOrders, today, fileToken, total, dryRun } = asks
    const run = {
      context: { db, actor, deviceId, now: () => new Date(), randomBytes: poolRandomBytes() },
      table,
      fileToken,
      total,
      dryRun,
      onProgress: (progress: ImportProgress) => tell({ kind: 'progress', progress }),
      isCancelled: () => isCancelled,
      isTurnWanted: () => isTurnWanted(asks.store.turn),
      pause: () => {
        giveWay(asks.store.turn)
        return nextTurn()
      },
    }
    return plan.kind === 'sales'
      ? {
          ...(await runSales({ ...run, reading: { mapping: plan.mapping, dateOrders, today } })),
          touched: [],
        }
      : await runImport({ ...run, reading: { mapping: plan.mapping, dateOrders, today } })
  } finally {
    parentPort?.off('message', listen)
    db.close()
  }
}

tell(await runJob(workerData as JobOrder))
