// A process made to be killed: does one kind of work without end and says, line by line, what it has finished.
// What it prints is what a person would have been told, so after the kill all of it must still be true.
import { randomBytes } from 'node:crypto'
import { makeBackup } from '../../src/main/db/backup.ts'
import { inTransaction } from '../../src/main/db/handle.ts'
import { latestVersion } from '../../src/main/db/migrate.ts'
import { migrations } from '../../src/main/db/migrations/list.ts'
import { openStore } from '../../src/main/db/open.ts'
import { startDirectory } from '../../src/main/directory.ts'
import type { Command } from '../../src/main/domain/commands.ts'
import { applyCommand } from '../../src/main/write/run-command.ts'
import { planNewcomer, workers } from './newcomer.ts'
import { stopBehind } from './old-store.ts'
import { say, stayAt } from './say.ts'

const [work = '', folder = '', keyText = '', file = ''] = process.argv.slice(2)
const key = Buffer.from(keyText, 'hex')

async function openDirectory(importFile: string | null) {
  const finished: string[] = []
  const directory = await startDirectory({
    folder,
    key,
    workers,
    version: '0.0.0',
    runtime: 'test',
    commandLine: { importFile, demoFile: null },
    randomBytes,
    announce: (event, payload) => {
      if (event === 'import.progress' && 'done' in payload) say(`progress ${payload.done}`)
      if (event === 'import.finished') finished.push(event)
    },
    chooseImportFile: async () => null,
    chooseSavePath: async () => null,
    reportFailure: (method, error) => say(`failure ${method} ${String(error)}`),
  })
  const call = async (method: string, args: unknown) => {
    const reply = await directory.dispatch({ isTrusted: true, role: 'admin' }, method, args)
    if (!reply.ok) throw new Error(`${method}: ${reply.error.code}`)
    return reply.value
  }
  return { call, finished }
}

/** Saves newcomers one by one as the page does. */
async function save(): Promise<void> {
  const { call } = await openDirectory(null)
  for (let number = Date.now(); ; number += 1) {
    const newcomer = planNewcomer(number)
    await call('customer.create', newcomer)
    say(`saved ${newcomer.customerId} ${newcomer.commandId}`)
  }
}

/** Saves three newcomers, then stops inside the transaction of a fourth, or right behind its commit. */
function saveAndStay(point: 'before-commit' | 'after-commit'): void {
  const { db } = openStore({ folder, key })
  const context = { db, actor: null, deviceId: 'victim', now: () => new Date(), randomBytes }
  const start = Date.now()
  for (let number = start; ; number += 1) {
    const command: Command = { kind: 'customer.create', ...planNewcomer(number) }
    const isLast = number === start + 3
    inTransaction(db, () => {
      applyCommand(context, command)
      if (isLast) say(`unfinished ${command.customerId}`)
      if (isLast && point === 'before-commit') stayAt(point)
    })
    if (isLast) stayAt(point)
    say(`saved ${command.customerId} ${command.commandId}`)
  }
}

async function importFile(): Promise<void> {
  const { call, finished } = await openDirectory(file)
  const { inspection } = (await call('import.waiting', {})) as {
    inspection: { fileToken: string; kind: string; mappings: Record<string, unknown> }
  }
  const { fileToken, kind, mappings } = inspection
  await call('import.start', { fileToken, kind, mapping: mappings[kind], dryRun: false })
  say('started')
  while (finished.length === 0) await new Promise((resolve) => setTimeout(resolve, 20))
  say('finished')
}

function backUp(): void {
  openStore({ folder, key })
  for (let minute = 0; ; minute += 1) {
    say('copying')
    say(`copied ${makeBackup({ folder, key, now: new Date(Date.now() + minute * 60_000) }).fileName}`)
  }
}

/** Opens a store of an older schema with one more migration that rewrites everything and then stops. */
function migrateAndStay(): void {
  const slow = {
    version: latestVersion() + 10,
    migrate: (db: Parameters<(typeof migrations)[number]['migrate']>[0]) => {
      // So small a cache that half of the work is in the log already when the kill comes.
      db.pragma('cache_size = 10')
      db.exec(`ALTER TABLE outbox ADD COLUMN extra TEXT; UPDATE outbox SET extra = payload, payload = '{}'`)
      stayAt('migration')
    },
  }
  openStore({ folder, key, migrations: [...migrations, slow] })
}

/** Brings a store of the time before there was a server up to date, and stops behind so many statements, or all of them. */
function migrateToSyncAndStay(): void {
  say('opening')
  openStore({ folder, key, migrations: stopBehind(Number(file), () => stayAt('migration')) })
}

function open(): void {
  say('opening')
  say(`opened ${openStore({ folder, key }).notice.code}`)
}

const works: Record<string, () => void | Promise<void>> = {
  save,
  'save-before-commit': () => saveAndStay('before-commit'),
  'save-after-commit': () => saveAndStay('after-commit'),
  import: importFile,
  backup: backUp,
  migration: migrateAndStay,
  'migration-to-sync': migrateToSyncAndStay,
  open,
}
await works[work]?.()
