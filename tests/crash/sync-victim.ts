// A counter made to be killed: it saves and syncs without end, and stops for good at the point it is told. Everything is
// loaded before it reads what to do, so that the next victim gets ready while the last one is looked at.
import fs from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { makeBackup } from '../../src/main/db/backup.ts'
import type { WriteDb } from '../../src/main/db/handle.ts'
import { isConnected } from '../../src/main/db/sync-state.ts'
import type { EngineStep } from '../../src/main/sync/engine-context.ts'
import type { Remote } from '../../src/main/sync/remote.ts'
import { makeRandom } from '../fixtures/fill-store.ts'
import { type EngineCounter, openSeat, type Seat } from './engine-counter.ts'
import type { PointPlace, PointStep } from './points.ts'
import { say, stayAt } from './say.ts'
import { planSpending, planWork, save } from './work.ts'

/** Which counter a victim is and when it stops. */
export interface VictimTask {
  readonly seat: Seat
  readonly step: PointStep
  readonly place: PointPlace
  /** It stops when it comes there for this time. */
  readonly time: number
  readonly seed: number
  /** Somebody whose credit is spent first thing. */
  readonly spender: string | null
}

const savesBeforeRound = 4
const savesInRound = 6
const roundLimit = 10
/** Rows a page: so few that a small directory is many pages. */
const pageLimit = 150

const lines = createInterface({ input: process.stdin })
const task = JSON.parse((await lines[Symbol.asyncIterator]().next()).value ?? 'null') as VictimTask
const random = makeRandom(task.seed)
let step: PointStep = 'hello'
let timesLeft = task.time
let savesLeft = 0

/** Whether this is the time and the place. */
function isThere(place: PointPlace): boolean {
  if (place !== task.place || step !== task.step) return false
  timesLeft -= 1
  return timesLeft === 0
}

/** Has every transaction of the outermost level stop before its end, or behind it, when its time comes. */
function watchStore(db: WriteDb): void {
  // So small a cache that most of a transaction is in the log already when the kill comes.
  db.pragma('cache_size = 10')
  const makeTransaction = db.transaction.bind(db)
  const watched = (body: () => unknown) => ({
    immediate() {
      if (db.inTransaction) return makeTransaction(body).immediate()
      const result = makeTransaction(() => {
        const inner = body()
        if (isThere('inside')) stayAt('inside')
        return inner
      }).immediate()
      if (isThere('after')) stayAt('after')
      return result
    },
  })
  db.transaction = watched as unknown as WriteDb['transaction']
}

/** Has a call stop while the server works on it. */
function watchCall<Request, Reply>(name: EngineStep, call: (request: Request) => Promise<Reply>) {
  return async (request: Request): Promise<Reply> => {
    const isLast = step === name && isThere('sent')
    const coming = call(request)
    if (!isLast) return coming
    coming.catch(() => undefined)
    await wait(2)
    say('at sent')
    return wait(60_000).then(() => coming)
  }
}

function watchRemote(remote: Remote): Remote {
  const pull = watchCall('pull', remote.pull)
  return {
    ...remote,
    push: watchCall('push', remote.push),
    pull: (request) => pull({ ...request, p_limit: Math.min(request.p_limit, pageLimit) }),
  }
}

/** Makes a backup as the app does, stopping at the calls of the file system that its steps end with. */
function backUp(): void {
  const { utimesSync, renameSync } = fs
  fs.utimesSync = (...times) => {
    utimesSync(...times)
    if (isThere('before')) stayAt('before')
  }
  fs.renameSync = (...names) => {
    if (isThere('inside')) stayAt('inside')
    renameSync(...names)
    if (isThere('after')) stayAt('after')
  }
  step = 'backup'
  if (isThere('sent')) say('at sent')
  const { folder, key } = task.seat
  makeBackup({ folder, key: Buffer.from(key, 'hex'), now: new Date() })
  Object.assign(fs, { utimesSync, renameSync })
}

/** Nobody works at a counter that has not met its server. */
function saveOne(): void {
  if (!isConnected(counter.db)) return
  const before = step
  step = 'save'
  say(`saved ${JSON.stringify(save(counter, planWork(counter.db, random)))}`)
  step = before
}

const counter: EngineCounter = openSeat(task.seat, {
  store: watchStore,
  remote: watchRemote,
  async pause(next) {
    step = next
    if (savesLeft > 0 && random() < 0.4) {
      savesLeft -= 1
      saveOne()
    }
    if (isThere('before')) stayAt('before')
  },
})
say(`opened ${counter.opened}`)
if (task.spender !== null) {
  say(`saved ${JSON.stringify(save(counter, planSpending(counter.db, task.spender)))}`)
}
for (let round = 1; round <= roundLimit; round += 1) {
  for (let count = 0; count < savesBeforeRound; count += 1) saveOne()
  savesLeft = savesInRound
  if (task.step === 'backup') backUp()
  const outcome = await counter.engine.round()
  say(`round ${outcome.status === 'level' ? 'level' : `${outcome.code} ${String(outcome.error)}`}`)
}
say('missed')
process.exit(1)
