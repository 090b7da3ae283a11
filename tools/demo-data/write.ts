// Writes a demo directory to files: node tools/demo-data/write.ts --customers N [--seed S] [--today DAY] [--year] [--out FILE.jsonl] [--csv FILE]
// With --year they have lived the year up to that day, or up to now. Streams, so that a million customers need no memory.
import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { legacyHeader, writeLegacyLine } from './legacy-csv.ts'
import { generatePeople } from './people.ts'
import { createRandom } from './random.ts'
import { generateYear } from './year/year.ts'

/** Yields the directory as JSON lines, several to a chunk. */
export function* writeJsonLines(count: number, seed: number, today?: string): Generator<string> {
  yield* inChunks(generatePeople(count, seed, { today }), (record) => JSON.stringify(record))
}

/** Yields the directory with the year up to `now` (milliseconds), and a last line with what belongs to the venue. */
export function* writeYearLines(count: number, seed: number, now: number): Generator<string> {
  const { people, venue } = generateYear(count, { seed, now })
  yield* inChunks(people, (record) => JSON.stringify(record))
  yield `${JSON.stringify({ venue: venue() })}\n`
}

/** Yields the directory as the legacy POS's CSV, with a byte order mark as its exports have. */
export function* writeLegacyCsv(count: number, seed: number, today?: string): Generator<string> {
  const random = createRandom(seed)
  yield `\ufeff${legacyHeader}\n`
  yield* inChunks(generatePeople(count, seed, { today }), (record) => writeLegacyLine(random, record))
}

function* inChunks<Item>(items: Iterable<Item>, write: (item: Item) => string): Generator<string> {
  let chunk = ''
  for (const item of items) {
    chunk += `${write(item)}\n`
    if (chunk.length < 65_536) continue
    yield chunk
    chunk = ''
  }
  if (chunk) yield chunk
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      customers: { type: 'string', default: '1000' },
      seed: { type: 'string', default: '1' },
      today: { type: 'string' },
      year: { type: 'boolean', default: false },
      out: { type: 'string' },
      csv: { type: 'string' },
    },
  })
  const count = Number(values.customers)
  const seed = Number(values.seed)
  if (!Number.isSafeInteger(count) || count < 0 || !Number.isSafeInteger(seed)) {
    throw new Error('--customers and --seed take whole numbers')
  }
  if (values.today !== undefined && Number.isNaN(Date.parse(values.today))) {
    throw new Error('--today takes a day as YYYY-MM-DD')
  }
  if (!values.out && !values.csv) throw new Error('say where to write: --out FILE.jsonl or --csv FILE')
  if (values.out) {
    const lines = values.year
      ? writeYearLines(count, seed, values.today ? Date.parse(`${values.today}T12:00:00Z`) : Date.now())
      : writeJsonLines(count, seed, values.today)
    await pipeline(Readable.from(lines), createWriteStream(values.out))
  }
  if (values.csv) {
    await pipeline(Readable.from(writeLegacyCsv(count, seed, values.today)), createWriteStream(values.csv))
  }
  console.log(`Wrote ${count} customers.`)
}

if (import.meta.main) {
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  })
}
