import { describe, expect, it } from 'vitest'
import type { CustomerFacts } from '../../shared/customer.ts'
import { customerColumns, type Identifier } from '../../shared/customer.ts'
import { AppError } from '../../shared/errors.ts'
import type { Operation } from '../../shared/wire.ts'
import type { Command, PlanContext, StoredCustomer } from './commands.ts'
import { columnsOf } from './plan-changes.ts'
import { planCommand } from './plan-command.ts'

const customerId = '01900000-0000-7000-8000-000000000001'
const commandId = '01900000-0000-7000-8000-0000000000c1'
const facts: CustomerFacts = {
  fullName: 'มานี ทดสอบ',
  primaryPhone: '081-234-5678',
  customerSource: 'Walk In',
  smsConsent: true,
  emailConsent: false,
  marketingConsent: false,
}

function storedWith(given: Partial<CustomerFacts>, identifiers: readonly Identifier[] = []): StoredCustomer {
  const empty = Object.fromEntries(Object.values(customerColumns).map((column) => [column, null]))
  const columns = { ...empty, is_active: 1, ...columnsOf(given) } as StoredCustomer['columns']
  return { id: customerId, columns, identifiers, availableCredit: 0, undone: null }
}

function contextWith(stored: StoredCustomer | null): PlanContext {
  let next = 0
  return {
    stored,
    now: '2026-11-23T03:00:00.000Z',
    today: '2026-11-23',
    actor: null,
    deviceId: 'device',
    newId: () => `new-${++next}`,
    takeCode: () => 'CUS-007',
  }
}

const phone: Identifier = {
  id: 'phone-1',
  kind: 'phone',
  value: '081-234-5678',
  normalised: '+66812345678',
  status: 'current',
}

function operationsOf(command: Command, stored: StoredCustomer | null = null): readonly Operation[] {
  return planCommand(command, contextWith(stored))?.operations ?? []
}

function failureOf(run: () => unknown): AppError {
  try {
    run()
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('expected an AppError')
}

describe('creating a customer', () => {
  const create = { kind: 'customer.create', commandId, customerId, facts } as const

  it('makes the row with its code and one identifier for the phone', () => {
    const [row, identifier, ...rest] = operationsOf(create)
    expect(row).toMatchObject({
      op: 'insert',
      table: 'customers',
      values: { customer_code: 'CUS-007', sms_pdpa: 1 },
    })
    expect(identifier).toMatchObject({
      values: { kind: 'phone', value: '081-234-5678', normalised: '+66812345678' },
    })
    expect(rest).toEqual([])
  })

  it('says in the audit line why it was created despite duplicates, and which were seen', () => {
    const planned = planCommand(
      { ...create, despiteDuplicates: { reason: 'another person', seenIds: ['a', 'b'] } },
      contextWith(null),
    )
    expect(planned?.audit.reason).toBe('another person')
    expect(planned?.audit.changes.duplicates_seen?.after).toBe('a b')
  })

  it('asks the counter for a phone or an e-mail, but takes a legacy row with neither', () => {
    const bare = { ...create, facts: { ...facts, primaryPhone: undefined } }
    expect(failureOf(() => operationsOf(bare)).field).toBe('primaryPhone')
    expect(operationsOf({ ...bare, origin: 'import' })).toHaveLength(1)
  })

  it.each([
    [{ fullName: 'ก' }, 'fullName', 'INVALID_ARGUMENTS'],
    [{ fullName: 'n'.repeat(10_000) }, 'fullName', 'INVALID_ARGUMENTS'],
    [{ primaryPhone: '081' }, 'primaryPhone', 'INVALID_PHONE_FORMAT'],
    [{ primaryPhone: '0'.repeat(40) }, 'primaryPhone', 'INVALID_PHONE_FORMAT'],
    [{ primaryPhone: '08x-234-5678' }, 'primaryPhone', 'INVALID_PHONE_FORMAT'],
    [{ email: 'nobody.example.com' }, 'email', 'INVALID_EMAIL_FORMAT'],
    [{ dateOfBirth: '2030-01-01' }, 'dateOfBirth', 'INVALID_ARGUMENTS'],
    [{ dateOfBirth: '1850-01-01' }, 'dateOfBirth', 'INVALID_ARGUMENTS'],
  ])('refuses %o at its field', (wrong, field, code) => {
    const failure = failureOf(() => operationsOf({ ...create, facts: { ...facts, ...wrong } }))
    expect([failure.field, failure.code]).toEqual([field, code])
  })

  it('opens balances as ledger entries', () => {
    const openings = [{ kind: 'credit', amount: 125_000, sourceId: '77' } as const]
    expect(operationsOf({ ...create, openings }).at(-1)).toMatchObject({
      op: 'append',
      table: 'customer_ledger',
      values: { kind: 'credit', amount: 125_000, source: 'import', source_id: '77' },
    })
  })
})

describe('updating a customer', () => {
  const update = (changes: object, seen: object) =>
    ({ kind: 'customer.update', commandId, customerId, changes, seen }) as Extract<
      Command,
      { kind: 'customer.update' }
    >

  it('retires the old phone and adds the new one', () => {
    const operations = operationsOf(
      update({ primaryPhone: '089 999 8888' }, { primaryPhone: '081-234-5678' }),
      storedWith(facts, [phone]),
    )
    expect(operations).toMatchObject([
      {
        op: 'patch',
        table: 'customers',
        changes: { contact_number: { base: '081-234-5678', value: '089 999 8888' } },
      },
      {
        op: 'insert',
        table: 'customer_identifiers',
        values: { normalised: '+66899998888', status: 'current' },
      },
      { op: 'patch', id: 'phone-1', changes: { status: { base: 'current', value: 'old' } } },
    ])
  })

  it('takes a number that was old back as current', () => {
    const old: Identifier = { ...phone, status: 'old' }
    const operations = operationsOf(
      update({ primaryPhone: '0812345678' }, {}),
      storedWith({ ...facts, primaryPhone: '089 999 8888' }, [old]),
    )
    expect(operations.at(-1)).toMatchObject({
      id: 'phone-1',
      changes: { status: { base: 'old', value: 'current' } },
    })
  })

  it('refuses to overwrite what somebody else changed meanwhile', () => {
    const failure = failureOf(() =>
      operationsOf(update({ nickname: 'A' }, { nickname: null }), storedWith({ ...facts, nickname: 'B' })),
    )
    expect([failure.code, failure.field]).toEqual(['CHANGED_MEANWHILE', 'nickname'])
  })

  it('plans nothing when nothing changes', () => {
    const same = update({ fullName: facts.fullName }, { fullName: facts.fullName })
    expect(planCommand(same, contextWith(storedWith(facts, [phone])))).toBeNull()
  })

  it('refuses to take away the last way to reach somebody', () => {
    const failure = failureOf(() =>
      operationsOf(update({ primaryPhone: null }, {}), storedWith(facts, [phone])),
    )
    expect(failure.details).toEqual({ problem: 'contact-missing' })
  })
})

describe('adding what was typed', () => {
  const add = { kind: 'customer.addDetails', commandId, customerId } as const

  it('puts a second phone into the free place and keeps the first', () => {
    const operations = operationsOf({ ...add, phone: '02-123-4567' }, storedWith(facts, [phone]))
    expect(operations).toMatchObject([
      { changes: { secondary_phone: { base: null, value: '02-123-4567' } } },
      { op: 'insert', values: { kind: 'phone', status: 'current' } },
    ])
  })

  it('adds nothing for a phone already held, however written', () => {
    expect(operationsOf({ ...add, phone: '+66 81 234 5678' }, storedWith(facts, [phone]))).toEqual([])
  })

  it('keeps another spelling of the name as an alias and never overwrites the name', () => {
    const operations = operationsOf({ ...add, fullName: 'Manee Todsob' }, storedWith(facts, [phone]))
    expect(operations).toMatchObject([{ op: 'insert', values: { kind: 'alias', value: 'Manee Todsob' } }])
  })

  it('fills blanks only', () => {
    const blanks = { nickname: 'นี', customerSource: 'Event' } as const
    const [patch] = operationsOf({ ...add, blanks }, storedWith(facts, [phone]))
    expect(patch).toMatchObject({ changes: { nickname: { base: null, value: 'นี' } } })
  })
})

describe('checking in', () => {
  const checkIn = { kind: 'customer.checkIn', commandId, customerId } as const

  it('appends one visit under the command id', () => {
    expect(operationsOf(checkIn, storedWith(facts))).toMatchObject([
      { op: 'append', table: 'customer_ledger', id: commandId, values: { kind: 'visit', amount: 1 } },
    ])
  })

  it('takes a visit back once', () => {
    const stored = storedWith(facts)
    const undo = { ...checkIn, undoes: 'visit-1' }
    expect(
      operationsOf(undo, {
        ...stored,
        undone: { entries: [{ id: 'visit-1', kind: 'visit', amount: 1 }], isReversed: false },
      }),
    ).toMatchObject([{ values: { amount: -1, reverses_id: 'visit-1' } }])
    const again = failureOf(() =>
      operationsOf(undo, {
        ...stored,
        undone: { entries: [{ id: 'visit-1', kind: 'visit', amount: 1 }], isReversed: true },
      }),
    )
    expect(again.code).toBe('ALREADY_UNDONE')
  })

  it('answers a customer who is not there in words', () => {
    expect(failureOf(() => operationsOf(checkIn)).code).toBe('CUSTOMER_NOT_FOUND')
  })
})

describe('a tier', () => {
  const change = (vipTierId: number | null, stored: StoredCustomer) =>
    operationsOf({ kind: 'customer.update', commandId, customerId, changes: { vipTierId }, seen: {} }, stored)
  const held = storedWith({ ...facts, vipTierId: 2 }, [phone])
  const since = { ...held, columns: { ...held.columns, vip_status_date: '2026-01-02' } }

  it('takes along since when it is held', () => {
    expect(change(2, storedWith(facts, [phone]))).toMatchObject([
      {
        changes: {
          vip_tier_id: { base: null, value: 2 },
          vip_status_date: { base: null, value: '2026-11-23' },
        },
      },
    ])
    expect(change(3, since)).toMatchObject([
      { changes: { vip_status_date: { base: '2026-01-02', value: '2026-11-23' } } },
    ])
  })

  it('that goes leaves no date behind', () => {
    expect(change(null, since)).toMatchObject([
      { changes: { vip_tier_id: { base: 2, value: null }, vip_status_date: { value: null } } },
    ])
    expect(change(2, since)).toEqual([])
  })
})
