// How a victim speaks: synchronously, so that a line that was not written was not finished.
import fs from 'node:fs'

/** Writes one line that has reached the parent when this returns. */
export function say(line: string): void {
  fs.writeSync(1, `${line}\n`)
}

/** Says where it is and stays there, in the middle of whatever is under way, until it is killed. */
export function stayAt(point: string): void {
  say(`at ${point}`)
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
}
