import { describe, expect, it } from 'vitest'
import { commandId, customerId, failureOf, now, plan, storeWith } from '../../../tests/fixtures/planning.ts'
import type { Identifier } from '../../shared/customer.ts'
import type { StoredCustomer } from './commands.ts'

const profileId = '01900000-0000-7000-8000-0000000000f1'
const formerId = '01900000-0000-7000-8000-0000000000f2'
const link = { kind: 'customer.linkProfile', commandId, customerId, profileId } as const

const former: Identifier = {
  id: 'profile-1',
  kind: 'profile',
  value: formerId,
  normalised: formerId,
  status: 'current',
}

function linkedTo(id: string): StoredCustomer {
  const stored = storeWith({}, { identifiers: [former] })
  const columns = { linked_profile_id: id, profile_link_method: 'suggested', profile_link_confidence: 92 }
  return { ...stored, columns: { ...stored.columns, ...columns } }
}

describe('linking a website profile', () => {
  it('writes who it is, how sure, how it was found and since when, and an identifier', () => {
    const planned = plan({ ...link, confidence: 92, method: 'suggested', reason: 'same phone' })
    expect(planned?.operations).toMatchObject([
      {
        op: 'patch',
        table: 'customers',
        changes: {
          linked_profile_id: { base: null, value: profileId },
          profile_link_confidence: { base: null, value: 92 },
          profile_link_method: { base: null, value: 'suggested' },
          profile_linked_at: { base: null, value: now },
        },
      },
      {
        op: 'insert',
        values: { kind: 'profile', value: profileId, normalised: profileId, status: 'current' },
      },
    ])
    expect(planned?.audit.reason).toBe('same phone')
    expect(planned?.audit.changes).toEqual({
      linked_profile_id: { before: null, after: profileId },
      profile_link_confidence: { before: null, after: 92 },
      profile_link_method: { before: null, after: 'suggested' },
    })
  })

  it('by hand says so and claims nothing about how sure it is', () => {
    const [patch] = plan(link)?.operations ?? []
    expect(patch).toMatchObject({ changes: { profile_link_method: { value: 'manual' } } })
    expect(patch).not.toHaveProperty('changes.profile_link_confidence')
  })

  it('in place of another retires the other', () => {
    const operations = plan(link, { stored: linkedTo(formerId) })?.operations
    expect(operations).toMatchObject([
      { changes: { linked_profile_id: { base: formerId, value: profileId } } },
      { op: 'insert', table: 'customer_identifiers' },
      { op: 'patch', id: 'profile-1', changes: { status: { base: 'current', value: 'old' } } },
    ])
  })

  it('of somebody else is refused; of themselves once more is nothing', () => {
    const taken = failureOf(() => plan(link, { linkedTo: 'other' }))
    expect(taken).toMatchObject({ code: 'PROFILE_LINK_FAILED', details: { customerId: 'other' } })
    expect(plan(link, { stored: linkedTo(profileId), linkedTo: 'other' })).toBeNull()
  })
})

it('unlinking clears all of it and retires the identifier', () => {
  const operations = plan({ ...link, profileId: null }, { stored: linkedTo(formerId) })?.operations
  expect(operations).toMatchObject([
    {
      changes: {
        linked_profile_id: { base: formerId, value: null },
        profile_link_confidence: { base: 92, value: null },
        profile_link_method: { base: 'suggested', value: null },
      },
    },
    { op: 'patch', id: 'profile-1', changes: { status: { value: 'old' } } },
  ])
  expect(plan({ ...link, profileId: null })).toBeNull()
})

it('a newcomer may come with a profile, a tier and credit', () => {
  const facts = {
    fullName: 'มานี ทดสอบ',
    primaryPhone: '081-234-5678',
    customerSource: 'Walk In',
    vipTierId: 2,
    smsConsent: false,
    emailConsent: false,
    marketingConsent: false,
  } as const
  const create = {
    kind: 'customer.create',
    commandId,
    customerId,
    facts,
    linkedProfileId: profileId,
  } as const
  const operations = plan({ ...create, openingCredit: 5000 }, { stored: null })?.operations
  expect(operations).toMatchObject([
    {
      table: 'customers',
      values: {
        linked_profile_id: profileId,
        profile_link_method: 'manual',
        profile_linked_at: now,
        vip_status_date: '2026-11-23',
      },
    },
    { values: { kind: 'phone' } },
    { values: { kind: 'profile', value: profileId } },
    { table: 'customer_ledger', values: { kind: 'credit', amount: 5000, source: 'opening' } },
  ])
  expect(failureOf(() => plan(create, { stored: null, linkedTo: 'other' })).code).toBe('PROFILE_LINK_FAILED')
})

describe('a conflict about the profile', () => {
  const settle = {
    kind: 'conflict.settle',
    commandId,
    customerId,
    column: 'linked_profile_id',
    conflictId: '01900000-0000-7000-8000-0000000000e1',
  } as const

  it('is settled by the one or by the other, with everything that hangs on it', () => {
    const stored = linkedTo(formerId)
    expect(plan({ ...settle, value: formerId }, { stored })?.operations).toMatchObject([
      { table: 'sync_conflicts' },
    ])
    expect(plan({ ...settle, value: profileId }, { stored })?.operations).toMatchObject([
      { changes: { linked_profile_id: { value: profileId } } },
      { op: 'insert' },
      { changes: { status: { value: 'old' } } },
      { table: 'sync_conflicts' },
    ])
  })
})
