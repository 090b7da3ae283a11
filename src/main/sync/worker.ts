// The sync worker's thread: a connection of its own to the store, so that neither a long pull nor a slow server keeps the
// counter waiting. It ends when main says so, and main starts another when it ends by itself.
import os from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { openSyncConnection } from '../db/open.ts'
import type { FromWorker, ToWorker, WorkerStart } from './messages.ts'
import { startWorkerLoop } from './worker-loop.ts'

// Whoever stands at the counter comes first. Elsewhere than on Linux this would slow the whole app down, not this thread.
if (process.platform === 'linux') os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL)

const start = workerData as WorkerStart
const db = openSyncConnection({ folder: start.folder, key: Buffer.from(start.key) })
const loop = startWorkerLoop({
  db,
  start,
  say: (message: FromWorker) => parentPort?.postMessage(message),
})
parentPort?.on('message', (message: ToWorker) => {
  if (message.kind !== 'close') loop.hear(message)
  else
    loop.close().then(() => {
      db.close()
      // Ends this thread alone, and does not wait for connections that are being closed.
      process.exit()
    })
})
