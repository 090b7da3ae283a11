// Three kills a scenario on every run; `npm run crash -- --kills 50` does more.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeRandom } from '../fixtures/fill-store.ts'
import { scenarios } from './scenarios.ts'

let folder: string
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'regulars-crash-'))
})
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }))

test.each(Object.entries(scenarios))('killed %s: nothing that was said is lost', async (_name, scenario) => {
  await expect(scenario({ folder, kills: 3, random: makeRandom(3) })).resolves.toBeUndefined()
})
