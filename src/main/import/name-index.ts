// Finds customers by their whole name without a database index for it: for rows of files that have neither an id nor a
// phone nor an e-mail. Built on first use, kept up with what is added meanwhile; holds hashes, not names.
import { nameWords } from '../../shared/name-keys.ts'
import { type ReadDb, statement } from '../db/handle.ts'

/** Keys of customers whose name may be `name`; the caller compares the names themselves. */
export type NameIndex = (name: string) => readonly number[]

/** The form in which two names count as the same: words in lower case, honorifics off. */
export function nameKey(name: string): string {
  return nameWords(name).join(' ')
}

/** Makes an index over the names of `db`; costs nothing until it is first asked. */
export function createNameIndex(db: ReadDb): NameIndex {
  const keysByHash = new Map<number, number | number[]>()
  let lastKey = 0
  const catchUp = () => {
    const newer = statement(db, 'SELECT key, customer_name AS name FROM customers WHERE key > ? ORDER BY key')
    for (const { key, name } of newer.iterate(lastKey) as Iterable<{ key: number; name: string }>) {
      const hash = hashText(nameKey(name))
      const known = keysByHash.get(hash)
      if (known === undefined) keysByHash.set(hash, key)
      else if (typeof known === 'number') keysByHash.set(hash, [known, key])
      else known.push(key)
      lastKey = key
    }
  }
  return (name) => {
    catchUp()
    const found = keysByHash.get(hashText(nameKey(name)))
    return found === undefined ? [] : typeof found === 'number' ? [found] : found
  }
}

/** FNV-1a over UTF-16 units, 32 bits. */
function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return hash | 0
}
