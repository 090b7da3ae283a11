// Recognises a barcode scanner: a scanner is a keyboard that types faster than any hand and ends with Enter.
// Pure: keys and their times come in, a finished scan comes out. A Thai layout turns its digits into Thai letters,
// so the keys' positions decide wherever the letters cannot be trusted.

/** One key as the browser reports it; `at` in milliseconds. */
export interface ScannerKey {
  readonly key: string
  readonly code: string
  readonly shift: boolean
  readonly at: number
}

/** The keys of a burst so far. */
export type ScannerBurst = readonly ScannerKey[]

/** Longest time between two keys of one scan, in milliseconds; the fastest typists need 60 and more. */
export const longestGap = 35
/** The fewest characters that count as a scan. */
export const shortestScan = 6
/** Scanners may pause before their closing Enter. */
const longestGapBeforeEnter = 100

const punctuation: Readonly<Record<string, readonly [plain: string, shifted: string]>> = {
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  Slash: ['/', '?'],
  Period: ['.', '>'],
  Comma: [',', '<'],
  Semicolon: [';', ':'],
  Quote: ["'", '"'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Backslash: ['\\', '|'],
  Backquote: ['`', '~'],
  Space: [' ', ' '],
  NumpadSubtract: ['-', '-'],
  NumpadDecimal: ['.', '.'],
  NumpadAdd: ['+', '+'],
  NumpadDivide: ['/', '/'],
}
const shiftedDigits = ')!@#$%^&*('

/** What the key would type on a US keyboard; null for keys that type nothing. */
function characterAt({ code, shift }: ScannerKey): string | null {
  const letter = /^Key([A-Z])$/.exec(code)?.[1]
  if (letter) return shift ? letter : letter.toLowerCase()
  const digit = /^(Digit|Numpad)(\d)$/.exec(code)
  if (digit?.[2]) return digit[1] === 'Digit' && shift ? (shiftedDigits[Number(digit[2])] ?? null) : digit[2]
  return punctuation[code]?.[shift ? 1 : 0] ?? null
}

/** A layout that cannot be trusted to type a barcode: some key gave a non-ASCII letter, or a digit key no digit. */
function isForeignLayout(burst: ScannerBurst): boolean {
  return burst.some(
    ({ key, code, shift }) =>
      (key.length === 1 && key.charCodeAt(0) > 0x7e) ||
      (!shift && /^Digit\d$/.test(code) && !/^[0-9]$/.test(key)),
  )
}

/** The text a burst stands for. */
export function readBurst(burst: ScannerBurst): string {
  const byPosition = isForeignLayout(burst)
  return burst
    .map((key) => (byPosition ? (characterAt(key) ?? key.key) : key.key))
    .join('')
    .trim()
}

/** Takes one more key: the burst goes on, ends in a scan, or starts again. */
export function feedScanner(
  burst: ScannerBurst,
  key: ScannerKey,
): { readonly burst: ScannerBurst; readonly scan: string | null } {
  const previous = burst.at(-1)
  const gap = previous ? key.at - previous.at : 0
  if (key.key === 'Enter') {
    const finished = burst.length >= shortestScan && gap <= longestGapBeforeEnter
    return { burst: [], scan: finished ? readBurst(burst) || null : null }
  }
  // Shift and dead keys arrive between the characters of a scan without ending it.
  if (key.key.length !== 1) return { burst: key.key === 'Shift' ? burst : [], scan: null }
  return { burst: previous && gap > longestGap ? [key] : [...burst, key], scan: null }
}
