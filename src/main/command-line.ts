// What the command line asks for: `--import FILE` brings a customer file in, `--demo FILE` fills an empty directory.
import { resolve } from 'node:path'

export interface CommandLine {
  readonly importFile: string | null
  readonly demoFile: string | null
}

/** Reads the arguments; file names are taken from `folder` when they are relative. */
export function readCommandLine(argv: readonly string[], folder: string): CommandLine {
  const fileOf = (name: string): string | null => {
    const index = argv.findIndex((argument) => argument === `--${name}` || argument.startsWith(`--${name}=`))
    if (index < 0) return null
    const argument = argv[index] ?? ''
    const value = argument.includes('=') ? argument.slice(name.length + 3) : argv[index + 1]
    return value && !value.startsWith('--') ? resolve(folder, value) : null
  }
  return { importFile: fileOf('import'), demoFile: fileOf('demo') }
}
