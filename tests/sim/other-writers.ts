// What happens to the server without any counter: other programs write, loads run with triggers off, old tombstones go, the
// database is set back to an earlier copy.
import { refreshBalances } from './server/append.ts'
import { touchCustomer } from './server/execution.ts'
import type { DatabaseCopy } from './server/transactions.ts'
import { bookSomething, changeProfiles } from './website.ts'
import { hours, minutes, type World } from './world.ts'

/** Something on the server besides the counters, chosen by chance. */
export function stirServer(world: World): void {
  const { random, faults, server } = world
  if (world.hasHashes && faults.strikes('loaded with triggers off')) loadBehindTriggers(world)
  if (faults.strikes('tombstones expired')) {
    faults.note('tombstones expired')
    world.say('server', 'tombstones expire')
    const { committed } = server.database
    const gone = committed.all('sync_tombstones')
    // As on the server: a cursor may stay when its snapshot has seen all that is gone now.
    const after = gone.map((row) => row.changed + 1)
    server.changeSettings({ tombstonesFrom: Math.max(server.database.snapshot().xmin, ...after) })
    server
      .write((transaction) => gone.forEach(({ id }) => void transaction.remove('sync_tombstones', id)))
      .settle()
  }
  if (random.chance(0.5)) writeElsewhere(world)
}

function writeElsewhere(world: World): void {
  const { random, timeline, faults, server, record } = world
  const { committed } = server.database
  const customers = committed.all('customers').filter((row) => row.values.merged_into === null)
  if (customers.length === 0) return
  const customer = random.pick(customers)
  const dice = random.next()
  const open = server.write((transaction) => {
    transaction.lock(`customer ${customer.id}`)
    if (transaction.get('customers', customer.id)?.values.merged_into !== null) return
    if (dice < 0.2) {
      bookSomething(world, transaction, customer.id)
      return
    }
    if (dice < 0.25) {
      changeProfiles(world, transaction)
      return
    }
    if (dice < 0.5) {
      const id = random.uuid()
      record.foreignRows.add(id)
      const kind = random.pick(['credit', 'spend', 'visit', 'points'] as const)
      const entry = {
        kind,
        amount: 1 + random.below(5000),
        source: 'website',
        source_id: null,
        reverses_id: null,
      }
      const occurred_at = new Date(timeline.now()).toISOString()
      transaction.write('customer_ledger', id, { ...entry, customer_id: customer.id, occurred_at })
      refreshBalances(transaction, customer.id)
    } else if (dice < 0.75) {
      transaction.write('customers', customer.id, { address_line_2: `floor ${random.below(90)}` })
      record.foreignRows.add(customer.id)
    } else {
      const note = transaction.all('customer_notes').find((row) => row.values.customer_id === customer.id)
      if (!note) return
      record.foreignRows.add(note.id)
      transaction.remove('customer_notes', note.id)
      const grave = { table_name: 'customer_notes', row_id: note.id }
      transaction.write('sync_tombstones', random.uuid(), grave)
    }
    touchCustomer(transaction, customer.id)
  })
  if (faults.strikes('committed late')) {
    faults.note('committed late')
    timeline.after(random.below(2 * hours), () => void open.settle())
  } else open.settle()
}

function loadBehindTriggers(world: World): void {
  const { random, faults, server } = world
  const { committed } = server.database
  const customers = committed.all('customers')
  if (customers.length === 0) return
  faults.note('loaded with triggers off')
  world.say('server', 'rows are loaded with triggers off')
  for (let turn = 0; turn < 3; turn++) {
    server.database.poke('customers', random.pick(customers).id, { address: `Soi ${random.below(99)}` })
    const notes = committed.all('customer_notes')
    if (notes.length > 0) {
      server.database.poke('customer_notes', random.pick(notes).id, { note_type: `loaded${random.below(9)}` })
    }
    const sales = committed.all('customer_transactions')
    if (sales.length > 0) {
      server.database.poke('customer_transactions', random.pick(sales).id, { payment_method: 'card' })
    }
  }
}

/** Keeps a copy of the server now and then, and may set it back to it. */
export function createBackups(world: World): () => void {
  const { faults, server, timeline, record, random } = world
  let copy: DatabaseCopy | null = null
  let copiedAt = 0
  return () => {
    if (copy === null || timeline.now() - copiedAt > 8 * hours) {
      copy = server.database.copy()
      copiedAt = timeline.now()
      return
    }
    if (!faults.strikes('server restored') || timeline.now() - copiedAt < 20 * minutes) return
    faults.note('server restored')
    world.say('server', 'is set back to an earlier copy')
    const before = new Set(server.database.entries('commands').map(([id]) => id))
    server.database.restore(copy)
    const { nextCode } = server.settings()
    record.serverRestores += 1
    for (const [id] of server.database.entries('commands')) before.delete(id)
    for (const id of before) record.lostWithServer.add(id)
    // Codes given out since the copy are not given out again.
    const tombstonesFrom = server.database.snapshot().xmin
    server.changeSettings({ epoch: random.uuid(), nextCode: nextCode + 10_000, tombstonesFrom })
  }
}
