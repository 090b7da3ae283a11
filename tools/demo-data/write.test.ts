// What is written can be read back: JSON lines as records, the CSV with the same cells in every line.
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { generatePeople } from './people.ts'
import { writeJsonLines, writeLegacyCsv } from './write.ts'

test('JSON lines hold exactly the generated records', () => {
  const lines = [...writeJsonLines(300, 3)].join('').trimEnd().split('\n')
  expect(lines.map((line) => JSON.parse(line))).toEqual(
    JSON.parse(JSON.stringify([...generatePeople(300, 3)])),
  )
})

test('the CSV has ten cells a line and several ways to write a day', () => {
  const rows: string[][] = parse([...writeLegacyCsv(2000, 3)].join(''), { bom: true })
  expect(rows).toHaveLength(2001)
  expect(rows[0]).toContain('contact_number')
  expect(new Set(rows.map((row) => row.length))).toEqual(new Set([10]))
  const days = rows.slice(1).map((row) => row[9] ?? '')
  expect(days.some((day) => /^\d\d\/\d\d\/25\d\d$/.test(day))).toBe(true)
  expect(days.some((day) => /^25\d\d-\d\d-\d\d$/.test(day))).toBe(true)
  expect(days.some((day) => /^20\d\d-\d\d-\d\d$/.test(day))).toBe(true)
})
