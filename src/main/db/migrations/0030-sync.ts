// Two-way sync: where a pull stands, the server's copies of rows with pending changes, what the server refused, what people
// must settle, and who works at this counter.
import type { WriteDb } from '../handle.ts'

export const version = 30

export function migrate(db: WriteDb): void {
  db.exec(`
    ALTER TABLE customers ADD COLUMN merged_into TEXT;
    -- How the name sounds, so that two counters that never met can tell they made the same person.
    ALTER TABLE customers ADD COLUMN name_key TEXT;
    -- The server's copies live in base_rows, for every table alike.
    ALTER TABLE customers DROP COLUMN base_row;
    CREATE INDEX customers_merged ON customers (merged_into) WHERE merged_into IS NOT NULL;
    -- 1 once the server has sent the line; until then it is only what this counter says it did.
    ALTER TABLE audit_log ADD COLUMN is_confirmed INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX audit_log_unconfirmed ON audit_log (command_id) WHERE is_confirmed = 0;

    -- While a first pull's texts wait for their index: 1 until all are built; the places set aside for them, and whether
    -- every customer has been given theirs.
    ALTER TABLE search_state ADD COLUMN is_unbuilt INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE search_state ADD COLUMN front_rank INTEGER;
    ALTER TABLE search_state ADD COLUMN end_rank INTEGER;
    ALTER TABLE search_state ADD COLUMN is_reserved INTEGER NOT NULL DEFAULT 0;

    -- The server's copy of a row that pending commands touch; NULL: the server has no such row yet.
    CREATE TABLE base_rows (
      table_name TEXT NOT NULL,
      row_id TEXT NOT NULL,
      customer_id TEXT NOT NULL,
      row TEXT,
      -- The newest own command that is in the copy: later ones are replayed on it.
      base_seq INTEGER NOT NULL,
      PRIMARY KEY (table_name, row_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX base_rows_by_customer ON base_rows (customer_id);

    -- Rows whose customer has not come yet: the next pull brings them together.
    CREATE TABLE parked_rows (
      table_name TEXT NOT NULL,
      row_id TEXT NOT NULL,
      customer_id TEXT NOT NULL,
      row TEXT NOT NULL,
      PRIMARY KEY (table_name, row_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX parked_rows_by_customer ON parked_rows (customer_id);

    -- What a pull that started over has brought so far: the rest is gone on the server. Empty otherwise.
    CREATE TABLE brought_rows (
      table_name TEXT NOT NULL,
      row_id TEXT NOT NULL,
      PRIMARY KEY (table_name, row_id)
    ) STRICT, WITHOUT ROWID;

    -- Customers who came out of a merge in the pull under way: what comes for them is no longer the other's.
    CREATE TABLE parted_customers (
      customer_key INTEGER NOT NULL PRIMARY KEY,
      former_key INTEGER NOT NULL
    ) STRICT;

    -- Where this device stands with its server; one row.
    CREATE TABLE sync_state (
      only INTEGER PRIMARY KEY CHECK (only = 1),
      epoch TEXT,
      -- Everything visible in this snapshot is here; NULL before the first pull has ended.
      from_snapshot TEXT,
      -- The newest snapshot whose every row was really here: a pull of many pages lacks those that changed once more meanwhile.
      seen_snapshot TEXT,
      -- The pull under way: the snapshot it goes up to, the place reached, and the newest own command in that snapshot.
      to_snapshot TEXT,
      position TEXT,
      to_last_seq INTEGER,
      -- Rows pulled so far and rows in all, roughly, while everything is pulled.
      pulled_rows INTEGER NOT NULL DEFAULT 0,
      total_rows INTEGER,
      -- Commands up to this one are in from_snapshot.
      confirmed_seq INTEGER NOT NULL DEFAULT 0,
      -- The feed tables from_snapshot speaks of: an app that knows more pulls everything again.
      feed_tables TEXT,
      -- Set while the rows of a pull that started over still have to be compared with what was here before.
      restart_mark INTEGER NOT NULL DEFAULT 0,
      credit_allowance INTEGER NOT NULL DEFAULT 0,
      last_pull_at TEXT,
      last_push_at TEXT,
      clock_ahead INTEGER
    ) STRICT;
    INSERT INTO sync_state (only) VALUES (1);

    -- 'seen': seen_snapshot when the command was made. 'result': the server's answer; kept until a pull has brought the effect.
    ALTER TABLE outbox ADD COLUMN seen TEXT;
    ALTER TABLE outbox ADD COLUMN result TEXT;
    CREATE UNIQUE INDEX outbox_by_command ON outbox (command_id);
    CREATE INDEX outbox_by_customer ON outbox (customer_id);

    -- What a person must fix or discard: commands the server refused, and those rescued from a damaged file in vain.
    CREATE TABLE refused_commands (
      command_id TEXT NOT NULL PRIMARY KEY,
      kind TEXT NOT NULL,
      customer_id TEXT NOT NULL,
      payload TEXT NOT NULL,
      created_at TEXT NOT NULL,
      code TEXT NOT NULL,
      message TEXT NOT NULL,
      refused_at TEXT NOT NULL,
      -- Name of the damaged file it was read from; NULL when the server refused it.
      found_in TEXT
    ) STRICT, WITHOUT ROWID;
    INSERT INTO refused_commands (command_id, kind, customer_id, payload, created_at, code, message, refused_at, found_in)
      SELECT command_id, kind, customer_id, payload, created_at, problem, 'Rescued from a damaged file.', created_at, found_in
      FROM salvaged_commands;
    DROP TABLE salvaged_commands;

    CREATE TABLE sync_conflicts (
      id TEXT NOT NULL PRIMARY KEY,
      customer_id TEXT NOT NULL,
      kind TEXT NOT NULL,
      column_name TEXT,
      kept_value ANY, kept_by TEXT, kept_device TEXT, kept_at TEXT,
      other_value ANY, other_by TEXT, other_device TEXT, other_at TEXT,
      status TEXT NOT NULL,
      settled_value ANY, settled_by TEXT, settled_at TEXT
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX sync_conflicts_open ON sync_conflicts (status) WHERE status = 'open';

    -- Everybody on the server's list of staff; the columns from pin_hash on are this device's own knowledge.
    CREATE TABLE staff (
      id TEXT NOT NULL PRIMARY KEY,
      name TEXT NOT NULL,
      role TEXT NOT NULL,
      is_active INTEGER NOT NULL,
      is_enrolled INTEGER NOT NULL DEFAULT 0,
      pin_hash TEXT,
      wrong_tries INTEGER NOT NULL DEFAULT 0,
      wait_until TEXT,
      last_used_at TEXT
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE devices (id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, status TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `)
}
