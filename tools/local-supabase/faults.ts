// Trouble on purpose, for tests: the next requests whose path matches are delayed, dropped, cut short or lied to.
// Set through the start function only; nothing of this can be reached over HTTP.

/**
 * `delay` waits before the work; `drop` closes the connection without doing it; `cut` does it and sends half of the answer;
 * `lose` does it and sends nothing; `busy` is a 429 with Retry-After, `error` a 500, `portal` the sign-in page of a
 * captive network, each in place of the work.
 */
export type Fault =
  | { readonly kind: 'delay'; readonly milliseconds: number }
  | { readonly kind: 'drop' | 'cut' | 'lose' | 'error' | 'portal' }
  | { readonly kind: 'busy'; readonly retryAfterSeconds: number }

export type FaultKind = Fault['kind']

export interface Faults {
  /** Does this to the next `times` requests (1 unless told, Infinity for all) whose path holds the text or matches. */
  add(path: string | RegExp, fault: Fault, times?: number): void
  /** Ends what was added, whether it happened or not. */
  clear(): void
  /** How often each kind happened since the start. */
  counts(): Readonly<Partial<Record<FaultKind, number>>>
}

export interface FaultPlan extends Faults {
  /** What happens to a request with this path: every delay added up, and at most one fault of another kind. */
  take(path: string): { readonly delay: number; readonly fault: Exclude<Fault, { kind: 'delay' }> | null }
}

interface Rule {
  readonly matches: (path: string) => boolean
  readonly fault: Fault
  left: number
}

/** Makes an empty plan. */
export function createFaults(): FaultPlan {
  let rules: Rule[] = []
  const counts: Partial<Record<FaultKind, number>> = {}
  return {
    add(path, fault, times = 1) {
      const matches =
        typeof path === 'string' ? (text: string) => text.includes(path) : (text: string) => path.test(text)
      rules.push({ matches, fault, left: times })
    },
    clear() {
      rules = []
    },
    counts: () => ({ ...counts }),
    take(path) {
      let delay = 0
      let fault: Exclude<Fault, { kind: 'delay' }> | null = null
      for (const rule of rules) {
        if (!rule.matches(path) || (fault !== null && rule.fault.kind !== 'delay')) continue
        rule.left -= 1
        counts[rule.fault.kind] = (counts[rule.fault.kind] ?? 0) + 1
        if (rule.fault.kind === 'delay') delay += rule.fault.milliseconds
        else fault = rule.fault
      }
      rules = rules.filter((rule) => rule.left > 0)
      return { delay, fault }
    },
  }
}
