// Finds out how a file's bytes spell text, and answers them as UTF-8 whatever they were. Reads in blocks, so a file may
// be larger than memory; refuses files that are no text at all, with words that say what to do.
import fs from 'node:fs'
import { AppError } from '../../shared/errors.ts'
import type { FileEncoding } from '../../shared/importing.ts'

const blockBytes = 256 * 1024
const headBytes = 64 * 1024

/** How a text file is written: its encoding and how many bytes of byte order mark to skip. */
export interface TextForm {
  readonly encoding: FileEncoding
  readonly markBytes: number
  /** Here and there bytes are not of this encoding. */
  readonly hasBrokenBytes: boolean
}

const marks: readonly (readonly [FileEncoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

const workbook = 'This is a spreadsheet file. Open it and save it as CSV (UTF-8), then choose that file.'
const noText =
  'This is not a text file. Save the customer list as CSV in the program it comes from, then choose that file.'
/** First bytes of files people mistake for CSV, as Latin-1. */
const magics: readonly (readonly [string, string])[] = [
  ['PK\u0003\u0004', workbook],
  ['\u00d0\u00cf\u0011\u00e0', workbook],
  ['\u0089PNG', noText],
  ['\u00ff\u00d8\u00ff', noText],
  ['GIF8', noText],
  ['%PDF', noText],
  ['\u001f\u008b', noText],
  ['SQLite format 3', noText],
]

/** Yields the file in blocks of raw bytes, from `start`. Throws FILE_UNREADABLE. */
export function* readBlocks(path: string, start = 0): Generator<Buffer> {
  const file = openFile(path)
  try {
    for (let position = start; ; ) {
      const block = Buffer.allocUnsafe(blockBytes)
      const length = fs.readSync(file, block, 0, blockBytes, position)
      if (length === 0) return
      position += length
      yield block.subarray(0, length)
    }
  } catch (error) {
    throw error instanceof AppError || !(error instanceof Error && 'code' in error) ? error : unreadable()
  } finally {
    fs.closeSync(file)
  }
}

function openFile(path: string): number {
  try {
    if (!fs.statSync(path).isFile()) throw unreadable()
    return fs.openSync(path, 'r')
  } catch {
    throw unreadable()
  }
}

function unreadable(): AppError {
  return new AppError(
    'FILE_UNREADABLE',
    'This file cannot be read. Check that it is still there and not open elsewhere.',
  )
}

/** Decides a file's encoding. Throws FILE_UNREADABLE, FILE_EMPTY or FILE_NOT_TEXT. */
export function detectTextForm(path: string): TextForm {
  const head = readHead(path)
  if (head.length === 0) throw emptyFile()
  const start = head.toString('latin1', 0, 16)
  for (const [magic, words] of magics) if (start.startsWith(magic)) throw new AppError('FILE_NOT_TEXT', words)
  for (const [encoding, mark] of marks) {
    if (mark.every((byte, index) => head[index] === byte)) {
      if (isBlank(head, encoding, mark.length)) throw emptyFile()
      const hasBrokenBytes = encoding === 'utf-8' && !isValidUtf8(path)
      return { encoding, markBytes: mark.length, hasBrokenBytes }
    }
  }
  const form = guessWide(head) ?? guessNarrow(path, head)
  if (isBlank(head, form.encoding, 0)) throw emptyFile()
  return form
}

function readHead(path: string): Buffer {
  for (const block of readBlocks(path)) return block.subarray(0, headBytes)
  return Buffer.alloc(0)
}

function isBlank(head: Buffer, encoding: FileEncoding, markBytes: number): boolean {
  return head.length < headBytes && new TextDecoder(encoding).decode(head.subarray(markBytes)).trim() === ''
}

/** The error for a file with nothing in it. */
export function emptyFile(): AppError {
  return new AppError(
    'FILE_EMPTY',
    'This file is empty. Export the customer list again, then choose the new file.',
  )
}

/** UTF-16 without a mark shows by NULs on one side of its pairs only; NULs anywhere else are not text. */
function guessWide(head: Buffer): TextForm | null {
  const nuls = [0, 0]
  let controls = 0
  for (let index = 0; index < head.length; index++) {
    const byte = head[index] ?? 0
    if (byte === 0) nuls[index % 2] = (nuls[index % 2] ?? 0) + 1
    else if (byte < 9 || (byte > 13 && byte < 32 && byte !== 26 && byte !== 27)) controls++
  }
  const [even = 0, odd = 0] = nuls
  const pairs = Math.max(1, head.length / 2)
  if (odd > pairs * 0.05 && even === 0) return unmarked('utf-16le')
  if (even > pairs * 0.05 && odd === 0) return unmarked('utf-16be')
  if (even + odd > 0 || controls > head.length * 0.01) throw new AppError('FILE_NOT_TEXT', noText)
  return null
}

function unmarked(encoding: FileEncoding, hasBrokenBytes = false): TextForm {
  return { encoding, markBytes: 0, hasBrokenBytes }
}

/** UTF-8 where every byte fits it, or where a few broken ones are lost among many good ones; else Thai in one byte. */
function guessNarrow(path: string, head: Buffer): TextForm {
  if (isValidUtf8(path)) return unmarked('utf-8')
  const lenient = new TextDecoder('utf-8').decode(head)
  const broken = lenient.split('\ufffd').length - 1
  const wide = lenient.match(/[^\u0000-\u007f\ufffd]/gu)?.length ?? 0
  return wide > broken * 4 ? unmarked('utf-8', true) : unmarked('windows-874')
}

function isValidUtf8(path: string): boolean {
  const strict = new TextDecoder('utf-8', { fatal: true })
  try {
    for (const block of readBlocks(path)) strict.decode(block, { stream: true })
    strict.decode()
    return true
  } catch (error) {
    if (error instanceof AppError) throw error
    return false
  }
}

/** Yields the whole text of a file as UTF-8 bytes without its mark. */
export function* readUtf8(path: string, form: TextForm): Generator<Buffer> {
  if (form.encoding === 'utf-8') {
    yield* readBlocks(path, form.markBytes)
    return
  }
  const decoder = new TextDecoder(form.encoding)
  for (const block of readBlocks(path, form.markBytes))
    yield Buffer.from(decoder.decode(block, { stream: true }))
  yield Buffer.from(decoder.decode())
}
