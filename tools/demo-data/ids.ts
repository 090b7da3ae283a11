// Ids of generated rows: version 7, from a moment and the seeded source of chance.
import type { Random } from './random.ts'

/** An id made at a moment in milliseconds. */
export function makeId(random: Random, moment: number): string {
  const time = moment.toString(16).padStart(12, '0')
  const hex = (digits: number) =>
    random
      .integer(16 ** digits)
      .toString(16)
      .padStart(digits, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${'89ab'[random.integer(4)]}${hex(3)}-${hex(6)}${hex(6)}`
}
