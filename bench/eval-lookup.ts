// How well a name is found in the other script: npm run eval:lookup -- PAIRS.tsv [--customers N]
// The file holds Thai name, tab, Latin spelling, tab, further spellings with commas. The Thai names stand among N made-up
// customers and are asked for in each Latin spelling; then each Latin spelling stands among them and is asked for in Thai.
// Prints the misses and, last, one JSON object with the shares found first and among the first five.
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { loadDirectory } from '../src/main/db/bulk-load.ts'
import { searchCustomers } from '../src/main/db/search.ts'
import type { DirectoryRecord } from '../src/shared/directory-record.ts'
import { generatePeople } from '../tools/demo-data/people.ts'
import { numberArgument, report, round } from './measure.ts'
import { openEmptyStore } from './worn-store.ts'

interface NamePair {
  readonly thai: string
  readonly spellings: readonly string[]
}
/** A text asked, the customer it must find, and everybody who may rightly stand first. */
interface Asked {
  readonly text: string
  readonly name: string
  readonly id: string
  readonly rightFirst: ReadonlySet<string>
}

const shown = 20
const path = process.argv[2]
if (!path) throw new TypeError('usage: npm run eval:lookup -- PAIRS.tsv [--customers N]')
const customers = numberArgument('customers', 20_000)
const pairs = readPairs(path)

const results = [...ask(putThaiNames), ...ask(putLatinNames)]
const share = (within: number) =>
  round(results.filter(({ place }) => place >= 0 && place < within).length / Math.max(1, results.length))
console.log(JSON.stringify({ asked: results.length, recall_at_1: share(1), recall_at_5: share(5) }))

function readPairs(file: string): NamePair[] {
  return readFileSync(file, 'utf8')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => {
      const [thai = '', latin = '', others = ''] = line.split('\t').map((field) => field.trim())
      const spellings = [latin, ...others.split(',').map((spelling) => spelling.trim())].filter(Boolean)
      return { thai, spellings }
    })
    .filter(({ thai, spellings }) => thai !== '' && spellings.length > 0)
}

function putThaiNames(put: (name: string) => string): Asked[] {
  return pairs.flatMap(({ thai, spellings }) => {
    const id = put(thai)
    return spellings.map((text) => ({ text, name: thai, id, rightFirst: new Set([id]) }))
  })
}

function putLatinNames(put: (name: string) => string): Asked[] {
  return pairs.flatMap(({ thai, spellings }) => {
    const ids = spellings.map(put)
    const rightFirst = new Set(ids)
    return spellings.map((name, index) => ({ text: thai, name, id: ids[index] ?? '', rightFirst }))
  })
}

/** Loads the directory with the names in it, asks, and answers at which place each was found; -1 for not at all. */
function ask(putNames: (put: (name: string) => string) => Asked[]): { place: number }[] {
  const names: DirectoryRecord[] = []
  const put = (name: string) => {
    const made = writeRecord(name, customers + names.length + 1)
    names.push(made)
    return made.id
  }
  const questions = putNames(put)
  const store = openEmptyStore()
  try {
    loadDirectory(store.db, withNames(names))
    return questions.map(({ text, name, id, rightFirst }) => {
      const ids = searchCustomers(store.db, text, shown).hits.map((hit) => hit.id)
      const place = rightFirst.has(ids[0] ?? '') ? 0 : ids.indexOf(id)
      if (place < 0 || place >= 5) {
        console.log(`missed: ${text} -> ${name}${place < 0 ? '' : ` (place ${place + 1})`}`)
      }
      return { place }
    })
  } finally {
    store.remove()
  }
}

/** The made-up people, with the names spread evenly among them. */
function* withNames(names: readonly DirectoryRecord[]): Generator<DirectoryRecord> {
  report(`loading ${customers} made-up customers and ${names.length} names`)
  const every = Math.max(1, Math.floor(customers / names.length))
  let next = 0
  let row = 0
  for (const person of generatePeople(customers)) {
    yield person
    row += 1
    const name = row % every === 0 ? names[next] : undefined
    if (!name) continue
    yield name
    next += 1
  }
  yield* names.slice(next)
}

function writeRecord(fullName: string, number: number): DirectoryRecord {
  return {
    id: randomUUID(),
    customerCode: `CUS-${number}`,
    facts: {
      fullName,
      customerSource: 'Walk In',
      smsConsent: false,
      emailConsent: false,
      marketingConsent: false,
    },
    isActive: true,
    createdAt: '2020-01-01T00:00:00.000Z',
    identifiers: [],
    ledger: [],
    notes: [],
  }
}
