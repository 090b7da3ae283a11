// Times every query of a customer's profile, and the counter card, against reading the same customer's rows by hand-written
// SQL in the same run. Usage: npm run bench:profile -- --customers N. The last line of standard output is one JSON object.
import { randomUUID } from 'node:crypto'
import { loadDirectory } from '../src/main/db/bulk-load.ts'
import { readCard } from '../src/main/db/customers.ts'
import type { WriteDb } from '../src/main/db/handle.ts'
import { createProfilePlace } from '../src/main/ipc/profile-place.ts'
import { generatePeople } from '../tools/demo-data/people.ts'
import { createDice, numberArgument, percentile, report, round } from './measure.ts'
import { openEmptyStore } from './worn-store.ts'

const customers = numberArgument('customers', 100_000)
const profiles = numberArgument('profiles', 20_000)
const asked = numberArgument('asked', 500)
const now = () => new Date()
const dice = createDice(7)

const store = openEmptyStore()
try {
  const { db } = store
  loadDirectory(db, generatePeople(customers))
  report('customers loaded')
  addStory(db)
  report('transactions, packages, bookings and website profiles added')
  const ids = db.prepare('SELECT id FROM customers').pluck().all() as string[]
  const chosen = Array.from({ length: asked }, () => ids[Math.floor(dice() * ids.length)] ?? '')
  const place = createProfilePlace({ db, now })
  const keysMade = await timeOnce(() => place['profile.suggestLinks']({ customerId: chosen[0] ?? '' }))
  const queries: Readonly<Record<string, (customerId: string) => unknown>> = {
    card: (customerId) => readCard(db, { customerId }),
    overview: (customerId) => place['profile.get']({ customerId }),
    transactions: (customerId) => place['profile.transactions']({ customerId, offset: 0, limit: 50 }),
    packages: (customerId) => place['profile.packages']({ customerId }),
    bookings: (customerId) => place['profile.bookings']({ customerId }),
    notes: (customerId) => place['profile.notes']({ customerId }),
    contacts: (customerId) => place['profile.contacts']({ customerId }),
    ledger: (customerId) => place['profile.ledger']({ customerId }),
    history: (customerId) => place['profile.history']({ customerId }),
    insights: (customerId) => place['profile.insights']({ customerId }),
    suggestLinks: (customerId) => place['profile.suggestLinks']({ customerId }),
  }
  const raw = await timeAll(chosen, readByHand(db))
  const times = new Map<string, number[]>()
  for (const [name, ask] of Object.entries(queries)) times.set(name, await timeAll(chosen, ask))
  // What a click has to wait for: the overview with its card.
  const opened = await timeAll(chosen, (id) => [queries.card?.(id), queries.overview?.(id)])
  const say = (values: readonly number[]) => ({
    p50_ms: round(percentile(values, 0.5)),
    p95_ms: round(percentile(values, 0.95)),
  })
  console.log(
    JSON.stringify({
      customers,
      website_profiles: profiles,
      keys_of_all_profiles_ms: round(keysMade),
      raw_rows: say(raw),
      opened: { ...say(opened), ratio: round(percentile(opened, 0.5) / percentile(raw, 0.5)) },
      queries: Object.fromEntries([...times].map(([name, values]) => [name, say(values)])),
    }),
  )
} finally {
  store.remove()
}

/** Three receipts for everybody, packages and bookings for some, and people who signed up on the website. */
function addStory(db: WriteDb): void {
  const sale = db.prepare(
    'INSERT INTO customer_transactions (customer_key, id, receipt_number, amount, sold_at) VALUES (?, ?, ?, ?, ?)',
  )
  const ticket = db.prepare(
    `INSERT INTO customer_packages (customer_key, id, package_name, uses_total, purchased_on) VALUES (?, ?, 'Ten', 10, '2026-01-01')`,
  )
  const booking = db.prepare(
    `INSERT INTO customer_bookings (customer_key, id, resource, starts_at, ends_at) VALUES (?, ?, 'Bay 1', ?, ?)`,
  )
  const later = new Date(Date.now() + 86_400_000).toISOString()
  db.transaction(() => {
    for (let key = 1; key <= customers; key += 1) {
      for (let number = 0; number < 3; number += 1) {
        sale.run(key, randomUUID(), `R-${key}-${number}`, 10_000 + number, '2026-05-01T00:00:00.000Z')
      }
      if (key % 3 === 0) ticket.run(key, randomUUID())
      if (key % 2 === 0) booking.run(key, randomUUID(), later, later)
    }
    const names = `INSERT INTO website_profiles (id, display_name, email, phone_number)
      SELECT 'p-' || key, customer_name, email, contact_number FROM customers ORDER BY id LIMIT ?`
    db.prepare(names).run(profiles)
  })()
}

/** The rows an overview is made of, and nothing made of them. */
function readByHand(db: WriteDb): (customerId: string) => unknown {
  const find = db.prepare('SELECT * FROM customers WHERE id = ?')
  const tables = [
    'customer_identifiers',
    'customer_notes',
    'customer_ledger',
    'customer_transactions',
    'customer_packages',
    'customer_bookings',
    'audit_log',
  ].map((table) => db.prepare(`SELECT * FROM ${table} WHERE customer_key = ?`))
  return (customerId) => {
    const { key } = find.get(customerId) as { key: number }
    return tables.map((rows) => rows.all(key))
  }
}

async function timeOnce(ask: () => unknown): Promise<number> {
  const start = performance.now()
  await ask()
  return performance.now() - start
}

async function timeAll(ids: readonly string[], ask: (customerId: string) => unknown): Promise<number[]> {
  const times: number[] = []
  for (const id of ids) times.push(await timeOnce(() => ask(id)))
  return times
}
