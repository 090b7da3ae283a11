import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { AppError } from '../../shared/errors.ts'
import { importFields } from '../../shared/importing.ts'
import { readRow } from '../domain/import-row.ts'
import { readRecords } from './csv-records.ts'
import { delimiters } from './detect-delimiter.ts'
import { openTable } from './read-table.ts'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'regulars-table-'))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

let files = 0
function fileOf(bytes: Buffer | string): string {
  const file = path.join(folder, `${++files}.csv`)
  fs.writeFileSync(file, bytes)
  return file
}
const open = (bytes: Buffer | string) => openTable(fileOf(bytes), '2026-03-15')
const cellsOf = (bytes: Buffer | string) => [...open(bytes).rows()].map((row) => row.cells)

/** Thai letters lie in one row in both tables, so the code page is Unicode less 0x0D60. */
function toWindows874(text: string): Buffer {
  return Buffer.from(
    [...text].map((letter) => {
      const code = letter.codePointAt(0) ?? 0
      return code < 0x80 ? code : code - 0x0d60
    }),
  )
}
const toUtf16be = (text: string) => Buffer.from(text, 'utf16le').swap16()
const spellings = {
  'utf-8': [(text: string) => Buffer.from(text), (text: string) => Buffer.from(`\ufeff${text}`)],
  'utf-16le': [
    (text: string) => Buffer.from(text, 'utf16le'),
    (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  ],
  'utf-16be': [toUtf16be, (text: string) => toUtf16be(`\ufeff${text}`)],
  'windows-874': [toWindows874],
} as const

describe('any encoding with any delimiter', () => {
  const rows = [
    ['ชื่อ', 'โทร', 'ที่อยู่'],
    ['สมชาย ใจดี', '081-234-5678', '12/3 ถนนสุขุมวิท, "ตึก A"; ชั้น | 2'],
    ['Malee Srisuk', '๐๘๙๙๙๙๙๙๙๙', ''],
  ]
  const cases = Object.entries(spellings).flatMap(([encoding, writers]) =>
    writers.flatMap((write, mark) => delimiters.map((delimiter) => ({ encoding, mark, delimiter, write }))),
  )
  test.each(cases)('$encoding $mark $delimiter', ({ encoding, delimiter, write }) => {
    const line = (cells: string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(delimiter)
    for (const lineEnd of ['\n', '\r\n']) {
      const table = open(write(rows.map(line).join(lineEnd)))
      expect(table).toMatchObject({ encoding, delimiter, headers: rows[0] })
      expect([...table.rows()].map((row) => row.cells)).toEqual(rows.slice(1))
    }
  })

  test('a spreadsheet may declare the delimiter itself', () => {
    const table = open('sep=;\r\nname;phone\r\nSomchai, Mr;0812345678\r\n')
    expect(table.delimiter).toBe(';')
    expect([...table.rows()]).toEqual([{ line: 3, cells: ['Somchai, Mr', '0812345678'], malformed: false }])
  })

  test('old Mac line ends', () => {
    expect(cellsOf('name,phone\rSomchai,0812345678\rMalee,0899999999')).toHaveLength(2)
  })

  test('decimal commas do not win over the delimiter', () => {
    expect(open('name;credit\nSomchai;1,50\nMalee;2,50\n').delimiter).toBe(';')
  })

  test('UTF-8 with a few broken bytes stays UTF-8, and the broken row is told', () => {
    const text = Buffer.from('name,phone\nสมชาย ใจดี,0812345678\nมาลี X,0899999999\n')
    text[text.indexOf('X')] = 0xe0
    const table = open(text)
    expect(table.encoding).toBe('utf-8')
    expect([...table.rows()].map((row) => row.malformed)).toEqual([false, true])
  })
})

describe('headers', () => {
  test('repeated and empty names are told apart', () => {
    expect(open('name,name,,phone\na b,c d,x,0812345678\n').headers).toEqual([
      'name',
      'name (2)',
      'Column 3',
      'phone',
    ])
  })

  test('a file without a header loses nobody', () => {
    const table = open('สมชาย ใจดี,0812345678\nMalee Srisuk,0899999999\n')
    expect(table.headers).toEqual(['Column 1', 'Column 2'])
    expect([...table.rows()].map((row) => row.line)).toEqual([1, 2])
    expect(cellsOf('Somchai Jaidee\nMalee Srisuk\n')).toHaveLength(2)
  })

  test('unknown words above values are a header', () => {
    expect(open('Kunde,Rufnummer\nSomchai,0812345678\n').headers).toEqual(['Kunde', 'Rufnummer'])
  })
})

describe('rows that break the rules cost only themselves', () => {
  const rowsOf = (text: string) => [...open(text).rows()].map((row) => [row.line, row.malformed, row.cells])

  test('an unclosed quote', () => {
    expect(rowsOf('name,phone\n"Somchai,0812345678\nMalee,0899999999\n"Anan",021234567\n')).toEqual([
      [2, true, ['"Somchai,0812345678']],
      [3, false, ['Malee', '0899999999']],
      [4, false, ['Anan', '021234567']],
    ])
    expect(rowsOf('name,phone\nMalee,0899999999\nSomchai,"0812345678')).toEqual([
      [2, false, ['Malee', '0899999999']],
      [3, true, ['Somchai,"0812345678']],
    ])
  })

  test('an unclosed quote far from the end of a large file', () => {
    const many = Array.from(
      { length: 40_000 },
      (_, index) => `Person ${index},08${String(index).padStart(8, '0')}\n`,
    )
    const rows = rowsOf(`name,phone\n"Somchai,0812345678\n${many.join('')}`)
    expect(rows).toHaveLength(40_001)
    expect(rows.filter(([, malformed]) => malformed)).toEqual([[2, true, ['"Somchai,0812345678']]])
    expect(rows.at(-1)?.[0]).toBe(40_002)
  })

  test('a quote inside plain text is text', () => {
    expect(rowsOf('name,note\nSomchai,5" pipe\nMalee,ok\n')[0]).toEqual([2, false, ['Somchai', '5" pipe']])
  })

  test('too many cells', () => {
    expect(
      rowsOf('name,phone\nJaidee, Somchai,0812345678\nMalee,0899999999,,\n').map((row) => row[1]),
    ).toEqual([true, false])
  })

  test('a line without end', () => {
    const rows = rowsOf(`name,phone\n"${'x'.repeat(2_000_000)}\nMalee,0899999999\n`)
    expect(rows.map(([line, malformed]) => [line, malformed])).toEqual([
      [2, true],
      [3, false],
    ])
  })

  test('several lines in one cell are one row, and later lines are counted right', () => {
    expect(rowsOf('name,note\r\nSomchai,"one\r\ntwo"\r\n\r\nMalee,x\r\n')).toEqual([
      [2, false, ['Somchai', 'one\r\ntwo']],
      [5, false, ['Malee', 'x']],
    ])
  })
})

describe('files that are no customer list', () => {
  const codeOf = (bytes: Buffer | string) => {
    try {
      open(bytes)
    } catch (error) {
      return error instanceof AppError ? error.code : error
    }
    return 'none'
  }

  test.each([
    ['nothing', '', 'FILE_EMPTY'],
    ['blanks', ' \r\n\n', 'FILE_EMPTY'],
    ['only a mark', '\ufeff', 'FILE_EMPTY'],
    ['a workbook', Buffer.from('PK\u0003\u0004rest of it'), 'FILE_NOT_TEXT'],
    ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), 'FILE_NOT_TEXT'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]), 'FILE_NOT_TEXT'],
    ['bytes', Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919) % 256)), 'FILE_NOT_TEXT'],
    ['a header that is never closed', '"name,phone\nSomchai,0812345678\n', 'FILE_MALFORMED'],
  ])('%s', (_, bytes, code) => {
    expect(codeOf(bytes)).toBe(code)
  })

  test('a folder or a missing file cannot be read', () => {
    expect(() => openTable(folder, '2026-03-15')).toThrow(
      expect.objectContaining({ code: 'FILE_UNREADABLE' }),
    )
    expect(() => openTable(path.join(folder, 'none'), '2026-03-15')).toThrow(AppError)
  })
})

const quoteRow = (cells: readonly string[]) =>
  `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`

test('what is written comes back the same, wherever blocks are cut', () => {
  const cell = fc.string({
    unit: fc.constantFrom('a', 'ก', '"', ',', '\n', '\r\n', ' ', '😀', "'"),
    maxLength: 8,
  })
  const rows = fc.array(fc.tuple(cell, cell, fc.constant('end')), { minLength: 1, maxLength: 20 })
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 40 }), (written, blockSize) => {
      const bytes = Buffer.from(`one,two,three\r\n${written.map(quoteRow).join('')}`)
      const blocks = Array.from({ length: Math.ceil(bytes.length / blockSize) }, (_, index) =>
        bytes.subarray(index * blockSize, (index + 1) * blockSize),
      )
      // Blocks as small as these hide the line ends from the first look, which real ones never do.
      const read = [...readRecords([Buffer.concat(blocks.slice(0, 20)), ...blocks.slice(20)], ',')]
      expect(read.slice(1).map((record) => record.cells)).toEqual(written)
    }),
  )
})

describe('whatever a file contains', () => {
  /** Reads a whole file and every row of it, as an import would. */
  const readAll = (bytes: Buffer) => {
    try {
      const table = open(bytes)
      const mapping = Object.fromEntries(
        importFields.map((field, index) => [field, index % Math.max(1, table.headers.length)]),
      )
      for (const row of table.rows()) readRow(row.cells, { mapping, dateOrders: {}, today: '2026-03-15' })
    } catch (error) {
      if (!(error instanceof AppError)) throw error
    }
  }

  test('bytes and text are read or refused in words, nothing else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => readAll(Buffer.from(bytes))),
      { numRuns: 200 },
    )
    const cell = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('"', '""', "'", '๐๘๑', '31/02/2560', '1e309', '-', '=1', '\ufffd', '\u202e', '\0'),
    )
    const text = fc.array(
      fc.array(cell, { maxLength: 6 }).map((cells) => cells.join(',')),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(text, (lines) => readAll(Buffer.from(`name,phone\n${lines.join('\n')}`))),
      { numRuns: 200 },
    )
  })
})
