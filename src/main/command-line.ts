// What the command line asks for: `--import FILE` brings a customer file in, `--demo FILE` fills an empty directory,
// `--server-url` and `--server-key` connect one to its server, `--alone` makes it this computer's own without asking.
import { resolve } from 'node:path'

export interface CommandLine {
  readonly importFile: string | null
  readonly demoFile: string | null
  readonly alone?: boolean
  readonly server?: { readonly url: string; readonly key: string } | null
}

/** Reads the arguments; file names are taken from `folder` when they are relative. */
export function readCommandLine(argv: readonly string[], folder: string): CommandLine {
  const read = (name: string): string | null => {
    const index = argv.findIndex((argument) => argument === `--${name}` || argument.startsWith(`--${name}=`))
    if (index < 0) return null
    const argument = argv[index] ?? ''
    const value = argument.includes('=') ? argument.slice(name.length + 3) : argv[index + 1]
    return value && !value.startsWith('--') ? value : null
  }
  const fileOf = (name: string): string | null => {
    const value = read(name)
    return value === null ? null : resolve(folder, value)
  }
  const url = read('server-url')
  const key = read('server-key')
  return {
    importFile: fileOf('import'),
    demoFile: fileOf('demo'),
    alone: argv.includes('--alone'),
    server: url !== null && key !== null ? { url, key } : null,
  }
}
