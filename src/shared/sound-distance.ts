// How far apart two words sound: a weighted edit distance over the sound letters of `thaiSounds`.
// Consonants weigh most, what romanisations differ in (aspiration, finals, vowel length) hardly anything.

const size = 128
const vowels = 'aeiou345'
const indexOf = (letter: string) => letter.charCodeAt(0)

/** What leaving out a sound costs. */
const weights = buildWeights()
/** What taking one sound for another costs, row by row. */
const costs = buildCosts()

function buildWeights(): Float64Array {
  const table = new Float64Array(size).fill(1)
  for (const letter of vowels) table[indexOf(letter)] = 0.25
  for (const [letter, weight] of Object.entries({
    '.': 0.03,
    h: 0.3,
    w: 0.4,
    v: 0.2,
    y: 0.35,
    x: 0.7,
    j: 0.7,
  })) {
    table[indexOf(letter)] = weight
  }
  for (let code = 65; code <= 90; code += 1) table[code] = 0.1
  return table
}

function buildCosts(): Float64Array {
  const table = new Float64Array(size * size).fill(1)
  const set = (pairs: string, cost: number) => {
    for (const pair of pairs.split(' ')) {
      const [one, other] = [indexOf(pair.charAt(0)), indexOf(pair.charAt(1))]
      table[one * size + other] = cost
      table[other * size + one] = cost
    }
  }
  for (const one of vowels) for (const other of vowels) set(one + other, 0.3)
  for (const vowel of vowels) set(`.${vowel}`, 0.1)
  set('.a .o', 0.04)
  set('e3 u4 au iy uv ov 35', 0.1)
  set('a3 ea ei uo 45 e5 u5 oe', 0.16)
  set('ao 3i av i5 wu wo', 0.2)
  set('sx jn jl jr qk qc zc wv', 0.05)
  set('tx dx cx zs jg', 0.1)
  set('td pb', 0.15)
  set('pf xj', 0.25)
  set('lr ng', 0.35)
  set('nl nr sc wf zt', 0.45)
  set('st sd ct bf yn gj gl gr xk', 0.6)
  set('cd mn wb kg', 0.75)
  for (let code = 97; code <= 122; code += 1) set(String.fromCharCode(code, code - 32), 0.02)
  for (let code = 0; code < size; code += 1) table[code * size + code] = 0
  set('Rj Rn Rl Xt Xs Tx Nj TX', 0.05)
  set('Td Xd', 0.15)
  return table
}

/** What taking one sound letter for another costs (by character code), 0 for the same to 1 for unlike ones. */
export function replacingCost(code: number, otherCode: number): number {
  return costs[code * size + otherCode] ?? 1
}

const longest = 40

/** Scratch space for `compareSounds`, for callers that compare many words. */
export function createScratch(): Float64Array {
  return new Float64Array(longest + 1)
}

/** How alike two words sound, 0 to 1, given their sound letters; with `prefix`, the first may stop anywhere in the second. */
export function compareSounds(
  one: string,
  other: string,
  prefix = false,
  row: Float64Array = createScratch(),
): number {
  if (one === '' || other === '') return 0
  if (one === other) return 1
  const rows = Math.min(one.length, longest)
  const columns = Math.min(other.length, longest)
  let otherWeight = 0
  row[0] = 0
  for (let column = 1; column <= columns; column += 1) {
    otherWeight += weights[other.charCodeAt(column - 1)] ?? 1
    row[column] = otherWeight
  }
  let oneWeight = 0
  for (let line = 0; line < rows; line += 1) {
    const code = one.charCodeAt(line)
    const weight = weights[code] ?? 1
    let diagonal = oneWeight
    oneWeight += weight
    let left = oneWeight
    row[0] = left
    for (let column = 1; column <= columns; column += 1) {
      const otherCode = other.charCodeAt(column - 1)
      const above = row[column] ?? 0
      let least = diagonal + (costs[code * size + otherCode] ?? 1)
      if (above + weight < least) least = above + weight
      const added = left + (weights[otherCode] ?? 1)
      if (added < least) least = added
      diagonal = above
      left = least
      row[column] = least
    }
  }
  let distance = row[columns] ?? 0
  if (!prefix) return Math.max(0, 1 - distance / Math.max(oneWeight, otherWeight))
  for (let column = 1; column < columns; column += 1) distance = Math.min(distance, row[column] ?? distance)
  return Math.max(0, 1 - distance / oneWeight)
}
