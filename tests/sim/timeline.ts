// Virtual time: what is due next happens next, and every promise that it settles is followed up before time moves on.

export interface Timeline {
  /** Milliseconds since 1970 by nobody's clock in particular: the true time. */
  now(): number
  /** Has `action` happen `delay` milliseconds from now. */
  after(delay: number, action: () => void): void
  /** A promise that resolves `delay` milliseconds from now. */
  wait(delay: number): Promise<void>
  /** Lets time pass until nothing is due any more before `until`, or `isDone` says so. */
  runUntil(until: number, isDone?: () => boolean): Promise<void>
}

interface Due {
  readonly at: number
  readonly order: number
  readonly action: () => void
}

/** Starts at `start`, milliseconds since 1970. */
export function createTimeline(start: number): Timeline {
  let current = start
  let order = 0
  const queue: Due[] = []

  function push(due: Due): void {
    queue.push(due)
    let place = queue.length - 1
    while (place > 0) {
      const parent = (place - 1) >> 1
      if (isSooner(queue[parent] as Due, due)) break
      queue[place] = queue[parent] as Due
      place = parent
    }
    queue[place] = due
  }

  function pop(): Due {
    const first = queue[0] as Due
    const moved = queue.pop() as Due
    if (queue.length === 0) return first
    let place = 0
    for (;;) {
      let child = place * 2 + 1
      if (child >= queue.length) break
      const other = child + 1
      if (other < queue.length && isSooner(queue[other] as Due, queue[child] as Due)) child = other
      if (isSooner(moved, queue[child] as Due)) break
      queue[place] = queue[child] as Due
      place = child
    }
    queue[place] = moved
    return first
  }

  const after = (delay: number, action: () => void) =>
    push({ at: current + Math.max(0, delay), order: order++, action })
  return {
    now: () => current,
    after,
    wait: (delay) => new Promise((resolve) => after(delay, resolve)),
    async runUntil(until, isDone = () => false) {
      await settle()
      while (queue.length > 0 && (queue[0] as Due).at <= until && !isDone()) {
        const due = pop()
        current = due.at
        due.action()
        await settle()
      }
      if (!isDone()) current = Math.max(current, until)
    },
  }
}

function isSooner(left: Due, right: Due): boolean {
  return left.at < right.at || (left.at === right.at && left.order < right.order)
}

/** Lets everything that waits on settled promises run on. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
