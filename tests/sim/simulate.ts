// One run: a server and two to five counters, a few days of work and trouble, then calm, then everything is checked.
import type Database from 'better-sqlite3'
import { act } from './actions.ts'
import { type Counter, startCounter } from './counter.ts'
import { createFaults, type FaultKind } from './faults.ts'
import { checkWorld } from './invariants.ts'
import { createBackups, stirServer } from './other-writers.ts'
import { makePeople } from './people.ts'
import { makeRandom } from './random.ts'
import { createRecord } from './record.ts'
import { createServerModel } from './server-model.ts'
import { createTimeline } from './timeline.ts'
import { openWebsite } from './website.ts'
import { hours, minutes, seconds, type World } from './world.ts'

export interface RunResult {
  readonly seed: number
  readonly violations: readonly string[]
  readonly faults: Readonly<Record<FaultKind, number>>
  readonly trace: readonly string[]
  readonly commands: number
}

const start = Date.UTC(2026, 9, 1, 2)

/** Plays the run of one seed; the same seed always plays the same. `template`: see makeTemplate; `without`: kinds of trouble to leave out. */
export async function simulate(
  seed: number,
  template: Buffer,
  without: readonly string[] = [],
): Promise<RunResult> {
  const random = makeRandom(seed)
  const timeline = createTimeline(start)
  const trace: string[] = []
  const world: World = {
    random,
    timeline,
    faults: createFaults(random, without),
    server: createServerModel(random, timeline.now),
    record: createRecord(),
    hasHashes: random.chance(0.5),
    hasMerges: random.chance(0.7),
    say: (who, what) =>
      void trace.push(`${new Date(timeline.now()).toISOString().slice(5, 19)} ${who}: ${what}`),
  }
  const people = makePeople(random, 4 + random.below(9))
  openWebsite(world, people)
  const counters = openCounters(world, template, (counter) => act(world, counter, people))
  const end = start + (8 + random.below(26)) * hours

  const repeat = (gap: () => number, action: () => void) => {
    const next = () => {
      if (timeline.now() >= end) return
      action()
      timeline.after(gap(), next)
    }
    timeline.after(gap(), next)
  }
  for (const counter of counters) {
    const pace = 20 + random.below(100)
    repeat(
      () => random.below(2 * pace) * minutes + seconds,
      () => act(world, counter, people),
    )
    repeat(() => (10 + random.below(60)) * minutes, createAccidents(world, counter))
    counter.nudge()
  }
  repeat(
    () => random.below(60) * minutes + seconds,
    () => stirServer(world),
  )
  repeat(() => 30 * minutes, createBackups(world))

  await timeline.runUntil(end)
  await calmDown(world, counters)
  const violations = [...world.record.violations, ...checkWorld(world, counters, people)]
  for (const counter of counters) counter.store().close()
  return { seed, violations, faults: world.faults.counts, trace, commands: world.record.saved.size }
}

function openCounters(
  world: World,
  template: Buffer,
  onSlip: (counter: Counter) => void,
): readonly Counter[] {
  const { random, server } = world
  const count = 2 + random.below(4)
  return Array.from({ length: count }, (_, index) => {
    const deviceId = random.uuid()
    const staff = [random.uuid(), random.uuid()]
    for (const [place, id] of staff.entries()) {
      const role = place === 0 ? 'manager' : 'staff'
      server.addStaff(id, { name: `Person ${index}.${place}`, role, isActive: true })
    }
    const name = `counter ${index + 1}`
    server.addDevice(deviceId, { name, status: 'active', staff })
    const line = {
      name,
      cutUntil: 0,
      caller: staff[0] ?? '',
      isTokenGood: true,
      pageSize: 3 + random.below(30),
    }
    return startCounter(world, { name, deviceId, staff, line }, template, onSlip)
  })
}

/** What may befall one counter between two looks at it. */
function createAccidents(world: World, counter: Counter): () => void {
  const { random, timeline, faults, record, server, say } = world
  let backup: Buffer | null = null
  return () => {
    if (faults.strikes('network cut for hours')) {
      counter.line.cutUntil = timeline.now() + (1 + random.below(12)) * hours
      say(counter.name, 'the line is cut')
    }
    if (faults.strikes('clock jumped')) {
      faults.note('clock jumped')
      const years = random.below(21) - 10
      counter.clockOff = random.chance(0.3) ? random.below(20) * minutes : years * 365 * 24 * hours
      say(counter.name, `the clock is off by ${counter.clockOff / minutes} minutes`)
    }
    if (faults.strikes('token expired')) counter.line.isTokenGood = false
    if (backup === null || random.chance(0.1)) backup = counter.store().serialize()
    else if (faults.strikes('counter restored from backup')) {
      faults.note('counter restored from backup')
      say(counter.name, 'an older copy of the file takes its place')
      counter.replaceFile(backup)
      record.restoredDevices.add(counter.deviceId)
      noteLost(counter.store())
    }
  }

  function noteLost(store: Database.Database): void {
    const kept = new Set(
      store
        .prepare('SELECT command_id FROM outbox UNION SELECT command_id FROM refused_commands')
        .pluck()
        .all(),
    )
    for (const [commandId, { device }] of record.saved) {
      const status = server.database.committed.get('commands', commandId)?.result.status
      const isDone = status === 'applied' || status === 'merged'
      if (device === counter.deviceId && !kept.has(commandId) && !isDone) record.lostWithFile.add(commandId)
    }
  }
}

/** Trouble ends; late requests come in; every worker starts anew once, and rounds go on until nothing moves any more. */
async function calmDown(world: World, counters: readonly Counter[]): Promise<void> {
  const { timeline, faults } = world
  faults.end()
  for (const counter of counters) {
    counter.line.cutUntil = 0
    counter.line.isTokenGood = true
  }
  await timeline.runUntil(timeline.now() + 8 * hours)
  for (const counter of counters) counter.restartWorker()
  for (let turn = 0; turn < 4; turn++) {
    for (const counter of counters) counter.nudge()
    await timeline.runUntil(timeline.now() + 30 * minutes)
  }
  await timeline.runUntil(timeline.now() + 2 * hours, () =>
    counters.every((counter) => counter.lastOutcome() === 'level'),
  )
}
