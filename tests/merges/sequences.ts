// Random sequences of merges and undos on a real store, each undone to its start: whatever was merged in whatever order, the
// directory afterwards is the directory before, row for row, save what tells that it happened.
import type Database from 'better-sqlite3'
import type { WriteDb } from '../../src/main/db/handle.ts'
import type { Command } from '../../src/main/domain/commands.ts'
import { runCommand, type WriteContext } from '../../src/main/write/run-command.ts'
import { AppError } from '../../src/shared/errors.ts'
import { choosableColumns, type MergePicks } from '../../src/shared/merging.ts'
import { openBytes } from '../sim/gate.ts'
import { makeRandom, type Random } from '../sim/random.ts'
import { fillStore } from './people.ts'

/** What some sequences came to. */
export interface SequenceReport {
  readonly sequences: number
  readonly merges: number
  readonly undos: number
  /** Undos that were refused, since another merge had come on top or the merge was undone already. */
  readonly refused: number
  /** Differences, in words; none where every directory came back. */
  readonly violations: readonly string[]
}

/** A store and whoever works on it. */
export interface Bench {
  readonly random: Random
  readonly store: Database.Database
  readonly run: (command: Command) => void
}

/** What tells that something happened, and what searches keep in an order of their own. */
const tellingTables =
  /^(audit_log|outbox|customer_merge_history|pending_folds|relocated_rows|base_rows|sqlite_.*|search_gram.*|search_state|duplicate_queue|duplicate_pairs|duplicate_search)$/
const tellingColumns = new Set(['updated_at', 'updated_by', 'search_rank', 'rank'])
/** Sequences on one store: the outbox of a longer life would only slow them. */
const storeLife = 25

/** Plays sequences from a seed on; `template` is an empty store (see makeTemplate). */
export function playSequences(count: number, seed: number, template: Buffer): SequenceReport {
  const tally = { merges: 0, undos: 0, refused: 0 }
  const violations: string[] = []
  let bench: Bench | null = null
  for (let index = 0; index < count; index++) {
    if (index % storeLife === 0) {
      bench?.store.close()
      bench = openBench(seed + index, template)
    }
    if (!bench) continue
    fillStore(bench, index % storeLife === 0 ? 30 : 4)
    const before = dumpStore(bench.store)
    playOne(bench, tally)
    const differences = compareDumps(before, dumpStore(bench.store))
    violations.push(...differences.map((difference) => `sequence ${seed + index}: ${difference}`))
  }
  bench?.store.close()
  return { sequences: count, ...tally, violations }
}

function openBench(seed: number, template: Buffer): Bench {
  const random = makeRandom(seed)
  const store = openBytes(template)
  if (random.chance(0.5)) store.prepare("UPDATE sync_state SET epoch = 'e', from_snapshot = '1:1:'").run()
  let now = Date.UTC(2026, 9, 1)
  const context: WriteContext = {
    db: store as unknown as WriteDb,
    actor: null,
    deviceId: random.uuid(),
    now() {
      now += random.below(3) * 1000
      return new Date(now)
    },
    randomBytes: random.bytes,
  }
  return { random, store, run: (command) => void runCommand(context, command) }
}

/** A few merges with undos among them, then every undo that is left, the newest merge first. */
function playOne(bench: Bench, tally: { merges: number; undos: number; refused: number }): void {
  const { random } = bench
  for (let turn = 1 + random.below(6); turn > 0; turn--) {
    if (random.chance(0.7)) {
      if (mergeSome(bench)) tally.merges += 1
    } else if (undo(bench, random.pick([...standing(bench), ...standing(bench), null]))) tally.undos += 1
    else tally.refused += 1
  }
  for (let merges = standing(bench); merges.length > 0; merges = standing(bench)) {
    // Merges into different people may be undone in any order that goes backwards for each.
    const tried = merges.toReversed().find((merge) => undo(bench, merge))
    if (!tried) throw new Error('what was merged cannot be undone any more')
    tally.undos += 1
  }
}

function standing({ store }: Bench): readonly string[] {
  const sql = 'SELECT id FROM customer_merge_history WHERE undone_at IS NULL ORDER BY merged_at, id'
  return store.prepare(sql).pluck().all() as string[]
}

function mergeSome({ random, store, run }: Bench): boolean {
  const ids = store
    .prepare('SELECT id FROM customers WHERE merged_into IS NULL ORDER BY id')
    .pluck()
    .all() as string[]
  const count = random.chance(0.25) ? 3 + random.below(2) : 2
  const people = [...new Set(Array.from({ length: count }, () => random.pick(ids)))]
  const [customerId, ...foldedIds] = people
  if (customerId === undefined || foldedIds.length === 0) return false
  const picked = choosableColumns.filter(() => random.chance(0.25))
  const picks: MergePicks = Object.fromEntries(picked.map((column) => [column, random.pick(people)]))
  const strategy = {
    keepPrimaryContact: random.chance(0.7),
    combineTransactionHistory: random.chance(0.7),
    combinePackages: random.chance(0.7),
    combineNotes: random.chance(0.7),
  }
  const commandId = random.uuid()
  run({ kind: 'customer.merge', commandId, customerId, foldedIds, picks, strategy, reason: 'one person' })
  return true
}

/** Whether a merge was undone; one that others came on top of is refused, and nothing changes. */
function undo({ random, store, run }: Bench, mergeId: string | null): boolean {
  if (mergeId === null) return false
  const customerId = store
    .prepare('SELECT customer_id FROM customer_merge_history WHERE id = ?')
    .pluck()
    .get(mergeId) as string
  const commandId = random.uuid()
  try {
    run({ kind: 'customer.unmerge', commandId, mergeId, customerId, pieceIds: [], columns: [] })
    return true
  } catch (error) {
    if (error instanceof AppError && error.code === 'MERGE_CONFLICT') return false
    throw error
  }
}

type Dump = ReadonlyMap<string, string>

/** Every row of the directory, as text by its table and place. */
function dumpStore(store: Database.Database): Dump {
  const tables = store
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table'")
    .pluck()
    .all() as string[]
  const rows = tables
    .filter((table) => !tellingTables.test(table))
    .flatMap((table) => {
      const held = store.prepare(`SELECT * FROM ${table}`).all() as Record<string, unknown>[]
      return held.map((row) => `${table} ${JSON.stringify(row, withoutStamps)}`)
    })
  return new Map(rows.map((row) => [row, row]))
}

function withoutStamps(key: string, value: unknown): unknown {
  return tellingColumns.has(key) ? undefined : value
}

function compareDumps(before: Dump, after: Dump): readonly string[] {
  const gone = [...before.keys()].filter((row) => !after.has(row)).map((row) => `gone: ${row}`)
  const made = [...after.keys()].filter((row) => !before.has(row)).map((row) => `new: ${row}`)
  return [...gone, ...made].slice(0, 6)
}
