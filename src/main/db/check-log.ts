// Tells a write-ahead log that merely ends early from one that was damaged. SQLite drops everything behind the first bad
// frame without a word, so saves that were acknowledged would vanish silently; here at least it is said.
// Format: https://www.sqlite.org/fileformat2.html#walformat. A log cut off exactly between two frames cannot be told from a shorter one.
import fs from 'node:fs'

const headerBytes = 32
const frameHeaderBytes = 24

/** `whole`: every finished transaction can be read; `torn`: bytes of at least one finished transaction are bad. */
export function checkLog(file: string): 'whole' | 'torn' {
  const size = fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size === 0) return 'whole'
  const handle = fs.openSync(file, 'r')
  try {
    return checkFrames(handle, size)
  } finally {
    fs.closeSync(handle)
  }
}

function checkFrames(handle: number, size: number): 'whole' | 'torn' {
  const header = Buffer.alloc(headerBytes)
  if (fs.readSync(handle, header, 0, headerBytes, 0) < headerBytes) return 'torn'
  const sum = makeChecksum((header.readUInt32BE(0) & 1) === 1)
  if (!sum(header.subarray(0, 24), header.subarray(24, 32))) return 'torn'

  const frame = Buffer.alloc(frameHeaderBytes + header.readUInt32BE(8))
  let isBad = false
  for (let offset = headerBytes; offset + frameHeaderBytes <= size; offset += frame.length) {
    const length = fs.readSync(handle, frame, 0, frame.length, offset)
    const ours = countEqualSalts(frame, header)
    // Left over from before the log was last begun anew: the end.
    if (ours === 0) break
    // One salt of two: no interrupted write looks like that.
    if (ours === 1) return 'torn'
    isBad ||= !(
      length === frame.length &&
      sum(frame.subarray(0, 8), null) &&
      sum(frame.subarray(frameHeaderBytes), frame.subarray(16, 24))
    )
    // A killed process leaves bad frames: the last, and pages that an unfinished transaction wrote twice, whose sums SQLite
    // puts right only when it finishes. They matter only where a transaction was finished with them or behind them.
    if (isBad && frame.readUInt32BE(4) !== 0) return 'torn'
  }
  return 'whole'
}

function countEqualSalts(frame: Buffer, header: Buffer): number {
  const first = frame.readUInt32BE(8) === header.readUInt32BE(16) ? 1 : 0
  return first + (frame.readUInt32BE(12) === header.readUInt32BE(20) ? 1 : 0)
}

/** A running checksum over 32-bit words; each call adds bytes and, where `expected` is given, compares. */
function makeChecksum(isBigEndian: boolean): (bytes: Buffer, expected: Buffer | null) => boolean {
  let first = 0
  let second = 0
  return (bytes, expected) => {
    for (let at = 0; at < bytes.length; at += 8) {
      first = (first + word(bytes, at, isBigEndian) + second) >>> 0
      second = (second + word(bytes, at + 4, isBigEndian) + first) >>> 0
    }
    return expected === null || (first === expected.readUInt32BE(0) && second === expected.readUInt32BE(4))
  }
}

function word(bytes: Buffer, at: number, isBigEndian: boolean): number {
  return isBigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at)
}
