// Counts how common phones and name words are among people held in memory, as a whole directory or a file of customers. Pure.
import { soundSimilarity } from '../../shared/name-keys.ts'
import type { DirectoryFrequencies } from './duplicates.ts'
import { type NameWord, soundsSameFrom } from './pair-name-words.ts'
import type { PreparedCandidate } from './prepare-candidate.ts'

/**
 * Counts what is common among these people, for comparing any two of them: the one who is compared does not count, and
 * somebody written down several times counts once among the holders of a phone. How many carry a word of one sound is
 * found out when first asked.
 */
export function countDirectory(people: readonly PreparedCandidate[]): DirectoryFrequencies {
  const phones = new Map<string, { holders: number; readonly seen: Set<string> }>()
  const spelled = new Map<string, number>()
  const bySound = new Map<string, Set<string>>()
  const soundsOf = new Map<string, readonly string[]>()
  for (const person of people) {
    const { names, nickname } = person
    for (const phone of new Set(person.phones.map(({ normalised }) => normalised))) {
      const known = phones.get(phone) ?? { holders: 0, seen: new Set() }
      phones.set(phone, known)
      const marks = marksOf(person)
      if (!marks.some((mark) => known.seen.has(mark))) known.holders += 1
      for (const mark of marks) known.seen.add(mark)
    }
    const words = names.flatMap((name) => name.words)
    for (const word of distinct(nickname ? [...words, nickname] : words)) {
      add(spelled, word.text)
      if (soundsOf.has(word.text)) continue
      soundsOf.set(word.text, word.sounds)
      for (const sound of word.sounds) {
        const alike = bySound.get(sound)
        if (alike) alike.add(word.text)
        else bySound.set(sound, new Set([word.text]))
      }
    }
  }
  const heard = new Map<string, number>()
  const countSound = (text: string): number => {
    const alike = new Set((soundsOf.get(text) ?? []).flatMap((sound) => [...(bySound.get(sound) ?? [])]))
    let holders = spelled.get(text) ?? 0
    for (const other of alike) {
      if (other !== text && soundSimilarity(text, other) >= soundsSameFrom) holders += spelled.get(other) ?? 0
    }
    return holders
  }
  return {
    customers: people.length,
    holders: (kind, value) => {
      if (kind === 'phone') return Math.max(1, (phones.get(value)?.holders ?? 0) - 1)
      if (kind === 'spelling') return Math.max(1, (spelled.get(value) ?? 0) - 1)
      const known = heard.get(value) ?? countSound(value)
      heard.set(value, known)
      return Math.max(1, known - 1)
    },
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
