// Phone numbers in national form and the many ways a till holds them: grouped, with country code, zero lost, Thai digits.
import type { Random } from './random.ts'

const digits = (random: Random, count: number): string => {
  let text = ''
  for (let left = count; left > 0; left -= 4) {
    const size = Math.min(4, left)
    text += String(random.integer(10 ** size)).padStart(size, '0')
  }
  return text
}

/** A Thai mobile number, ten digits with its trunk zero. */
export function makeMobile(random: Random): string {
  const start = random.next()
  return (start < 0.5 ? '08' : start < 0.8 ? '09' : '06') + digits(random, 8)
}

/** A Bangkok landline, nine digits with its trunk zero. */
export function makeLandline(random: Random): string {
  return `02${2 + random.integer(7)}${digits(random, 6)}`
}

/** Fills the #s of a foreign number's shape. */
export function makeForeignPhone(random: Random, shape: string): string {
  return shape.replace(/#/g, () => String(random.integer(10)))
}

/** Writes a Thai number (national digits) the way one of many hands typed it. */
export function writePhone(random: Random, national: string): string {
  const chance = random.next()
  const middle = national.length === 10 ? 3 : 2
  const [a, b, c] = [
    national.slice(0, middle),
    national.slice(middle, middle + 3),
    national.slice(middle + 3),
  ]
  if (chance < 0.45) return national
  if (chance < 0.7) return `${a}-${b}-${c}`
  if (chance < 0.78) return `${a} ${b} ${c}`
  if (chance < 0.84) return `+66 ${a.slice(1)} ${b} ${c}`
  if (chance < 0.88) return `66${national.slice(1)}`
  if (chance < 0.92) return `+66${national.slice(1)}`
  if (chance < 0.95) return national.slice(1)
  if (chance < 0.97) return `${a}-${b}${c}`
  if (chance < 0.98) return `(${a}) ${b}-${c}`
  if (chance < 0.99) return `${a}.${b}.${c}`
  return `${a}-${b}-${c}`.replace(/\d/g, (digit) => String.fromCharCode(0x0e50 + Number(digit)))
}
