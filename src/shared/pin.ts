// Which PINs will do: the same answer on the page, at once, and in main, where it counts.

/** Digits a PIN has, least and most. */
export const pinLength = { least: 4, most: 12 } as const

/** Down the middle of the pad, around its corners, and all of it in columns. */
const wellTrodden = new Set(['2580', '0852', '1379', '1397', '7913', '9731', '147258369', '369258147'])

/** Whether a PIN is too easy: fewer than three different digits, a run up or down, a piece repeated, a path on the pad. */
export function isWeakPin(pin: string): boolean {
  if (new Set(pin).size < 3 || wellTrodden.has(pin)) return true
  const steps = new Set(
    [...pin].slice(1).map((digit, index) => (Number(digit) - Number(pin[index]) + 10) % 10),
  )
  if (steps.size === 1) return true
  return [2, 3, 4].some((length) => pin.length > length && isRepeated(pin, length))
}

function isRepeated(pin: string, length: number): boolean {
  return pin.length % length === 0 && pin === pin.slice(0, length).repeat(pin.length / length)
}
