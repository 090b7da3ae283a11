// One counter of a manager's on real PostgreSQL, with two people who are one: what the tests of parting begin with.
import { expect } from 'vitest'
import type { PlannedCommand } from '../../src/shared/wire.ts'
import { type Counter, openCounter } from './counter.ts'
import { makePerson } from './merge-commands.ts'
import type { TestDatabase } from './postgres.ts'

export interface MergeOffice {
  readonly office: Counter
  readonly survivor: string
  readonly folded: string
  rowsOf(sql: string, values?: unknown[]): Promise<Record<string, unknown>[]>
  customer(id: string): Promise<Record<string, unknown> | undefined>
  /** Each as its value and its status. */
  identifiers(id: string): Promise<string[]>
  /** Pushes commands, all of which must apply. */
  apply(...commands: readonly PlannedCommand[]): ReturnType<typeof resultsOf>
}

async function resultsOf(office: Counter, commands: readonly PlannedCommand[]) {
  const { results } = await office.push(...commands)
  expect(results.map(({ status }) => status)).toEqual(commands.map(() => 'applied'))
  return results
}

/** Opens it in an empty database. */
export async function openMergeOffice(database: TestDatabase): Promise<MergeOffice> {
  const office = await openCounter(database, 'manager')
  const rowsOf = async (sql: string, values: unknown[] = []) =>
    (await office.client.query(sql, values)).rows as Record<string, unknown>[]
  return {
    office,
    survivor: await makePerson(office, { city: 'Nan', smsConsent: true, email: 'a@example.com' }),
    folded: await makePerson(office, {
      fullName: 'สมชาย ใจดี',
      secondaryPhone: '02-555-0300',
      nickname: 'Chai',
      email: 'b@example.com',
      vipTierId: 2,
    }),
    rowsOf,
    customer: async (id) => (await rowsOf('select * from public.customers where id = $1', [id]))[0],
    identifiers: async (id) => {
      const sql =
        'select value, status from public.customer_identifiers where customer_id = $1 order by value, status'
      return (await rowsOf(sql, [id])).map(({ value, status }) => `${value} ${status}`)
    },
    apply: (...commands) => resultsOf(office, commands),
  }
}
