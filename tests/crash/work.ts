// What people do at a counter while it is killed: every kind of save, each with words of its own that are nowhere else, so
// that a save that happened twice can be told from one that happened once.
import type { ReadDb } from '../../src/main/db/handle.ts'
import type { Command, CommandOf } from '../../src/main/domain/commands.ts'
import { type EngineCounter, newId } from './engine-counter.ts'

/** A save as the person at the counter knows it: told only once it was said to be saved. */
export interface Saved {
  readonly kind: Command['kind']
  readonly commandId: string
  readonly customerId: string
  /** The code a new customer was given; null where it follows. */
  readonly code: string | null
}

const kinds = ['create', 'note', 'checkIn', 'update', 'sale', 'addCredit'] as const

/** What people do here; each is also a method of the app by that name. */
export type WorkCommand = CommandOf<
  | 'customer.create'
  | 'customer.addNote'
  | 'customer.checkIn'
  | 'customer.update'
  | 'customer.recordSale'
  | 'customer.addCredit'
>

/** Makes the next command for this store, by chance. */
export function planWork(db: ReadDb, random: () => number): WorkCommand {
  const commandId = newId()
  const customerId = pickCustomer(db, random)
  const kind = customerId === null ? 'create' : (kinds[Math.floor(random() * kinds.length)] ?? 'create')
  const own = { commandId, customerId: customerId ?? newId() }
  switch (kind) {
    case 'create':
      return planNewcomer()
    case 'note':
      return { kind: 'customer.addNote', ...own, noteText: `Note ${commandId}`, isPinned: random() < 0.2 }
    case 'checkIn':
      return { kind: 'customer.checkIn', ...own }
    case 'update':
      return { kind: 'customer.update', ...own, changes: { city: `City ${commandId}` }, seen: {} }
    case 'sale':
      return { kind: 'customer.recordSale', ...own, amount: 45_000, creditUsed: 0, receiptNumber: commandId }
    case 'addCredit':
      return { kind: 'customer.addCredit', ...own, amount: 10_000, receiptNumber: commandId }
  }
}

/** A person like no other: what sounds alike would be folded into one. */
export function planNewcomer(): WorkCommand {
  const commandId = newId()
  return {
    kind: 'customer.create',
    commandId,
    customerId: newId(),
    facts: {
      fullName: nameOf(commandId),
      primaryPhone: `08${BigInt(`0x${commandId.slice(-10)}`)
        .toString()
        .padStart(8, '0')
        .slice(-8)}`,
      customerSource: 'Walk In',
      smsConsent: false,
      emailConsent: false,
      marketingConsent: false,
    },
    note: `Note ${commandId}`,
    despiteDuplicates: { reason: 'a test', seenIds: [] },
  }
}

/** The name of the person a command makes, in letters only. */
export function nameOf(commandId: string): string {
  const letters = commandId
    .replaceAll('-', '')
    .replace(/[0-9]/g, (digit) => 'ghijklmnop'[Number(digit)] ?? '')
  return `Newcomer ${letters}`
}

/** Spends all of a customer's credit, as this store knows it. */
export function planSpending(db: ReadDb, customerId: string): Command {
  const credit = db.prepare('SELECT available_credit FROM customers WHERE id = ?').pluck().get(customerId)
  const amount = Number(credit)
  return { kind: 'customer.recordSale', commandId: newId(), customerId, amount, creditUsed: amount }
}

/** Mostly one of the newest, so that several commands are about one customer; now and then anybody. */
function pickCustomer(db: ReadDb, random: () => number): string | null {
  const count = db.prepare('SELECT count(*) FROM customers WHERE merged_into IS NULL').pluck().get() as number
  if (count === 0) return null
  const offset = Math.floor(random() * (random() < 0.7 ? Math.min(count, 6) : count))
  const sql = 'SELECT id FROM customers WHERE merged_into IS NULL ORDER BY key DESC LIMIT 1 OFFSET ?'
  return db.prepare(sql).pluck().get(offset) as string
}

/** Saves one command and answers what the person at the counter knows then. */
export function save({ db, run }: Pick<EngineCounter, 'db' | 'run'>, command: Command): Saved {
  return describeSaved(db, command, run(command).customerId)
}

/** What the person at the counter knows of a command that was just saved. */
export function describeSaved(db: ReadDb, { kind, commandId }: Command, customerId: string): Saved {
  const isNew = kind === 'customer.create'
  const code = db.prepare('SELECT customer_code FROM customers WHERE id = ?').pluck().get(customerId)
  return { kind, commandId, customerId, code: isNew ? ((code as string | null) ?? null) : null }
}
