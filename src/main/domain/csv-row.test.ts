import { expect, test } from 'vitest'
import { writeRow } from './csv-row.ts'

test('cells a spreadsheet would run are made text; phones stay phones', () => {
  const cells = [
    '=HYPERLINK("http://x")',
    '@SUM(A1)',
    '+cmd|x',
    '-2+3+cmd',
    '+66 81-234-5678',
    '-50',
    '0812345678',
  ]
  expect(writeRow(cells)).toBe(
    `"'=HYPERLINK(""http://x"")",'@SUM(A1),'+cmd|x,'-2+3+cmd,+66 81-234-5678,-50,0812345678\r\n`,
  )
})

test('quotes, commas, line ends and outer spaces survive', () => {
  expect(writeRow(['a"b', 'c,d', 'e\nf', ' g', ''])).toBe('"a""b","c,d","e\nf"," g",\r\n')
})
