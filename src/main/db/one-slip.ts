// One slip of the finger: a character wrong, missing, doubled or swapped with its neighbour.

/** The piece of `text` that is `word` with exactly one slip, or null; `word` has at least four characters. */
export function findWithOneSlip(text: string, word: string): string | null {
  const half = word.length >> 1
  const head = word.slice(0, half)
  const tail = word.slice(half)
  for (let at = text.indexOf(head); at >= 0; at = text.indexOf(head, at + 1)) {
    const length = slippedLength(text, at + half, tail, 1)
    if (length > 0) return text.slice(at, at + half + length)
  }
  for (let at = text.indexOf(tail); at >= 0; at = text.indexOf(tail, at + 1)) {
    const length = slippedLength(text, at - 1, head, -1)
    if (length > 0) return text.slice(at - length, at + tail.length)
  }
  const swapped = swapAt(word, half - 1)
  return swapped !== word && text.includes(swapped) ? swapped : null
}

/** The word with the characters at `index` and after it swapped. */
export function swapAt(word: string, index: number): string {
  return word.slice(0, index) + word.charAt(index + 1) + word.charAt(index) + word.slice(index + 2)
}

/**
 * How many characters of `text`, read from `start` in direction `step`, are `part` (read the same way) with one slip;
 * 0 when they are not. Up to the first difference both run together, after it all must agree again.
 */
function slippedLength(text: string, start: number, part: string, step: 1 | -1): number {
  const length = part.length
  const partAt = (index: number) => part.charCodeAt(step === 1 ? index : length - 1 - index)
  const textAt = (index: number) => text.charCodeAt(start + index * step)
  let same = 0
  while (same < length && partAt(same) === textAt(same)) same += 1
  if (same === length) return 0
  const agrees = (partFrom: number, textFrom: number) => {
    for (let index = partFrom; index < length; index++) {
      if (partAt(index) !== textAt(index - partFrom + textFrom)) return false
    }
    return true
  }
  // What people slip into most comes first: several readings may fit, and the first names the piece to be marked.
  if (partAt(same) === textAt(same + 1) && partAt(same + 1) === textAt(same) && agrees(same + 2, same + 2)) {
    return length
  }
  // A control character separates two facts: no slip reaches across.
  const withinFact = textAt(same) >= 32
  if (withinFact && agrees(same, same + 1)) return length + 1
  if (withinFact && agrees(same + 1, same + 1)) return length
  return agrees(same + 1, same) ? length - 1 : 0
}

/** Every string of digits one slip away from `digits`. */
export function digitsWithOneSlip(digits: string): string[] {
  const slips = new Set<string>()
  for (let index = 0; index <= digits.length; index++) {
    const before = digits.slice(0, index)
    for (const digit of '0123456789') {
      slips.add(before + digit + digits.slice(index))
      if (index < digits.length) slips.add(before + digit + digits.slice(index + 1))
    }
    if (index < digits.length) slips.add(before + digits.slice(index + 1))
    if (index < digits.length - 1) slips.add(swapAt(digits, index))
  }
  slips.delete(digits)
  return [...slips]
}
