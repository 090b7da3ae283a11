// Random lists of commands for the comparison of the model with the real SQL: few people, few numbers, so that they clash.
import type { Client } from 'pg'
import { nameKey } from '../../src/main/domain/name-key.ts'
import { directoryId, type Operation, type PushedCommand, type RowValues } from '../../src/shared/wire.ts'
import { dismissOperations, mergeOrPart } from './parity-merges.ts'
import { linkTo, storyOperations, venueOperations } from './parity-story.ts'
import type { Random } from './random.ts'
import type { ServerModel } from './server-model.ts'

/** One model and one database that are told the same. */
export interface Twin {
  readonly random: Random
  readonly model: ServerModel
  readonly client: Client
  readonly devices: readonly Device[]
  /** Website profiles that both sides know. */
  readonly profiles: readonly string[]
  /** Ids of what commands made, carried out or not. */
  readonly sales: string[]
  readonly tiers: string[]
  readonly views: string[]
  readonly notices: string[]
  readonly people: readonly (readonly [name: string, phone: string])[]
  /** Two customers' ids -> the line that says they are not one person. */
  readonly dismissals: Map<string, string>
  /** The model's id of a conflict, or of a merge that made itself -> the server's. */
  readonly ownIds: Map<string, string>
}

/** A counter of the comparison: what it numbered, sent and saw. */
export interface Device {
  readonly id: string
  /** A manager and a clerk; the manager's token carries every call. */
  readonly staff: readonly string[]
  readonly user: string
  seq: number
  /** What it pulled last, on either side. */
  seen: { readonly model: string | null; readonly server: string | null }
  /** The model's customers as of that pull. */
  view: ReadonlyMap<string, RowValues>
  epochs: readonly [model: string, server: string]
  readonly sent: PushedCommand[][]
}

/** The ids of rows that commands brought along; whatever else there is, each side made itself. */
export function givenIds({ devices }: Twin): ReadonlySet<string> {
  const commands = devices.flatMap(({ sent }) => sent.flat())
  return new Set(commands.flatMap(({ operations }) => operations.map(({ id }) => id)))
}

/** A few further commands of a device, based on what it pulled last. */
export function makeBatch(twin: Twin, device: Device): PushedCommand[] {
  const { random } = twin
  const batch = Array.from({ length: 1 + random.below(5) }, () => {
    device.seq += 1
    return makeCommand(twin, device, device.seq)
  })
  device.sent.push(batch)
  return batch
}

const moment = (seq: number) => new Date(Date.UTC(2025, 5, 1) + seq * 60_000).toISOString()

function makeCommand(twin: Twin, device: Device, seq: number): PushedCommand {
  const { random } = twin
  const known = [...device.view.keys()].sort()
  const at = moment(seq)
  if (random.chance(0.2)) {
    const dismissed = random.chance(0.3) ? dismissOperations(twin, device, at) : []
    const operations = dismissed.length > 0 ? dismissed : venueOperations(twin, at)
    return commandOf(twin, device, seq, directoryId, 'venue.change', operations)
  }
  const merged = random.chance(0.25) ? mergeOrPart(twin, device) : null
  if (merged) return commandOf(twin, device, seq, merged.customerId, 'customer.merge', merged.operations)
  const isNew = known.length === 0 || random.chance(0.2)
  const customerId = isNew ? random.uuid() : random.pick(known)
  const operations = isNew
    ? createOperations(twin, device, customerId, at)
    : changeOperations(twin, device, customerId, at)
  return commandOf(twin, device, seq, customerId, isNew ? 'customer.create' : 'customer.update', operations)
}

function commandOf(
  { random }: Twin,
  device: Device,
  seq: number,
  customerId: string,
  action: string,
  operations: readonly Operation[],
): PushedCommand {
  const at = moment(seq)
  const commandId = random.uuid()
  const patched = operations.flatMap((operation) =>
    operation.op === 'patch' && operation.table === 'customers' ? Object.entries(operation.changes) : [],
  )
  const changes = Object.fromEntries(
    patched.map(([column, { base, value }]) => [column, { before: base, after: value }]),
  )
  return {
    seq,
    seen: device.seen.model,
    commandId,
    kind: action,
    operations,
    audit: {
      commandId,
      customerId,
      action,
      reason: null,
      actor: random.pick(device.staff),
      deviceId: device.id,
      at,
      changes,
    },
  }
}

function createOperations(twin: Twin, device: Device, customerId: string, at: string): Operation[] {
  const { random } = twin
  const [name, phone] = random.pick(twin.people)
  const number = 1 + twin.devices.indexOf(device) * 20 + random.below(25)
  const code = random.chance(0.2) ? null : `CUS-${String(number).padStart(3, '0')}`
  const values = {
    customer_code: code,
    customer_name: name,
    contact_number: phone,
    name_key: nameKey(name),
    city: random.chance(0.5) ? 'Bangkok' : null,
    sms_pdpa: random.below(2),
    email_pdpa: 0,
    marketing_consent: random.below(2),
    customer_source: 'Walk In',
    date_joined: '2025-06-01',
    created_at: at,
    created_by: device.staff[0] ?? null,
    ...(random.chance(0.3) && linkTo(random.pick(twin.profiles), at)),
    ...(random.chance(0.3) && { vip_tier_id: 1 + random.below(3), vip_status_date: '2025-06-01' }),
  }
  return [
    { op: 'insert', table: 'customers', id: customerId, customerId, values },
    identifier(random.uuid(), customerId, phone),
    ...(random.chance(0.5) ? [entry(random, customerId, at)] : []),
  ]
}

function identifier(id: string, customerId: string, phone: string): Operation {
  const values = { kind: 'phone', value: phone, normalised: phone, status: 'current' }
  return { op: 'insert', table: 'customer_identifiers', id, customerId, values }
}

function someIdentifier(random: Random, customerId: string): Operation {
  const id = random.uuid()
  if (random.chance(0.7)) return identifier(id, customerId, `+6682000000${random.below(3)}`)
  const value = `L-${random.below(4)}`
  const values = { kind: 'legacy_id', value, normalised: value.toLowerCase(), status: 'current' }
  return { op: 'insert', table: 'customer_identifiers', id, customerId, values }
}

function entry(random: Random, customerId: string, at: string): Operation {
  const kind = random.pick(['credit', 'credit', 'points', 'spend', 'visit'] as const)
  const amount = kind === 'visit' ? 1 : (random.below(90) - 40) * 1000
  const source = random.pick(['counter', 'counter', 'counter', 'counter', 'adjustment', 'import'] as const)
  const values = { kind, amount, source, source_id: null, reverses_id: null, occurred_at: at }
  return { op: 'append', table: 'customer_ledger', id: random.uuid(), customerId, values }
}

const texts = ['nickname', 'city', 'contact_number', 'secondary_phone', 'email', 'address'] as const
const consents = ['sms_pdpa', 'email_pdpa', 'marketing_consent', 'is_active'] as const

function changeOperations(twin: Twin, device: Device, customerId: string, at: string): Operation[] {
  const { random, model } = twin
  const story = random.chance(0.4) ? storyOperations(twin, device, customerId, at) : []
  if (story.length > 0) return story
  const dice = random.next()
  if (dice < 0.2) return [entry(random, customerId, at)]
  if (dice < 0.3) {
    const values = {
      note_type: 'general',
      note_text: `note ${random.below(99)}`,
      is_pinned: 0,
      is_internal: 1,
      created_at: at,
    }
    return [{ op: 'append', table: 'customer_notes', id: random.uuid(), customerId, values }]
  }
  if (dice < 0.4) return [someIdentifier(random, customerId)]
  if (dice < 0.5) {
    const rows = model.database.committed
      .all('customer_identifiers')
      .filter(({ values }) => values.customer_id === customerId && values.kind === 'phone')
    const picked = rows.toSorted((left, right) => (left.id < right.id ? -1 : 1))[0]
    const changes = { status: { base: 'current', value: random.pick(['old', 'current']) } }
    if (picked) return [{ op: 'patch', table: 'customer_identifiers', id: picked.id, customerId, changes }]
  }
  if (dice < 0.6) {
    const open = model.database.committed
      .all('sync_conflicts')
      .filter(({ values }) => values.customer_id === customerId)
    const changes = { status: { base: 'open', value: 'settled' }, settled_value: { base: null, value: null } }
    if (open[0]) return [{ op: 'patch', table: 'sync_conflicts', id: open[0].id, customerId, changes }]
  }
  const row = device.view.get(customerId) ?? {}
  const changes: Record<string, { base: string | number | null; value: string | number | null }> = {}
  for (let count = 1 + random.below(2); count > 0; count--) {
    if (random.chance(0.5)) {
      const column = random.pick(consents)
      const base = row[column] ?? 0
      changes[column] = { base, value: base === 1 ? 0 : 1 }
    } else {
      const column = random.pick(texts)
      const isPhone = column === 'contact_number' || column === 'secondary_phone'
      const phone = random.pick([`+6682000000${random.below(3)}`, random.pick(twin.people)[1]])
      changes[column] = { base: row[column] ?? null, value: isPhone ? phone : `${column} ${random.below(4)}` }
    }
  }
  return [{ op: 'patch', table: 'customers', id: customerId, customerId, changes }]
}
