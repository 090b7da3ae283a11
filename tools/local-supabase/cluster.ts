// One PostgreSQL server on 127.0.0.1: made in a folder, started, stopped. It ends with the process that started it,
// even when that is killed: a shell in between waits for the end of its input and then shuts the server down.
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { findPostgresPrograms, type PostgresPrograms } from './postgres-programs.ts'

export interface Cluster {
  readonly port: number
  readonly password: string
  /** Connection address of a role (its password is the cluster's) to a database. */
  address(role: string, database: string): string
  stop(): Promise<void>
}

export interface ClusterOptions {
  /** Keeps the data; without it they go to a temporary folder that is removed at the end. */
  readonly folder?: string
  /** 0 or nothing takes any free port. */
  readonly port?: number
  /** False makes commits quick and unsafe against power cuts; for tests. */
  readonly durable?: boolean
}

/** The role that owns the cluster, as on Supabase; `postgres` is an ordinary role there and here. */
export const ownerRole = 'supabase_admin'

// Waits for the end of its input (the parent is gone, or asks to stop), then shuts PostgreSQL down at once and in order.
const keeper = `
exec 3<&0
"$@" </dev/null &
server=$!
( read -r line <&3; kill -INT $server ) &
waiter=$!
wait $server
code=$?
kill $waiter 2>/dev/null
[ -n "$REMOVE_AFTER" ] && rm -rf "$REMOVE_AFTER"
exit $code
`

const startMilliseconds = 60_000

/** Answers a port of 127.0.0.1 nobody listens on at this moment. */
export async function findFreePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('No port could be had.')
  return address.port
}

// The account may be unable to walk down to the folder (one under /root), yet is at home once it stands in it.
const standingIn = process.platform === 'linux' ? '/proc/self/cwd' : '.'

function runIn(
  programs: PostgresPrograms,
  folder: string,
  command: readonly string[],
  remove: string,
): ChildProcess {
  const [program = '', ...args] = command
  const options = {
    ...programs.account,
    cwd: folder,
    env: { ...process.env, LC_ALL: 'C', REMOVE_AFTER: remove, PGDATA: standingIn },
    detached: process.platform !== 'win32',
    windowsHide: true,
  }
  return process.platform === 'win32'
    ? spawn(program, args, options)
    : spawn('/bin/sh', ['-c', keeper, 'sh', program, ...args], options)
}

async function collectOutput(child: ChildProcess): Promise<{ code: number | null; output: string }> {
  let output = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    output += chunk.toString()
  })
  child.stderr?.on('data', (chunk: Buffer) => {
    output += chunk.toString()
  })
  const [code] = await once(child, 'exit')
  return { code, output }
}

async function initialise(programs: PostgresPrograms, folder: string, passwordText: string): Promise<void> {
  // Read by initdb from its own folder's parent would not do: that may be out of its reach.
  const passwordFolder = mkdtempSync(path.join(os.tmpdir(), 'regulars-initdb-'))
  const passwordFile = path.join(passwordFolder, 'password')
  try {
    writeFileSync(passwordFile, `${passwordText}\n`, { mode: 0o600 })
    if (programs.account) {
      chownSync(passwordFolder, programs.account.uid, programs.account.gid)
      chownSync(passwordFile, programs.account.uid, programs.account.gid)
    }
    const args = [
      programs.initdb,
      `--pgdata=${standingIn}`,
      `--username=${ownerRole}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--no-sync',
      '--no-instructions',
    ]
    const { code, output } = await collectOutput(runIn(programs, folder, args, ''))
    if (code !== 0) throw new Error(`PostgreSQL could not make its data folder ${folder}.\n${output}`)
  } finally {
    rmSync(passwordFolder, { recursive: true, force: true })
  }
}

function serverArguments(port: number, durable: boolean): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '120',
    timezone: 'UTC',
    log_min_messages: 'log',
    log_checkpoints: 'off',
    log_statement: 'none',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  return ['-D', standingIn, '-p', String(port), ...flags]
}

async function waitUntilReady(child: ChildProcess): Promise<void> {
  let output = ''
  await new Promise<void>((resolve, reject) => {
    const fail = () => reject(new Error(`PostgreSQL did not start.\n${output}`))
    const timer = setTimeout(() => {
      child.stdin?.end()
      fail()
    }, startMilliseconds)
    child.once('error', reject)
    child.once('exit', fail)
    child.stderr?.on('data', (chunk: Buffer) => {
      if (output.length < 20_000) output += chunk.toString()
      if (!output.includes('database system is ready to accept connections')) return
      clearTimeout(timer)
      child.off('exit', fail)
      resolve()
    })
    child.once('exit', () => clearTimeout(timer))
  })
}

async function launch(
  programs: PostgresPrograms,
  folder: string,
  options: ClusterOptions,
): Promise<{ child: ChildProcess; port: number }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port || (await findFreePort())
    const args = [programs.postgres, ...serverArguments(port, options.durable ?? true)]
    const child = runIn(programs, folder, args, options.folder ? '' : folder)
    try {
      await waitUntilReady(child)
      return { child, port }
    } catch (error) {
      // Another program may have taken the port between asking for it and listening on it.
      const isTaken = error instanceof Error && error.message.includes('Address already in use')
      if (!isTaken || attempt === 3) throw error
    }
  }
}

/** Whether that process is there and, as far as can be told, PostgreSQL: a killed one's number may be another's now. */
function isPostgres(pid: number): boolean {
  const name = `/proc/${pid}/comm`
  if (process.platform === 'linux')
    return existsSync(name) && readFileSync(name, 'utf8').trim() === 'postgres'
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function refuseFolderInUse(folder: string): void {
  const lock = path.join(folder, 'postmaster.pid')
  const pid = existsSync(lock) ? Number(readFileSync(lock, 'utf8').split('\n')[0]) : 0
  if (!Number.isSafeInteger(pid) || pid <= 0 || !isPostgres(pid)) return
  throw new Error(
    `Another PostgreSQL (process ${pid}) already uses ${folder}. End it first, or name another folder.`,
  )
}

/** Makes the data folder whole or not at all: one that was interrupted half-way is begun anew the next time. */
async function makeDataFolder(programs: PostgresPrograms, folder: string): Promise<string> {
  const unfinished = `${folder}.unfinished`
  const password = randomBytes(18).toString('base64url')
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { recursive: true, mode: 0o700 })
  if (programs.account) chownSync(unfinished, programs.account.uid, programs.account.gid)
  await initialise(programs, unfinished, password)
  writeFileSync(`${folder}.password`, password, { mode: 0o600 })
  if (existsSync(folder)) rmdirSync(folder)
  renameSync(unfinished, folder)
  return password
}

/** As root, PostgreSQL runs as whoever the data belong to: that may have been another account when they were made. */
function withOwnerOf(programs: PostgresPrograms, folder: string): PostgresPrograms {
  if (!programs.account) return programs
  const { uid, gid } = statSync(folder)
  return { ...programs, account: { uid, gid } }
}

/** Starts PostgreSQL, making its data folder first where there is none; rejects with an error in words. */
export async function startCluster(options: ClusterOptions = {}): Promise<Cluster> {
  if (options.folder) refuseFolderInUse(options.folder)
  const found = findPostgresPrograms()
  const folder = options.folder ?? mkdtempSync(path.join(os.tmpdir(), 'regulars-postgres-'))
  const passwordFile = `${folder}.password`
  const isNew = !existsSync(path.join(folder, 'PG_VERSION'))
  const password = isNew ? await makeDataFolder(found, folder) : readFileSync(passwordFile, 'utf8')
  if (!options.folder) rmSync(passwordFile)
  const programs = withOwnerOf(found, folder)
  const { child, port } = await launch(programs, folder, options)
  const ended = once(child, 'exit')
  child.stdout?.resume()
  return {
    port,
    password,
    address: (role, database) => `postgresql://${role}:${password}@127.0.0.1:${port}/${database}`,
    async stop() {
      // There is no shell in between that would wait for the end of its input.
      if (process.platform === 'win32') spawn(programs.pgCtl, ['stop', '--mode=fast', `--pgdata=${folder}`])
      child.stdin?.end()
      await ended
    },
  }
}
