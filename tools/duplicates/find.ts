// Finds likely duplicates in a customer file: npm run duplicates -- FILE.csv [--out PAIRS.csv]
// Everything has its default: weights are learned from the file itself, and one threshold holds for all files. Writes pairs
// as a,b,score,reasons. The last line of standard output is one JSON object.
import fs from 'node:fs'
import { parseArgs } from 'node:util'
import { writeRow } from '../../src/main/domain/csv-row.ts'
import { type ImpliedPair, implyPairs } from '../../src/main/domain/implied-pairs.ts'
import {
  type DirectorySearch,
  type DuplicatePair,
  pairThreshold,
  searchDirectory,
} from '../../src/main/domain/search-directory.ts'
import { localDay } from '../../src/shared/local-day.ts'
import type { DuplicateReason } from '../../src/shared/lookup.ts'
import { type FilePeople, readPeople } from './read-people.ts'

const usage = 'Usage: npm run duplicates -- FILE.csv [--out PAIRS.csv]'
const shownWithoutFile = 10

const words: Readonly<Record<DuplicateReason['code'], string>> = {
  'same-phone': 'same phone',
  'same-phone-old': 'same phone as before',
  'similar-phone': 'phone differs by one digit',
  'same-email': 'same e-mail',
  'similar-email': 'e-mail differs by one letter',
  'same-name': 'same name',
  'same-name-other-script': 'same name in the other script',
  'similar-name': 'similar name',
  'swapped-name': 'first and last name swapped',
  'same-nickname': 'same nickname',
  'same-birth-date': 'same birth date',
  'birth-date-swapped': 'birth date with day and month swapped',
  'similar-birth-date': 'birth date differs by one digit',
  'different-birth-date': 'but another birth date',
  'same-address': 'same address',
  'similar-address': 'similar address',
}

/** What a run found, for whoever reads the last line. */
export interface DuplicatesSummary {
  readonly customers: number
  readonly candidate_pairs: number
  readonly pairs: number
  /** Of these pairs, those that follow from two others only. */
  readonly implied_pairs: number
  readonly threshold: number
  readonly windowed_blocks: number
  readonly malformed_rows: number
  readonly seconds: number
  /** Of the processor: on a machine that others keep busy the clock says more. */
  readonly cpu_seconds: number
}

/** Finds the pairs of a file, writes them to `out` where given, and tells the summary. */
export function findInFile(
  file: string,
  out: string | undefined,
  tell: (line: string) => void,
): DuplicatesSummary {
  const begun = performance.now()
  const usage = process.cpuUsage()
  const read = readPeople(file, localDay(new Date()))
  const search = runSearch(read, tell)
  const { candidatePairs, windowedBlocks } = search
  const implied = implyPairs(read.people, search)
  const pairs = [...search.pairs, ...implied].sort((one, other) => other.score - one.score)
  const rows = pairs.map((pair) => describePair(pair, read.ids))
  if (out !== undefined) {
    fs.writeFileSync(out, [['a', 'b', 'score', 'reasons'], ...rows].map(writeRow).join(''))
  } else
    for (const [a, b, score, reasons] of rows.slice(0, shownWithoutFile)) {
      tell(`${score}  ${a}  ${b}  ${reasons}`)
    }
  return {
    customers: read.people.length,
    candidate_pairs: candidatePairs,
    pairs: pairs.length,
    implied_pairs: implied.length,
    threshold: pairThreshold,
    windowed_blocks: windowedBlocks,
    malformed_rows: read.malformed,
    seconds: Math.round(performance.now() - begun) / 1000,
    cpu_seconds: Math.round(process.cpuUsage(usage).user / 1000) / 1000,
  }
}

function runSearch({ people }: FilePeople, tell: (line: string) => void): DirectorySearch {
  const search = searchDirectory(people)
  let told = 0
  for (;;) {
    const step = search.next()
    if (step.done) return step.value
    const share = Math.floor((10 * step.value.compared) / Math.max(1, step.value.total))
    if (share > told && people.length >= 10_000) tell(`${share * 10} % compared`)
    told = share
  }
}

function describePair(pair: DuplicatePair | ImpliedPair, ids: readonly string[]) {
  const { left, right, score, reasons } = pair
  const between = 'between' in pair ? [`both likely one with ${ids[pair.between] ?? ''}`] : []
  const told = [...reasons.map(({ code }) => words[code]), ...between].join('; ')
  return [ids[left] ?? '', ids[right] ?? '', String(score), told] as const
}

function main(): void {
  const { values, positionals } = parseArgs({
    options: { out: { type: 'string' } },
    allowPositionals: true,
  })
  const [file] = positionals
  if (file === undefined || positionals.length > 1) throw new Error(usage)
  const summary = findInFile(file, values.out, (line) => process.stderr.write(`${line}\n`))
  const { customers, candidate_pairs, pairs, threshold, seconds, malformed_rows } = summary
  console.log(
    `${customers} customers, ${candidate_pairs} pairs compared, ${pairs} score ${threshold} or more; ${seconds} s.`,
  )
  if (malformed_rows > 0) console.log(`${malformed_rows} rows could not be read.`)
  if (values.out !== undefined) console.log(`The pairs are in ${values.out}.`)
  console.log(JSON.stringify(summary))
}

if (import.meta.main) {
  try {
    main()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
