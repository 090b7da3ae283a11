// Fills the directory in bulk: a first pull, demo data, a benchmark. An empty store is filled in one transaction, rows
// first and every index in one go after them, so that a crash leaves it empty and nothing is ever half findable.
import type { DirectoryRecord } from '../../shared/directory-record.ts'
import { auditLoad, createRecordWriter } from './bulk-rows.ts'
import { recountShares } from './grams.ts'
import { inTransaction, statement, type WriteDb } from './handle.ts'
import { listIndexes } from './migrations/0070-list-places.ts'
import { birthDateIndex } from './migrations/0090-birth-dates.ts'
import { lowestRank } from './ranks.ts'

const progressEvery = 1000
/** Customers per transaction when the store already holds some. */
const batchSize = 2000
/** Page cache while an empty store is filled. */
const loadCacheKilobytes = 262_144
/** Bytes of trigrams gathered in memory before they are written, while loading and otherwise (FTS5's own default). */
const gramMemory = { loading: 256 << 20, usual: 1 << 20 }
/** About as many texts are counted for how common trigrams are. */
const sampledTexts = 2000

/** What is built after the rows where the store was empty; the same as the migrations make. */
const laterIndexes = {
  customers_by_id: 'UNIQUE INDEX customers_by_id ON customers (id)',
  customers_by_code: 'UNIQUE INDEX customers_by_code ON customers (customer_code)',
  customer_identifiers_by_customer:
    'INDEX customer_identifiers_by_customer ON customer_identifiers (customer_key)',
  customer_identifiers_by_value: 'INDEX customer_identifiers_by_value ON customer_identifiers (normalised)',
  ...listIndexes,
  ...birthDateIndex,
}

/** Loads whole customers, searchable when it returns, and answers how many; throws on an id or code that is taken. */
export function loadDirectory(
  db: WriteDb,
  records: Iterable<DirectoryRecord>,
  options: { onProgress?(done: number): void } = {},
): number {
  const isEmpty = statement(db, 'SELECT 1 FROM customers LIMIT 1').get() === undefined
  if (!isEmpty) return addBatches(db, records, options.onProgress)
  return withLoadSettings(db, () => fillEmpty(db, records, options.onProgress))
}

function fillEmpty(
  db: WriteDb,
  records: Iterable<DirectoryRecord>,
  onProgress?: (done: number) => void,
): number {
  return inTransaction(db, () => {
    for (const name of Object.keys(laterIndexes)) db.exec(`DROP INDEX ${name}`)
    const pending = writeRows(db, records, onProgress)
    for (const definition of Object.values(laterIndexes)) db.exec(`CREATE ${definition}`)
    configureGrams(db, gramMemory.loading)
    indexInOrder(db, pending)
    configureGrams(db, gramMemory.usual)
    skipTakenCodes(db)
    return pending.keys.length
  })
}

/**
 * Fills with a rollback journal instead of the log, which would write every new page twice (as safe: an empty file has
 * next to nothing to roll back), and without checking that parents exist, since they are written in the same breath.
 * Where another connection is open the log stays.
 */
function withLoadSettings<Result>(db: WriteDb, load: () => Result): Result {
  const usual = ['cache_size', 'foreign_keys', 'busy_timeout', 'journal_mode'].map(
    (name) => [name, db.pragma(name, { simple: true })] as const,
  )
  db.pragma(`cache_size = ${-loadCacheKilobytes}`)
  db.pragma('foreign_keys = OFF')
  db.pragma('busy_timeout = 0')
  try {
    switchToRollbackJournal(db)
    return load()
  } finally {
    for (const [name, value] of usual) db.pragma(`${name} = ${value}`)
    // Where the file was checked before, the change of journal leaves a read open that would stop the next checkpoint.
    statement(db, 'SELECT counted_at_rank FROM search_state').get()
  }
}

function switchToRollbackJournal(db: WriteDb): void {
  try {
    db.pragma('journal_mode = DELETE')
  } catch (error) {
    if ((error as { code?: string }).code !== 'SQLITE_BUSY') throw error
  }
}

function addBatches(
  db: WriteDb,
  records: Iterable<DirectoryRecord>,
  onProgress?: (done: number) => void,
): number {
  let done = 0
  for (const batch of inBatches(records, batchSize)) {
    inTransaction(db, () => indexInOrder(db, writeRows(db, batch)))
    done += batch.length
    onProgress?.(done)
  }
  inTransaction(db, () => skipTakenCodes(db))
  return done
}

/** Customers written and not yet searchable. */
interface PendingTexts {
  readonly keys: number[]
  readonly texts: string[]
  /** Milliseconds of the last visit, or of joining for who never came. */
  readonly recency: number[]
}

function writeRows(
  db: WriteDb,
  records: Iterable<DirectoryRecord>,
  onProgress?: (done: number) => void,
): PendingTexts {
  const pending: PendingTexts = { keys: [], texts: [], recency: [] }
  const writeRecord = createRecordWriter(db)
  for (const record of records) {
    const { key, text, recency } = writeRecord(record)
    pending.keys.push(key)
    pending.texts.push(text)
    pending.recency.push(recency)
    if (pending.keys.length % progressEvery === 0) onProgress?.(pending.keys.length)
  }
  if (pending.keys.length > 0) auditLoad(db, (pending.keys[0] ?? 1) - 1)
  return pending
}

/** Ranks ascend from one row to the next: the index takes them far quicker so. */
function indexInOrder(db: WriteDb, { keys, texts, recency }: PendingTexts): void {
  const order = Uint32Array.from(keys.keys())
  order.sort((left, right) => (recency[right] ?? 0) - (recency[left] ?? 0) || right - left)
  const end = lowestRank(db)
  const front = end - keys.length
  const ranks = new Float64Array(keys.length)
  const insertText = statement(db, 'INSERT INTO search_text (rank, customer_key, text) VALUES (?, ?, ?)')
  order.forEach((index, place) => {
    insertText.run(front + place, keys[index], texts[index])
    ranks[index] = front + place
  })
  statement(
    db,
    'INSERT INTO search_grams (rowid, text) SELECT rank, text FROM search_text WHERE rank < ? ORDER BY rank',
  ).run(end)
  const setRank = statement(db, 'UPDATE customers SET search_rank = ? WHERE key = ?')
  keys.forEach((key, index) => {
    // The rows were given ranks in order of arrival, which is often the order of recency.
    if (ranks[index] !== end - 1 - index) setRank.run(ranks[index], key)
  })
  recountShares(db, texts.filter(drawSample(sampledTexts / texts.length)))
}

/** Picks this share of places as if at random: codes and legacy ids rise regularly, every n-th would be all alike. */
function drawSample(share: number): (text: string, index: number) => boolean {
  return (_, index) => (Math.imul(index + 1, 0x9e3779b1) >>> 0) / 0x1_0000_0000 < share
}

function configureGrams(db: WriteDb, bytes: number): void {
  statement(db, "INSERT INTO search_grams (search_grams, rank) VALUES ('hashsize', CAST(? AS INTEGER))").run(
    bytes,
  )
}

/** The open block of codes goes on after the highest code loaded. */
function skipTakenCodes(db: WriteDb): void {
  statement(
    db,
    `UPDATE code_blocks SET next_code = max(next_code, 1 + coalesce((
       SELECT max(CAST(substr(customer_code, 5) AS INTEGER)) FROM customers WHERE customer_code LIKE 'CUS-%'), 0))
     WHERE last_code IS NULL`,
  ).run()
}

function* inBatches<Item>(items: Iterable<Item>, size: number): Generator<Item[]> {
  let batch: Item[] = []
  for (const item of items) {
    batch.push(item)
    if (batch.length === size) {
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
}
