// The directory: customers, what points at them, what they hold, who changed what, and what is still unsent.
// Local integer keys join the tables; UUIDs are what the rest of the world knows.
import type { WriteDb } from '../handle.ts'

export const version = 10

export function migrate(db: WriteDb): void {
  db.exec(`
    -- 'key' is local to this file; balances and visit facts are derived from the ledger in the same transaction.
    CREATE TABLE customers (
      key INTEGER PRIMARY KEY,
      id TEXT NOT NULL,
      customer_code TEXT,
      customer_name TEXT NOT NULL,
      nickname TEXT,
      contact_number TEXT,
      secondary_phone TEXT,
      email TEXT,
      date_of_birth TEXT,
      address TEXT,
      address_line_2 TEXT,
      city TEXT,
      postal_code TEXT,
      preferred_language TEXT,
      date_joined TEXT,
      customer_source TEXT NOT NULL DEFAULT 'Walk In',
      vip_tier_id INTEGER,
      sms_pdpa INTEGER NOT NULL DEFAULT 0,
      email_pdpa INTEGER NOT NULL DEFAULT 0,
      marketing_consent INTEGER NOT NULL DEFAULT 0,
      linked_profile_id TEXT,
      is_active INTEGER NOT NULL DEFAULT 1,
      available_credit INTEGER NOT NULL DEFAULT 0,
      available_point INTEGER NOT NULL DEFAULT 0,
      total_lifetime_value INTEGER NOT NULL DEFAULT 0,
      total_visits INTEGER NOT NULL DEFAULT 0,
      last_visit_at TEXT,
      first_transaction_at TEXT,
      created_at TEXT NOT NULL,
      created_by TEXT,
      updated_at TEXT NOT NULL,
      updated_by TEXT,
      -- The server's copy while commands are pending on this row; null otherwise.
      base_row TEXT,
      -- Place in order of recency: the row key of this customer in the search tables.
      search_rank INTEGER
    ) STRICT;
    CREATE UNIQUE INDEX customers_by_id ON customers (id);
    CREATE UNIQUE INDEX customers_by_code ON customers (customer_code);

    -- Many per person, indexed, never unique.
    CREATE TABLE customer_identifiers (
      customer_key INTEGER NOT NULL REFERENCES customers(key),
      id TEXT NOT NULL,
      kind TEXT NOT NULL,
      value TEXT NOT NULL,
      normalised TEXT NOT NULL,
      status TEXT NOT NULL DEFAULT 'current'
    ) STRICT;
    CREATE INDEX customer_identifiers_by_customer ON customer_identifiers (customer_key);
    CREATE INDEX customer_identifiers_by_value ON customer_identifiers (normalised);

    -- Every id, code or legacy id that died in a merge, and who lives on for it.
    CREATE TABLE customer_redirects (
      id TEXT NOT NULL PRIMARY KEY,
      kind TEXT NOT NULL,
      dead_value TEXT NOT NULL,
      customer_id TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX customer_redirects_by_value ON customer_redirects (dead_value);

    -- Append-only. Amounts: satang for credit and spend, points, visits; a correction is an entry of its own.
    CREATE TABLE customer_ledger (
      customer_key INTEGER NOT NULL REFERENCES customers(key),
      id TEXT NOT NULL,
      kind TEXT NOT NULL,
      amount INTEGER NOT NULL,
      source TEXT NOT NULL,
      source_id TEXT,
      reverses_id TEXT,
      occurred_at TEXT NOT NULL,
      PRIMARY KEY (customer_key, id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE customer_notes (
      customer_key INTEGER NOT NULL REFERENCES customers(key),
      id TEXT NOT NULL,
      note_type TEXT NOT NULL DEFAULT 'general',
      note_text TEXT NOT NULL,
      is_pinned INTEGER NOT NULL DEFAULT 0,
      is_internal INTEGER NOT NULL DEFAULT 1,
      created_at TEXT NOT NULL,
      created_by TEXT,
      PRIMARY KEY (customer_key, id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE vip_tiers (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      colour TEXT NOT NULL,
      sort_order INTEGER NOT NULL
    ) STRICT;
    INSERT INTO vip_tiers (id, name, colour, sort_order) VALUES (1, 'Silver', 'slate', 1), (2, 'Gold', 'amber', 2), (3, 'Platinum', 'violet', 3);

    -- One row per command and customer: it also tells that a command repeated by an impatient hand is done.
    CREATE TABLE audit_log (
      customer_key INTEGER NOT NULL,
      command_id TEXT NOT NULL,
      action TEXT NOT NULL,
      reason TEXT,
      actor TEXT,
      device_id TEXT NOT NULL,
      at TEXT NOT NULL,
      changes TEXT NOT NULL,
      PRIMARY KEY (customer_key, command_id)
    ) STRICT, WITHOUT ROWID;

    -- Commands saved here and not yet acknowledged by a server, in order.
    CREATE TABLE outbox (
      seq INTEGER PRIMARY KEY AUTOINCREMENT,
      command_id TEXT NOT NULL,
      kind TEXT NOT NULL,
      customer_id TEXT NOT NULL,
      payload TEXT NOT NULL,
      created_at TEXT NOT NULL
    ) STRICT;

    -- Ranges of customer codes this device may hand out; one without an end belongs to a directory without a server.
    CREATE TABLE code_blocks (
      first_code INTEGER PRIMARY KEY,
      next_code INTEGER NOT NULL,
      last_code INTEGER
    ) STRICT;
    INSERT INTO code_blocks (first_code, next_code, last_code) VALUES (1, 1, NULL);

    CREATE TABLE settings (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `)
}
