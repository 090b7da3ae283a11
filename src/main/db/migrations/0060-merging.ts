// Merging and parting customers: the history of it, who was said not to be one person, and what merges that the server has
// not answered yet have moved here.
import type { WriteDb } from '../handle.ts'

export const version = 60

export function migrate(db: WriteDb): void {
  db.exec(`
    CREATE TABLE customer_merge_history (
      id TEXT NOT NULL PRIMARY KEY,
      -- Who lived on.
      customer_id TEXT NOT NULL,
      merged_customer_id TEXT NOT NULL,
      merged_customer_code TEXT,
      -- A MergeRecord as JSON text.
      data TEXT NOT NULL,
      reason TEXT,
      merged_by TEXT,
      merged_at TEXT NOT NULL,
      command_id TEXT,
      undone_at TEXT,
      undone_by TEXT
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX customer_merge_history_by_survivor ON customer_merge_history (customer_id);
    CREATE INDEX customer_merge_history_by_merged ON customer_merge_history (merged_customer_id);

    -- "Not the same person"; the smaller id comes first, and the id follows from both, so that two counters say it once.
    CREATE TABLE duplicate_dismissals (
      id TEXT NOT NULL PRIMARY KEY,
      first_customer_id TEXT NOT NULL,
      second_customer_id TEXT NOT NULL,
      reason TEXT,
      dismissed_by TEXT,
      dismissed_at TEXT NOT NULL,
      is_withdrawn INTEGER NOT NULL DEFAULT 0
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX duplicate_dismissals_by_second ON duplicate_dismissals (second_customer_id);

    -- The customers whom the merges and undos of the outbox bind together.
    CREATE TABLE pending_folds (
      command_id TEXT NOT NULL,
      customer_id TEXT NOT NULL,
      PRIMARY KEY (command_id, customer_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX pending_folds_by_customer ON pending_folds (customer_id);
    CREATE TRIGGER outbox_leaves_no_folds AFTER DELETE ON outbox BEGIN
      DELETE FROM pending_folds WHERE command_id = OLD.command_id;
    END;
    -- Rows that these moved: whose they are on the server, or were when they were made here, and whom they stand under.
    CREATE TABLE relocated_rows (
      table_name TEXT NOT NULL,
      row_id TEXT NOT NULL,
      origin_id TEXT NOT NULL,
      holder_id TEXT NOT NULL,
      PRIMARY KEY (table_name, row_id)
    ) STRICT, WITHOUT ROWID;

    -- One survivor may take rows over from many, and give rows back to many.
    DROP TABLE parted_customers;
    CREATE TABLE parted_customers (
      customer_key INTEGER NOT NULL,
      former_key INTEGER NOT NULL,
      PRIMARY KEY (customer_key, former_key)
    ) STRICT, WITHOUT ROWID;

    -- A first pull under way asked for fewer tables: it begins anew. Later ones notice by themselves.
    UPDATE sync_state SET to_snapshot = NULL, position = NULL, to_last_seq = NULL WHERE from_snapshot IS NULL;
    DELETE FROM brought_rows;
  `)
}
