// What people do at a counter beyond a customer's facts and balances: notes put right, contacts, website profiles; and what
// they do to the venue: tiers, views, notices, exports.
import type { VenueCommand } from '../../src/main/domain/venue-commands.ts'
import { directoryId } from '../../src/shared/wire.ts'
import type { Counter } from './counter.ts'
import { prepareOnce } from './gate.ts'
import { save } from './saving.ts'
import { hours, type World } from './world.ts'

type Row = Readonly<Record<string, string | number | null>>

const readAll = (counter: Counter, sql: string, ...values: readonly string[]) =>
  prepareOnce(counter.store(), sql).all(...values) as Row[]

/** Adds something to a customer's story, chosen by chance. */
export function addToStory(world: World, counter: Counter, customerId: string): void {
  const { random } = world
  const dice = random.next()
  if (dice < 0.35) logContact(world, counter, customerId)
  else if (dice < 0.7) editNote(world, counter, customerId)
  else linkProfile(world, counter, customerId)
}

function logContact(world: World, counter: Counter, customerId: string): void {
  const { random, timeline } = world
  const earlier = new Date(timeline.now() + counter.clockOff - random.below(50) * hours).toISOString()
  save(world, counter, {
    kind: 'customer.logContact',
    commandId: random.uuid(),
    customerId,
    contactType: random.pick(['phone', 'email', 'sms', 'visit'] as const),
    successful: random.chance(0.7),
    ...(random.chance(0.5) && { notes: `said ${random.below(100)}` }),
    ...(random.chance(0.3) && { contactDate: earlier }),
  })
}

function editNote(world: World, counter: Counter, customerId: string): void {
  const { random } = world
  const notes = readAll(
    counter,
    `SELECT customer_notes.id, note_text FROM customer_notes JOIN customers ON customers.key = customer_key
     WHERE customers.id = ? ORDER BY customer_notes.id`,
    customerId,
  )
  if (notes.length === 0) return
  const { id, note_text } = random.pick(notes)
  save(world, counter, {
    kind: 'customer.editNote',
    commandId: random.uuid(),
    customerId,
    noteId: String(id),
    seenText: String(note_text),
    ...(random.chance(0.7) && { noteText: `put right ${random.below(20)}` }),
    ...(random.chance(0.4) && { isPinned: random.chance(0.5) }),
  })
}

function linkProfile(world: World, counter: Counter, customerId: string): void {
  const { random } = world
  const profiles = readAll(counter, 'SELECT id FROM website_profiles ORDER BY id')
  const isUnlinking = profiles.length === 0 || random.chance(0.3)
  save(world, counter, {
    kind: 'customer.linkProfile',
    commandId: random.uuid(),
    customerId,
    profileId: isUnlinking ? null : String(random.pick(profiles).id),
    ...(random.chance(0.5) && { confidence: random.below(101), method: 'suggested' as const }),
  })
}

/** Does something to the venue, chosen by chance; whoever may not is refused by the server. */
export function changeVenue(world: World, counter: Counter): void {
  const { random } = world
  const dice = random.next()
  const make = dice < 0.3 ? saveTier : dice < 0.65 ? saveView : tellOrRead
  const command = dice < 0.92 ? make(world, counter) : logExport(world)
  if (command) save(world, counter, command)
}

const aboutVenue = ({ random }: World) => ({ commandId: random.uuid(), customerId: directoryId }) as const

function saveTier(world: World, counter: Counter): VenueCommand {
  const { random } = world
  const tiers = readAll(counter, 'SELECT id, name FROM vip_tiers ORDER BY id')
  const known = tiers.length > 0 && random.chance(0.8) ? random.pick(tiers) : null
  return {
    ...aboutVenue(world),
    kind: 'tier.save',
    tierId: known ? Number(known.id) : null,
    name: known && random.chance(0.5) ? String(known.name) : `Tier ${random.below(9)}`,
    colour: random.pick(['slate', 'sky', 'rose'] as const),
    benefits: random.pick(['', 'Free water']),
    sortOrder: random.below(9),
    isActive: random.chance(0.8),
  }
}

function saveView(world: World, counter: Counter): VenueCommand {
  const { random } = world
  const views = readAll(counter, 'SELECT id, name, is_shared FROM saved_views ORDER BY id')
  const known = views.length > 0 && random.chance(0.6) ? random.pick(views) : null
  if (known && random.chance(0.2)) {
    return { ...aboutVenue(world), kind: 'view.remove', viewId: String(known.id) }
  }
  const definition = { search: `n${random.below(9)}`, filters: {}, columns: ['name', 'code'], sort: [] }
  return {
    ...aboutVenue(world),
    kind: 'view.save',
    viewId: known ? String(known.id) : random.uuid(),
    name: `View ${random.below(9)}`,
    definition: definition as unknown as Extract<VenueCommand, { kind: 'view.save' }>['definition'],
    isShared: known ? known.is_shared === 1 : random.chance(0.3),
  }
}

function tellOrRead(world: World, counter: Counter): VenueCommand | null {
  const { random } = world
  const notices = readAll(counter, 'SELECT id FROM notifications ORDER BY id')
  if (notices.length === 0 || random.chance(0.25)) {
    return {
      ...aboutVenue(world),
      kind: 'notice.publish',
      title: `News ${random.below(9)}`,
      description: 'Something changes.',
      impact: random.pick(['low', 'high'] as const),
      actionRequired: random.chance(0.5),
      trainingMaterials: ['lookup', 'sales'],
      effectiveDate: '2026-11-01',
    }
  }
  const noticeId = String(random.pick(notices).id)
  return { ...aboutVenue(world), kind: random.chance(0.2) ? 'notice.withdraw' : 'notice.markRead', noticeId }
}

function logExport(world: World): VenueCommand {
  return { ...aboutVenue(world), kind: 'directory.export', asked: { rows: world.random.below(500) } }
}
