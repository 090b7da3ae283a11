// The server model's database: numbered transactions whose rows others see only once they commit, which may be long after
// later ones did. Who needs a row that an open transaction holds waits for it: here, the holder commits first.

import type { RowTable, ServerRow, TableName, Tables } from './rows.ts'
import type { Snapshot } from './snapshot.ts'

type Rows = { [Name in TableName]: Map<string, Tables[Name]> }
type Writes = { [Name in TableName]?: Map<string, Tables[Name] | null> }

/** One transaction: reads what is committed plus what it wrote itself. */
export interface Transaction {
  readonly xid: number
  get<Name extends TableName>(table: Name, key: string): Tables[Name] | undefined
  all<Name extends TableName>(table: Name): Tables[Name][]
  put<Name extends TableName>(table: Name, key: string, row: Tables[Name]): void
  /** Makes or changes a row of a synced table, stamped with this transaction. */
  write(table: RowTable, id: string, values: ServerRow['values'], device?: string | null): void
  remove(table: TableName, key: string): void
  /** Keeps others from what `key` names until this one ends; waits for whoever holds it. */
  lock(key: string): void
  /** Keeps others from locking what `key` names, and lets them share it. */
  share(key: string): void
  /** Answers how to undo everything written after this call. */
  savepoint(): () => void
}

export interface ServerDatabase {
  /** `at`: the moment that changed customers carry as `updated_at`, ISO 8601. */
  begin(at: string): Transaction
  commit(transaction: Transaction): void
  abort(transaction: Transaction): void
  /** False while it is open, and for ever once it was aborted or lost. */
  hasCommitted(transaction: Transaction): boolean
  snapshot(): Snapshot
  /** Reads what is committed, outside any transaction. */
  readonly committed: Pick<Transaction, 'get' | 'all'>
  entries<Name extends TableName>(table: Name): [string, Tables[Name]][]
  /** Changes committed rows behind the triggers' back. */
  poke(table: RowTable, id: string, values: ServerRow['values']): void
  copy(): DatabaseCopy
  /**
   * Open transactions are lost; numbering goes on from the copy's, as after going back to an earlier disk. Every row is
   * stamped anew, and everybody in them counts as seen, since numbers of the lost history mean nothing any more.
   */
  restore(copy: DatabaseCopy): void
}
export interface DatabaseCopy {
  readonly rows: Rows
  readonly nextXid: number
}

function emptyRows(): Rows {
  return {
    vip_tiers: new Map(),
    website_profiles: new Map(),
    customers: new Map(),
    customer_identifiers: new Map(),
    customer_redirects: new Map(),
    customer_ledger: new Map(),
    customer_notes: new Map(),
    customer_contact_history: new Map(),
    customer_transactions: new Map(),
    customer_packages: new Map(),
    customer_bookings: new Map(),
    saved_views: new Map(),
    notifications: new Map(),
    notification_reads: new Map(),
    customer_merge_history: new Map(),
    duplicate_dismissals: new Map(),
    sync_conflicts: new Map(),
    audit_log: new Map(),
    sync_tombstones: new Map(),
    devices: new Map(),
    staff: new Map(),
    settings: new Map(),
    identifier_aliases: new Map(),
    fold_moves: new Map(),
    code_blocks: new Map(),
    commands: new Map(),
    command_log: new Map(),
  }
}

const rowTables: readonly RowTable[] = [
  'vip_tiers',
  'website_profiles',
  'customers',
  'customer_identifiers',
  'customer_redirects',
  'customer_ledger',
  'customer_notes',
  'customer_contact_history',
  'customer_transactions',
  'customer_packages',
  'customer_bookings',
  'saved_views',
  'notifications',
  'notification_reads',
  'customer_merge_history',
  'duplicate_dismissals',
  'sync_conflicts',
  'audit_log',
]

function copyRows(rows: Rows): Rows {
  const copy = emptyRows()
  for (const name of Object.keys(rows) as TableName[]) {
    copy[name] = new Map(rows[name] as Map<string, never>) as never
  }
  return copy
}

interface Open {
  readonly transaction: Transaction
  readonly locks: Set<string>
  readonly shared: Set<string>
  writes: Writes
}

/** An empty database. `firstXid`: no real server starts at 1. */
export function createDatabase(firstXid = 1000): ServerDatabase {
  let rows = emptyRows()
  let nextXid = firstXid
  let order = 0
  const open = new Map<number, Open>()
  let ended = new Set<number>()

  const readCommitted = <Name extends TableName>(table: Name, key: string) =>
    rows[table].get(key) as Tables[Name] | undefined

  function commit({ xid }: Transaction): void {
    const ending = open.get(xid)
    if (!ending) return
    open.delete(xid)
    ended.add(xid)
    for (const [table, writes] of Object.entries(ending.writes)) {
      const target = rows[table as TableName] as Map<string, unknown>
      for (const [key, row] of writes as Map<string, unknown>) {
        if (row === null) target.delete(key)
        else target.set(key, row)
      }
    }
  }

  function begin(at: string): Transaction {
    const xid = nextXid++
    const writesTo = <Name extends TableName>(table: Name) => {
      state.writes[table] ??= new Map() as never
      return state.writes[table] as unknown as Map<string, Tables[Name] | null>
    }
    const transaction: Transaction = {
      xid,
      get(table, key) {
        const own = (state.writes[table] as Map<string, never> | undefined)?.get(key)
        return own === undefined ? readCommitted(table, key) : (own ?? undefined)
      },
      all(table) {
        const writes = state.writes[table] as Map<string, never> | undefined
        const committed = rows[table] as Map<string, never>
        if (!writes) return [...committed.values()]
        const merged = new Map<string, never>(committed)
        for (const [key, row] of writes) {
          if (row === null) merged.delete(key)
          else merged.set(key, row)
        }
        return [...merged.values()]
      },
      put: (table, key, row) => void writesTo(table).set(key, row),
      write(table, id, values, device = null) {
        const before = transaction.get(table, id)
        order += 1
        const stamped = table === 'customers' ? { ...values, updated_at: at } : values
        const row: ServerRow = before
          ? { ...before, changed: xid, values: { ...before.values, ...stamped } }
          : { id, changed: xid, created: xid, order, device, values: stamped }
        writesTo(table).set(id, row as never)
      },
      remove: (table, key) => void writesTo(table).set(key, null),
      lock(key) {
        waitFor((other) => other.locks.has(key) || other.shared.has(key))
        state.locks.add(key)
      },
      share(key) {
        waitFor((other) => other.locks.has(key))
        state.shared.add(key)
      },
      savepoint() {
        const kept: Writes = {}
        for (const name of Object.keys(state.writes) as TableName[]) {
          kept[name] = new Map(state.writes[name] as Map<string, never>) as never
        }
        return () => {
          state.writes = kept
        }
      },
    }
    const waitFor = (holds: (other: Open) => boolean) => {
      for (const other of open.values()) {
        if (other !== state && holds(other)) commit(other.transaction)
      }
    }
    const state: Open = { transaction, locks: new Set(), shared: new Set(), writes: {} }
    open.set(xid, state)
    return transaction
  }

  return {
    begin,
    commit,
    abort: ({ xid }) => void open.delete(xid),
    hasCommitted: ({ xid }) => ended.has(xid),
    snapshot() {
      const running = [...open.keys()].sort((left, right) => left - right)
      return { xmin: running[0] ?? nextXid, xmax: nextXid, running }
    },
    committed: {
      get: readCommitted,
      all: (table) => [...(rows[table] as Map<string, never>).values()],
    },
    entries: (table) => [...(rows[table] as Map<string, never>).entries()],
    poke(table, id, values) {
      const row = rows[table].get(id)
      if (row) rows[table].set(id, { ...row, values: { ...row.values, ...values } })
    },
    copy: () => ({ rows: copyRows(rows), nextXid }),
    restore(copy) {
      rows = copyRows(copy.rows)
      nextXid = copy.nextXid + 1
      for (const table of rowTables) {
        for (const [id, row] of rows[table])
          rows[table].set(id, { ...row, changed: copy.nextXid, created: 3 })
      }
      rows.sync_tombstones.clear()
      open.clear()
      ended = new Set()
    },
  }
}
