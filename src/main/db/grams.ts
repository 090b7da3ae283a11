// Trigrams and how common they are: a question is asked with its rarest ones, and everything else is checked on the text.
import { type ReadDb, statement, type WriteDb } from './handle.ts'

/** The newest rows that shares are counted on. */
const sampleSize = 2000
/** Rows of 100,000 below which a trigram counts as rare and is not listed. */
const listedFrom = 100
/** What a trigram that is not listed is taken for. */
const unlistedShare = 40
/** Steps along a list of rows that cost as much as reading one text. */
const textPerStep = 200

const hasSurrogates = /[\ud800-\udfff]/

/** The trigrams of a text by code points, as the index's tokenizer cuts them; none for fewer than three. */
export function gramsOf(text: string): string[] {
  const grams: string[] = []
  if (!hasSurrogates.test(text)) {
    for (let index = 0; index + 3 <= text.length; index++) grams.push(text.slice(index, index + 3))
    return grams
  }
  const points = Array.from(text)
  for (let index = 0; index + 3 <= points.length; index++) grams.push(points.slice(index, index + 3).join(''))
  return grams
}

/**
 * The trigrams worth asking for, at most `most`, or one per fragment if those are more: the rarest of each fragment, then
 * the next rarest (those of one word mostly stand in the same rows). Another one is worth its while only as long as
 * walking its list costs less than reading the texts it would shut out.
 */
export function rarestGrams(db: ReadDb, fragments: readonly string[], most: number): string[] {
  const firsts: RatedGram[] = []
  const others: RatedGram[] = []
  for (const fragment of fragments) {
    const rated = [...new Set(gramsOf(fragment))].map((gram) => ({ gram, share: ratedShare(db, gram) }))
    const [first, ...rest] = rated.sort((left, right) => left.share - right.share)
    if (first) firsts.push(first)
    others.push(...rest)
  }
  const byShare = (left: RatedGram, right: RatedGram) => left.share - right.share
  const chosen = new Set<string>()
  let remaining = 1
  for (const { gram, share } of [...firsts.sort(byShare), ...others.sort(byShare)]) {
    if (chosen.size >= Math.max(most, firsts.length) || share > remaining * textPerStep) break
    if (chosen.has(gram)) continue
    chosen.add(gram)
    remaining *= share
  }
  return [...chosen]
}

interface RatedGram {
  readonly gram: string
  readonly share: number
}

function ratedShare(db: ReadDb, gram: string): number {
  return Math.max(shareOf(db, gram), unlistedShare) / 100_000
}

/** How many of 100,000 rows hold this trigram; 0 for a rare one. */
export function shareOf(db: ReadDb, gram: string): number {
  const share = statement(db, 'SELECT share FROM search_gram_shares WHERE gram = ?').pluck().get(gram)
  return (share as number | undefined) ?? 0
}

/** How many of 100,000 rows hold these two characters side by side, at most; 0 for a rare pair. */
export function shareOfPair(db: ReadDb, pair: string): number {
  const sql = 'SELECT coalesce(sum(share), 0) FROM search_gram_shares WHERE gram >= ? AND gram < ?'
  return statement(db, sql).pluck().get(pair, afterPrefix(pair)) as number
}

/** The first text that no longer begins with `prefix`, in the order of UTF-8 bytes. */
export function afterPrefix(prefix: string): string {
  return `${prefix}\u{10ffff}`
}

/** The full-text question that asks for all of these trigrams. */
export function askForAll(grams: readonly string[]): string {
  return grams.map((gram) => `"${gram.replaceAll('"', '""')}"`).join(' ')
}

/** Counts the shares anew on texts of a sample, inside the caller's transaction. */
export function recountShares(db: WriteDb, texts: Iterable<string>): void {
  const counts = new Map<string, number>()
  let rows = 0
  for (const text of texts) {
    rows += 1
    for (const gram of new Set(gramsOf(text))) counts.set(gram, (counts.get(gram) ?? 0) + 1)
  }
  statement(db, 'DELETE FROM search_gram_shares').run()
  const insert = statement(db, 'INSERT INTO search_gram_shares (gram, share) VALUES (?, ?)')
  for (const [gram, count] of counts) {
    const share = Math.round((count / rows) * 100_000)
    if (count > 1 && share >= listedFrom) insert.run(gram, share)
  }
  statement(
    db,
    `UPDATE search_state SET counted_at_rank = coalesce((SELECT min(rank) FROM search_text), 1 << 40)`,
  ).run()
}

/** Counts the shares anew once the directory has doubled since the last time. */
export function recountSharesIfGrown(db: WriteDb): void {
  const isDue = statement(
    db,
    `SELECT (1 << 40) - min(rank) > 2 * ((1 << 40) - (SELECT counted_at_rank FROM search_state)) + 200
       AND (SELECT is_unbuilt FROM search_state) = 0 FROM search_text`,
  ).pluck()
  if (isDue.get() !== 1) return
  const texts = statement(db, 'SELECT text FROM search_text ORDER BY rank LIMIT ?').pluck().all(sampleSize)
  recountShares(db, texts as string[])
}
