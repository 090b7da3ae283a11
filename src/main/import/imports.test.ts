// A whole import as the app runs one: chosen by token, in its own thread, with events, cancel and the refused rows.
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Announce } from '../../shared/contract.ts'
import type { FileInspection, ImportProgress, ImportReport } from '../../shared/importing.ts'
import { countCustomers } from '../db/customers.ts'
import type { WriteDb } from '../db/handle.ts'
import { closeStore, openStore } from '../db/open.ts'
import { runCommand } from '../write/run-command.ts'
import { createImports, type Imports } from './imports.ts'

const worker = new URL('./worker.ts', import.meta.url)
const key = randomBytes(32)
let folder: string
let db: WriteDb
let imports: Imports
let file: string
let target: string | null
let progress: ImportProgress[]
let events: string[]
let finished: PromiseWithResolvers<ImportReport>
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'regulars-imports-'))
  file = path.join(folder, 'old till.csv')
  target = path.join(folder, 'refused.csv')
  progress = []
  events = []
  finished = Promise.withResolvers()
  db = openStore({ folder, key }).db
  imports = makeImports(null)
})
afterEach(async () => {
  await imports.close()
  closeStore(db)
  fs.rmSync(folder, { recursive: true, force: true })
})

function makeImports(waitingFile: string | null): Imports {
  const announce: Announce = (event, payload) => {
    events.push(event)
    if (event === 'import.progress') progress.push(payload as ImportProgress)
    if (event === 'import.finished') finished.resolve(payload as ImportReport)
  }
  const dialogs = { chooseFile: async () => file, chooseSavePath: async () => target }
  return createImports({
    folder,
    key,
    db,
    deviceId: randomUUID(),
    actor: () => null,
    worker,
    announce,
    waitingFile,
    ...dialogs,
  })
}

async function choose(text: string): Promise<FileInspection> {
  fs.writeFileSync(file, text)
  const inspection = await imports.choose()
  if (!inspection) throw new Error('no file was chosen')
  return inspection
}
/** The file as customers, with the columns as guessed. */
function planOf({ fileToken, mappings }: FileInspection) {
  return { fileToken, kind: 'customers', mapping: mappings.customers } as const
}
async function run(inspection: FileInspection, dryRun = false): Promise<ImportReport> {
  finished = Promise.withResolvers()
  imports.start({ ...planOf(inspection), dryRun })
  return finished.promise
}
const people = (count: number) =>
  `id,name,phone\n${Array.from({ length: count }, (_, index) => `${index},Person Number${index},08${String(index).padStart(8, '0')}\n`).join('')}`

describe('a chosen file', () => {
  test('is known by a token and its name, never by its path', async () => {
    const inspection = await choose('id,name,phone\n1,Somchai J,812345678\n')
    expect(inspection).toMatchObject({
      fileName: 'old till.csv',
      encoding: 'utf-8',
      delimiter: ',',
      rowCount: 1,
    })
    expect(inspection.columns[1]).toEqual({ header: 'name', samples: ['Somchai J'] })
    expect(JSON.stringify(inspection)).not.toContain(folder)
    expect(imports.preview(planOf(inspection))).toEqual([
      {
        line: 2,
        values: { legacyId: '1', fullName: 'Somchai J', primaryPhone: '0812345678' },
        problem: null,
        mends: ['LEADING_ZERO_RESTORED'],
      },
    ])
  })

  test('from the command line waits once', async () => {
    fs.writeFileSync(file, people(3))
    imports = makeImports(file)
    expect(await imports.waiting()).toMatchObject({ inspection: { rowCount: 3 } })
    expect(await imports.waiting()).toBeNull()
  })

  test('that is no customer list is refused in words', async () => {
    fs.writeFileSync(file, Buffer.from('PK\u0003\u0004'))
    await expect(imports.choose()).rejects.toMatchObject({
      code: 'FILE_NOT_TEXT',
      message: expect.stringContaining('CSV'),
    })
  })

  test('needs a name, a token we gave and columns it has', async () => {
    const { fileToken } = await choose('id,phone\n1,0812345678\n')
    const start = (args: object) => () =>
      imports.start({ fileToken, kind: 'customers', mapping: {}, dryRun: true, ...args })
    expect(start({})).toThrow(expect.objectContaining({ code: 'IMPORT_MAPPING_INCOMPLETE' }))
    expect(start({ mapping: { fullName: 9 } })).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENTS' }),
    )
    expect(start({ fileToken: 'other' })).toThrow(expect.objectContaining({ code: 'IMPORT_NOT_FOUND' }))
    fs.appendFileSync(file, '2,021234567\n')
    expect(start({ mapping: { fullName: 0 } })).toThrow(expect.objectContaining({ code: 'FILE_UNREADABLE' }))
  })
})

describe('an import in the background', () => {
  test('reports progress, then its end, then that the directory changed', async () => {
    const report = await run(await choose(people(1500)))
    expect(report).toMatchObject({ rows: 1500, created: 1500, cancelled: false })
    expect(progress.at(-1)).toMatchObject({ done: 1500, total: 1500, dryRun: false })
    expect(events.slice(-2)).toEqual(['import.finished', 'directory.changed'])
    expect(countCustomers(db)).toBe(1500)
  })

  test('one at a time; cancelled, it keeps what it took and completes later', async () => {
    const inspection = await choose(people(20_000))
    finished = Promise.withResolvers()
    imports.start({ ...planOf(inspection), dryRun: false })
    expect(() => imports.start({ ...planOf(inspection), dryRun: true })).toThrow(
      expect.objectContaining({ code: 'IMPORT_RUNNING' }),
    )
    while (progress.length < 2) await sleep(5)
    expect(imports.cancel({ fileToken: 'other' })).toEqual({ cancelled: false })
    expect(imports.cancel(inspection)).toEqual({ cancelled: true })
    const report = await finished.promise
    expect(report.cancelled).toBe(true)
    expect(report.created).toBeGreaterThan(0)
    expect(countCustomers(db)).toBe(report.created)
    expect(await run(await choose(people(report.rows + 10)))).toMatchObject({
      known: report.rows,
      created: 10,
    })
  })

  test('saves at the counter go through while it runs', async () => {
    const inspection = await choose(people(6000))
    const context = { db, actor: null, deviceId: randomUUID(), now: () => new Date(), randomBytes }
    const consents = { smsConsent: false, emailConsent: false, marketingConsent: false }
    const waits: number[] = []
    let isRunning = true
    const ended = run(inspection).finally(() => {
      isRunning = false
    })
    for (let saved = 0; isRunning; saved++) {
      await sleep(20)
      const startedAt = performance.now()
      runCommand(context, {
        kind: 'customer.create',
        commandId: randomUUID(),
        customerId: randomUUID(),
        facts: {
          fullName: `Newcomer ${saved}`,
          email: `n${saved}@example.com`,
          customerSource: 'Walk In',
          ...consents,
        },
      })
      waits.push(performance.now() - startedAt)
    }
    expect(await ended).toMatchObject({ created: 6000 })
    expect(countCustomers(db)).toBe(6000 + waits.length)
    const median = waits.sort((a, b) => a - b)[Math.floor(waits.length / 2)] ?? 0
    // Some 10 ms on an idle machine; without giving way it is as long as the import.
    expect(median).toBeLessThan(100)
  })

  test('a file full of refusals', async () => {
    const report = await run(await choose(`name,phone\n${'Somchai J,12\n'.repeat(5000)}`))
    expect(report).toMatchObject({ refused: 5000, created: 0 })
    expect(report.refusedSample.length).toBeLessThan(5000)
  })
})

describe('the refused rows', () => {
  const text = 'name;phone;note\nSomchai J;12;a\nMalee J;0899999999;b\n"Anan;1;c\n=Evil J;x;"d, e"\n'

  test('can be saved, mended and imported', async () => {
    const inspection = await choose(text)
    expect(await imports.saveRefused(inspection)).toBeNull()
    expect(await run(inspection)).toMatchObject({ created: 1, refused: 3 })
    expect(await imports.saveRefused(inspection)).toEqual({ fileName: 'refused.csv' })
    const saved = fs.readFileSync(path.join(folder, 'refused.csv'), 'utf8')
    expect(saved.split('\r\n')).toEqual([
      '\ufeffname,phone,note,Line,Field,Reason,Explanation,Original line',
      expect.stringMatching(/^Somchai J,12,a,2,primaryPhone,PHONE_INVALID,./),
      expect.stringMatching(/^,,,4,,ROW_MALFORMED,.*,"""Anan;1;c"$/),
      expect.stringMatching(/^'=Evil J,x,"d, e",5,primaryPhone,PHONE_INVALID,./),
      '',
    ])
    const mended = await choose(saved.replace(',12,', ',0812345678,').replace(',x,', ',021234567,'))
    expect(await run(mended)).toMatchObject({ created: 2, refused: 1 })
    const names = db.prepare('SELECT customer_name FROM customers ORDER BY key').pluck().all()
    expect(names).toEqual(['Malee J', 'Somchai J', '=Evil J'])
  })

  test('are not written over the file itself nor where nothing can be written', async () => {
    const inspection = await choose(text)
    await run(inspection)
    target = file
    await expect(imports.saveRefused(inspection)).rejects.toMatchObject({ code: 'FILE_UNWRITABLE' })
    target = path.join(folder, 'no such folder', 'refused.csv')
    await expect(imports.saveRefused(inspection)).rejects.toMatchObject({ code: 'FILE_UNWRITABLE' })
    target = null
    expect(await imports.saveRefused(inspection)).toBeNull()
    expect(fs.readFileSync(file, 'utf8')).toBe(text)
  })
})

describe('killed in the middle', () => {
  test('what was taken stays, and running it again completes it without doubles', async () => {
    fs.writeFileSync(file, people(8000))
    closeStore(db)
    const child = importInChild()
    await Promise.race([once(child.stdout ?? child, 'data'), once(child, 'exit')])
    child.kill('SIGKILL')
    await once(child, 'exit')
    db = openStore({ folder, key }).db
    imports = makeImports(null)
    const survived = countCustomers(db)
    expect(survived).toBeGreaterThan(0)
    expect(survived).toBeLessThan(8000)
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    const report = await run(await choose(people(8000)))
    expect(report).toMatchObject({ known: survived, created: 8000 - survived })
    expect(countCustomers(db)).toBe(8000)
    const identifiers =
      "SELECT count(*), count(DISTINCT normalised) FROM customer_identifiers WHERE kind = 'legacy_id'"
    expect(db.prepare(identifiers).raw().get()).toEqual([8000, 8000])
  })

  /** Imports the file in a process of its own, which prints once some rows are in. */
  function importInChild(): ChildProcess {
    const [storeUrl, importsUrl] = ['../db/open.ts', './imports.ts'].map(
      (name) => new URL(name, import.meta.url).href,
    )
    const script = `
      const { openStore } = await import(${JSON.stringify(storeUrl)})
      const { createImports } = await import(${JSON.stringify(importsUrl)})
      const key = Buffer.from(${JSON.stringify(key.toString('hex'))}, 'hex')
      const folder = ${JSON.stringify(folder)}
      const imports = createImports({
        folder, key, db: openStore({ folder, key }).db, deviceId: crypto.randomUUID(), actor: () => null, waitingFile: null,
        worker: new URL(${JSON.stringify(worker.href)}),
        chooseFile: async () => ${JSON.stringify(file)},
        chooseSavePath: async () => null,
        announce: (event, payload) => { if (event === 'import.progress' && payload.done > 1000) console.log('some') },
      })
      const { fileToken, kind, mappings } = await imports.choose()
      imports.start({ fileToken, kind, mapping: mappings[kind], dryRun: false })`
    const scriptFile = path.join(folder, 'import.mjs')
    fs.writeFileSync(scriptFile, script)
    return spawn(process.execPath, [scriptFile], { stdio: ['ignore', 'pipe', 'inherit'] })
  }
})
