import { expect, test } from 'vitest'
import { feedScanner, type ScannerBurst, type ScannerKey } from './scanner.ts'

// biome-ignore format: a keyboard reads best in rows
const kedmanee: Record<string, string> = {
  Digit0: 'จ', Digit1: 'ๅ', Digit2: '/', Digit3: '-', Digit4: 'ภ', Digit5: 'ถ',
  Digit6: 'ุ', Digit7: 'ึ', Digit8: 'ค', Digit9: 'ต', KeyC: 'แ', KeyU: 'ี', KeyS: 'ห', Minus: 'ข',
}

function keysOf(text: string, gap: number, layout: Record<string, string> = {}): ScannerKey[] {
  return [...text].map((character, index) => {
    const code = /\d/.test(character)
      ? `Digit${character}`
      : character === '-'
        ? 'Minus'
        : `Key${character.toUpperCase()}`
    const shift = /[A-Z]/.test(character)
    return { key: layout[code] ?? character, code, shift, at: index * gap }
  })
}

function scanOf(keys: ScannerKey[], enterAfter = 5): string | null {
  let burst: ScannerBurst = []
  for (const key of keys) burst = feedScanner(burst, key).burst
  const at = (keys.at(-1)?.at ?? 0) + enterAfter
  return feedScanner(burst, { key: 'Enter', code: 'Enter', shift: false, at }).scan
}

test('a fast burst ended by Enter is a scan', () => {
  expect(scanOf(keysOf('CUS-004217', 8))).toBe('CUS-004217')
  expect(scanOf(keysOf('8850123456789', 34))).toBe('8850123456789')
})

test('hands are too slow, and short bursts are not scans', () => {
  expect(scanOf(keysOf('CUS-004217', 60))).toBeNull()
  expect(scanOf(keysOf('12345', 8))).toBeNull()
  expect(scanOf(keysOf('CUS-004217', 8), 400)).toBeNull()
})

test('what was typed slowly before the burst is not part of it', () => {
  const typed = keysOf('som', 200)
  const last = typed.at(-1)?.at ?? 0
  const scanned = keysOf('123456', 10).map((key) => ({ ...key, at: key.at + last + 300 }))
  expect(scanOf([...typed, ...scanned])).toBe('123456')
})

test('a Thai layout does not change what was scanned', () => {
  expect(scanOf(keysOf('CUS-004217', 8, kedmanee))).toBe('CUS-004217')
  expect(scanOf(keysOf('232323', 8, kedmanee))).toBe('232323')
  expect(scanOf(keysOf('cus-1', 8, kedmanee))).toBeNull()
})

test('shift keeps a burst, other keys end it', () => {
  const shift = (at: number): ScannerKey => ({ key: 'Shift', code: 'ShiftLeft', shift: true, at })
  const keys = keysOf('ABC123', 10)
  expect(scanOf([keys[0]!, shift(5), ...keys.slice(1)])).toBe('ABC123')
  expect(scanOf([keys[0]!, { ...shift(5), key: 'Tab', code: 'Tab' }, ...keys.slice(1)])).toBeNull()
})
