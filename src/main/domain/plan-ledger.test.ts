import { describe, expect, it } from 'vitest'
import { customerColumns } from '../../shared/customer.ts'
import type { Command, PlanContext, StoredCustomer } from './commands.ts'
import { planCommand } from './plan-command.ts'

const customerId = '01900000-0000-7000-8000-000000000001'
const commandId = '01900000-0000-7000-8000-0000000000c1'
const earlier = '01900000-0000-7000-8000-0000000000c0'

function storedWith(changes: Partial<StoredCustomer>): StoredCustomer {
  const empty = Object.fromEntries(Object.values(customerColumns).map((column) => [column, null]))
  const columns = { ...empty, customer_name: 'มานี ทดสอบ', is_active: 1, sms_pdpa: 1 }
  return {
    id: customerId,
    columns: columns as StoredCustomer['columns'],
    identifiers: [],
    availableCredit: 0,
    undone: null,
    ...changes,
  }
}

function operationsOf(command: Command, changes: Partial<StoredCustomer> = {}) {
  let next = 0
  const context: PlanContext = {
    stored: storedWith(changes),
    now: '2026-11-23T03:00:00.000Z',
    today: '2026-11-23',
    actor: null,
    deviceId: 'device',
    newId: () => `new-${++next}`,
    takeCode: () => 'CUS-007',
  }
  return planCommand(command, context)?.operations ?? []
}

const sale = {
  kind: 'customer.recordSale',
  commandId,
  customerId,
  amount: 50_000,
  creditUsed: 20_000,
} as const

describe('a sale', () => {
  it('adds what was spent and takes what was paid from credit, and nothing else', () => {
    const operations = operationsOf({ ...sale, receiptNumber: 'R-1' }, { availableCredit: 20_000 })
    expect(operations).toMatchObject([
      {
        id: commandId,
        op: 'append',
        values: { kind: 'spend', amount: 50_000, source: 'sale', source_id: 'R-1' },
      },
      { values: { kind: 'credit', amount: -20_000, source: 'sale', source_id: commandId } },
      {
        op: 'insert',
        table: 'customer_transactions',
        id: commandId,
        values: {
          receipt_number: 'R-1',
          source: 'counter',
          status: 'completed',
          amount: 50_000,
          credit_used: 20_000,
          items: '[]',
          sold_at: '2026-11-23T03:00:00.000Z',
          sold_by: null,
        },
      },
    ])
    expect(operationsOf({ ...sale, creditUsed: 0 }).map(({ table }) => table)).toEqual([
      'customer_ledger',
      'customer_transactions',
    ])
  })

  it('is refused when the credit does not cover it, and tells how much there is', () => {
    expect(() => operationsOf(sale, { availableCredit: 19_999 })).toThrow(
      expect.objectContaining({ code: 'CREDIT_INSUFFICIENT', details: { available: 19_999 } }),
    )
    expect(() => operationsOf({ ...sale, creditUsed: 50_001 }, { availableCredit: 90_000 })).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENTS', field: 'creditUsed' }),
    )
  })

  it('is taken back whole, once', () => {
    const entries = [
      { id: earlier, kind: 'spend', amount: 50_000 },
      { id: 'credit-1', kind: 'credit', amount: -20_000 },
    ] as const
    const undo = { ...sale, undoes: earlier }
    expect(operationsOf(undo, { undone: { entries, isReversed: false } })).toMatchObject([
      { id: commandId, values: { kind: 'spend', amount: -50_000, reverses_id: earlier } },
      { values: { kind: 'credit', amount: 20_000, reverses_id: 'credit-1', source_id: commandId } },
    ])
    const kept = operationsOf(undo, { undone: { entries, isReversed: false, saleStatus: 'completed' } })
    expect(kept.slice(2)).toMatchObject([
      {
        op: 'patch',
        table: 'customer_transactions',
        id: earlier,
        changes: { status: { base: 'completed', value: 'void' } },
      },
    ])
    // One recorded before sales were kept has its entries alone.
    expect(operationsOf(undo, { undone: { entries, isReversed: false } })).toHaveLength(2)
    const twice = () => operationsOf(undo, { undone: { entries, isReversed: true } })
    expect(twice).toThrow(expect.objectContaining({ code: 'ALREADY_UNDONE' }))
    const aVisit = { entries: [{ id: earlier, kind: 'visit', amount: 1 }] as const, isReversed: false }
    expect(() => operationsOf(undo, { undone: aVisit })).toThrow(
      expect.objectContaining({ code: 'ALREADY_UNDONE' }),
    )
  })
})

describe('deactivating and reviving', () => {
  const deactivate = { kind: 'customer.setActive', commandId, customerId, isActive: false } as const

  it('needs a reason to deactivate and none to revive', () => {
    expect(() => operationsOf({ ...deactivate, reason: ' ' })).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENTS', field: 'reason' }),
    )
    expect(operationsOf({ ...deactivate, reason: 'moved away' })).toMatchObject([
      { op: 'patch', changes: { is_active: { base: 1, value: 0 } } },
    ])
    expect(operationsOf({ ...deactivate, isActive: true })).toEqual([])
  })
})

describe('settling a conflict', () => {
  const settle = { kind: 'conflict.settle', commandId, customerId, conflictId: 'conflict-1' } as const
  const closed = { table: 'sync_conflicts', id: 'conflict-1', changes: { status: { value: 'settled' } } }

  it('only closes it when the value kept is chosen', () => {
    const command = { ...settle, column: 'customer_name', value: 'มานี ทดสอบ' }
    expect(operationsOf(command)).toMatchObject([closed])
  })

  it('writes another value with all that belongs to it', () => {
    expect(operationsOf({ ...settle, column: 'contact_number', value: '081-234-5678' })).toMatchObject([
      { table: 'customers', changes: { contact_number: { base: null, value: '081-234-5678' } } },
      { table: 'customer_identifiers', values: { normalised: '+66812345678' } },
      closed,
    ])
    expect(operationsOf({ ...settle, column: 'sms_pdpa', value: 0 })).toMatchObject([
      { changes: { sms_pdpa: { base: 1, value: 0 } } },
      closed,
    ])
  })

  it('refuses a value that is not in order, and columns that no value settles', () => {
    expect(() => operationsOf({ ...settle, column: 'contact_number', value: 'abc' })).toThrow(
      expect.objectContaining({ code: 'INVALID_PHONE_FORMAT' }),
    )
    expect(() => operationsOf({ ...settle, column: 'key', value: 1 })).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENTS' }),
    )
  })
})
