// `npm run backend`: runs a development backend until it is ended.
// --data DIR keeps it (.local-supabase unless told), --port N, --demo N fills an empty directory, --facts FILE writes
// address, key and sign-ins there as JSON once it answers.
import { renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type LocalSupabase, startLocalSupabase } from './start.ts'

/** Where a backend keeps its data unless told: in the checkout, left alone by git. */
const usualFolder = fileURLToPath(new URL('../../.local-supabase/', import.meta.url))

function readWhole(value: string, name: string): number {
  const number = Number(value)
  if (!Number.isSafeInteger(number) || number < 0) throw new Error(`--${name} takes a whole number.`)
  return number
}

function describeRoles(role: string): string {
  if (role === 'staff') return 'front desk'
  return role
}

function print(backend: LocalSupabase, folder: string): void {
  const width = Math.max(...backend.staff.map(({ email }) => email.length))
  const signIns = backend.staff.map(
    ({ email, password, role, name }) =>
      `    ${email.padEnd(width)}  ${password}   ${describeRoles(role)}, ${name}`,
  )
  console.log(`This is a development backend: PostgreSQL with Regulars' migrations, behind as much of Supabase as the app uses.
It answers on this computer only and replaces nothing in production.

  Address     ${backend.url}
  Public key  ${backend.anonKey}
  Database    psql '${backend.databaseUrl}'
  Data        ${path.relative(process.cwd(), folder) || '.'}

  Sign in with
${signIns.join('\n')}

Ctrl+C ends it; the data stay.`)
}

/** Written whole or not at all: whoever waits for the file reads it as soon as it is there. */
function writeFacts(file: string, backend: LocalSupabase): void {
  const { url, anonKey, staff } = backend
  writeFileSync(`${file}.new`, JSON.stringify({ pid: process.pid, url, anonKey, staff }), { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      port: { type: 'string', default: '0' },
      demo: { type: 'string', default: '0' },
      facts: { type: 'string' },
    },
  })
  const from = process.env.INIT_CWD ?? process.cwd()
  const folder = values.data ? path.resolve(from, values.data) : usualFolder
  const backend = await startLocalSupabase({
    folder,
    port: readWhole(values.port, 'port'),
    demo: readWhole(values.demo, 'demo'),
    demoYear: true,
  })
  let isEnding = false
  const end = () => {
    if (isEnding) return
    isEnding = true
    if (values.facts) rmSync(values.facts, { force: true })
    backend.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error)
        process.exit(1)
      },
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end)
  print(backend, folder)
  if (values.facts) writeFacts(values.facts, backend)
}

if (import.meta.main) {
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  })
}
