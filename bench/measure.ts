// Small measuring tools the benchmarks share.

/** The p-th percentile (0 to 1) of numbers, by nearest rank; 0 of none. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = values.toSorted((left, right) => left - right)
  return sorted[Math.min(sorted.length - 1, Math.ceil(p * sorted.length) - 1)] ?? 0
}

/** A figure for print: four significant digits. */
export function round(value: number): number {
  return Number(value.toPrecision(4))
}

/** The geometric mean of positive numbers. */
export function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length)
}

/** A line of progress to standard error, so that standard output ends with the one JSON object. */
export function report(line: string): void {
  process.stderr.write(`${line}\n`)
}

/** The number after `--name` among the arguments, or `otherwise`; throws on what is not a positive whole number. */
export function numberArgument(name: string, otherwise: number): number {
  const place = process.argv.indexOf(`--${name}`)
  if (place < 0) return otherwise
  const value = Number(process.argv[place + 1])
  if (!Number.isInteger(value) || value < 1) throw new TypeError(`--${name} wants a positive whole number`)
  return value
}

/** A seeded source of numbers from 0 to 1 (mulberry32), so that every run asks the same. */
export function createDice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
