// People with everything a merge may move, for a store that merges are tried on: few phones and facts, so that they meet.
import type { Command } from '../../src/main/domain/commands.ts'
import type { CustomerFacts } from '../../src/shared/customer.ts'
import type { Bench } from './sequences.ts'

/** Does so many random things in the directory: creates people, edits, sells, notes and books. */
export function fillStore(bench: Bench, acts: number): void {
  for (let act = 0; act < acts; act++) {
    const ids = readIds(bench)
    if (ids.length < 8 || bench.random.chance(0.05)) createSomebody(bench)
    else changeSomebody(bench, bench.random.pick(ids))
  }
}

function readIds({ store }: Bench): readonly string[] {
  return store
    .prepare('SELECT id FROM customers WHERE merged_into IS NULL ORDER BY id')
    .pluck()
    .all() as string[]
}

const phoneOf = ({ random }: Bench) => `08${String(10_000_000 + random.below(4))}`

function createSomebody(bench: Bench): void {
  const { random, run } = bench
  const facts: CustomerFacts = {
    fullName: `${random.pick(['Somchai', 'สมชาย', 'Malee', 'Ploy'])} ${random.pick(['Jaidee', 'ใจดี', 'Saelim'])}`,
    primaryPhone: phoneOf(bench),
    customerSource: random.pick(['Walk In', 'Referral'] as const),
    smsConsent: random.chance(0.5),
    emailConsent: random.chance(0.5),
    marketingConsent: random.chance(0.5),
    ...(random.chance(0.5) && { email: `e${random.below(4)}@example.com` }),
    ...(random.chance(0.5) && { nickname: `N${random.below(4)}` }),
    ...(random.chance(0.5) && { city: 'Bangkok' }),
    ...(random.chance(0.5) && { dateOfBirth: `1980-0${1 + random.below(9)}-01` }),
    ...(random.chance(0.4) && { vipTierId: 1 + random.below(3) }),
  }
  run({ kind: 'customer.create', commandId: random.uuid(), customerId: random.uuid(), facts })
}

function changeSomebody(bench: Bench, customerId: string): void {
  const { random, run } = bench
  const own = { commandId: random.uuid(), customerId }
  const commands: readonly (() => Command | null)[] = [
    () => ({ ...own, kind: 'customer.checkIn' }),
    () => ({ ...own, kind: 'customer.addCredit', amount: 100 * (1 + random.below(50)) }),
    () => ({ ...own, kind: 'customer.recordSale', amount: 100 * (1 + random.below(50)), creditUsed: 0 }),
    () => ({
      ...own,
      kind: 'customer.addNote',
      noteText: `n${random.below(99)}`,
      isPinned: random.chance(0.5),
    }),
    () => ({ ...own, kind: 'customer.addDetails', phone: phoneOf(bench) }),
    () => ({ ...own, kind: 'customer.addDetails', email: `e${random.below(4)}@example.com` }),
    () => ({ ...own, kind: 'customer.logContact', contactType: 'phone', successful: true }),
    () => ({ ...own, kind: 'customer.setActive', isActive: random.chance(0.7), reason: 'as asked' }),
    () => changePhone(bench, own),
    () => bookSomething(bench, customerId),
  ]
  const command = random.pick(commands)()
  if (command) run(command)
}

/** The number before is kept as an old one. */
function changePhone(
  bench: Bench,
  own: { readonly commandId: string; readonly customerId: string },
): Command {
  const before = bench.store
    .prepare('SELECT contact_number FROM customers WHERE id = ?')
    .pluck()
    .get(own.customerId)
  const seen = { primaryPhone: (before ?? null) as string | null }
  return { ...own, kind: 'customer.update', changes: { primaryPhone: phoneOf(bench) }, seen } as Command
}

/** A package and a booking, as a server would have sent them. */
function bookSomething({ random, store }: Bench, customerId: string): null {
  const key = store.prepare('SELECT key FROM customers WHERE id = ?').pluck().get(customerId)
  store
    .prepare(
      'INSERT INTO customer_packages (customer_key, id, package_name, purchased_on) VALUES (?, ?, ?, ?)',
    )
    .run(key, random.uuid(), 'Ten hours', '2026-10-01')
  store
    .prepare(
      'INSERT INTO customer_bookings (customer_key, id, resource, starts_at, ends_at, status) VALUES (?, ?, ?, ?, ?, ?)',
    )
    .run(key, random.uuid(), 'Bay 1', '2026-10-01T02:00:00.000Z', '2026-10-01T03:00:00.000Z', 'booked')
  return null
}
