// How well the sound keys find a person across scripts: `node bench/eval-names.ts [PAIRS.tsv ...] [--customers N]`.
// Puts names of the files among N made-up customers, asks with each other spelling by the recipe in name-keys.ts
// (in memory, without the store), prints the misses of keys and of ranking and, last, one JSON object per file.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  nameWords,
  soundMatcher,
  soundMatchThreshold,
  soundPrefixes,
  soundQuestion,
  soundSkeletons,
  soundTokens,
} from '../src/shared/name-keys.ts'

interface NamePair {
  readonly thai: string
  readonly latin: readonly string[]
}

const candidateLimit = 300
const beside = (name: string) => fileURLToPath(new URL(`names/${name}`, import.meta.url))

function readPairs(path: string): NamePair[] {
  const pairs: NamePair[] = []
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const [thai, latin, others = ''] = line.trim().split('\t')
    if (thai === undefined || latin === undefined || thai.startsWith('#')) continue
    pairs.push({ thai, latin: [latin, ...others.split(',').filter((other) => other !== '')] })
  }
  return pairs
}

/** Small seeded source of numbers in [0, 1). */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296
    return state / 4294967296
  }
}

/** Full names from a list of single words: each word once as first name and once as surname. */
function toFullNames(pairs: readonly NamePair[]): NamePair[] {
  if (pairs.some((pair) => /\s/.test(pair.thai))) return [...pairs]
  return pairs.map((pair, index) => {
    const surname = pairs[(index * 7 + 131) % pairs.length] ?? pair
    return {
      thai: `${pair.thai} ${surname.thai}`,
      latin: pair.latin.map((spelling, at) => `${spelling} ${surname.latin[at % surname.latin.length]}`),
    }
  })
}

/** Made-up neighbours from the words of all lists, in both scripts, most of them sharing a word with someone. */
function* makeNeighbours(words: readonly NamePair[], count: number): Generator<string> {
  const random = createRandom(7)
  const pick = () => words[Math.floor(random() * words.length)] ?? { thai: 'ก', latin: ['K'] }
  const spell = (word: NamePair) => word.latin[Math.floor(random() * word.latin.length)] ?? ''
  for (let made = 0; made < count; made += 1) {
    const [first, last] = [pick(), pick()]
    yield random() < 0.6 ? `${first.thai} ${last.thai}` : `${spell(first)} ${spell(last)}`
  }
}

interface Directory {
  readonly names: string[]
  readonly byToken: Map<string, number[]>
}

function addName(directory: Directory, name: string): number {
  const key = directory.names.push(name) - 1
  for (const token of soundTokens(nameWords(name))) {
    const keys = directory.byToken.get(token)
    if (keys === undefined) directory.byToken.set(token, [key])
    else keys.push(key)
  }
  return key
}

function holdersOf(directory: Directory, tokens: readonly string[], prefix: boolean): Set<number> {
  const holders = new Set<number>()
  const matching = prefix
    ? [...directory.byToken.keys()].filter((token) => tokens.some((start) => token.startsWith(start)))
    : tokens
  for (const token of matching) for (const key of directory.byToken.get(token) ?? []) holders.add(key)
  return holders
}

function intersect(one: Set<number>, other: Set<number>): Set<number> {
  return new Set([...one].filter((key) => other.has(key)))
}

interface Answer {
  readonly ranked: readonly number[]
  readonly candidates: number
}

function askDirectory(directory: Directory, query: string, mayWiden: boolean): Answer {
  const words = nameWords(query)
  const score = soundMatcher(query)
  const scores = new Map<number, number>()
  const consider = (keys: Iterable<number>) => {
    let taken = 0
    for (const key of keys) {
      if (taken >= candidateLimit) break
      taken += 1
      if (!scores.has(key)) scores.set(key, score(directory.names[key] ?? ''))
    }
  }
  const good = () => [...scores.values()].filter((value) => value >= soundMatchThreshold).length
  const newest = (keys: Set<number>) => [...keys].sort((one, other) => other - one)
  const groups = soundQuestion(words)
  if (groups.length === 0) return { ranked: [], candidates: 0 }
  const whole = groups.map((tokens) => holdersOf(directory, tokens, false))
  consider(newest(whole.reduce((kept, holders) => intersect(kept, holders))))
  if (good() < 5) {
    const begun = holdersOf(directory, soundPrefixes(words.at(-1) ?? ''), true)
    consider(newest([...whole.slice(0, -1), begun].reduce((kept, holders) => intersect(kept, holders))))
  }
  if (mayWiden && good() < 5 && groups.length > 1) for (const holders of whole) consider(newest(holders))
  const ranked = [...scores]
    .filter(([, value]) => value >= soundMatchThreshold)
    .sort((one, other) => other[1] - one[1] || other[0] - one[0])
    .map(([key]) => key)
  return { ranked, candidates: scores.size }
}

interface Tally {
  asked: number
  first: number
  fifth: number
  candidates: number[]
}

/** Asks for every name of `held` with its `asked` writing. */
function evaluate(
  neighbours: readonly string[],
  tasks: readonly { readonly held: string; readonly asked: string }[],
  show: boolean,
  mayWiden: boolean,
): Tally {
  const directory: Directory = { names: [], byToken: new Map() }
  const taken = new Set(tasks.flatMap((task) => [task.held, task.asked]))
  const half = neighbours.length >> 1
  for (const name of neighbours.slice(0, half)) if (!taken.has(name)) addName(directory, name)
  const keys = new Map(tasks.map((task) => [task.held, addName(directory, task.held)]))
  for (const name of neighbours.slice(half)) if (!taken.has(name)) addName(directory, name)
  const tally: Tally = { asked: 0, first: 0, fifth: 0, candidates: [] }
  for (const { held, asked } of tasks) {
    const { ranked, candidates } = askDirectory(directory, asked, mayWiden)
    const place = ranked.indexOf(keys.get(held) ?? -1)
    tally.asked += 1
    tally.candidates.push(candidates)
    if (place === 0) tally.first += 1
    if (place >= 0 && place < 5) tally.fifth += 1
    else if (show) {
      const shown = ranked.slice(0, 3).map((key) => directory.names[key])
      console.log(`missed ${held} asked as ${asked}: place ${place}, before it ${shown.join(' | ')}`)
    }
  }
  return tally
}

function report(tally: Tally): object {
  const sorted = tally.candidates.toSorted((one, other) => one - other)
  return {
    asked: tally.asked,
    recall_at_1: Number((tally.first / tally.asked).toFixed(4)),
    recall_at_5: Number((tally.fifth / tally.asked).toFixed(4)),
    candidates_mean: Math.round(sorted.reduce((sum, count) => sum + count, 0) / sorted.length),
    candidates_p95: sorted[Math.floor(sorted.length * 0.95)],
  }
}

/** Words of a file whose spellings share no key, and how many there are. */
function checkKeys(pairs: readonly NamePair[], show: boolean): { words: number; without_shared_key: number } {
  let words = 0
  let without = 0
  for (const pair of pairs) {
    const thaiWords = nameWords(pair.thai)
    for (const latin of pair.latin) {
      const latinWords = nameWords(latin)
      for (const [index, thai] of thaiWords.entries()) {
        words += 1
        const keys = soundSkeletons(thai)
        const others = soundSkeletons(latinWords[index] ?? '')
        if (keys.some((key) => others.includes(key))) continue
        without += 1
        if (show) console.log(`no shared key: ${thai} ${keys} / ${latinWords[index]} ${others}`)
      }
    }
  }
  return { words, without_shared_key: without }
}

const args = process.argv.slice(2)
const customersAt = args.indexOf('--customers')
const customers = customersAt >= 0 ? Number(args.splice(customersAt, 2)[1]) : 20_000
const quiet = args.includes('--quiet')
const given = args.filter((arg) => !arg.startsWith('--'))
const lists = ['train.tsv', 'held-out.tsv', 'full-names.tsv'].map(beside)
const files = given.length > 0 ? given : lists
const words = lists.slice(0, 2).flatMap(readPairs)
const neighbours = [...makeNeighbours(words, customers)]

for (const file of files) {
  const pairs = readPairs(file)
  const keys = checkKeys(pairs, !quiet)
  const names = toFullNames(pairs)
  const toThai = names.flatMap(({ thai, latin }) => latin.map((asked) => ({ held: thai, asked })))
  const toLatin = [0, 1, 2].map((at) =>
    names.flatMap(({ thai, latin }) => {
      const held = latin[at]
      return held === undefined ? [] : [{ held, asked: thai }]
    }),
  )
  const single = names.flatMap(({ thai, latin }) =>
    latin.map((asked) => ({ held: thai, asked: asked.split(' ').at(-1) ?? '' })),
  )
  console.log(
    JSON.stringify({
      file: file.split('/').at(-1),
      keys,
      latin_to_thai: report(evaluate(neighbours, toThai, !quiet, true)),
      latin_to_thai_without_widening: report(evaluate(neighbours, toThai, false, false)),
      thai_to_latin: toLatin
        .filter((tasks) => tasks.length > 0)
        .map((tasks) => report(evaluate(neighbours, tasks, !quiet, true))),
      surname_only: report(evaluate([], single, false, true)),
    }),
  )
}
