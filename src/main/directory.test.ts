// The directory as the app starts it, without a window: what a front desk does, through the same entrance as the page.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ArgsOf, MethodName, Reply, ResultOf } from '../shared/contract.ts'
import type { CustomerFacts } from '../shared/customer.ts'
import { makeUuid } from '../shared/uuid.ts'
import { type Directory, startDirectory } from './directory.ts'

const newId = () => makeUuid(Date.now(), randomBytes(10))
const facts: CustomerFacts = {
  fullName: 'มานี ทดสอบระบบ',
  nickname: 'นี',
  primaryPhone: '081-234-5678',
  email: 'manee@example.com',
  customerSource: 'Walk In',
  smsConsent: true,
  emailConsent: false,
  marketingConsent: false,
}

let folder: string
let directory: Directory
let announced: string[]
let chosen: string | null

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'regulars-directory-'))
  announced = []
  chosen = null
  directory = await startDirectory({
    folder,
    key: Buffer.alloc(32, 7),
    version: '0',
    runtime: 'test',
    commandLine: { importFile: null, demoFile: null, alone: true },
    workers: {
      backup: new URL('./db/backup-worker.ts', import.meta.url),
      import: new URL('./import/worker.ts', import.meta.url),
      reports: new URL('./reports/worker.ts', import.meta.url),
      sync: new URL('./sync/worker.ts', import.meta.url),
    },
    randomBytes,
    announce: (name) => announced.push(name),
    chooseImportFile: async () => chosen,
    chooseSavePath: async () => null,
    reportFailure: (_method, error) => {
      throw error
    },
  })
})
afterEach(async () => {
  await directory.close()
  rmSync(folder, { recursive: true })
})

async function reply<Name extends MethodName>(
  method: Name,
  args: ArgsOf<Name>,
): Promise<Reply<ResultOf<Name>>> {
  const answer = await directory.dispatch({ isTrusted: true, role: directory.role() }, method, args)
  return answer as Reply<ResultOf<Name>>
}
async function call<Name extends MethodName>(method: Name, args: ArgsOf<Name>): Promise<ResultOf<Name>> {
  const answer = await reply(method, args)
  if (!answer.ok) throw new Error(`${answer.error.code} ${answer.error.field ?? ''}`)
  return answer.value
}
const create = (given: Partial<CustomerFacts> = {}) =>
  call('customer.create', { commandId: newId(), customerId: newId(), facts: { ...facts, ...given } })

describe('the directory', () => {
  it.each(['มานี', '5678', '+66 81 234', '๐๘๑-๒๓๔', 'example', 'manee', 'CUS-001', 'นี', 'tdsob'])(
    'finds a new customer by %s',
    async (text) => {
      const card = await create()
      const { hits } = await call('lookup.search', { text })
      expect(hits.map((hit) => hit.id)).toEqual([card.id])
    },
  )

  it('answers a miss with nobody', async () => {
    await create()
    expect((await call('lookup.search', { text: 'xqzvk 99' })).hits).toEqual([])
  })

  it('makes one customer of one command, however often it is sent', async () => {
    const args = { commandId: newId(), customerId: newId(), facts }
    const cards = await Promise.all([1, 2, 3].map(() => call('customer.create', args)))
    expect(new Set(cards.map((card) => card.customerCode)).size).toBe(1)
    expect((await call('app.info', {})).customers).toBe(1)
    expect((await call('app.info', {})).unsent).toBe(1)
  })

  it('keeps the person when the phone changes: both numbers find them, the old one marked', async () => {
    const card = await create()
    await call('customer.update', {
      commandId: newId(),
      customerId: card.id,
      changes: { primaryPhone: '089 111 2222' },
      seen: { primaryPhone: '081-234-5678' },
    })
    const byOld = await call('lookup.search', { text: '0812345678' })
    expect(
      byOld.hits.map((hit) => [hit.id, hit.customerCode, hit.matches.some((match) => match.old)]),
    ).toEqual([[card.id, card.customerCode, true]])
    const byNew = await call('lookup.search', { text: '2222' })
    expect(byNew.hits.map((hit) => hit.id)).toEqual([card.id])
  })

  it('moves whoever checks in to the front, and takes a check-in back exactly', async () => {
    const first = await create()
    const second = await create({ fullName: 'ปิติ ทดสอบระบบ', primaryPhone: '0822222222' })
    const visit = newId()
    const visited = await call('customer.checkIn', { commandId: visit, customerId: first.id })
    expect(visited.totalVisits).toBe(1)
    const recent = await call('lookup.recent', { limit: 5 })
    expect(recent.map((hit) => hit.id)).toEqual([first.id, second.id])
    const undone = await call('customer.checkIn', { commandId: newId(), customerId: first.id, undoes: visit })
    expect([undone.totalVisits, undone.lastVisitAt]).toEqual([0, null])
    const again = await reply('customer.checkIn', { commandId: newId(), customerId: first.id, undoes: visit })
    expect(again.ok ? '' : again.error.code).toBe('ALREADY_UNDONE')
  })

  it('warns of a returning person and lets a family share a phone', async () => {
    const card = await create()
    const returning = await call('duplicates.check', { fullName: 'Manee', primaryPhone: '+66812345678' })
    expect(returning[0]?.customer.id).toBe(card.id)
    const child = await create({ fullName: 'ชูใจ ทดสอบระบบ', nickname: undefined, email: undefined })
    const shared = await call('lookup.search', { text: '081 234 5678' })
    expect(new Set(shared.hits.map((hit) => hit.id))).toEqual(new Set([card.id, child.id]))
    expect(shared.sharedPhone).not.toBeNull()
  })

  it('refuses bad facts with a code and a field, and changes nothing', async () => {
    const bad = await reply('customer.create', {
      commandId: newId(),
      customerId: newId(),
      facts: { ...facts, primaryPhone: '123' },
    })
    expect(bad.ok ? null : [bad.error.code, bad.error.field]).toEqual([
      'INVALID_PHONE_FORMAT',
      'primaryPhone',
    ])
    expect((await call('app.info', {})).customers).toBe(0)
  })

  it.each([
    "'; DROP TABLE customers; --",
    '<img src=x onerror=alert(1)>',
    '" OR ""="',
    '%_\\',
    '👩‍👩‍👧‍👦 กอล์ฟ',
    'שלום עולם',
  ])('takes %s as plain text and finds it again', async (text) => {
    const card = await create({ fullName: text })
    const { hits } = await call('lookup.search', { text })
    expect([hits[0]?.id, hits[0]?.fullName]).toEqual([card.id, text])
  })

  it('announces a change once, and nothing for a repeated command', async () => {
    const args = { commandId: newId(), customerId: newId(), facts }
    await call('customer.create', args)
    await call('customer.create', args)
    // The search for duplicates begins when it will.
    const own = announced.filter((name) => name !== 'duplicates.status')
    expect(own).toEqual(['directory.changed', 'sync.status'])
  })

  it('finds by itself who may be one person, and says so', { timeout: 30_000 }, async () => {
    const waiting = async () => (await call('duplicates.status', {})).waiting
    const cards = [await create({ dateOfBirth: '1990-02-03' }), await create({ dateOfBirth: '1990-02-03' })]
    await vi.waitFor(async () => expect(await waiting()).toBe(1), { timeout: 20_000 })
    expect(announced).toContain('duplicates.status')
    const [cluster] = (await call('duplicates.list', { offset: 0, limit: 10 })).clusters
    expect(cluster?.people.map(({ card }) => card.id)).toEqual(cards.map(({ id }) => id))
    const [one, other] = cards
    const said = { leftId: one?.id ?? '', rightId: other?.id ?? '' }
    const after = await call('duplicates.dismiss', { commandId: newId(), ...said })
    expect([after.waiting, after.dismissed]).toEqual([0, 1])
  })

  it('counts of an import only the duplicates of whom it made or changed', { timeout: 60_000 }, async () => {
    const waits = (importToken?: string) =>
      call('duplicates.list', { importToken, offset: 0, limit: 10 }).then(
        ({ matching, waiting, clusters }) => ({
          matching,
          waiting,
          names: clusters.map(({ people }) => people.map(({ card }) => card.fullName).sort()),
        }),
      )
    const untouched = { primaryPhone: '081-999-0000', email: 'old@example.com', dateOfBirth: '1990-02-03' }
    for (let twice = 0; twice < 2; twice++) await create({ ...untouched, fullName: 'Wichai Oldtwin' })
    const known = { email: undefined, nickname: undefined }
    await create({ ...known, fullName: 'Orapin Completed', primaryPhone: '082-111-2222' })
    await create({
      ...known,
      fullName: 'Oraphin Completed',
      primaryPhone: '083-555-6666',
      dateOfBirth: '1971-08-09',
      email: 'orapin@example.com',
    })
    await create({
      ...known,
      fullName: 'Kannika Created',
      primaryPhone: '084-777-8888',
      email: 'kk@example.com',
    })
    await vi.waitFor(async () => expect((await waits()).waiting).toBe(2), { timeout: 20_000 })

    chosen = join(folder, 'till.csv')
    const rows = [
      'customer_name,contact_number,email,date_of_birth',
      'Orapin Completed,0821112222,orapin@example.com,1971-08-09',
      'Kanika Created,0857778888,kk@example.com,',
      'Nobody Likeme,0899990001,,',
    ]
    writeFileSync(chosen, rows.join('\n'))
    const inspection = await call('import.choose', {})
    const fileToken = inspection?.fileToken ?? ''
    const plan = { fileToken, kind: 'customers', mapping: inspection?.mappings.customers ?? {} } as const
    await call('import.start', { ...plan, dryRun: true })
    await vi.waitFor(() => expect(announced.filter((name) => name === 'import.finished')).toHaveLength(1))
    expect((await waits(fileToken)).matching).toBe(0)
    await call('import.start', { ...plan, dryRun: false })
    await vi.waitFor(async () => expect((await waits()).waiting).toBe(3), { timeout: 20_000 })
    expect(await waits(fileToken)).toEqual({
      matching: 2,
      waiting: 3,
      names: expect.arrayContaining([
        ['Oraphin Completed', 'Orapin Completed'],
        ['Kanika Created', 'Kannika Created'],
      ]),
    })
  })
})
