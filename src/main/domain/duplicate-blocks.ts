// Finds which people of a whole directory are worth comparing: those who share a phone, an e-mail, a birth date, how a name
// sounds, or a piece of an address. A block too large to compare whole is cut down by a second thing in common. Pure.
import type { NameWord } from './pair-name-words.ts'
import type { PreparedCandidate } from './prepare-candidate.ts'

/** Groups of people (by index) in which everybody is to be compared with everybody. */
export interface Blocks {
  readonly blocks: readonly (readonly number[])[]
  /** Blocks too large even after cutting: their members are compared with those who stand next to them by name only. */
  readonly windowed: number
}

type KeysOf = (person: PreparedCandidate) => readonly string[]

/** A block up to this size is compared whole; `window` is how many neighbours are where nothing else is left. */
const blockLimit = { whole: 30, window: 12 } as const
const peoplePerStep = 2000
/** How often a block may be cut down again. */
const deepest = 2

const families: readonly KeysOf[] = [
  ({ phones }) => phones.map((phone) => phone.normalised),
  ({ emails }) => emails,
  ({ birthDate }) => (birthDate ? [withoutOrder(birthDate)] : []),
  ({ names }) => names.flatMap(({ words }) => soundPairs(words)),
  ({ names, birthDate }) =>
    birthDate ? soundsOf(names).map((sound) => `${sound} ${birthDate.slice(0, 4)}`) : [],
  ({ address }) => (address ? pairNeighbours(address.words) : []),
]

/** What else two people of one block may have in common, beginning with what tells most. */
const secondKeys: KeysOf = (person) => [
  ...soundsOf(person.names).map((sound) => `n${sound}`),
  ...(person.birthDate ? [`b${withoutOrder(person.birthDate)}`] : []),
  ...(person.nickname ? [`k${person.nickname.text}`] : []),
  ...(person.address?.numbers ?? []).map((number) => `h${number}`),
  ...person.phones.map((phone) => `p${phone.normalised}`),
  ...person.emails.map((email) => `e${email}`),
]

/** Puts everybody into blocks, one kind of key after the other, yielding every few thousand people. */
export function* makeBlocks(people: readonly PreparedCandidate[]): Generator<void, Blocks> {
  const blocks: number[][] = []
  let windowed = 0
  const everybody = people.map((_, index) => index)
  for (const keysOf of families) {
    let added = 0
    for (const block of groupBy(people, everybody, keysOf)) {
      windowed += cutDown(people, block, 0, blocks)
      added += block.length
      if (added < peoplePerStep) continue
      added = 0
      yield
    }
    yield
  }
  return { blocks, windowed }
}

/** Yields each person's partners among those before them, each pair once. */
export function* partnersOf(blocks: Blocks['blocks'], count: number): Generator<readonly [number, number[]]> {
  const blocksOf: number[][] = Array.from({ length: count }, () => [])
  for (const [index, block] of blocks.entries()) for (const person of block) blocksOf[person]?.push(index)
  const seenBy = new Int32Array(count).fill(-1)
  for (const [person, own] of blocksOf.entries()) {
    const partners: number[] = []
    for (const index of own) {
      for (const other of blocks[index] ?? []) {
        if (other >= person || seenBy[other] === person) continue
        seenBy[other] = person
        partners.push(other)
      }
    }
    yield [person, partners]
  }
}

/** Adds a block, or what it falls into; answers how many parts had to be taken by neighbourhood. */
function cutDown(
  people: readonly PreparedCandidate[],
  block: readonly number[],
  depth: number,
  found: number[][],
): number {
  if (block.length <= blockLimit.whole) {
    found.push([...block])
    return 0
  }
  addWindows(people, block, found)
  if (depth === deepest) return 1
  // A key that everybody has cuts nothing.
  const parts = groupBy(people, block, secondKeys).filter((part) => part.length < block.length)
  if (parts.length === 0) return 1
  return parts.reduce((sum, part) => sum + cutDown(people, part, depth + 1, found), 0)
}

function groupBy(
  people: readonly PreparedCandidate[],
  members: readonly number[],
  keysOf: KeysOf,
): readonly number[][] {
  const groups = new Map<string, number[]>()
  for (const index of members) {
    const person = people[index]
    if (!person) continue
    for (const key of new Set(keysOf(person))) {
      const group = groups.get(key)
      if (group) group.push(index)
      else groups.set(key, [index])
    }
  }
  return [...groups.values()].filter((group) => group.length > 1)
}

/** Neighbours in the order of their names: Hernández and Stolfo, "The Merge/Purge Problem", 1995. */
function addWindows(people: readonly PreparedCandidate[], block: readonly number[], found: number[][]): void {
  const order = block
    .map((index) => ({ index, text: `${orderText(people[index])} ${people[index]?.birthDate ?? ''}` }))
    .sort((left, right) =>
      left.text < right.text ? -1 : left.text > right.text ? 1 : left.index - right.index,
    )
  const step = blockLimit.window / 2
  for (let start = 0; start < order.length; start += step) {
    found.push(order.slice(start, start + blockLimit.window).map(({ index }) => index))
  }
}

function orderText(person: PreparedCandidate | undefined): string {
  return (person?.names[0]?.words ?? []).map((word) => word.text).join(' ')
}

function soundsOf(names: PreparedCandidate['names']): readonly string[] {
  return names.flatMap(({ words }) => words.flatMap(soundOrText))
}

/** The sounds of any two words of a name, whichever comes first. */
function soundPairs(words: readonly NameWord[]): readonly string[] {
  const pairs: string[] = []
  for (const [place, word] of words.entries()) {
    for (const other of words.slice(place + 1)) {
      for (const sound of soundOrText(word)) {
        for (const second of soundOrText(other)) {
          pairs.push(sound < second ? `${sound} ${second}` : `${second} ${sound}`)
        }
      }
    }
  }
  return pairs
}

function soundOrText(word: NameWord): readonly string[] {
  return word.sounds.length > 0 ? word.sounds : [word.text]
}

function pairNeighbours(words: readonly string[]): readonly string[] {
  return words.slice(1).map((word, place) => `${words[place]} ${word}`)
}

/** A day whose day and month may have been swapped. */
function withoutOrder(date: string): string {
  const [year, month = '', day = ''] = date.split('-')
  return month < day ? `${year}-${month}-${day}` : `${year}-${day}-${month}`
}
