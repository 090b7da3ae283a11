// Keeps what was worked out over the whole directory until anything in it changes: scrolling, figures and counts of one
// filter all stand on the same work.
import { type ReadDb, statement } from './handle.ts'

const memory = Symbol('list memory')
type MemoryHolder = { [memory]?: { version: string; readonly kept: Map<string, unknown> } }

/** Results kept at once: a few filters and orders that a person goes back and forth between. */
const keptAtMost = 24

/** The result of `make`, kept for this connection under `name` until the directory changes. */
export function remember<Result>(db: ReadDb, name: string, make: () => Result): Result {
  const holder = db as ReadDb & MemoryHolder
  holder[memory] ??= { version: '', kept: new Map() }
  const { kept } = holder[memory]
  const version = readVersion(db)
  if (holder[memory].version !== version) {
    kept.clear()
    holder[memory].version = version
  }
  const result = kept.has(name) ? (kept.get(name) as Result) : make()
  // What was asked for last leaves last.
  kept.delete(name)
  kept.set(name, result)
  for (const oldest of kept.keys()) {
    if (kept.size <= keptAtMost) break
    kept.delete(oldest)
  }
  return result
}

/** Differs from an earlier answer once this or any other connection has changed a row. */
function readVersion(db: ReadDb): string {
  const others = statement(db, 'PRAGMA data_version').pluck().get()
  const own = statement(db, 'SELECT total_changes()').pluck().get()
  return `${others} ${own}`
}
