// The thread that makes one backup, so that copying and checking a large file never holds up a screen.
import { parentPort, workerData } from 'node:worker_threads'
import { toErrorReply } from '../../shared/errors.ts'
import { makeBackup } from './backup.ts'

const { folder, key, now } = workerData as { folder: string; key: Uint8Array; now: Date }
try {
  parentPort?.postMessage({ backup: makeBackup({ folder, key: Buffer.from(key), now }) })
} catch (error) {
  parentPort?.postMessage({ error: toErrorReply(error) })
}
