// The simulator's model of the server against the real SQL: the same lists of commands come to the same.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startPostgres, type TestPostgres } from '../server/postgres.ts'
import { compareOnce } from './parity.ts'

const lists = Number(process.env.REGULARS_PARITY_LISTS ?? 30)
let postgres: TestPostgres
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres.stop())

it(`answers ${lists} lists of commands as the server does`, { timeout: lists * 20_000 }, async () => {
  for (let seed = 1; seed <= lists; seed++) {
    const database = await postgres.createDatabase()
    const client = await database.connect()
    expect(await compareOnce(seed, client)).toEqual([])
    await database.drop()
  }
})
