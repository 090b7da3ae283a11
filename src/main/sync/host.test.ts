// Main's side and the real worker thread on real, encrypted stores, against the model server behind HTTP.
import { randomBytes, randomUUID } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { page } from '../../../tests/fixtures/lying-server.ts'
import { type ModelServer, password, startModelServer } from '../../../tests/fixtures/model-server.ts'
import { makeRandom } from '../../../tests/sim/random.ts'
import { createServerModel, type ServerModel } from '../../../tests/sim/server-model.ts'
import type { SyncStatus } from '../../shared/sync.ts'
import { closeStore, openStore } from '../db/open.ts'
import { runCommand } from '../write/run-command.ts'
import { type SyncEvents, type SyncHost, startSync } from './host.ts'

const manager = randomUUID()
let model: ServerModel
let server: ModelServer
const counters: { stop(): Promise<void> }[] = []

beforeEach(async () => {
  model = createServerModel(makeRandom(1), Date.now)
  model.addStaff(manager, { name: 'Nok', role: 'manager', isActive: true })
  server = await startModelServer(model)
})
afterEach(async () => {
  for (const counter of counters.splice(0)) await counter.stop()
  await server.stop()
})

function openCounter(isKnown = true) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'regulars-sync-'))
  const key = randomBytes(32)
  const { db } = openStore({ folder, key })
  const deviceId = randomUUID()
  if (isKnown) model.addDevice(deviceId, { name: 'Till', status: 'active', staff: [manager] })
  const statuses: SyncStatus[] = []
  const events = {
    onStatus: vi.fn((status: SyncStatus) => void statuses.push(status)),
    onChanged: vi.fn(),
    onGreeted: vi.fn(),
    onTokensRefreshed: vi.fn(),
    onTokensExpired: vi.fn(),
    onStaffRemoved: vi.fn(),
    onDeviceRevoked: vi.fn(),
    reportFailure: vi.fn(),
  } satisfies SyncEvents
  const host: SyncHost = startSync({
    ...events,
    db,
    folder,
    key,
    deviceId,
    appVersion: '1.0.0',
    worker: new URL('./worker.ts', import.meta.url),
    server: null,
    restartAfter: 10,
  })
  const stop = async () => {
    await host.close()
    closeStore(db)
    fs.rmSync(folder, { recursive: true })
  }
  counters.push({ stop })
  const context = {
    db,
    actor: manager,
    deviceId,
    now: () => new Date(),
    randomBytes: (n: number) => randomBytes(n),
  }
  const create = (fullName: string, primaryPhone: string) => {
    const facts = {
      fullName,
      primaryPhone,
      customerSource: 'Walk In',
      smsConsent: false,
      emailConsent: false,
      marketingConsent: false,
    } as const
    const customerId = randomUUID()
    runCommand(context, { kind: 'customer.create', commandId: randomUUID(), customerId, facts })
    host.nudge('saved')
    return customerId
  }
  const nameOf = (id: string) =>
    db.prepare('SELECT customer_name FROM customers WHERE id = ?').pluck().get(id)
  return { db, deviceId, host, events, statuses, create, nameOf }
}

type Counter = ReturnType<typeof openCounter>

async function signIn({ host }: Counter): Promise<void> {
  await host.connect(server.url, 'public-key')
  const { session, hello } = await host.signIn(manager, password)
  handOver(host, hello.me.id, session)
}

function handOver({ useSession: use }: SyncHost, ...given: Parameters<SyncHost['useSession']>): void {
  use(...given)
}

const reaching = (counter: Counter, state: Partial<SyncStatus>) =>
  vi.waitFor(() => expect(counter.host.status()).toMatchObject(state), { timeout: 10_000, interval: 10 })

describe('set-up', () => {
  it('is alone until it is connected, and needs somebody to sign in then', async () => {
    const counter = openCounter()
    expect(counter.host.status()).toMatchObject({ state: 'alone', codesLeft: null, firstPull: null })
    expect(counter.host.facts().serverUrl).toBeNull()
    await counter.host.connect(server.url, 'public-key')
    await reaching(counter, { state: 'stopped', problem: 'NOT_SIGNED_IN' })
    expect(counter.host.facts().serverUrl).toBe(server.url)
  })

  it('says what is wrong with an address, and stays as it was', async () => {
    const { host } = openCounter()
    await expect(host.signIn(manager, password)).rejects.toMatchObject({ code: 'SERVER_UNREACHABLE' })
    await expect(host.connect('http://127.0.0.1:9', 'key')).rejects.toMatchObject({
      code: 'SERVER_UNREACHABLE',
    })
    server.answer(page(200))
    await expect(host.connect(server.url, 'key')).rejects.toMatchObject({ code: 'SERVER_NOT_REGULARS' })
    expect(host.status().state).toBe('alone')
  })

  it('refuses a wrong password and whoever is not on the list', async () => {
    const { host } = openCounter()
    await host.connect(server.url, 'key')
    await expect(host.signIn(manager, 'wrong')).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' })
    await expect(host.signIn(randomUUID(), password)).rejects.toMatchObject({ code: 'STAFF_UNKNOWN' })
  })

  it('registers the device in the name of whoever signed in, and syncs from then on', async () => {
    const counter = openCounter(false)
    await counter.host.connect(server.url, 'key')
    const { session, hello } = await counter.host.signIn(manager, password)
    expect(hello.device.status).toBe('unknown')
    handOver(counter.host, hello.me.id, session)
    await reaching(counter, { state: 'stopped', problem: 'DEVICE_NOT_REGISTERED' })
    expect((await counter.host.registerDevice('Till 2')).device).toEqual({ status: 'active', name: 'Till 2' })
    await reaching(counter, { state: 'online', problem: null })
    expect(counter.events.onGreeted).toHaveBeenCalled()
  })
})

describe('work', () => {
  it('done on one counter is on the other, and its screen is told', async () => {
    const [one, two] = [openCounter(), openCounter()]
    await Promise.all([signIn(one), signIn(two)])
    await Promise.all([reaching(one, { state: 'online' }), reaching(two, { state: 'online' })])
    const id = one.create('สมชาย ใจดี', '0812345678')
    expect(one.statuses.at(-1)?.unsent).toBe(1)
    await reaching(one, { unsent: 0, state: 'online' })
    two.host.nudge('person')
    await vi.waitFor(() => expect(two.events.onChanged).toHaveBeenCalledWith([id]), 5_000)
    expect(two.nameOf(id)).toBe('สมชาย ใจดี')
    expect(two.host.status().codesLeft).toBe(300)
  })

  it('done before there was a server is sent once there is one', async () => {
    const counter = openCounter()
    for (let person = 0; person < 30; person += 1)
      counter.create(`Early Bird ${person}`, `08123456${10 + person}`)
    expect(counter.host.status()).toMatchObject({ state: 'alone', unsent: 30 })
    await signIn(counter)
    await reaching(counter, { state: 'online', unsent: 0 })
    expect(server.countCalls('sync_push')).toBe(1)
  })
})

describe('trouble', () => {
  it('with the server shows as offline, loses nothing, and ends by itself', async () => {
    const counter = openCounter()
    await signIn(counter)
    await reaching(counter, { state: 'online' })
    server.answer((request) => void request.socket.destroy())
    counter.create('Malee Wong', '0812345678')
    await reaching(counter, { state: 'offline', problem: 'SERVER_UNREACHABLE', unsent: 1 })
    expect(Date.parse(counter.host.status().nextTryAt ?? '')).toBeGreaterThan(Date.now() - 1_000)
    server.behave()
    await reaching(counter, { state: 'online', problem: null, unsent: 0 })
  })

  it('with tokens that ran out is over once they are renewed, and told when they cannot be', async () => {
    const counter = openCounter()
    await counter.host.connect(server.url, 'key')
    handOver(counter.host, manager, { accessToken: 'expired', refreshToken: manager, expiresAt: 0 })
    await reaching(counter, { state: 'online' })
    expect(counter.events.onTokensRefreshed).toHaveBeenCalledExactlyOnceWith(
      manager,
      expect.objectContaining({ accessToken: manager }),
    )
    handOver(counter.host, manager, { accessToken: 'expired', refreshToken: 'expired', expiresAt: 0 })
    await reaching(counter, { state: 'stopped', problem: 'SESSION_EXPIRED' })
    expect(counter.events.onTokensExpired).toHaveBeenCalledExactlyOnceWith(manager)
  })

  it('with a person who no longer works here takes them off the device and stops', async () => {
    const counter = openCounter()
    await signIn(counter)
    await reaching(counter, { state: 'online' })
    model.addStaff(manager, { name: 'Nok', role: 'manager', isActive: false })
    counter.host.nudge('person')
    await reaching(counter, { state: 'stopped', problem: 'STAFF_DEACTIVATED' })
    expect(counter.events.onStaffRemoved).toHaveBeenCalledExactlyOnceWith(manager)
  })

  it('with a device that was shut out stops and keeps what is unsent', async () => {
    const counter = openCounter()
    await signIn(counter)
    await reaching(counter, { state: 'online' })
    model.addDevice(counter.deviceId, { name: 'Till', status: 'revoked', staff: [manager] })
    counter.create('Malee Wong', '0812345678')
    await reaching(counter, { state: 'stopped', problem: 'DEVICE_REVOKED', unsent: 1 })
    expect(counter.events.onDeviceRevoked).toHaveBeenCalledOnce()
  })

  it('in the middle of a call does not keep it from closing', async () => {
    const counter = openCounter()
    await signIn(counter)
    await reaching(counter, { state: 'online' })
    server.answer(() => undefined)
    counter.host.nudge('person')
    await vi.waitFor(() => expect(server.countCalls('sync_hello')).toBeGreaterThan(2))
    const begun = performance.now()
    await counter.host.close()
    expect(performance.now() - begun).toBeLessThan(1_000)
    expect(counter.events.reportFailure).not.toHaveBeenCalled()
  })
})
