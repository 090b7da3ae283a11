// The one or two letters that stand for a person where there is room for no more.
import { thaiTitles } from '../../../shared/honorifics.ts'

/** Thai vowels that are written before the consonant they follow. */
const leadingVowels = /^[เแโใไ]+/
const title = new RegExp(`^(?:${thaiTitles.join('|')})(?=.{2})`)

/** First letters of the first and the last word, titles left out: NK, or น and ก. */
export function initialsOf(name: string): string {
  const words = name.trim().replace(title, '').split(/\s+/)
  const [first = '', last = ''] = [words[0], words.length > 1 ? words.at(-1) : '']
  return (letterOf(first) + letterOf(last)).toUpperCase() || '?'
}

function letterOf(word: string): string {
  return Array.from(word.replace(leadingVowels, ''))[0] ?? ''
}
