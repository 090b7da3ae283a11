// Tells whether two texts are one slip of the finger apart, without measuring how far apart they otherwise are.

/** True when one insertion, deletion, replacement or swap of neighbours (Damerau 1964) turns one text into the other; false when equal. */
export function isOneEditApart(left: string, right: string): boolean {
  if (left === right) return false
  const [short, long] = left.length <= right.length ? [left, right] : [right, left]
  if (long.length - short.length > 1) return false
  let start = 0
  while (start < short.length && short[start] === long[start]) start += 1
  if (short.length < long.length) return short.slice(start) === long.slice(start + 1)
  if (short.slice(start + 1) === long.slice(start + 1)) return true
  const swapped = short[start] === long[start + 1] && short[start + 1] === long[start]
  return swapped && short.slice(start + 2) === long.slice(start + 2)
}
