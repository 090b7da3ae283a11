// How work in the background keeps out of the counter's way: it rests after every short while, long while somebody works at the
// counter and briefly otherwise, and stops when it is told to. Two threads share the few numbers that this takes.
import { setTimeout as pause } from 'node:timers/promises'

/** Places in the shared memory. */
const stopped = 0
const calls = 1

/** Resting time for each millisecond worked: beside somebody who works at the counter, and beside nobody. */
const restShare = { busy: 4, calm: 0.12 } as const
/** Milliseconds worked between two rests, how long a rest may be, and how long after a call the counter counts as busy. */
const pacingTimes = { slice: 8, longestRest: 400, busyFor: 1500 } as const

/** The side of whoever has the work done. */
export interface PaceControl {
  readonly memory: SharedArrayBuffer
  /** Somebody at the counter asked for something. */
  readonly noteCall: () => void
  /** The work shall end soon. */
  readonly stop: () => void
}

/** Makes the numbers that both sides share. */
export function createPaceControl(): PaceControl {
  const memory = new SharedArrayBuffer(8)
  const numbers = new Int32Array(memory)
  return {
    memory,
    noteCall: () => void Atomics.add(numbers, calls, 1),
    stop: () => void Atomics.store(numbers, stopped, 1),
  }
}

/** The side of whoever works. */
export interface Pace {
  readonly isStopped: () => boolean
  /** Call it after every step: rests where enough was done since the last rest. */
  readonly rest: () => Promise<void>
}

/** Paces the work of one thread; `elapsed` is a clock that never jumps. */
export function createPace(memory: SharedArrayBuffer, elapsed: () => number = () => performance.now()): Pace {
  const numbers = new Int32Array(memory)
  let begun = elapsed()
  let heard = Atomics.load(numbers, calls)
  let busyUntil = Number.NEGATIVE_INFINITY
  return {
    isStopped: () => Atomics.load(numbers, stopped) === 1,
    rest: async () => {
      const worked = elapsed() - begun
      if (worked < pacingTimes.slice) return
      const now = Atomics.load(numbers, calls)
      if (now !== heard) busyUntil = elapsed() + pacingTimes.busyFor
      heard = now
      const share = elapsed() < busyUntil ? restShare.busy : restShare.calm
      await pause(Math.min(pacingTimes.longestRest, worked * share))
      begun = elapsed()
    },
  }
}
