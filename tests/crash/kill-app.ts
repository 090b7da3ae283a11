// Kills the whole app at any moment while somebody saves, its thread syncs, and another counter works; then it is started
// again and must come level by itself.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { openSecondConnection } from '../../src/main/db/open.ts'
import { type App, type AppSeat, enterPin, startApp } from './app-counter.ts'
import type { AppTask } from './app-victim.ts'
import type { Seat } from './engine-counter.ts'
import { type KillRun, readSaved } from './kill-counter.ts'
import { requireDelivered, requireKept, requireLevel, requireSound } from './promises.ts'
import { createVictims } from './victims.ts'
import type { Saved } from './work.ts'
import type { CrashWorld } from './world.ts'

const pin = '408216'
const commandsElsewhere = 6
/** A victim works for up to so many milliseconds: a few rounds of syncing. */
const workMs = 700
const levelMs = 20_000
const lookEveryMs = 50

/** Kills at a moment of chance, `kills` times, always the same counter. */
export async function killApp({ folder, kills, random, world }: KillRun): Promise<void> {
  const own: AppSeat = { folder: path.join(folder, 'app'), key: randomBytes(32).toString('hex'), pin }
  const seat = await setUp(own, world)
  const victims = createVictims('./app-victim.ts')
  const saved: Saved[] = []
  try {
    for (let kill = 1; kill <= kills; kill += 1) {
      const task: AppTask = { seat: own, seed: Math.floor(random() * 2 ** 31) }
      const killed = victims.kill(task, 'saved', random() * workMs)
      const [lines] = await Promise.all([killed, world.workElsewhere(commandsElsewhere, random)])
      assert.ok(lines.includes('opened OPENED'), 'nothing needed repair')
      saved.push(...readSaved(lines))
      await recover(own, seat, saved, kill, world)
    }
  } finally {
    victims.close()
  }
}

/** Connects, signs in, registers and chooses a PIN, as on the first day. */
async function setUp(own: AppSeat, world: CrashWorld): Promise<Seat> {
  const { backend, staffId, session } = world
  const server = { url: backend.url, key: backend.anonKey }
  const manager = backend.staff.find(({ id }) => id === staffId)
  const app = await startApp(own)
  try {
    await app.call('session.connect', server)
    await app.call('session.signIn', { email: manager?.email ?? '', password: manager?.password ?? '' })
    await app.call('session.registerDevice', { name: 'Till 2' })
    await app.call('session.setPin', { pin })
    const { deviceId } = await app.call('sync.facts', {})
    const seat = { folder: own.folder, key: own.key, deviceId, server, staffId, session }
    await becomeLevel(app)
    return seat
  } finally {
    await app.close()
  }
}

/** Waits until the app says that it is; it is only told to hurry. */
async function becomeLevel(app: App): Promise<void> {
  const deadline = performance.now() + levelMs
  const isLevel = async () => {
    const { state, unsent, firstPull } = await app.call('sync.now', {})
    return state === 'online' && unsent === 0 && firstPull === null
  }
  while (!(await isLevel())) {
    if (performance.now() > deadline) {
      throw new Error(`not level: ${JSON.stringify(await app.call('sync.status', {}))}`)
    }
    await wait(lookEveryMs)
  }
}

async function recover(
  own: AppSeat,
  seat: Seat,
  saved: readonly Saved[],
  kills: number,
  world: CrashWorld,
): Promise<void> {
  const app = await startApp(own)
  const db = openSecondConnection({ folder: own.folder, key: Buffer.from(own.key, 'hex') })
  try {
    assert.equal((await app.call('app.info', {})).storeNotice.code, 'OPENED')
    requireSound(db)
    requireKept(db, saved)
    await enterPin(app, own)
    await becomeLevel(app)
    await settle(() => requireLevel(db, seat, world))
    requireSound(db)
    requireKept(db, saved)
    await requireDelivered(db, seat, world, saved, kills)
  } finally {
    db.close()
    await app.close()
  }
}

/** The last round may still be under way when the app looks level; rejects with what is wrong when it stays so. */
async function settle(check: () => Promise<void>): Promise<void> {
  const deadline = performance.now() + levelMs
  for (;;) {
    const broken = await check().then(
      () => null,
      (error: unknown) => error,
    )
    if (broken === null) return
    if (performance.now() > deadline) throw broken
    await wait(lookEveryMs)
  }
}
