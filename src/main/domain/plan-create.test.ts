// What somebody new arrives with: credit goes to the ledger, and files may hold postal codes of all kinds.
import { expect, test } from 'vitest'
import type { CustomerFacts } from '../../shared/customer.ts'
import { AppError } from '../../shared/errors.ts'
import type { CommandOf, PlanContext } from './commands.ts'
import { planCommand } from './plan-command.ts'

const facts: CustomerFacts = {
  fullName: 'มานี ทดสอบ',
  primaryPhone: '081-234-5678',
  customerSource: 'Walk In',
  smsConsent: true,
  emailConsent: false,
  marketingConsent: false,
}
const context: PlanContext = {
  stored: null,
  now: '2026-11-23T03:00:00.000Z',
  today: '2026-11-23',
  actor: null,
  deviceId: 'device',
  newId: () => 'new-id',
  takeCode: () => 'CUS-007',
}
const create = (given: Partial<CommandOf<'customer.create'>>) =>
  planCommand(
    {
      kind: 'customer.create',
      commandId: '01900000-0000-7000-8000-0000000000c1',
      customerId: '01900000-0000-7000-8000-000000000001',
      facts,
      ...given,
    },
    context,
  )?.operations ?? []
const ledger = (given: Partial<CommandOf<'customer.create'>>) =>
  create(given).flatMap((operation) =>
    operation.op === 'append' && operation.table === 'customer_ledger' ? [operation.values] : [],
  )

test('opening credit is an entry of the ledger that says where it is from; none makes no entry', () => {
  expect(ledger({ openingCredit: 50_000 })).toMatchObject([
    { kind: 'credit', amount: 50_000, source: 'opening', source_id: null },
  ])
  expect(ledger({})).toEqual([])
  expect(ledger({ openingCredit: 0 })).toEqual([])
})

test('a postal code of letters and digits is asked of forms, not of files', () => {
  const odd = { ...facts, postalCode: '?' }
  expect(() => create({ facts: odd })).toThrow(AppError)
  expect(create({ facts: odd, origin: 'import' })[0]).toMatchObject({ values: { postal_code: '?' } })
})
