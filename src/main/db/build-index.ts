// Builds the search index of a first pull after its rows, in short transactions beside people at work: first everybody is
// given a place in order of recency, then text by text goes into the index. Broken off, it goes on where it was.
import { recountShares } from './grams.ts'
import { inTransaction, type ReadDb, statement, type WriteDb } from './handle.ts'
import { lowestRank } from './ranks.ts'
import { composeSearchText, indexCustomer, removeFromIndex } from './search-index.ts'
import { rememberSounds } from './sound-memory.ts'
import { isTurnWanted } from './write-turn.ts'

/** How far the building is: customers placed for good, of those that wait for it. */
export interface BuildProgress {
  readonly done: number
  readonly total: number
}

export interface IndexBuilder {
  /** Works for about so long in one transaction, shorter where somebody waits to write; null once there is nothing left. */
  step(maximumMilliseconds: number): BuildProgress | null
}

/** Texts between two looks at the clock and at who waits. */
const textsPerLook = 50
const mostPerStep = { places: 20_000, texts: 4000 }
/** Customers who may have been here before their directory's first pull. */
export const fewPlaced = 1000
/** Texts the shares of trigrams are counted on. */
const sampledTexts = 2000

/**
 * While building: pages kept in memory, since people in order of recency are read from all over the file; bytes of trigrams
 * gathered before they are written; and parts of the index that may pile up before they are merged, each written anew by it.
 */
const settings = {
  building: { cacheKilobytes: 128_000, gramBytes: 8 << 20, parts: 16 },
  usual: { cacheKilobytes: 32_000, gramBytes: 1 << 20, parts: 4 },
} as const

function configure(db: WriteDb, chosen: (typeof settings)[keyof typeof settings]): void {
  db.pragma(`cache_size = ${-chosen.cacheKilobytes}`)
  inTransaction(db, () => {
    const set = statement(db, 'INSERT INTO search_grams (search_grams, rank) VALUES (?, CAST(? AS INTEGER))')
    set.run('hashsize', chosen.gramBytes)
    set.run('automerge', chosen.parts)
  })
}

interface Place {
  readonly key: number
  readonly rank: number
}

/** Begins, or goes on, building on this connection; `turn` is the memory in which others say that they wait to write. */
export function createIndexBuilder(db: WriteDb, turn?: SharedArrayBuffer): IndexBuilder {
  const writeSounds = rememberSounds()
  if (readState(db).isUnbuilt) configure(db, settings.building)
  /** By local key while places are given out, by rank while texts are built. */
  let places: readonly Place[] | null = null
  let next = 0

  /** Something is done in every step, however late it is. */
  const isTimeToStop = (begun: number, deadline: number) =>
    next > begun &&
    (next - begun) % textsPerLook === 0 &&
    (performance.now() > deadline || (turn !== undefined && isTurnWanted(turn)))

  const reserve = (list: readonly Place[], deadline: number) => {
    const give = statement(
      db,
      `UPDATE customers SET search_rank = ? WHERE key = ? AND merged_into IS NULL AND (search_rank IS NULL
         OR NOT EXISTS (SELECT 1 FROM search_text WHERE rank = search_rank))`,
    )
    inTransaction(db, () => {
      const begun = next
      const end = Math.min(list.length, begun + mostPerStep.places)
      for (; next < end && !isTimeToStop(begun, deadline); next++) {
        const place = list[next]
        if (place) give.run(place.rank, place.key)
      }
      if (next >= list.length) statement(db, 'UPDATE search_state SET is_reserved = 1').run()
    })
    if (next < list.length) return
    places = list.toSorted((left, right) => left.rank - right.rank)
    next = 0
  }

  const build = (list: readonly Place[], deadline: number) => {
    const insertText = statement(db, 'INSERT INTO search_text (rank, customer_key, text) VALUES (?, ?, ?)')
    const insertGrams = statement(db, 'INSERT INTO search_grams (rowid, text) VALUES (?, ?)')
    inTransaction(db, () => {
      const begun = next
      const end = Math.min(list.length, begun + mostPerStep.texts)
      for (; next < end && !isTimeToStop(begun, deadline); next++) {
        const place = list[next]
        if (!place) continue
        const text = composeSearchText(db, place.key, writeSounds, place.rank)
        // Somebody who came by in the meantime stands in front already.
        if (text === null) continue
        insertText.run(place.rank, place.key, text)
        insertGrams.run(place.rank, text)
      }
    })
  }

  return {
    step: (maximumMilliseconds) => {
      const deadline = performance.now() + maximumMilliseconds
      const state = readState(db)
      if (!state.isUnbuilt) return null
      if (!state.isReserved) {
        places ??= setAside(db)
        reserve(places, deadline)
        return { done: 0, total: places.length }
      }
      places ??= readPlaces(db)
      build(places, deadline)
      if (next < places.length) return { done: next, total: places.length }
      inTransaction(db, () => finish(db))
      configure(db, settings.usual)
      return null
    },
  }
}

function readState(db: ReadDb): { readonly isUnbuilt: boolean; readonly isReserved: boolean } {
  const sql = 'SELECT is_unbuilt, is_reserved FROM search_state'
  const row = statement(db, sql).get() as { is_unbuilt: number; is_reserved: number }
  return { isUnbuilt: row.is_unbuilt === 1, isReserved: row.is_reserved === 1 }
}

/** Sets places aside in front of everybody for all who have none, and answers them in order of the local key. */
function setAside(db: WriteDb): Place[] {
  inTransaction(db, () => takeBackFew(db))
  const keys = statement(
    db,
    `SELECT key FROM customers WHERE merged_into IS NULL AND (search_rank IS NULL
       OR NOT EXISTS (SELECT 1 FROM search_text WHERE rank = search_rank))
     ORDER BY coalesce(last_visit_at, created_at) DESC, key DESC`,
  )
    .pluck()
    .all() as number[]
  const front = inTransaction(db, () => {
    const end = lowestRank(db)
    statement(db, 'UPDATE search_state SET front_rank = ?, end_rank = ?').run(end - keys.length, end)
    return end - keys.length
  })
  const places = keys.map((key, place) => ({ key, rank: front + place }))
  return places.sort((left, right) => left.key - right.key)
}

/** Where a few were here before the pull, they take their places among the others. */
function takeBackFew(db: WriteDb): void {
  const placed = statement(db, 'SELECT customer_key FROM search_text LIMIT ?').pluck()
  const keys = placed.all(fewPlaced + 1) as number[]
  if (keys.length <= fewPlaced) for (const key of keys) removeFromIndex(db, key)
}

/** Who still waits at the places set aside, in order. */
function readPlaces(db: ReadDb): Place[] {
  const sql = `SELECT key, search_rank AS rank FROM customers, search_state
     WHERE search_rank >= front_rank AND search_rank < end_rank
       AND search_rank > coalesce((SELECT max(rank) FROM search_text WHERE rank >= front_rank AND rank < end_rank), 0)
     ORDER BY search_rank`
  return statement(db, sql).all() as Place[]
}

/** Everybody has a place: from now on the index is kept with the rows. */
function finish(db: WriteDb): void {
  const texts = statement(db, 'SELECT text FROM search_text ORDER BY rank LIMIT ?').pluck()
  recountShares(db, texts.all(sampledTexts) as string[])
  statement(
    db,
    'UPDATE search_state SET is_unbuilt = 0, front_rank = NULL, end_rank = NULL, is_reserved = 0',
  ).run()
  const left = statement(db, 'SELECT key FROM customers WHERE search_rank IS NULL AND merged_into IS NULL')
  for (const key of left.pluck().all() as number[]) indexCustomer(db, key)
}
