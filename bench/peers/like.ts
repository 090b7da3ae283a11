// Plain SQL on the same file: LIKE over the normalised texts, the latest visits first, and the facts of each row.
import type { WriteDb } from '../../src/main/db/handle.ts'
import { readHits } from '../../src/main/db/lookup-hits.ts'
import { answersWanted, type Peer } from './peer.ts'

export function createLikePeer(db: WriteDb): Peer {
  const find = (text: string) => {
    const words = text.split(' ')
    const checks = words.map(() => `text LIKE ? ESCAPE '\\'`).join(' AND ')
    const sql = `SELECT key FROM customers JOIN search_text ON rank = search_rank WHERE ${checks}
      ORDER BY coalesce(last_visit_at, created_at) DESC LIMIT ${answersWanted}`
    const patterns = words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`)
    return readHits(
      db,
      db
        .prepare(sql)
        .pluck()
        .all(...patterns) as number[],
    ).map((hit) => hit.id)
  }
  return { name: 'like', questions: 40, find }
}
