// Lets a long-running writer on one thread give way to a short one on another: SQLite has one writer at a time and keeps
// no queue, so whoever waits for the lock might otherwise wait for long.
import type { WriteDb } from './handle.ts'

const turn = Symbol('write turn')
type TurnHolder = { [turn]?: Int32Array }

/** The memory in which this connection's transactions say that they wait; give it to the thread that shall give way. */
export function shareTurn(db: WriteDb): SharedArrayBuffer {
  const holder = db as WriteDb & TurnHolder
  holder[turn] ??= new Int32Array(new SharedArrayBuffer(4))
  return holder[turn].buffer as SharedArrayBuffer
}

/** Runs a transaction while saying that it waits or works; without `shareTurn` it only runs it. */
export function inTurn<Result>(db: WriteDb, transaction: () => Result): Result {
  const waiting = (db as WriteDb & TurnHolder)[turn]
  if (!waiting) return transaction()
  Atomics.add(waiting, 0, 1)
  try {
    return transaction()
  } finally {
    Atomics.sub(waiting, 0, 1)
    Atomics.notify(waiting, 0)
  }
}

/** Whether somebody waits for this thread to end its transaction. */
export function isTurnWanted(memory: SharedArrayBuffer): boolean {
  return Atomics.load(new Int32Array(memory), 0) > 0
}

/** Blocks this thread until nobody waits. Call it outside any transaction, and never on the main thread. */
export function giveWay(memory: SharedArrayBuffer): void {
  const waiting = new Int32Array(memory)
  for (let count = Atomics.load(waiting, 0); count > 0; count = Atomics.load(waiting, 0)) {
    Atomics.wait(waiting, 0, count, 1000)
  }
}
