import { expect, it } from 'vitest'
import { actor, commandId, customerId, failureOf, now, plan } from '../../../tests/fixtures/planning.ts'

const log = {
  kind: 'customer.logContact',
  commandId,
  customerId,
  contactType: 'phone',
  contactMethod: ' 081-234-5678 ',
  purpose: 'booking',
  notes: 'Asked for\nFriday',
  successful: false,
} as const

it('an entry is added under the command’s own id, now where no moment is given', () => {
  const planned = plan(log)
  expect(planned?.operations).toEqual([
    {
      op: 'append',
      table: 'customer_contact_history',
      id: commandId,
      customerId,
      values: {
        contact_type: 'phone',
        contact_method: '081-234-5678',
        purpose: 'booking',
        notes: 'Asked for\nFriday',
        successful: 0,
        contact_date: now,
        contacted_by: actor,
      },
    },
  ])
  expect(planned?.audit.changes).toEqual({
    contact_type: { before: null, after: 'phone' },
    purpose: { before: null, after: 'booking' },
    successful: { before: null, after: 0 },
  })
})

it('an entry is of this moment or an earlier one', () => {
  const earlier = '2026-11-01T00:00:00.000Z'
  expect(plan({ ...log, contactDate: earlier })?.operations).toMatchObject([
    { values: { contact_date: earlier } },
  ])
  const later = failureOf(() => plan({ ...log, contactDate: '2026-11-23T03:00:00.001Z' }))
  expect(later).toMatchObject({ code: 'INVALID_ARGUMENTS', field: 'contactDate' })
})

it('notes are left out or of 5,000 characters at most', () => {
  const { notes: _, purpose: __, contactMethod: ___, ...bare } = log
  expect(plan(bare)?.operations).toMatchObject([
    { values: { notes: null, purpose: null, contact_method: null } },
  ])
  expect(failureOf(() => plan({ ...log, notes: 'x'.repeat(5001) })).field).toBe('notes')
})
