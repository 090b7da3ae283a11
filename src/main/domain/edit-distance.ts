// Tells whether two texts are one or two slips of the finger apart, without measuring how far apart they otherwise are.

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

/** True when one or two such slips turn one text into the other; false when equal. */
export function isWithinTwoEdits(left: string, right: string): boolean {
  if (left === right || Math.abs(left.length - right.length) > 2) return false
  let start = 0
  while (start < left.length && left[start] === right[start]) start += 1
  const restLeft = left.slice(start)
  const restRight = right.slice(start)
  if (isAtMostOneEdit(restLeft.slice(1), restRight.slice(1))) return true
  if (isAtMostOneEdit(restLeft.slice(1), restRight) || isAtMostOneEdit(restLeft, restRight.slice(1)))
    return true
  const isSwapped = restLeft[0] === restRight[1] && restLeft[1] === restRight[0]
  return isSwapped && isAtMostOneEdit(restLeft.slice(2), restRight.slice(2))
}

function isAtMostOneEdit(left: string, right: string): boolean {
  return left === right || isOneEditApart(left, right)
}
