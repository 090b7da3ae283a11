// Puts keys in the order of numbers. Numbers in a typed array sort many times quicker than pairs or texts, so the number and
// the place among equals go into one.

/** Keys in an order of their own, and the place of each in it. */
export interface Places {
  readonly keys: Int32Array
  readonly placeOf: Int32Array
}

/** Remembers the place of each key. */
export function placesIn(keys: Int32Array): Places {
  const placeOf = new Int32Array(largest(keys) + 1)
  for (let place = 0; place < keys.length; place++) placeOf[keys[place] ?? 0] = place
  return { keys, placeOf }
}

/** The largest of these keys; 0 of none. */
export function largest(keys: ArrayLike<number>): number {
  let most = 0
  for (let index = 0; index < keys.length; index++) most = Math.max(most, keys[index] ?? 0)
  return most
}

/** Keys by their numbers, ascending, those with NaN last; equal ones as they stand in `among`, which holds all of them. */
export function orderByNumbers(keys: readonly number[], numbers: Float64Array, among: Places): Int32Array {
  const count = keys.length
  const places = among.keys.length
  const ranks = rankNumbers(numbers, places)
  const packed = new Float64Array(count)
  for (let index = 0; index < count; index++) {
    packed[index] = (ranks[index] ?? 0) * places + (among.placeOf[keys[index] ?? 0] ?? 0)
  }
  packed.sort()
  const ordered = new Int32Array(count)
  for (let index = 0; index < count; index++) ordered[index] = among.keys[(packed[index] ?? 0) % places] ?? 0
  return ordered
}

/** Whole numbers from 0 on that stand in the same order, small enough to be multiplied by `factor`. */
function rankNumbers(numbers: Float64Array, factor: number): Float64Array {
  const count = numbers.length
  let least = Number.POSITIVE_INFINITY
  let most = Number.NEGATIVE_INFINITY
  let areWhole = true
  for (const number of numbers) {
    if (Number.isNaN(number)) continue
    if (number < least) least = number
    if (number > most) most = number
    areWhole &&= Number.isInteger(number)
  }
  const ranks = new Float64Array(count)
  if (least > most) return ranks
  if (areWhole && (most - least + 2) * factor < Number.MAX_SAFE_INTEGER) {
    for (let index = 0; index < count; index++) {
      const number = numbers[index] ?? 0
      ranks[index] = Number.isNaN(number) ? most - least + 1 : number - least
    }
    return ranks
  }
  const sorted = numbers.slice().sort()
  for (let index = 0; index < count; index++) ranks[index] = countSmaller(sorted, numbers[index] ?? 0)
  return ranks
}

/** How many of the sorted numbers are smaller; NaN is larger than any. */
function countSmaller(sorted: Float64Array, number: number): number {
  if (Number.isNaN(number)) return sorted.length
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) < number) low = middle + 1
    else high = middle
  }
  return low
}
