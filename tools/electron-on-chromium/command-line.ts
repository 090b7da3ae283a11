// Electron's command line: which words are the runtime's, which is the app, and app.commandLine over the switches.
import type { CommandLine } from 'electron'

/** The command line, understood as Electron does. */
export interface CommandLineParts {
  /** Modules to load before the app (-r, --require). */
  preloads: string[]
  /** The app's folder or file; null when none is named. */
  entry: string | null
  /** Every --switch before the entry and after it, as Electron sees them, lower case. */
  switches: Map<string, string>
}

/** Splits the words that follow the executable's name. */
export function readCommandLine(words: readonly string[]): CommandLineParts {
  const parts: CommandLineParts = { preloads: [], entry: null, switches: new Map() }
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? ''
    if (word === '--') break
    if (parts.entry === null && (word === '-r' || word === '--require')) {
      index += 1
      parts.preloads.push(words[index] ?? '')
    } else if (word.startsWith('--')) {
      const [name = '', ...value] = word.slice(2).split('=')
      parts.switches.set(name.toLowerCase(), value.join('='))
    } else if (parts.entry === null && !word.startsWith('-')) {
      parts.entry = word
    }
  }
  return parts
}

/** app.commandLine; what is appended reaches Chromium if it comes before the app is ready. */
export function createCommandLine(switches: Map<string, string>, appended: Map<string, string>): CommandLine {
  return {
    appendArgument: () => {},
    appendSwitch: (name, value = '') => {
      switches.set(name.toLowerCase(), value)
      appended.set(name.toLowerCase(), joinFeatures(name, appended.get(name.toLowerCase()), value))
    },
    getSwitchValue: (name) => switches.get(name.toLowerCase()) ?? '',
    hasSwitch: (name) => switches.has(name.toLowerCase()),
    removeSwitch: (name) => {
      switches.delete(name.toLowerCase())
      appended.delete(name.toLowerCase())
    },
  }
}

/** Chromium takes only the last list of features, so lists are joined. */
export function joinFeatures(name: string, before: string | undefined, value: string): string {
  return before && /^(en|dis)able-(blink-)?features$/.test(name) ? `${before},${value}` : value
}
