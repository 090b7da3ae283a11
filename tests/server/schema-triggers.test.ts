// What the tables do by themselves: codes, change stamps, tombstones, and the sums of the ledger.
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startPostgres, type TestPostgres } from './postgres.ts'

let postgres: TestPostgres
let client: pg.Client
beforeAll(async () => {
  postgres = await startPostgres()
  client = await postgres.connect()
})
afterAll(() => postgres.stop())

async function one<T>(sql: string, values: readonly unknown[] = []): Promise<T> {
  const { rows } = await client.query({ text: sql, values: [...values], rowMode: 'array' })
  return rows[0]?.[0] as T
}
const addCustomer = (code: string | null = null, who: pg.Client = client) =>
  who
    .query(
      'insert into public.customers (customer_name, customer_code) values ($1, $2) returning id, customer_code',
      ['Somebody', code],
    )
    .then(({ rows }) => ({ id: String(rows[0].id), code: String(rows[0].customer_code) }))

async function addEntry(
  customer: string,
  kind: string,
  amount: number,
  at: string,
  reverses: string | null = null,
) {
  const id = randomUUID()
  await client.query(
    `insert into public.customer_ledger (id, customer_id, kind, amount, source, occurred_at, reverses_id)
     values ($1, $2, $3, $4, 'test', $5, $6)`,
    [id, customer, kind, amount, at, reverses],
  )
  return id
}
const holdings = (customer: string) =>
  one(
    `select jsonb_build_object('credit', available_credit, 'points', available_point, 'spend', total_lifetime_value,
       'visits', total_visits, 'last', last_visit_at at time zone 'UTC', 'first', first_transaction_at at time zone 'UTC')
     from public.customers where id = $1`,
    [customer],
  )
const nothing = { credit: 0, points: 0, spend: 0, visits: 0, last: null, first: null }

describe('codes', () => {
  test('have three digits, then as many as it takes', async () => {
    await client.query('update public.sync_settings set next_code = 998')
    const codes = [await addCustomer(), await addCustomer(), await addCustomer(), await addCustomer()]
    expect(codes.map(({ code }) => code)).toEqual(['CUS-998', 'CUS-999', 'CUS-1000', 'CUS-1001'])
  })

  test('of deleted customers, of dead ones and of imported ones are not given again', async () => {
    const { id, code } = await addCustomer()
    await client.query('delete from public.customers where id = $1', [id])
    const after = await addCustomer()
    expect(after.code).not.toBe(code)
    const next = Number(after.code.slice(4)) + 1
    await client.query(
      `insert into public.customer_redirects (id, kind, dead_value, customer_id) values ($1, 'code', $2, $3)`,
      [randomUUID(), `CUS-${next}`, after.id],
    )
    expect((await addCustomer()).code).toBe(`CUS-${next + 1}`)
    await addCustomer('CUS-5000')
    expect((await addCustomer()).code).toBe('CUS-5001')
    await addCustomer('CUS-0042')
    expect((await addCustomer()).code).toBe('CUS-5002')
  })

  test('are unique when many are given at once', async () => {
    const clients = await Promise.all(Array.from({ length: 10 }, () => postgres.connect()))
    const codes: string[] = []
    await Promise.all(
      clients.map(async (each) => {
        for (let count = 0; count < 20; count += 1) codes.push((await addCustomer(null, each)).code)
        await each.end()
      }),
    )
    expect(codes).toHaveLength(200)
    expect(new Set(codes).size).toBe(200)
  })

  test('and ids never change', async () => {
    const { id } = await addCustomer()
    await expect(
      client.query(`update public.customers set customer_code = 'CUS-1' where id = $1`, [id]),
    ).rejects.toThrow('never change')
    await expect(
      client.query('update public.customers set id = gen_random_uuid() where id = $1', [id]),
    ).rejects.toThrow('never change')
  })
})

describe('change stamps', () => {
  const stamp = (id: string) =>
    one<string>('select changed_xid::text from public.customers where id = $1', [id])

  test("are the writer's transaction, whatever the writer says", async () => {
    const { id } = await addCustomer()
    const made = await stamp(id)
    await client.query(
      `update public.customers set nickname = 'N', changed_xid = '5', created_xid = '6', updated_at = '2000-01-01' where id = $1`,
      [id],
    )
    expect(BigInt(await stamp(id))).toBeGreaterThan(BigInt(made))
    expect(await one('select created_xid::text from public.customers where id = $1', [id])).toBe(made)
    expect(
      await one(`select updated_at > now() - interval '1 minute' from public.customers where id = $1`, [id]),
    ).toBe(true)
  })

  test('of customers follow their identifiers, both of them when one moves', async () => {
    const [from, to] = [await addCustomer(), await addCustomer()]
    const identifier = randomUUID()
    const steps = [
      `insert into public.customer_identifiers (id, customer_id, kind, value, normalised)
         values ('${identifier}', '${from.id}', 'phone', '1', '1')`,
      `update public.customer_identifiers set status = 'old' where id = '${identifier}'`,
      `update public.customer_identifiers set customer_id = '${to.id}' where id = '${identifier}'`,
      `delete from public.customer_identifiers where id = '${identifier}'`,
    ]
    const touched: string[] = []
    for (const step of steps) {
      const before = [await stamp(from.id), await stamp(to.id)]
      await client.query(step)
      const after = [await stamp(from.id), await stamp(to.id)]
      touched.push(after.map((xid, index) => (xid === before[index] ? '-' : 'x')).join(''))
    }
    expect(touched).toEqual(['x-', 'x-', 'xx', '-x'])
  })

  test('touch a customer once a transaction', async () => {
    const { id } = await addCustomer()
    await client.query('begin')
    await client.query(`update public.customers set nickname = 'N' where id = $1`, [id])
    const version = await one('select ctid::text from public.customers where id = $1', [id])
    await client.query(`insert into public.customer_identifiers (id, customer_id, kind, value, normalised)
      values (gen_random_uuid(), '${id}', 'phone', '1', '1'), (gen_random_uuid(), '${id}', 'phone', '2', '2')`)
    expect(await one('select ctid::text from public.customers where id = $1', [id])).toBe(version)
    await client.query('commit')
  })
})

describe('tombstones', () => {
  const stones = (id: string) =>
    one<number>('select count(*)::int from public.sync_tombstones where row_id = $1', [id])

  test('stand for rows that were deleted, until the row is put back', async () => {
    const { id } = await addCustomer()
    await client.query('delete from public.customers where id = $1', [id])
    expect(await one('select table_name from public.sync_tombstones where row_id = $1', [id])).toBe(
      'customers',
    )
    await client.query(`insert into public.customers (id, customer_name) values ($1, 'Back')`, [id])
    expect(await stones(id)).toBe(0)
  })

  test('are left for every row of a statement, in its transaction', async () => {
    const { id } = await addCustomer()
    const notes = await client.query(
      `insert into public.customer_notes (customer_id, note_text) select $1, 'n' from generate_series(1, 3) returning id`,
      [id],
    )
    await client.query('begin')
    await client.query('delete from public.customer_notes where customer_id = $1', [id])
    const xid = await one('select pg_current_xact_id()::text')
    await client.query('commit')
    for (const row of notes.rows) {
      expect(
        await one('select changed_xid::text from public.sync_tombstones where row_id = $1', [row.id]),
      ).toBe(xid)
    }
  })
})

describe('sums of the ledger', () => {
  test('follow each entry; a visit taken back gives the one before', async () => {
    const { id } = await addCustomer()
    await addEntry(id, 'credit', 125_050, '2026-01-01T00:00:00Z')
    await addEntry(id, 'credit', -25_000, '2026-01-02T00:00:00Z')
    await addEntry(id, 'points', 340, '2026-01-02T00:00:00Z')
    await addEntry(id, 'spend', 99_999, '2026-01-03T00:00:00Z')
    await addEntry(id, 'spend', 1, '2026-01-02T12:00:00Z')
    await addEntry(id, 'visit', 1, '2026-01-03T00:00:00Z')
    const last = await addEntry(id, 'visit', 1, '2026-02-03T00:00:00Z')
    const full = {
      credit: 1000.5,
      points: 340,
      spend: 1000,
      visits: 2,
      last: '2026-02-03T00:00:00',
      first: '2026-01-02T12:00:00',
    }
    expect(await holdings(id)).toEqual(full)
    await addEntry(id, 'visit', -1, '2026-02-04T00:00:00Z', last)
    expect(await holdings(id)).toEqual({ ...full, visits: 1, last: '2026-01-03T00:00:00' })
  })

  test('move with the entries, and go with them', async () => {
    const [from, to] = [await addCustomer(), await addCustomer()]
    await addEntry(from.id, 'credit', 500, '2026-01-01T00:00:00Z')
    await addEntry(from.id, 'visit', 1, '2026-01-01T00:00:00Z')
    await addEntry(from.id, 'spend', 700, '2026-01-01T00:00:00Z')
    const before = await holdings(from.id)
    await client.query('update public.customer_ledger set customer_id = $2 where customer_id = $1', [
      from.id,
      to.id,
    ])
    expect(await holdings(from.id)).toEqual(nothing)
    expect(await holdings(to.id)).toEqual(before)
    await client.query('delete from public.customer_ledger where customer_id = $1', [to.id])
    expect(await holdings(to.id)).toEqual(nothing)
  })

  test('rest on entries nobody can rewrite', async () => {
    const { id } = await addCustomer()
    const entry = await addEntry(id, 'credit', 500, '2026-01-01T00:00:00Z')
    await expect(
      client.query('update public.customer_ledger set amount = 1 where id = $1', [entry]),
    ).rejects.toThrow('never rewritten')
    expect(await holdings(id)).toEqual({ ...nothing, credit: 5 })
  })

  test('are what summing up anew gives, for any entries, whether added one by one or together', async () => {
    const entry = fc.record({
      kind: fc.constantFrom('credit', 'points', 'spend', 'visit'),
      amount: fc.integer({ min: -100_000, max: 100_000 }),
      day: fc.integer({ min: 1, max: 28 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(entry, { maxLength: 5 }), { maxLength: 4 }), async (batches) => {
        const { id } = await addCustomer()
        for (const batch of batches) {
          await client.query(
            `insert into public.customer_ledger (id, customer_id, kind, amount, source, occurred_at)
             select gen_random_uuid(), $1, kind, amount, 'test', make_timestamptz(2026, 1, day, 0, 0, 0, 'UTC')
             from jsonb_to_recordset($2) as entry (kind text, amount bigint, day int)`,
            [id, JSON.stringify(batch)],
          )
        }
        const kept = await holdings(id)
        await client.query('select app.sum_up_customers(array[$1]::uuid[])', [id])
        expect(kept).toEqual(await holdings(id))
      }),
      { numRuns: 60 },
    )
  })

  test('lose nothing when entries of one customer arrive at once', async () => {
    const { id } = await addCustomer()
    const clients = await Promise.all(Array.from({ length: 8 }, () => postgres.connect()))
    await Promise.all(
      clients.map(async (each) => {
        for (let count = 0; count < 10; count += 1) {
          await each.query(
            `insert into public.customer_ledger (id, customer_id, kind, amount, source, occurred_at)
             values (gen_random_uuid(), $1, 'credit', 150, 'test', now())`,
            [id],
          )
        }
        await each.end()
      }),
    )
    expect(await holdings(id)).toEqual({ ...nothing, credit: 120 })
  })

  test('packages count their uses, given back ones too', async () => {
    const { id } = await addCustomer()
    const pack = await one<string>(
      `insert into public.customer_packages (customer_id, package_name, uses_total, purchased_on)
       values ($1, 'Ten', 10, '2026-01-01') returning id`,
      [id],
    )
    for (const uses of [1, 2, -1]) {
      await client.query(
        `insert into public.customer_package_uses (package_id, uses, used_at) values ($1, $2, now())`,
        [pack, uses],
      )
    }
    expect(await one('select uses_taken from public.customer_packages where id = $1', [pack])).toBe(2)
    await client.query('delete from public.customer_package_uses where package_id = $1 and uses = 2', [pack])
    expect(await one('select uses_taken from public.customer_packages where id = $1', [pack])).toBe(0)
  })
})
