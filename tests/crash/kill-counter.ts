// Kills a counter at one named point again and again. Each victim starts from what the last one left behind, and between two
// the counter is started again, syncs, and everything is looked at.
import assert from 'node:assert/strict'
import path from 'node:path'
import { type Seat, unrepaired, withCounter } from './engine-counter.ts'
import { levelOut } from './level-out.ts'
import type { Point } from './points.ts'
import { prepare, requireCarriedOut } from './prepare.ts'
import { requireBackups, requireRecovery } from './promises.ts'
import type { CrashRun } from './scenarios.ts'
import type { VictimTask } from './sync-victim.ts'
import type { Victims } from './victims.ts'
import type { Saved } from './work.ts'
import type { CrashWorld } from './world.ts'

/** What kills at points share. */
export interface KillRun extends CrashRun {
  readonly world: CrashWorld
  readonly victims: Victims
}

const commandsElsewhere = 3
/** A call is under way, or a backup being copied, for about so many milliseconds. */
const lasting = { call: 25, backup: 8 } as const

/** Kills at the point `kills` times; rejects with the first promise that was broken. */
export async function killAt(point: Point, run: KillRun): Promise<void> {
  const { folder, kills, random, world, victims } = run
  let seat: Seat | null = null
  let saved: Saved[] = []
  let killsOfSeat = 0
  for (let kill = 1; kill <= kills; kill += 1) {
    if (seat === null || isOnceOnly(point)) {
      seat = await takeSeat(path.join(folder, `counter-${kill}`), point, world)
      saved = []
      killsOfSeat = 0
    }
    await world.workElsewhere(commandsElsewhere, random)
    const { spender } = await prepare(point, seat, world)
    const task: VictimTask = {
      seat,
      step: point.step,
      place: point.place,
      time: 1 + Math.floor(random() * (point.times ?? 1)),
      seed: Math.floor(random() * 2 ** 31),
      spender,
    }
    const delayMs =
      point.place === 'sent' ? random() * (point.step === 'backup' ? lasting.backup : lasting.call) : 0
    const lines = await victims.kill(task, `at ${point.place}`, delayMs)
    killsOfSeat += 1
    assert.ok(lines.includes('opened OPENED') || lines.includes('opened NEW_STORE'), 'nothing needed repair')
    saved.push(...readSaved(lines))
    await recover(seat, point, saved, killsOfSeat, world)
  }
}

/** There is one first pull; and a server gives a device no more codes while it holds many blocks that were never kept. */
function isOnceOnly({ prepare: what }: Point): boolean {
  return what === 'first pull' || what === 'codes'
}

/** A counter that is level with its server, or, for kills in a first pull, one that never met it. */
async function takeSeat(folder: string, point: Point, world: CrashWorld): Promise<Seat> {
  const isNew = point.prepare === 'first pull'
  const seat = await world.seat(folder, !isNew)
  if (!isNew) await withCounter(seat, levelOut)
  return seat
}

/** The saves a victim was done with when it was killed. */
export function readSaved(lines: readonly string[]): Saved[] {
  return lines.filter((line) => line.startsWith('saved ')).map((line) => JSON.parse(line.slice(6)) as Saved)
}

async function recover(
  seat: Seat,
  point: Point,
  saved: readonly Saved[],
  kills: number,
  world: CrashWorld,
): Promise<void> {
  await withCounter(
    seat,
    async (counter) => {
      if (point.step === 'save results' && point.place === 'before') {
        await requireCarriedOut(counter.db, seat, world)
      }
      if (point.step === 'backup') requireBackups(seat)
      await requireRecovery(counter, { seat, saved, kills, world })
    },
    point.prepare === 'drift' ? {} : unrepaired,
  )
}
