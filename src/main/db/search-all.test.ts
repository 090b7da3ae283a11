// Everybody a text finds: nobody whose facts hold it is missing, and the order is the counter's.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BenchStore, fillStore, openEmptyStore } from '../../../bench/worn-store.ts'
import { findAllKeys, searchCustomers } from './search.ts'
import { readQuery } from './search-query.ts'

let store: BenchStore
beforeAll(() => {
  store = openEmptyStore()
  fillStore(store.db, 700)
})
afterAll(() => store.remove())

const texts = ['08', '081', '0', 'ก', 'a', 'สม', 'som', 'example', 'สมชาย', 'กมล 08', 'CUS-06']

test.each(texts)('all who hold %s', (text) => {
  const fragments = readQuery(text)?.readings ?? []
  const rows = store.db.prepare('SELECT customer_key AS key, text FROM search_text ORDER BY rank').all() as {
    key: number
    text: string
  }[]
  const holders = rows.filter((row) =>
    fragments.some((reading) => reading.every((fragment) => row.text.includes(fragment))),
  )
  const found = findAllKeys(store.db, text)
  expect(found.slice(0, holders.length)).toEqual(holders.map(({ key }) => key))
  expect(new Set(found).size).toBe(found.length)
})

test.each([...texts, 'somchai', 'zzzzqq', 'สมชย', 'rvkpp'])('%s in the order of the counter', (text) => {
  const idOf = store.db.prepare('SELECT id FROM customers WHERE key = ?').pluck()
  const all = findAllKeys(store.db, text).map((key) => idOf.get(key))
  const { hits } = searchCustomers(store.db, text, 20)
  expect(all.slice(0, 20)).toEqual(hits.map(({ id }) => id))
})

test('no more than asked for', () => {
  expect(findAllKeys(store.db, '08', 7)).toEqual(findAllKeys(store.db, '08').slice(0, 7))
  expect(findAllKeys(store.db, '   ')).toEqual([])
})
