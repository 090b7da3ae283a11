// Counts how common phones and name words are among people held in memory, as a whole directory or a file of customers. Pure.
import { soundSimilarity } from '../../shared/name-keys.ts'
import type { DirectoryFrequencies } from './duplicates.ts'
import { type NameWord, soundsSameFrom } from './pair-name-words.ts'
import type { PreparedCandidate } from './prepare-candidate.ts'

/** The name of one who carries a word, and what tells them from somebody written down twice. */
type Holder = Pick<PreparedCandidate, 'names' | 'birthDate' | 'phones'>

interface CountedWord {
  readonly word: NameWord
  holders: number
  /** Some of them, for what goes with the word. */
  readonly some: Holder[]
}

/** Holders looked at for what goes with a word, and how many must be there for anything to be said. */
const looked = { atMost: 60, atLeast: 6 } as const
/** A word that this part of the holders share is a part of one compound name. */
const compoundFrom = 0.8
/** Ordered pairs that may agree by chance. */
const chancePairs = 4
const fewestWriters = 0.1

/**
 * Counts what is common among these people, for comparing any two of them: the one who is compared does not count, and
 * somebody written down several times counts once among the holders of a phone or e-mail. What a word sounds like and goes with is
 * found out when first asked.
 */
export function countDirectory(people: readonly PreparedCandidate[]): DirectoryFrequencies {
  const phones = countHolders(people, ({ phones: held }) => held.map(({ normalised }) => normalised))
  const emails = countHolders(people, (person) => person.emails)
  const words = countWords(people)
  const bySound = new Map<string, CountedWord[]>()
  for (const counted of words.values()) {
    for (const sound of counted.word.sounds) {
      const alike = bySound.get(sound)
      if (alike) alike.push(counted)
      else bySound.set(sound, [counted])
    }
  }
  const heard = rememberNumbers((text) => {
    const asked = words.get(text)
    const alike = new Set(asked?.word.sounds.flatMap((sound) => bySound.get(sound) ?? []))
    let holders = 0
    for (const other of alike) {
      const isAlike = other === asked || soundSimilarity(text, other.word.text) >= soundsSameFrom
      if (isAlike) holders += other.holders
    }
    return holders
  })
  const thai = countThai(people) / Math.max(1, people.length)
  const repeats = rememberNumbers((text) => measureRepeats(text, words.get(text)?.some ?? []))
  return {
    customers: people.length,
    holders: (kind, value) => {
      if (kind === 'phone') return Math.max(1, (phones.get(value) ?? 0) - 1)
      if (kind === 'email') return Math.max(1, (emails.get(value) ?? 0) - 1)
      return Math.max(1, (kind === 'spelling' ? (words.get(value)?.holders ?? 0) : heard(value)) - 1)
    },
    namesakes: (name) => {
      let rarest: CountedWord | null = null
      for (const { text } of name) {
        const counted = words.get(text)
        if (counted && (!rarest || counted.holders < rarest.holders) && repeats(text) > 0) rarest = counted
      }
      return rarest ? rarest.holders * repeats(rarest.word.text) : 0
    },
    writing: (isThai) => compareWriters(thai, isThai),
  }
}

function countThai(people: readonly PreparedCandidate[]): number {
  return people.filter(({ names }) => names[0]?.words[0]?.thai).length
}

/**
 * How many write in a script for each who writes in the commoner one (0–1), by the part of all who write in Thai; a handful
 * tell little about what is common in theirs.
 */
export function compareWriters(thai: number, isThai: boolean): number {
  const inScript = isThai ? thai : 1 - thai
  return Math.max(fewestWriters, Math.min(1, inScript / (1 - inScript)))
}

/** How many different people hold each of their phones or e-mails. */
function countHolders(
  people: readonly PreparedCandidate[],
  valuesOf: (person: PreparedCandidate) => readonly string[],
): ReadonlyMap<string, number> {
  const counted = new Map<string, { holders: number; readonly seen: Set<string> }>()
  for (const person of people) {
    const marks = marksOf(person)
    for (const value of new Set(valuesOf(person))) {
      const known = counted.get(value) ?? { holders: 0, seen: new Set() }
      counted.set(value, known)
      if (!marks.some((mark) => known.seen.has(mark))) known.holders += 1
      for (const mark of marks) known.seen.add(mark)
    }
  }
  return new Map([...counted].map(([value, { holders }]) => [value, holders]))
}

function countWords(people: readonly PreparedCandidate[]): ReadonlyMap<string, CountedWord> {
  const words = new Map<string, CountedWord>()
  for (const person of people) {
    const named = person.names.flatMap((name) => name.words)
    for (const word of distinct(person.nickname ? [...named, person.nickname] : named)) {
      const counted = words.get(word.text) ?? { word, holders: 0, some: [] }
      words.set(word.text, counted)
      counted.holders += 1
      if (counted.some.length < looked.atMost) counted.some.push(person)
    }
  }
  return words
}

/** How likely (0–1) two holders of a word share another word of their name too, those who may be one person counted once. */
function measureRepeats(text: string, holders: readonly Holder[]): number {
  const seen = new Set<string>()
  const companions = new Map<string, number>()
  let people = 0
  for (const { names, birthDate, phones } of holders) {
    const own = names[0]?.words ?? []
    if (!own.some((word) => word.text === text)) continue
    const marks = [...phones.map(({ normalised }) => normalised), ...(birthDate ? [birthDate] : [])]
    if (marks.some((mark) => seen.has(mark))) continue
    for (const mark of marks) seen.add(mark)
    people += 1
    for (const word of distinct(own)) if (word.text !== text) add(companions, word.text)
  }
  if (people < looked.atLeast) return 0
  let shared = 0
  for (const count of companions.values()) {
    if (count <= compoundFrom * people) shared += count * (count - 1)
  }
  return Math.max(0, shared - chancePairs) / (people * (people - 1))
}

function rememberNumbers(find: (text: string) => number): (text: string) => number {
  const known = new Map<string, number>()
  return (text) => {
    const number = known.get(text) ?? find(text)
    known.set(text, number)
    return number
  }
}

/** What two records of one person on one phone mostly have in common: the birth date, or how the name sounds. */
function marksOf({ names, birthDate }: PreparedCandidate): readonly string[] {
  const sounds = (names[0]?.words ?? []).map((word) => word.sounds[0] ?? word.text)
  return [sounds.toSorted().join(' '), ...(birthDate ? [birthDate] : [])]
}

function add(counts: Map<string, number>, value: string): void {
  counts.set(value, (counts.get(value) ?? 0) + 1)
}

function distinct(words: readonly NameWord[]): readonly NameWord[] {
  return words.filter((word, place) => words.findIndex((other) => other.text === word.text) === place)
}
