// Commands saved from a damaged file that could not be carried out again on the restored one: kept for a person to settle.
import type { WriteDb } from '../handle.ts'

export const version = 15

export function migrate(db: WriteDb): void {
  db.exec(`
    CREATE TABLE salvaged_commands (
      command_id TEXT NOT NULL PRIMARY KEY,
      kind TEXT NOT NULL,
      customer_id TEXT NOT NULL,
      payload TEXT NOT NULL,
      created_at TEXT NOT NULL,
      -- Name of the damaged file it was read from, and the error code that stopped it.
      found_in TEXT NOT NULL,
      problem TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `)
}
