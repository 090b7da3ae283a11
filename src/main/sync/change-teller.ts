// Tells the screens what changed without drowning them: ids are gathered for a moment, many become "many", and "many" is
// said at most once a second, since every screen then asks again.

/** Milliseconds ids are gathered, the least time between two tellings of "many", and how many ids still count as few. */
export const tellingLimits = { gather: 20, manyEvery: 1_000, few: 20 } as const

export interface ChangeTeller {
  /** Null: many, or all. */
  add(customerIds: readonly string[] | null): void
  /** Tells at once what is left. */
  flush(): void
}

/** Makes a teller; `schedule` runs something once after so many milliseconds, `elapsed` is a clock that never jumps. */
export function createChangeTeller(options: {
  readonly tell: (customerIds: readonly string[] | null) => void
  readonly schedule: (run: () => void, milliseconds: number) => void
  readonly elapsed: () => number
}): ChangeTeller {
  const { tell, schedule, elapsed } = options
  const few = new Set<string>()
  let isMany = false
  let isDue = false
  let manyAt = Number.NEGATIVE_INFINITY

  function flush(): void {
    isDue = false
    if (!isMany && few.size === 0) return
    if (isMany) manyAt = elapsed()
    tell(isMany ? null : [...few])
    isMany = false
    few.clear()
  }

  function flushWhenQuiet(): void {
    const early = isMany ? manyAt + tellingLimits.manyEvery - elapsed() : 0
    if (early > 0) schedule(flushWhenQuiet, early)
    else flush()
  }

  return {
    add(customerIds) {
      if (customerIds === null || isMany || few.size + customerIds.length > tellingLimits.few) isMany = true
      else for (const id of customerIds) few.add(id)
      if (isDue) return
      isDue = true
      schedule(flushWhenQuiet, tellingLimits.gather)
    },
    flush,
  }
}
