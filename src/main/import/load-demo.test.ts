// A demo file becomes a directory in which every sum agrees, the venue's own things beside the customers.
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeJsonLines, writeYearLines } from '../../../tools/demo-data/write.ts'
import type { WriteDb } from '../db/handle.ts'
import { closeStore, openStore } from '../db/open.ts'
import { loadDemo } from './load-demo.ts'

let folder: string
let db: WriteDb
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'regulars-demo-'))
  db = openStore({ folder, key: randomBytes(32) }).db
})
afterEach(() => {
  closeStore(db)
  fs.rmSync(folder, { recursive: true, force: true })
})

async function load(lines: Iterable<string>): Promise<number> {
  const file = path.join(folder, 'demo.jsonl')
  fs.writeFileSync(file, [...lines].join(''))
  return loadDemo(db, file)
}
const count = (from: string) => db.prepare(`SELECT count(*) FROM ${from}`).pluck().get() as number

test('a year: receipts, packages, bookings, contacts, tiers, profiles, views and notices, adding up', async () => {
  expect(await load(writeYearLines(800, 1, Date.parse('2026-11-20T08:00:00Z')))).toBe(800)
  expect(
    count(`customers WHERE total_lifetime_value <> coalesce((SELECT sum(amount) FROM customer_transactions
      WHERE customer_key = key AND status = 'completed'), 0)`),
  ).toBe(0)
  expect(
    count(`customers WHERE last_visit_at IS NOT (SELECT max(occurred_at) FROM customer_ledger
      WHERE customer_key = key AND kind = 'visit')`),
  ).toBe(0)
  for (const table of [
    'customer_transactions',
    'customer_packages',
    'customer_bookings',
    'customer_contact_history',
  ])
    expect(count(table), table).toBeGreaterThan(20)
  expect(count('customer_packages WHERE uses_taken > 0')).toBeGreaterThan(5)
  expect(count('customers WHERE vip_status_date IS NOT NULL')).toBe(
    count('customers WHERE vip_tier_id IS NOT NULL'),
  )
  expect(count('customers JOIN website_profiles ON website_profiles.id = linked_profile_id')).toBe(
    count('customers WHERE linked_profile_id IS NOT NULL AND profile_link_confidence >= 80'),
  )
  expect(count('saved_views WHERE is_shared = 1')).toBe(2)
  expect(count('notifications')).toBe(3)
})

test('people alone, as before', async () => {
  expect(await load(writeJsonLines(50, 1))).toBe(50)
  expect(count('customer_transactions')).toBe(0)
})
