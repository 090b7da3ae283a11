// A connection to a counter's store that can fail at any statement that writes: as a full disk does, or as a crash does,
// after which nothing of that process reaches the store any more.
import Database from 'better-sqlite3'
import type { WriteDb } from '../../src/main/db/handle.ts'
import { migrateStore } from '../../src/main/db/migrate.ts'

export type Fuse = { readonly kind: 'crash' | 'full'; statementsLeft: number }

/** One process' connection. */
export interface Gate {
  readonly db: WriteDb
  /** Has one of the next statements that write fail; null takes that back. */
  arm(fuse: Fuse | null): void
  /** The process is gone: whatever still runs in it can do no more. */
  kill(): void
  isDead(): boolean
}

/** Thrown into a process that dies; nobody may see it and live. */
export class CrashError extends Error {}

/** The bytes of an empty store with every migration applied. */
export function makeTemplate(): Buffer {
  const db = new Database(':memory:')
  migrateStore(db as unknown as WriteDb)
  const bytes = db.serialize()
  db.close()
  return bytes
}

const prepared = new WeakMap<Database.Database, Map<string, Database.Statement>>()

/** Prepares a statement once per store, since counters are restarted far more often than their stores are opened. */
export function prepareOnce(store: Database.Database, sql: string): Database.Statement {
  const known = prepared.get(store) ?? new Map<string, Database.Statement>()
  prepared.set(store, known)
  const statement = known.get(sql) ?? store.prepare(sql)
  known.set(sql, statement)
  return statement
}

/** Opens a store in memory from the bytes of one. */
export function openBytes(bytes: Buffer): Database.Database {
  const db = new Database(bytes)
  db.pragma('foreign_keys = ON')
  db.pragma('synchronous = OFF')
  return db
}

/**
 * A process' view of `real`. `onTrouble` hears of a fuse that burnt down; `beforeTransaction` runs whenever a transaction
 * is about to begin, where another thread of the same counter might slip in.
 */
export function openGate(
  real: Database.Database,
  onTrouble: (kind: Fuse['kind']) => void,
  beforeTransaction: () => void,
): Gate {
  let fuse: Fuse | null = null
  let isDead = false

  function pass(isWrite: boolean): void {
    if (isDead) throw new CrashError('this process is dead')
    if (!isWrite || !fuse) return
    fuse.statementsLeft -= 1
    if (fuse.statementsLeft > 0) return
    const { kind } = fuse
    fuse = null
    if (kind === 'crash') isDead = true
    onTrouble(kind)
    if (kind === 'crash') throw new CrashError('crashed inside a transaction')
    throw new Database.SqliteError('database or disk is full', 'SQLITE_FULL')
  }

  function prepare(sql: string): Database.Statement {
    const inner = prepareOnce(real, sql)
    const isWrite = !inner.readonly
    const guarded = (call: (...values: unknown[]) => unknown) => {
      const run = call.bind(inner)
      return (...values: unknown[]) => {
        pass(isWrite)
        return run(...values)
      }
    }
    const chained =
      (set: (isOn?: boolean) => unknown) =>
      (isOn = true) => {
        set.call(inner, isOn)
        return outer
      }
    const outer = {
      run: guarded(inner.run),
      get: guarded(inner.get),
      all: guarded(inner.all),
      iterate: guarded(inner.iterate),
      pluck: chained(inner.pluck),
      raw: chained(inner.raw),
      readonly: inner.readonly,
      reader: inner.reader,
      source: inner.source,
    } as unknown as Database.Statement
    return outer
  }

  const db = {
    prepare,
    pragma: (...values: Parameters<Database.Database['pragma']>) => real.pragma(...values),
    exec(sql: string) {
      pass(true)
      real.exec(sql)
      return db
    },
    transaction(body: (...values: unknown[]) => unknown) {
      const inner = real.transaction((...values: unknown[]) => {
        pass(false)
        const result = body(...values)
        pass(false)
        return result
      })
      const guarded =
        (run: (...values: unknown[]) => unknown) =>
        (...values: unknown[]) => {
          pass(false)
          if (!real.inTransaction) beforeTransaction()
          return run(...values)
        }
      return Object.assign(guarded(inner), {
        default: guarded(inner.default),
        deferred: guarded(inner.deferred),
        immediate: guarded(inner.immediate),
        exclusive: guarded(inner.exclusive),
      })
    },
    get inTransaction() {
      return real.inTransaction
    },
    get open() {
      return real.open
    },
    name: ':memory:',
    readonly: false,
    memory: true,
    function: real.function.bind(real),
    close: () => db,
  }
  return {
    db: db as unknown as WriteDb,
    arm(next) {
      fuse = next
    },
    kill() {
      isDead = true
    },
    isDead: () => isDead,
  }
}
