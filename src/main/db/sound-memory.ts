// Remembers the sounds of words while many texts are built.
import { writeSoundsOf, writtenSoundLength } from './search-text.ts'

/** Names repeat, and working out a sound costs more than looking one up; the memory is bounded. */
export function rememberSounds(): (words: readonly string[]) => string {
  const known = new Map<string, string>()
  return (words) => {
    let all = ''
    for (const word of words) {
      let written = known.get(word)
      if (written === undefined) {
        if (known.size >= 50_000) known.clear()
        written = writeSoundsOf([word])
        known.set(word, written)
      }
      // Words that share a sound are told apart by how often it came before: those are worked out together.
      if (written !== '' && sharesSound(all, written)) return writeSoundsOf(words)
      all += written
    }
    return all
  }
}

function sharesSound(all: string, written: string): boolean {
  for (let at = 0; at < written.length; at += writtenSoundLength) {
    if (all.includes(written.slice(at, at + writtenSoundLength))) return true
  }
  return false
}
