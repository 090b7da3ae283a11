// Three kills of every scenario as tests, with one server for all of them; `npm run crash -- --kills 50` does more.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeRandom } from '../fixtures/fill-store.ts'
import type { SyncScenarios } from './sync-scenarios.ts'
import { createVictims, type Victims } from './victims.ts'
import { type CrashWorld, startWorld } from './world.ts'

/** Milliseconds a server may take to start on a computer that does much else. */
const startingUp = 120_000

/** Defines one test for each, to be called once in a test file. */
export function testScenarios(scenarios: SyncScenarios): void {
  let folder: string
  let world: CrashWorld
  let victims: Victims
  beforeAll(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'regulars-crash-'))
    victims = createVictims('./sync-victim.ts')
    world = await startWorld(folder)
  }, startingUp)
  afterAll(async () => {
    victims.close()
    await world.stop()
    fs.rmSync(folder, { recursive: true, force: true })
  })

  test.each(Object.entries(scenarios))('killed %s: all of it is there once', async (name, scenario) => {
    const own = path.join(folder, name.replaceAll(' ', '-'))
    const run = { folder: own, kills: 3, random: makeRandom(3), world, victims }
    await expect(scenario(run)).resolves.toBeUndefined()
  })
}
