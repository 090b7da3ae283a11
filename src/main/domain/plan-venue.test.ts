import { describe, expect, it } from 'vitest'
import { actor, commandId, failureOf, now, plan } from '../../../tests/fixtures/planning.ts'
import { directoryId } from '../../shared/wire.ts'
import { tierNumberOf } from './plan-venue.ts'

const about = { commandId, customerId: directoryId } as const
const rowId = '01900000-0000-7000-8000-0000000000d1'
const none = { stored: null }

describe('a tier', () => {
  const save = {
    ...about,
    kind: 'tier.save',
    tierId: null,
    name: ' Diamond ',
    colour: 'sky',
    benefits: 'Free bay\non birthdays',
    sortOrder: 4,
    isActive: true,
  } as const
  const named = { name: 'Gold', colour: 'amber', benefits: null, sort_order: 2, is_active: 1 }

  it('that is new gets a number of its own out of its command', () => {
    const planned = plan(save, none)
    expect(planned?.operations).toEqual([
      {
        op: 'insert',
        table: 'vip_tiers',
        id: String(tierNumberOf(commandId)),
        customerId: directoryId,
        values: {
          name: 'Diamond',
          colour: 'sky',
          benefits: 'Free bay\non birthdays',
          sort_order: 4,
          is_active: 1,
        },
      },
    ])
    expect(planned?.audit.customerId).toBe(directoryId)
    const numbers = ['0000000', 'fffffff'].map((end) => tierNumberOf(`${commandId.slice(0, -7)}${end}`))
    expect(numbers).toEqual([1000, 1000 + 0xfffffff])
  })

  it('that is there is patched where it differs, and the trail says which it was', () => {
    const change = {
      ...save,
      tierId: 2,
      name: 'Gold',
      colour: 'amber',
      benefits: '',
      isActive: false,
    } as const
    const planned = plan({ ...change, sortOrder: 2 }, { ...none, named })
    expect(planned?.operations).toEqual([
      {
        op: 'patch',
        table: 'vip_tiers',
        id: '2',
        customerId: directoryId,
        changes: { is_active: { base: 1, value: 0 } },
      },
    ])
    expect(planned?.audit.changes).toEqual({
      tier: { before: null, after: 'Gold' },
      is_active: { before: 1, after: 0 },
    })
    expect(plan({ ...change, sortOrder: 2, isActive: true }, { ...none, named })).toBeNull()
  })

  it('has a name, and cannot be changed once it is gone', () => {
    expect(failureOf(() => plan({ ...save, name: ' ' }, none)).field).toBe('name')
    const gone = failureOf(() => plan({ ...save, tierId: 2 }, { ...none, named: null }))
    expect(gone.code).toBe('CHANGED_MEANWHILE')
  })
})

describe('a saved view', () => {
  const definition = { filters: {}, sort: { by: 'fullName', order: 'asc' }, columns: ['fullName'] }
  const save = {
    ...about,
    kind: 'view.save',
    viewId: rowId,
    name: 'Regulars',
    isShared: false,
    definition: definition as never,
  } as const
  const named = {
    staff_id: actor,
    name: 'Regulars',
    definition: JSON.stringify(definition),
    is_shared: 0,
    is_removed: 0,
  }

  it('is its maker’s; what it looks for stays out of the trail', () => {
    const planned = plan(save, none)
    expect(planned?.operations).toMatchObject([
      { op: 'insert', table: 'saved_views', id: rowId, values: { staff_id: actor, is_shared: 0 } },
    ])
    expect(planned?.audit.changes).toEqual({
      name: { before: null, after: 'Regulars' },
      is_shared: { before: null, after: 0 },
    })
  })

  it('is changed by its maker alone', () => {
    const change = { ...save, name: 'Regulars again' }
    expect(plan(change, { ...none, named })?.operations).toMatchObject([
      { op: 'patch', changes: { name: { base: 'Regulars', value: 'Regulars again' } } },
    ])
    expect(plan(save, { ...none, named })).toBeNull()
    const foreign = failureOf(() => plan(change, { ...none, named: { ...named, staff_id: 'other' } }))
    expect(foreign.code).toBe('NOT_ALLOWED')
  })

  it('that is removed stays as a row', () => {
    const remove = { ...about, kind: 'view.remove', viewId: rowId } as const
    expect(plan(remove, { ...none, named })?.operations).toMatchObject([
      { op: 'patch', changes: { is_removed: { base: 0, value: 1 } } },
    ])
    expect(plan(remove, { ...none, named: { ...named, is_removed: 1 } })).toBeNull()
    expect(failureOf(() => plan(remove, none)).code).toBe('CHANGED_MEANWHILE')
  })
})

describe('a notice', () => {
  const publish = {
    ...about,
    kind: 'notice.publish',
    title: 'Codes',
    description: 'New\ncodes',
    impact: 'high',
    actionRequired: true,
    trainingMaterials: ['counter'],
    effectiveDate: '2026-12-01',
  } as const

  it('is published under its command’s id', () => {
    expect(plan(publish, none)?.operations).toEqual([
      {
        op: 'insert',
        table: 'notifications',
        id: commandId,
        customerId: directoryId,
        values: {
          title: 'Codes',
          description: 'New\ncodes',
          impact: 'high',
          action_required: 1,
          training_materials: '["counter"]',
          effective_date: '2026-12-01',
          created_at: now,
          created_by: actor,
        },
      },
    ])
    expect(failureOf(() => plan({ ...publish, description: '\n' }, none)).field).toBe('description')
  })

  it('is withdrawn once', () => {
    const withdraw = { ...about, kind: 'notice.withdraw', noticeId: rowId } as const
    const named = { title: 'Codes', withdrawn_at: null, is_read: 0 }
    expect(plan(withdraw, { ...none, named })?.operations).toMatchObject([
      { op: 'patch', changes: { withdrawn_at: { base: null, value: now } } },
    ])
    expect(plan(withdraw, { ...none, named: { ...named, withdrawn_at: now } })).toBeNull()
    expect(failureOf(() => plan(withdraw, none)).code).toBe('CHANGED_MEANWHILE')
  })

  it('is read once by each', () => {
    const read = { ...about, kind: 'notice.markRead', noticeId: rowId } as const
    const named = { title: 'Codes', withdrawn_at: null, is_read: 0 }
    expect(plan(read, { ...none, named })?.operations).toMatchObject([
      { op: 'append', table: 'notification_reads', values: { notification_id: rowId, staff_id: actor } },
    ])
    expect(plan(read, { ...none, named: { ...named, is_read: 1 } })).toBeNull()
  })
})

it('an export changes no row and is told of all the same', () => {
  const asked = { format: 'xlsx', rows: 120, columns: 'fullName primaryPhone', filters: 'status' }
  const planned = plan({ ...about, kind: 'directory.export', asked }, none)
  expect(planned?.operations).toEqual([])
  expect(planned?.audit).toMatchObject({
    action: 'directory.export',
    changes: { rows: { before: null, after: 120 }, format: { before: null, after: 'xlsx' } },
  })
})
