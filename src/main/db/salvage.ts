// Rescues what only this counter knows from a damaged file: unsent commands, its settings, the customer codes it has
// handed out. Reads row by row from both ends, so that one bad page costs only the rows on it.
import { AppError } from '../../shared/errors.ts'
import { readUntouched } from './check-file.ts'
import { inTransaction, type ReadDb, statement, type WriteDb } from './handle.ts'
import { readPlanned } from './planned-payload.ts'
import { inSavepoint, replayCommand } from './replay-command.ts'
import { isDamage } from './store-error.ts'

interface OutboxRow {
  readonly seq: number
  readonly command_id: string
  readonly kind: string
  readonly customer_id: string
  readonly payload: string
  readonly created_at: string
}

/** What could be read of a damaged file; `isComplete` is false when rows of it were lost. */
export interface Salvage {
  readonly commands: readonly OutboxRow[]
  readonly settings: readonly { readonly name: string; readonly value: string }[]
  readonly codeBlocks: readonly { readonly first_code: number; readonly next_code: number }[]
  readonly isComplete: boolean
}

/** How many salvaged commands were carried out again, and how many are listed in `refused_commands` because they could not be. */
export interface ReplayCount {
  readonly replayed: number
  readonly listed: number
}

const nothing: Salvage = { commands: [], settings: [], codeBlocks: [], isComplete: false }
/** Codes skipped when the damaged file no longer says which it had handed out: gaps are fine, reuse is not. */
const codesSkipped = 1000

/** Reads what can be read of a damaged file (null: there is none) and leaves it untouched. */
export function salvage(file: string | null, key: Buffer): Salvage {
  if (file === null) return nothing
  try {
    return readUntouched(file, key, (db) => {
      const commands = readBothWays<OutboxRow>(db, 'SELECT * FROM outbox ORDER BY seq')
      const settings = readBothWays<Salvage['settings'][number]>(db, 'SELECT * FROM settings ORDER BY name')
      const codeBlocks = readBothWays<Salvage['codeBlocks'][number]>(
        db,
        'SELECT first_code, next_code FROM code_blocks ORDER BY first_code',
      )
      return {
        commands: commands.rows.toSorted((one, other) => one.seq - other.seq),
        settings: settings.rows,
        codeBlocks: codeBlocks.rows,
        isComplete: commands.isComplete && settings.isComplete && codeBlocks.isComplete,
      }
    })
  } catch {
    // Whatever keeps it from being read, the file stays where it is for an expert.
    return nothing
  }
}

/** Brings what was salvaged from the file named `foundIn` into the restored store, in one transaction that may be repeated. */
export function replaySalvage(db: WriteDb, found: Salvage, foundIn: string): ReplayCount {
  return inTransaction(db, () => {
    const addSetting = statement(db, 'INSERT OR IGNORE INTO settings (name, value) VALUES (?, ?)')
    for (const { name, value } of found.settings) addSetting.run(name, value)
    skipUsedCodes(db, found)
    let replayed = 0
    let listed = 0
    for (const row of found.commands) {
      const problem = replayRow(db, row)
      if (problem === 'NONE') replayed += 1
      else if (problem !== 'DONE_BEFORE') {
        list(db, row, foundIn, problem)
        listed += 1
      }
    }
    return { replayed, listed }
  })
}

function replayRow(db: WriteDb, row: OutboxRow): string {
  try {
    const planned = readPlanned(row.payload)
    return inSavepoint(db, () => replayCommand(db, planned)) ? 'NONE' : 'DONE_BEFORE'
  } catch (error) {
    // The restored store itself fails: nothing here is the command's fault.
    if (!db.inTransaction || isDamage(error)) throw error
    return error instanceof AppError ? error.code : 'UNEXPECTED'
  }
}

function list(db: WriteDb, row: OutboxRow, foundIn: string, problem: string): void {
  statement(
    db,
    `INSERT OR IGNORE INTO refused_commands
       (command_id, kind, customer_id, payload, created_at, code, message, refused_at, found_in)
     VALUES (?, ?, ?, ?, ?, ?, 'Rescued from a damaged file.', ?, ?)`,
  ).run(
    row.command_id,
    row.kind,
    row.customer_id,
    row.payload,
    row.created_at,
    problem,
    row.created_at,
    foundIn,
  )
}

function skipUsedCodes(db: WriteDb, found: Salvage): void {
  const raise = statement(
    db,
    'UPDATE code_blocks SET next_code = max(next_code, ?) WHERE first_code = ? AND next_code < ?',
  )
  for (const { first_code, next_code } of found.codeBlocks) raise.run(next_code, first_code, next_code)
  if (found.codeBlocks.length > 0) return
  statement(db, 'UPDATE code_blocks SET next_code = next_code + ?').run(codesSkipped)
}

/** All rows up to the first bad page, then from the other end down to the last bad one. */
function readBothWays<Row>(db: ReadDb, sql: string): { rows: Row[]; isComplete: boolean } {
  const rows: Row[] = []
  if (readUntilBad(db, sql, rows)) return { rows, isComplete: true }
  const fromTheEnd: Row[] = []
  readUntilBad(db, `${sql} DESC`, fromTheEnd)
  return { rows: [...rows, ...fromTheEnd], isComplete: false }
}

function readUntilBad<Row>(db: ReadDb, sql: string, into: Row[]): boolean {
  try {
    for (const row of db.prepare(sql).iterate()) into.push(row as Row)
    return true
  } catch (error) {
    if (isDamage(error)) return false
    throw error
  }
}
