// Reads what was typed into the fragments to look for: words in any order, digits as every number they may stand for.
import { phoneQueryReadings } from '../../shared/contact-info.ts'
import { normaliseText } from '../../shared/text.ts'

const wordLimit = 8
const readingLimit = 8

/** A question in normal form: all fragments of at least one reading must stand in a customer's text. */
export interface SearchQuery {
  readonly whole: string
  readonly readings: readonly (readonly string[])[]
  /** Nothing but digits and phone punctuation. */
  readonly isDigits: boolean
}

/** Reads a typed text; null where nothing is left to look for. */
export function readQuery(text: string): SearchQuery | null {
  const whole = normaliseText(text.toWellFormed())
  if (!whole) return null
  const wholeReadings = phoneQueryReadings(whole)
  if (wholeReadings.length > 0) {
    const readings = wholeReadings.map((reading) => [reading])
    if (!/^\d+$/.test(whole)) readings.push(whole.split(' ').slice(0, wordLimit))
    return { whole, readings: distinct(readings), isDigits: true }
  }
  return {
    whole,
    readings: distinct(combine(readTerms(whole.split(' ').slice(0, wordLimit)))),
    isDigits: false,
  }
}

/** Each term is a list of alternatives; neighbouring digit groups are one number, however it was spaced. */
function readTerms(words: readonly string[]): string[][] {
  const terms: string[][] = []
  let digitWords: string[] = []
  const endNumber = () => {
    if (digitWords.length > 0) {
      const typed = digitWords.join(' ')
      terms.push([...phoneQueryReadings(typed), ...(digitWords.length === 1 ? [typed] : [])])
    }
    digitWords = []
  }
  for (const word of words) {
    if (phoneQueryReadings(word).length > 0) digitWords.push(word)
    else {
      endNumber()
      terms.push([word])
    }
  }
  endNumber()
  return terms
}

function combine(terms: readonly (readonly string[])[]): string[][] {
  let readings: string[][] = [[]]
  for (const alternatives of terms) {
    readings = readings.flatMap((reading) => alternatives.map((fragment) => [...reading, fragment]))
    readings = readings.slice(0, readingLimit)
  }
  return readings
}

function distinct(readings: readonly (readonly string[])[]): string[][] {
  const seen = new Map<string, string[]>()
  for (const reading of readings) {
    const fragments = [...new Set(reading.filter((fragment) => fragment.length > 0))]
    if (fragments.length > 0) seen.set(fragments.toSorted().join(' '), fragments)
  }
  return [...seen.values()]
}
