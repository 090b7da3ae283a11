// Kills a counter inside the migration that brings syncing to a directory that was alone; then it is started again, given
// to a server, and everything it had saved must arrive there.
import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { latestVersion, readUserVersion } from '../../src/main/db/migrate.ts'
import { unrepaired, withCounter } from './engine-counter.ts'
import type { KillRun } from './kill-counter.ts'
import { killVictim } from './kill-victim.ts'
import { makeOldStore } from './old-store.ts'
import { requireRecovery } from './promises.ts'

const savesBefore = 60
/** About as many as the migration has. */
const statements = 32

/** Kills at another statement each time. */
export async function killMigrationToSync({ folder, kills, random, world }: KillRun): Promise<void> {
  fs.mkdirSync(folder, { recursive: true })
  for (let kill = 1; kill <= kills; kill += 1) {
    // Each is made anew: what the last one saved is on the server already.
    const own = path.join(folder, `old-${kill}`)
    const seat = await world.seat(own, false)
    const key = Buffer.from(seat.key, 'hex')
    const saved = makeOldStore(own, key, savesBefore, random)
    const file = String(Math.floor(random() * statements))
    await killVictim({ work: 'migration-to-sync', folder: own, key, file, after: 'at migration', delayMs: 0 })
    await withCounter(
      seat,
      async (counter) => {
        assert.equal(readUserVersion(counter.db), latestVersion())
        await requireRecovery(counter, { seat, saved, kills: 0, world })
      },
      unrepaired,
    )
  }
}
