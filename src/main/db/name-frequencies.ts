// Tells how common a name is in this directory: counted while it is rare, estimated on the most recent customers when common.
import { isThai, nameWords, soundSimilarity } from '../../shared/name-keys.ts'
import { type NameWord, soundsSameFrom } from '../domain/pair-name-words.ts'
import { askForAll, rarestGrams } from './grams.ts'
import { type ReadDb, statement } from './handle.ts'
import { askIndex, type FoundRow, findByFragments } from './search-fragments.ts'
import { separator, writeSound } from './search-text.ts'

/** Rows read per question; a name that fills them is common. */
const rowsRead = 60
/** Fewer holders than this among the rows of a short word, and they are asked for by the whole word. */
const fewHolders = 20
/** Rows that tell how many are written in which script. */
const writersRead = 200
/** Holders without whom nothing is said about what goes with a word. */
const holdersNeeded = 6
/** A word that this part of the holders share is a part of one compound name. */
const compoundFrom = 0.8
/** Ordered pairs that may agree by chance. */
const chancePairs = 4

/** How common a spelling is in a directory, and what goes with it. */
export interface SpellingFrequency {
  /** Customers who carry the word in this spelling. */
  readonly holders: number
  /** How likely (0–1) two of its holders share another word too: one in thirty where few names go with it. */
  readonly repeats: number
}

/** Counts a word of a name (normal form) among `customers` customers. */
export function countSpelling(db: ReadDb, word: NameWord, customers: number): SpellingFrequency {
  const fits = (held: string) => held === word.text
  const spelled = readNames(findByFragments(db, [word.text], rowsRead))
  const isCrowded =
    spelled.length === rowsRead && spelled.filter(({ name }) => name.some(fits)).length < fewHolders
  const questions = isCrowded ? [' ', separator].map((end) => askWord(db, word.text + end)) : [spelled]
  const holders = questions.reduce((sum, rows) => sum + estimate(db, rows, customers, fits), 0)
  return { holders, repeats: measureRepeats(questions.flat(), word) }
}

/** Rows in which a word ends like this: a short one (Sun) is otherwise lost among the longer ones that hold it. */
function askWord(db: ReadDb, ending: string): NamedRow[] {
  return readNames(findByFragments(db, [ending], rowsRead))
}

/** Counts the customers who carry a word that sounds like this one, in whatever script. */
export function countSound(db: ReadDb, word: NameWord, customers: number): number {
  const sounds = word.sounds.map((sound) => {
    const fragment = writeSound(sound)
    const heard = askIndex(db, askForAll(rarestGrams(db, [fragment], 4)), [fragment], rowsRead)
    return estimate(db, readNames(heard), customers, rememberLikeness(word))
  })
  return Math.max(0, ...sounds)
}

/** Which part (0–1) of the most recent customers are written in Thai. */
export function countThai(db: ReadDb): number {
  const sql = 'SELECT text FROM search_text ORDER BY rank LIMIT ?'
  const texts = statement(db, sql).pluck().all(writersRead) as string[]
  const thai = texts.filter((text) => isThai(text.split(separator, 1)[0] ?? ''))
  return thai.length / Math.max(1, texts.length)
}

interface NamedRow {
  readonly rank: number
  /** The words of the name, and of the nickname. */
  readonly name: readonly string[]
  readonly nickname: string
}

function readNames(rows: readonly FoundRow[]): NamedRow[] {
  return rows.map(({ rank, text }) => {
    const [name = '', nickname = ''] = text.split(separator, 2)
    return { rank, name: nameWords(name), nickname }
  })
}

/** Pairs of holders with a second word in common among all pairs, less what chance and people written down twice explain. */
function measureRepeats(rows: readonly NamedRow[], word: NameWord): number {
  const companions = new Map<string, number>()
  let holders = 0
  for (const { name } of rows) {
    if (!name.includes(word.text)) continue
    holders += 1
    for (const other of name) if (other !== word.text) companions.set(other, (companions.get(other) ?? 0) + 1)
  }
  if (holders < holdersNeeded) return 0
  let shared = 0
  for (const count of companions.values()) {
    const isSameName = count > compoundFrom * holders
    if (!isSameName) shared += count * (count - 1)
  }
  return Math.max(0, shared - chancePairs) / (holders * (holders - 1))
}

/** Counts the rows with a fitting word in name or nickname; when there may be more rows, those read stand for the rest. */
function estimate(
  db: ReadDb,
  rows: readonly NamedRow[],
  customers: number,
  fits: (word: string) => boolean,
): number {
  const fitting = rows.filter(({ name, nickname }) => name.some(fits) || fits(nickname)).length
  const last = rows.at(-1)
  if (rows.length < rowsRead || !last) return fitting
  const newest = statement(db, 'SELECT min(rank) FROM search_text').pluck().get() as number
  const placesRead = Math.max(rows.length, last.rank - newest + 1)
  return Math.round((customers * Math.max(fitting, 1)) / placesRead)
}

function rememberLikeness(word: NameWord): (held: string) => boolean {
  const known = new Map<string, boolean>()
  return (held) => {
    const alike = known.get(held) ?? soundSimilarity(word.text, held) >= soundsSameFrom
    known.set(held, alike)
    return alike
  }
}
