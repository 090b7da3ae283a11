// Cuts UTF-8 text into CSV records, block by block. A record that breaks the rules (a quote nobody closes, a line without
// end) costs its own line only: it is answered as malformed and reading goes on with the next line.
import { isUtf8 } from 'node:buffer'
import { CsvError, type Options, parse } from 'csv-parse/sync'

/** One record: the line it begins on (1 is the first), and its cells, or its raw text when it cannot be understood. */
export interface CsvRecord {
  readonly line: number
  readonly cells: readonly string[]
  readonly malformed: boolean
}

/** A record that is still open after this many bytes is taken for a quote that was never closed. */
const largestOpenRecord = 256 * 1024
/** How much of a line that cannot be understood is kept to be shown. */
const largestRawText = 64 * 1024
const newline = 0x0a
const carriageReturn = 0x0d
const quote = 0x22
const loneReturn = /\r(?!\n)/

interface Grammar {
  readonly options: Options
  /** The byte that ends a line. */
  readonly lineEnd: number
  /** Every byte is known to be UTF-8, so records need no check of their own. */
  readonly allValid: boolean
  /** Cells of the first record; null before it was read. */
  width: number | null
}

/**
 * Cuts `blocks` into records at `delimiter`; blank lines are passed over. `firstLine` is the line the blocks begin on;
 * without `allValid` a record with bytes that are not UTF-8 is malformed.
 */
export function* readRecords(
  blocks: Iterable<Buffer>,
  delimiter: string,
  { firstLine = 1, allValid = true } = {},
): Generator<CsvRecord> {
  let grammar: Grammar | null = null
  let text: Buffer = Buffer.alloc(0)
  let line = firstLine
  let inEndlessLine = false
  for (const block of withEnd(blocks)) {
    if (block) text = text.length === 0 ? block : Buffer.concat([text, block])
    grammar ??= makeGrammar(text, delimiter, allValid)
    if (inEndlessLine) {
      const end = text.indexOf(grammar.lineEnd) + 1
      text = text.subarray(end === 0 ? text.length : end)
      if (end === 0) continue
      inEndlessLine = false
      line++
    }
    for (;;) {
      const read = readWholeLines(
        text.subarray(0, block ? text.lastIndexOf(grammar.lineEnd) + 1 : text.length),
        line,
        grammar,
      )
      yield* read.records
      text = text.subarray(read.end)
      line += read.lines
      const mayBeClosedLater = block !== null && read.failure === 'open' && text.length <= largestOpenRecord
      if (!read.failure || mayBeClosedLater) break
      const lineLength = text.indexOf(grammar.lineEnd) + 1 || text.length
      yield readAlone(text.subarray(0, lineLength), line, grammar)
      text = text.subarray(lineLength)
      line++
    }
    if (text.length > largestOpenRecord && !text.includes(grammar.lineEnd)) {
      yield malformedLine(text, line)
      text = Buffer.alloc(0)
      inEndlessLine = true
    }
  }
}

/** The blocks, then null once for the end. */
function* withEnd(blocks: Iterable<Buffer>): Generator<Buffer | null> {
  yield* blocks
  yield null
}

function makeGrammar(head: Buffer, delimiter: string, allValid: boolean): Grammar {
  const hasNewlines = head.includes(newline)
  const options = {
    bom: false,
    delimiter,
    record_delimiter: hasNewlines ? ['\r\n', '\n'] : ['\r'],
    relax_column_count: true,
    skip_empty_lines: true,
  }
  return { options, lineEnd: hasNewlines ? newline : carriageReturn, allValid, width: null }
}

interface LinesRead {
  readonly records: readonly CsvRecord[]
  /** Bytes and lines the records took. */
  readonly end: number
  readonly lines: number
  /** `open`: a quote is not closed in these lines; `broken`: no further text can mend the next record. */
  readonly failure: 'open' | 'broken' | null
}

class Runaway extends Error {}

/**
 * Reads lines in which nothing is quoted, as most files have them: cut at line ends and delimiters, they need no grammar.
 * Null where they do.
 */
function readPlainLines(bytes: Buffer, firstLine: number, grammar: Grammar): LinesRead | null {
  if (!grammar.allValid || grammar.lineEnd !== newline || bytes.includes(quote)) return null
  const text = bytes.toString('utf8')
  if (loneReturn.test(text)) return null
  const records: CsvRecord[] = []
  let line = firstLine
  let begin = 0
  while (begin < text.length) {
    const found = text.indexOf('\n', begin)
    const end = found < 0 ? text.length : found
    const last = text.charCodeAt(end - 1) === carriageReturn ? end - 1 : end
    if (last > begin) {
      const cells = text.slice(begin, last).split(grammar.options.delimiter as string)
      grammar.width ??= cells.length
      records.push({ line, cells, malformed: false })
    }
    if (found >= 0) line++
    begin = end + 1
  }
  return { records, end: bytes.length, lines: line - firstLine, failure: null }
}

/** Reads records from whole lines until their end or the first record that breaks the rules. */
function readWholeLines(bytes: Buffer, firstLine: number, grammar: Grammar): LinesRead {
  const plain = readPlainLines(bytes, firstLine, grammar)
  if (plain) return plain
  const records: CsvRecord[] = []
  let end = 0
  let line = firstLine
  const takeRecord = (cells: string[], info: { readonly bytes: number }): null => {
    let begin = end
    for (let byte = bytes[begin]; byte === newline || byte === carriageReturn; byte = bytes[++begin]) {
      if (byte === grammar.lineEnd) line++
    }
    const lines = countLines(bytes, begin, info.bytes, grammar.lineEnd)
    grammar.width ??= cells.length
    // A record over several lines with the wrong number of cells is a stray quote that swallowed its neighbours.
    if (lines > 1 && cells.length !== grammar.width) throw new Runaway()
    records.push({ line, cells, malformed: !grammar.allValid && !isUtf8(bytes.subarray(begin, info.bytes)) })
    line += lines
    end = info.bytes
    return null
  }
  try {
    parse(bytes, { ...grammar.options, on_record: takeRecord })
  } catch (error) {
    if (!(error instanceof CsvError) && !(error instanceof Runaway)) throw error
    const isOpen = error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED'
    return { records, end, lines: line - firstLine, failure: isOpen ? 'open' : 'broken' }
  }
  const blankLines = countLines(bytes, end, bytes.length, grammar.lineEnd)
  return { records, end: bytes.length, lines: line - firstLine + blankLines, failure: null }
}

function countLines(bytes: Buffer, begin: number, end: number, lineEnd: number): number {
  let count = 0
  for (let at = bytes.indexOf(lineEnd, begin); at >= 0 && at < end; at = bytes.indexOf(lineEnd, at + 1))
    count++
  return count
}

/** Reads one line by itself, quotes inside plain text allowed; it must have as many cells as the others. */
function readAlone(bytes: Buffer, line: number, grammar: Grammar): CsvRecord {
  try {
    const [cells] = parse(bytes, { ...grammar.options, relax_quotes: true })
    if (cells && (grammar.width === null || cells.length === grammar.width))
      return { line, cells, malformed: false }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
  }
  return malformedLine(bytes, line)
}

function malformedLine(bytes: Buffer, line: number): CsvRecord {
  const raw = bytes.toString('utf8', 0, largestRawText).replace(/[\r\n]+$/, '')
  return { line, cells: [raw], malformed: true }
}
