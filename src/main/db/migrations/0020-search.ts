// The search index: one normalised text per customer in order of recency, and the trigrams that lead to it.
import type { WriteDb } from '../handle.ts'

export const version = 20

export function migrate(db: WriteDb): void {
  db.exec(`
    -- 'rank' counts down from 2^40: the lowest is whoever came last, so reading in key order is reading by recency.
    CREATE TABLE search_text (
      rank INTEGER PRIMARY KEY,
      customer_key INTEGER NOT NULL,
      text TEXT NOT NULL
    ) STRICT;

    -- Keyed by the same rank; only row numbers are kept, since every candidate is checked against its text.
    CREATE VIRTUAL TABLE search_grams USING fts5 (
      text, content='', columnsize=0, detail=none, tokenize='trigram case_sensitive 1'
    );
    CREATE VIRTUAL TABLE search_gram_rows USING fts5vocab (search_grams, instance);

    -- How many of 100,000 rows hold a trigram, for the common ones; a trigram not listed is rare.
    CREATE TABLE search_gram_shares (gram TEXT NOT NULL PRIMARY KEY, share INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    -- The lowest rank when the shares were last counted.
    CREATE TABLE search_state (counted_at_rank INTEGER NOT NULL) STRICT;
    INSERT INTO search_state (counted_at_rank) VALUES (1 << 40);
  `)
}
