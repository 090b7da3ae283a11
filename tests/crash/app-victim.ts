// The app at work until it is killed: somebody saves one thing after another while the thread beside them syncs.
import { createInterface } from 'node:readline/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { openSecondConnection } from '../../src/main/db/open.ts'
import { makeRandom } from '../fixtures/fill-store.ts'
import { type AppSeat, enterPin, saveInApp, startApp } from './app-counter.ts'
import { say } from './say.ts'

/** Which counter it is. */
export interface AppTask {
  readonly seat: AppSeat
  readonly seed: number
}

/** Milliseconds between two saves at most. */
const longestPause = 40

const lines = createInterface({ input: process.stdin })
const task = JSON.parse((await lines[Symbol.asyncIterator]().next()).value ?? 'null') as AppTask
const { seat, seed } = task
const random = makeRandom(seed)
const app = await startApp(seat)
say(`opened ${(await app.call('app.info', {})).storeNotice.code}`)
await enterPin(app, seat)
const reader = openSecondConnection({ folder: seat.folder, key: Buffer.from(seat.key, 'hex') })
for (;;) {
  say(`saved ${JSON.stringify(await saveInApp(app, reader, random))}`)
  await wait(random() * longestPause)
}
