// Which customers may be one person, as found by searching the directory, and who has to be compared again because they
// changed since. All of it can be worked out anew, so none of it is sent anywhere.
import type { WriteDb } from '../handle.ts'

export const version = 80

/** What of a customer is compared; a visit or a sale changes nothing about who they may be. */
const comparedColumns = [
  'customer_name',
  'nickname',
  'date_of_birth',
  'address',
  'address_line_2',
  'city',
  'postal_code',
  'merged_into',
]
const comparedKinds = "kind IN ('phone', 'email', 'alias')"

/** Notes whom to compare again, while changes are watched at all; who was noted last is not noted twice. */
function noteCustomer(key: string): string {
  return `INSERT INTO duplicate_queue (customer_key) SELECT ${key}
    WHERE (SELECT customer_key FROM duplicate_queue ORDER BY id DESC LIMIT 1) IS NOT ${key};`
}
const isWatching = '(SELECT is_watching FROM duplicate_search)'
const bump = 'UPDATE duplicate_search SET revision = revision + 1;'

export function migrate(db: WriteDb): void {
  db.exec(`
    -- Every pair is of two customers who are here and on their own: triggers see to it. The smaller id comes first.
    CREATE TABLE duplicate_pairs (
      left_id TEXT NOT NULL,
      right_id TEXT NOT NULL,
      left_key INTEGER NOT NULL,
      right_key INTEGER NOT NULL,
      score INTEGER NOT NULL,
      -- A list of DuplicateReason as JSON text, and the groups they belong to as bits.
      reasons TEXT NOT NULL,
      reason_groups INTEGER NOT NULL,
      found_at TEXT NOT NULL,
      postponed_until TEXT,
      PRIMARY KEY (left_id, right_id),
      CHECK (left_id < right_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX duplicate_pairs_by_right ON duplicate_pairs (right_id);

    CREATE TABLE duplicate_search (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      -- Nobody is noted before the first search of the whole directory begins, since that compares everybody.
      is_watching INTEGER NOT NULL DEFAULT 0,
      is_due INTEGER NOT NULL DEFAULT 1,
      -- A DuplicateModel as JSON text.
      model TEXT,
      searched_at TEXT,
      -- Rises with everything that changes what the inbox shows.
      revision INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    INSERT INTO duplicate_search (id) VALUES (1);

    CREATE TABLE duplicate_queue (id INTEGER PRIMARY KEY, customer_key INTEGER NOT NULL) STRICT;
    CREATE INDEX duplicate_queue_by_customer ON duplicate_queue (customer_key);

    CREATE TRIGGER new_customers_are_compared AFTER INSERT ON customers WHEN ${isWatching}
    BEGIN ${noteCustomer('NEW.key')} END;
    CREATE TRIGGER changed_customers_are_compared AFTER UPDATE OF ${comparedColumns.join(', ')} ON customers
    WHEN (${comparedColumns.map((column) => `OLD.${column} IS NOT NEW.${column}`).join(' OR ')}) AND ${isWatching}
    BEGIN ${noteCustomer('NEW.key')} END;
    CREATE TRIGGER new_identifiers_are_compared AFTER INSERT ON customer_identifiers
    WHEN NEW.${comparedKinds} AND ${isWatching}
    BEGIN ${noteCustomer('NEW.customer_key')} END;
    CREATE TRIGGER changed_identifiers_are_compared AFTER UPDATE ON customer_identifiers
    WHEN NEW.${comparedKinds} AND ${isWatching}
    BEGIN ${noteCustomer('OLD.customer_key')} ${noteCustomer('NEW.customer_key')} END;
    CREATE TRIGGER lost_identifiers_are_compared AFTER DELETE ON customer_identifiers
    WHEN OLD.${comparedKinds} AND ${isWatching}
    BEGIN ${noteCustomer('OLD.customer_key')} END;

    CREATE TRIGGER merged_customers_have_no_duplicates AFTER UPDATE OF merged_into ON customers
    WHEN OLD.merged_into IS NOT NEW.merged_into
    BEGIN
      DELETE FROM duplicate_pairs WHERE left_id = NEW.id;
      DELETE FROM duplicate_pairs WHERE right_id = NEW.id;
      ${bump}
    END;
    CREATE TRIGGER removed_customers_have_no_duplicates AFTER DELETE ON customers
    BEGIN
      DELETE FROM duplicate_pairs WHERE left_id = OLD.id;
      DELETE FROM duplicate_pairs WHERE right_id = OLD.id;
      ${bump}
    END;

    CREATE TRIGGER new_pairs_are_shown AFTER INSERT ON duplicate_pairs BEGIN ${bump} END;
    CREATE TRIGGER changed_pairs_are_shown AFTER UPDATE ON duplicate_pairs BEGIN ${bump} END;
    CREATE TRIGGER lost_pairs_are_shown AFTER DELETE ON duplicate_pairs BEGIN ${bump} END;
    CREATE TRIGGER new_dismissals_are_shown AFTER INSERT ON duplicate_dismissals BEGIN ${bump} END;
    CREATE TRIGGER changed_dismissals_are_shown AFTER UPDATE ON duplicate_dismissals BEGIN ${bump} END;
    CREATE TRIGGER lost_dismissals_are_shown AFTER DELETE ON duplicate_dismissals BEGIN ${bump} END;
  `)
}
