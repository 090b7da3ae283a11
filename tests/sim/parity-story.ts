// Random operations of a customer's story and of the venue for the comparison of the model with the real SQL: few rows, so
// that commands meet over them.
import { type ColumnValue, directoryId, type Operation, type RowValues } from '../../src/shared/wire.ts'
import type { Device, Twin } from './parity-commands.ts'

type Changes = Extract<Operation, { op: 'patch' }>['changes']

const change = (base: ColumnValue, value: ColumnValue) => ({ base, value })

/** What a further command does to a customer beyond their own facts, or nothing. */
export function storyOperations(twin: Twin, device: Device, customerId: string, at: string): Operation[] {
  const { random } = twin
  const dice = random.next()
  if (dice < 0.25) return [makeContact(twin, customerId, at)]
  if (dice < 0.55) return [makeSale(twin, customerId, at)]
  if (dice < 0.7) return patchSome(twin, 'customer_transactions', customerId, twin.sales, saleStatus(twin))
  const row = device.view.get(customerId) ?? {}
  if (dice < 0.8) {
    const changes: Record<string, Changes[string]> = {}
    const day = `2026-0${1 + random.below(9)}-01`
    if (random.chance(0.7)) changes.vip_tier_id = change(row.vip_tier_id ?? null, 1 + random.below(3))
    changes.vip_status_date = change(row.vip_status_date ?? null, day)
    return [{ op: 'patch', table: 'customers', id: customerId, customerId, changes }]
  }
  const profile = random.chance(0.3) ? null : random.pick(twin.profiles)
  const values = { ...linkTo(profile, at), profile_link_confidence: profile && random.below(101) }
  const entries = Object.entries(values).map(
    ([column, value]) => [column, change(row[column] ?? null, value)] as const,
  )
  return [
    { op: 'patch', table: 'customers', id: customerId, customerId, changes: Object.fromEntries(entries) },
  ]
}

/** The columns of a link to a profile, or of none. */
export function linkTo(profile: string | null, at: string): RowValues {
  return {
    linked_profile_id: profile,
    profile_link_method: profile && 'suggested',
    profile_linked_at: profile && at,
    profile_link_confidence: null,
  }
}

function makeContact({ random }: Twin, customerId: string, at: string): Operation {
  const values = {
    contact_type: random.pick(['phone', 'email', 'sms', 'visit'] as const),
    purpose: random.chance(0.5) ? 'booking' : null,
    successful: random.below(2),
    contact_date: at,
    contacted_by: null,
  }
  return { op: 'append', table: 'customer_contact_history', id: random.uuid(), customerId, values }
}

function makeSale(twin: Twin, customerId: string, at: string): Operation {
  const { random, sales } = twin
  const isOld = random.chance(0.3)
  const values = {
    receipt_number: random.chance(0.5) ? `R-${random.below(50)}` : null,
    source: isOld ? 'import' : 'counter',
    status: 'completed',
    amount: random.below(900_000),
    credit_used: random.below(2) * 100,
    points_earned: random.below(9),
    // Not as jsonb writes it.
    items: '[{"quantity":2,"name":"ลูกกอล์ฟ","amount":12300}]',
    payment_method: 'cash',
    sold_at: isOld ? `20${10 + random.below(9)}-03-04T05:06:07.000Z` : at,
    sold_by: null,
  }
  const id = random.uuid()
  sales.push(id)
  return { op: 'insert', table: 'customer_transactions', id, customerId, values }
}

const saleStatus = ({ random }: Twin) => ({
  status: change('completed', random.pick(['void', 'refunded', 'completed'] as const)),
})

function patchSome(
  { random }: Twin,
  table: 'customer_transactions' | 'vip_tiers' | 'saved_views' | 'notifications',
  customerId: string,
  ids: readonly string[],
  changes: Changes,
): Operation[] {
  return ids.length === 0 ? [] : [{ op: 'patch', table, id: random.pick(ids), customerId, changes }]
}

/** What a command about the directory does; now and then nothing at all, as an export. */
export function venueOperations(twin: Twin, at: string): Operation[] {
  const { random, tiers, views, notices } = twin
  const patch = patchSome.bind(null, twin)
  const dice = random.next()
  if (dice < 0.1) {
    tiers.push(String(1000 + random.below(4)))
    return [make('vip_tiers', tiers.at(-1) ?? '', { name: `Tier ${random.below(9)}`, sort_order: 9 })]
  }
  if (dice < 0.25) {
    const wanted = random.pick<Changes>([
      { name: change('Silver', `Tier ${random.below(9)}`) },
      {
        benefits: change(null, random.chance(0.5) ? 'Free water' : null),
        is_active: change(1, random.below(2)),
      },
    ])
    return patch('vip_tiers', directoryId, ['1', '2', '999', ...tiers], wanted)
  }
  if (dice < 0.4) {
    views.push(random.uuid())
    const definition = '{"filters":{"tiers":[1,2],"a":null},"sort":[]}'
    const values = { name: `View ${random.below(9)}`, definition, is_shared: random.below(2), staff_id: null }
    return [make('saved_views', views.at(-1) ?? '', values)]
  }
  if (dice < 0.6) {
    const wanted = random.pick<Changes>([
      { name: change('View 1', `View ${random.below(9)}`) },
      { is_shared: change(0, random.below(2)), sort_order: change(0, random.below(4)) },
      { is_removed: change(0, 1), definition: change('{}', '{"search":"","columns":["b","aa"]}') },
    ])
    return patch('saved_views', directoryId, views, wanted)
  }
  if (dice < 0.7) {
    notices.push(random.uuid())
    const values = {
      title: `News ${random.below(9)}`,
      description: 'Something changes.',
      training_materials: '["lookup","sales"]',
      effective_date: '2026-12-01',
      created_at: at,
    }
    return [make('notifications', notices.at(-1) ?? '', values)]
  }
  if (dice < 0.78) {
    const withdrawn_at = change(null, random.chance(0.8) ? at : null)
    return patch('notifications', directoryId, notices, { withdrawn_at })
  }
  if (dice < 0.93) {
    const isKnown = notices.length > 0 && random.chance(0.85)
    const notification_id = isKnown ? random.pick(notices) : random.uuid()
    return [make('notification_reads', random.uuid(), { notification_id, staff_id: null, read_at: at })]
  }
  return []
}

function make(
  table: 'vip_tiers' | 'saved_views' | 'notifications' | 'notification_reads',
  id: string,
  values: RowValues,
): Operation {
  return { op: 'insert', table, id, customerId: directoryId, values }
}
