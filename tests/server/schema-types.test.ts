// The generated types are those of the migrations, supabase-js takes them, and the wire names the functions' arguments.
import { readFileSync } from 'node:fs'
import { createClient } from '@supabase/supabase-js'
import { afterAll, beforeAll, expect, expectTypeOf, test } from 'vitest'
import type { HelloRequest, PullRequest, PushRequest } from '../../src/shared/wire.ts'
import type { Database } from '../../supabase/database.types.ts'
import { describeSchema, typesFile } from '../../tools/local-supabase/generate-types.ts'
import { readPublicSchema } from '../../tools/local-supabase/read-schema.ts'
import { startPostgres, type TestPostgres } from './postgres.ts'

let postgres: TestPostgres
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres.stop())

type Functions = Database['public']['Functions']

test('the file is what the migrations make; else run tools/local-supabase/generate-types.ts', async () => {
  const client = await postgres.connect()
  expect(readFileSync(typesFile, 'utf8')).toBe(describeSchema(await readPublicSchema(client)))
})

test('supabase-js knows tables, rows, functions and what points where', () => {
  const client = createClient<Database>('http://127.0.0.1:1', 'no key')
  type Customer = Database['public']['Tables']['customers']
  expectTypeOf<Customer['Row']['available_credit']>().toEqualTypeOf<number>()
  expectTypeOf<Customer['Row']['nickname']>().toEqualTypeOf<string | null>()
  expectTypeOf<Customer['Insert']['customer_name']>().toEqualTypeOf<string>()
  expectTypeOf<undefined>().toExtend<Customer['Insert']['id']>()
  expectTypeOf<Database['public']['Enums']['customer_source_enum']>()
    .extract<'Walk In'>()
    .toEqualTypeOf<'Walk In'>()
  // @ts-expect-error There is no such table.
  expect(client.from('nowhere')).toBeDefined()
  const query = () => client.from('customer_notes').select('note_text, customers (customer_name)').single()
  type Note = NonNullable<Awaited<ReturnType<typeof query>>['data']>
  expectTypeOf<Note>().toEqualTypeOf<{ note_text: string; customers: { customer_name: string } }>()
})

test('the requests of the wire are the arguments of the functions', () => {
  expectTypeOf<keyof Functions['sync_hello']['Args']>().toEqualTypeOf<keyof HelloRequest>()
  expectTypeOf<keyof Functions['sync_push']['Args']>().toEqualTypeOf<keyof PushRequest>()
  expectTypeOf<keyof Functions['sync_pull']['Args']>().toEqualTypeOf<keyof PullRequest>()
})
