// What people do at a counter during a run, through the app's own write path, each act remembered once it is acknowledged.

import { readCard } from '../../src/main/db/customers.ts'
import type { ReadDb } from '../../src/main/db/handle.ts'
import { removeRefused } from '../../src/main/db/refused.ts'
import type { Command } from '../../src/main/domain/commands.ts'
import { nameKey } from '../../src/main/domain/name-key.ts'
import { normaliseIdentifier } from '../../src/main/domain/plan-identifiers.ts'
import { retryRefused } from '../../src/main/write/retry-refused.ts'
import type { CustomerFacts } from '../../src/shared/customer.ts'
import type { Counter } from './counter.ts'
import { changeIdentity } from './merge-actions.ts'
import type { Person } from './people.ts'
import { remember, save } from './saving.ts'
import { addToStory, changeVenue } from './story-actions.ts'
import type { World } from './world.ts'

/** Does one thing at the counter, chosen by chance. */
export function act(world: World, counter: Counter, people: readonly Person[]): void {
  if (!counter.isUp()) return
  const { random } = world
  if (world.hasMerges && random.chance(0.12)) {
    changeIdentity(world, counter)
    return
  }
  const dice = random.next()
  if (dice < 0.2) createPerson(world, counter, random.pick(people))
  else if (dice < 0.24) handleRefused(world, counter)
  else if (dice < 0.29) settleConflict(world, counter)
  else if (dice < 0.37) changeVenue(world, counter)
  else {
    const customerId = pickCustomer(world, counter)
    if (customerId) changeCustomer(world, counter, customerId, people)
  }
}

function createPerson(world: World, counter: Counter, person: Person): void {
  const { random, record } = world
  const name = random.pick(person.names)
  if (isKnown(counter, name, person.phone)) return
  const customerId = random.uuid()
  const facts: CustomerFacts = {
    fullName: name,
    primaryPhone: person.phone,
    customerSource: 'Walk In',
    smsConsent: random.chance(0.5),
    emailConsent: false,
    marketingConsent: random.chance(0.5),
    ...(random.chance(0.3) && { nickname: `N${random.below(50)}` }),
    ...(random.chance(0.3) && { city: 'Bangkok' }),
  }
  const more = {
    ...(random.chance(0.2) && { note: `first visit ${random.below(1000)}` }),
    ...(person.profileId && random.chance(0.5) && { linkedProfileId: person.profileId }),
  }
  const command = { kind: 'customer.create', commandId: random.uuid(), customerId, facts, ...more } as const
  if (!save(world, counter, command)) return
  record.madeFor.set(customerId, person.number)
  const code = counter
    .store()
    .prepare('SELECT customer_code FROM customers WHERE id = ?')
    .pluck()
    .get(customerId)
  // A directory that never met a server numbers people for itself; the server may number them anew.
  const isConnected = counter.store().prepare('SELECT epoch IS NOT NULL FROM sync_state').pluck().get() === 1
  if (typeof code === 'string' && isConnected) record.shownCodes.set(customerId, code)
}

/** Whether the counter's own directory shows this person, as the warning about duplicates would. */
function isKnown(counter: Counter, name: string, phone: string): boolean {
  const keys = counter
    .store()
    .prepare(
      `SELECT customers.name_key FROM customer_identifiers JOIN customers ON customers.key = customer_key
       WHERE normalised = ? AND merged_into IS NULL`,
    )
    .pluck()
    .all(normaliseIdentifier('phone', phone)) as (string | null)[]
  const sound = (key: string | null) => key?.split('|')[0]
  return keys.some((key) => sound(key) === sound(nameKey(name)))
}

/** Somebody this counter knows; a few people come often, so that counters meet over them; now and then by a dead id. */
function pickCustomer({ random }: World, counter: Counter): string | null {
  const dead = counter
    .store()
    .prepare("SELECT dead_value FROM customer_redirects WHERE kind = 'id' ORDER BY dead_value")
    .pluck()
    .all() as string[]
  if (dead.length > 0 && random.chance(0.1)) return random.pick(dead)
  const ids = counter
    .store()
    .prepare('SELECT id FROM customers WHERE merged_into IS NULL ORDER BY id')
    .pluck()
    .all() as string[]
  if (ids.length === 0) return null
  return ids[random.chance(0.6) ? random.below(Math.min(3, ids.length)) : random.below(ids.length)] ?? null
}

function changeCustomer(world: World, counter: Counter, customerId: string, people: readonly Person[]): void {
  const { random } = world
  const own = { commandId: random.uuid(), customerId }
  const dice = random.next()
  if (random.chance(0.2)) addToStory(world, counter, customerId)
  else if (dice < 0.35) editFacts(world, counter, customerId, people)
  else if (dice < 0.45) {
    const phone = `09${10_000_000 + random.below(89_999_999)}`
    save(world, counter, {
      ...own,
      kind: 'customer.addDetails',
      ...(random.chance(0.5) ? { phone } : { email: `p${random.below(99)}@example.com` }),
    })
  } else if (dice < 0.55) {
    const noteText = `note ${random.below(1000)}`
    save(world, counter, { ...own, kind: 'customer.addNote', noteText, isPinned: random.chance(0.3) })
  } else if (dice < 0.68) checkIn(world, counter, own)
  else if (dice < 0.8) sell(world, counter, own)
  else if (dice < 0.93) {
    const amount = (1 + random.below(400)) * 100
    save(world, counter, { ...own, kind: 'customer.addCredit', amount })
  } else {
    const isActive = random.chance(0.7)
    save(world, counter, { ...own, kind: 'customer.setActive', isActive, reason: 'as asked' })
  }
}

type Own = { readonly commandId: string; readonly customerId: string }

function checkIn(world: World, counter: Counter, own: Own): void {
  const { random } = world
  const undoes = random.chance(0.25) ? pickEntry(world, counter, own.customerId, 'visit') : undefined
  save(world, counter, { ...own, kind: 'customer.checkIn', ...(undoes && { undoes }) })
}

function sell(world: World, counter: Counter, own: Own): void {
  const { random } = world
  const undoes = random.chance(0.2) ? pickEntry(world, counter, own.customerId, 'spend') : undefined
  const amount = (1 + random.below(600)) * 100
  const credit = counter
    .store()
    .prepare('SELECT available_credit FROM customers WHERE id = ?')
    .pluck()
    .get(own.customerId) as number | undefined
  // As much as there is, more often than not: that is how two counters overdraw one customer.
  const creditUsed = random.chance(0.7) ? Math.max(0, Math.min(amount, credit ?? 0)) : 0
  save(world, counter, { ...own, kind: 'customer.recordSale', amount, creditUsed, ...(undoes && { undoes }) })
}

function pickEntry(
  { random }: World,
  counter: Counter,
  customerId: string,
  kind: string,
): string | undefined {
  const ids = counter
    .store()
    .prepare(
      `SELECT customer_ledger.id FROM customer_ledger JOIN customers ON customers.key = customer_key
       WHERE customers.id = ? AND kind = ? AND amount > 0 ORDER BY customer_ledger.id`,
    )
    .pluck()
    .all(customerId, kind) as string[]
  return ids.length === 0 ? undefined : random.pick(ids)
}

const editable = ['nickname', 'city', 'postalCode', 'email', 'dateOfBirth'] as const

function editFacts(world: World, counter: Counter, customerId: string, people: readonly Person[]): void {
  const { random, record } = world
  let card: ReturnType<typeof readCard>
  try {
    card = readCard(counter.store() as unknown as ReadDb, { customerId })
  } catch {
    return
  }
  const isSteady = people[record.madeFor.get(card.id) ?? -1]?.isSteady ?? true
  const changes: Record<string, string | number | boolean | null> = {}
  const count = 1 + random.below(2)
  for (let turn = 0; turn < count; turn++) {
    const dice = random.next()
    if (dice < 0.3) {
      const consent = random.pick(['smsConsent', 'emailConsent', 'marketingConsent'] as const)
      changes[consent] = !card[consent]
    } else if (dice < 0.4) changes.vipTierId = 1 + random.below(3)
    else if (dice < 0.5 && !isSteady) changes.primaryPhone = `08${10_000_000 + random.below(89_999_999)}`
    else if (dice < 0.55 && !isSteady)
      changes.fullName = `${card.fullName.split(' ')[0]} Renamed${random.below(9)}`
    else {
      const field = random.pick(editable)
      if (field === 'email') changes.email = `e${random.below(20)}@example.com`
      else if (field === 'dateOfBirth')
        changes.dateOfBirth = isSteady
          ? (card.dateOfBirth ?? null)
          : `19${60 + random.below(39)}-05-0${1 + random.below(9)}`
      else changes[field] = `${field} ${random.below(5)}`
    }
  }
  const seen = Object.fromEntries(
    Object.keys(changes).map((field) => [field, card[field as keyof CustomerFacts] ?? null]),
  )
  const command = { kind: 'customer.update', commandId: random.uuid(), customerId, changes, seen } as Command
  save(world, counter, command)
}

function settleConflict(world: World, counter: Counter): void {
  const { random } = world
  const open = counter
    .store()
    .prepare(
      `SELECT id, customer_id, kind, column_name, kept_value, other_value FROM sync_conflicts
       WHERE status = 'open' ORDER BY id`,
    )
    .all() as Record<string, string | number | null>[]
  if (open.length === 0) return
  const { id, customer_id, kind, column_name, kept_value, other_value } = random.pick(open)
  save(world, counter, {
    kind: 'conflict.settle',
    commandId: random.uuid(),
    customerId: String(customer_id),
    conflictId: String(id),
    column: kind === 'field' ? String(column_name) : null,
    value: kind === 'field' ? random.pick([kept_value ?? null, other_value ?? null]) : null,
  })
}

function handleRefused(world: World, counter: Counter): void {
  const { random, record } = world
  const ids = counter
    .store()
    .prepare('SELECT command_id FROM refused_commands ORDER BY command_id')
    .pluck()
    .all() as string[]
  if (ids.length === 0) return
  const refusedId = random.pick(ids)
  const actor = counter.staff[0] ?? ''
  if (random.chance(0.5)) {
    const commandId = random.uuid()
    const isSaved = counter.save(actor, (context) => retryRefused(context, { commandId, refusedId }))
    if (isSaved) remember(world, counter, commandId)
    if (isSaved) record.dismissed.add(refusedId)
  } else if (counter.save(actor, ({ db }) => removeRefused(db, refusedId))) record.dismissed.add(refusedId)
}
