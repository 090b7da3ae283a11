// A small seeded source of chance, passed around by hand so that every generated directory can be made again.

/** Everything the generators draw from; two sources with one seed give the same draws for ever. */
export interface Random {
  /** A number in [0, 1). */
  next(): number
  /** A whole number in [0, below). */
  integer(below: number): number
  /** True with the given probability. */
  chance(probability: number): boolean
  pick<Item>(items: readonly Item[]): Item
}

/** Makes a source from a whole-number seed (Mulberry32, Tommy Ettinger's public-domain generator; period 2^32). */
export function createRandom(seed: number): Random {
  let state = seed | 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const integer = (below: number): number => Math.floor(next() * below)
  return {
    next,
    integer,
    chance: (probability) => next() < probability,
    pick: (items) => {
      const item = items[integer(items.length)]
      if (item === undefined) throw new RangeError('nothing to pick from')
      return item
    },
  }
}

/** Lays a pool out so that a uniform pick from it is Zipf-like: item r gets a share of about r^-exponent. */
export function spreadByPopularity<Item>(items: readonly Item[], exponent: number, slots = 4096): Item[] {
  const weights = items.map((_, index) => (index + 3) ** -exponent)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return items.flatMap((item, index) =>
    Array.from({ length: Math.max(1, Math.round((slots * (weights[index] ?? 0)) / total)) }, () => item),
  )
}
