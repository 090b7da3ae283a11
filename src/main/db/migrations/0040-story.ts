// A customer's whole story: what they bought, booked and hold, who talked to them, the website profile they are; what belongs
// to the venue (tiers, notices, saved views); and what each person left behind on this counter.
import type { WriteDb } from '../handle.ts'

export const version = 40

export function migrate(db: WriteDb): void {
  db.exec(`
    -- The day the tier was given, and how sure it is that the linked website profile is this person (0 to 100).
    ALTER TABLE customers ADD COLUMN vip_status_date TEXT;
    ALTER TABLE customers ADD COLUMN profile_link_confidence INTEGER;
    ALTER TABLE customers ADD COLUMN profile_link_method TEXT;
    ALTER TABLE customers ADD COLUMN profile_linked_at TEXT;
    CREATE INDEX customers_by_profile ON customers (linked_profile_id) WHERE linked_profile_id IS NOT NULL;

    -- Sales as the till tells of them; money in satang. The sums are derived from the ledger, not from here.
    CREATE TABLE customer_transactions (
      customer_key INTEGER NOT NULL REFERENCES customers(key),
      id TEXT NOT NULL,
      receipt_number TEXT,
      source TEXT NOT NULL DEFAULT 'counter',
      status TEXT NOT NULL DEFAULT 'completed',
      amount INTEGER NOT NULL,
      credit_used INTEGER NOT NULL DEFAULT 0,
      points_used INTEGER NOT NULL DEFAULT 0,
      points_earned INTEGER NOT NULL DEFAULT 0,
      -- A list of {name, quantity, amount} as JSON text.
      items TEXT NOT NULL DEFAULT '[]',
      payment_method TEXT,
      sold_at TEXT NOT NULL,
      sold_by TEXT,
      PRIMARY KEY (customer_key, id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX customer_transactions_by_receipt ON customer_transactions (receipt_number)
      WHERE receipt_number IS NOT NULL;

    CREATE TABLE customer_packages (
      customer_key INTEGER NOT NULL REFERENCES customers(key),
      id TEXT NOT NULL,
      package_name TEXT NOT NULL,
      -- NULL: as often as one likes.
      uses_total INTEGER,
      uses_taken INTEGER NOT NULL DEFAULT 0,
      price INTEGER NOT NULL DEFAULT 0,
      purchased_on TEXT NOT NULL,
      starts_on TEXT,
      expires_on TEXT,
      status TEXT NOT NULL DEFAULT 'active',
      PRIMARY KEY (customer_key, id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE customer_bookings (
      customer_key INTEGER NOT NULL REFERENCES customers(key),
      id TEXT NOT NULL,
      resource TEXT NOT NULL,
      starts_at TEXT NOT NULL,
      ends_at TEXT NOT NULL,
      people INTEGER NOT NULL DEFAULT 1,
      status TEXT NOT NULL DEFAULT 'booked',
      source TEXT NOT NULL DEFAULT 'counter',
      notes TEXT,
      package_id TEXT,
      PRIMARY KEY (customer_key, id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE customer_contact_history (
      customer_key INTEGER NOT NULL REFERENCES customers(key),
      id TEXT NOT NULL,
      contact_type TEXT NOT NULL,
      contact_method TEXT,
      purpose TEXT,
      notes TEXT,
      successful INTEGER NOT NULL DEFAULT 1,
      contact_date TEXT NOT NULL,
      contacted_by TEXT,
      PRIMARY KEY (customer_key, id)
    ) STRICT, WITHOUT ROWID;

    ALTER TABLE vip_tiers ADD COLUMN benefits TEXT;
    ALTER TABLE vip_tiers ADD COLUMN is_active INTEGER NOT NULL DEFAULT 1;

    -- People who signed up on the website, for linking them to customers.
    CREATE TABLE website_profiles (
      id TEXT NOT NULL PRIMARY KEY,
      display_name TEXT,
      email TEXT,
      phone_number TEXT,
      joined_at TEXT,
      -- Made here; NULL: not yet, or no longer, since writing a profile anew leaves it out.
      search_text TEXT
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX website_profiles_without_keys ON website_profiles (id) WHERE search_text IS NULL;
    -- What a profile can be met by: its phone, its e-mail, the sound of each word of its name.
    CREATE TABLE website_profile_keys (
      key TEXT NOT NULL,
      profile_id TEXT NOT NULL,
      PRIMARY KEY (key, profile_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX website_profile_keys_by_profile ON website_profile_keys (profile_id);
    CREATE INDEX customers_by_linked_profile ON customers (linked_profile_id) WHERE linked_profile_id IS NOT NULL;

    CREATE TABLE saved_views (
      id TEXT NOT NULL PRIMARY KEY,
      staff_id TEXT,
      name TEXT NOT NULL,
      -- A ViewDefinition as JSON text.
      definition TEXT NOT NULL,
      is_shared INTEGER NOT NULL DEFAULT 0,
      sort_order INTEGER NOT NULL DEFAULT 0,
      is_removed INTEGER NOT NULL DEFAULT 0
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE notifications (
      id TEXT NOT NULL PRIMARY KEY,
      title TEXT NOT NULL,
      description TEXT NOT NULL,
      impact TEXT NOT NULL DEFAULT 'low',
      action_required INTEGER NOT NULL DEFAULT 0,
      -- A list of names as JSON text.
      training_materials TEXT NOT NULL DEFAULT '[]',
      effective_date TEXT NOT NULL,
      withdrawn_at TEXT,
      created_at TEXT NOT NULL,
      created_by TEXT
    ) STRICT, WITHOUT ROWID;

    -- Read once by each person, on whichever counter; two counters may both have noted it while apart.
    CREATE TABLE notification_reads (
      id TEXT NOT NULL PRIMARY KEY,
      notification_id TEXT NOT NULL,
      staff_id TEXT,
      read_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX notification_reads_once ON notification_reads (notification_id, coalesce(staff_id, ''));

    -- Drafts, column widths and the like of each person on this counter; an empty staff_id where nobody signs in. Never synced.
    CREATE TABLE personal_memory (
      staff_id TEXT NOT NULL,
      name TEXT NOT NULL,
      value TEXT NOT NULL,
      PRIMARY KEY (staff_id, name)
    ) STRICT, WITHOUT ROWID;

    -- A first pull under way asked for fewer tables and columns: it begins anew. Later ones notice by themselves.
    UPDATE sync_state SET to_snapshot = NULL, position = NULL, to_last_seq = NULL WHERE from_snapshot IS NULL;
    DELETE FROM brought_rows;
  `)
}
