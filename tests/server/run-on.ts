// Walks the rights matrix on a Supabase project that has the migrations (`supabase db push`):
// `node tests/server/run-on.ts --url postgresql://postgres:PASSWORD@HOST:5432/postgres`. Everything happens in one
// transaction that is taken back, yet it locks tables meanwhile: meant for a project nobody works with.
// For another version of PostgreSQL: `REGULARS_POSTGRES_BIN=FOLDER vitest run --project=server`.
import { parseArgs } from 'node:util'
import pg from 'pg'
import { writeSample } from './rights-sample.ts'
import { walkFunctions, walkTables } from './rights-walk.ts'

async function walk(url: string): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query("begin; set local lock_timeout = '5s'")
    await writeSample(client)
    return [...(await walkTables(client)), ...(await walkFunctions(client))]
  } finally {
    await client.query('rollback').catch(() => undefined)
    await client.end()
  }
}

const { values } = parseArgs({ options: { url: { type: 'string' } } })
if (!values.url) {
  console.error('Say which database: --url postgresql://postgres:PASSWORD@HOST:5432/postgres')
  process.exit(2)
}
const faults = await walk(values.url)
for (const fault of faults) console.log(fault)
console.log(faults.length === 0 ? 'Every right is as the matrix says.' : `${faults.length} are not.`)
process.exit(faults.length === 0 ? 0 : 1)
