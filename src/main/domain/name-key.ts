// How a name reads and sounds, in one text that two counters which never met compute alike for one person.
import { isThai, nameWords, soundSkeleton } from '../../shared/name-keys.ts'

/**
 * `sound|script|exact`: the words' phonetic skeletons, 'thai' or 'other', and the words themselves, each sorted.
 * One person, as far as a name can tell: equal sounds, and either different scripts or equal words. Null for no name.
 */
export function nameKey(name: string): string | null {
  const words = nameWords(name)
  if (words.length === 0) return null
  const sound = words.map(soundSkeleton).toSorted().join(' ')
  const exact = words.toSorted().join(' ').replaceAll('|', ' ')
  return `${sound}|${isThai(name) ? 'thai' : 'other'}|${exact}`
}
