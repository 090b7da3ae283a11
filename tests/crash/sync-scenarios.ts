// Every kill of a counter that syncs, by name: at the named points, inside the migration, and of the whole app.
import { killApp } from './kill-app.ts'
import { type KillRun, killAt } from './kill-counter.ts'
import { killMigrationToSync } from './kill-migration.ts'
import { type PointName, points } from './points.ts'

type SyncScenario = (run: KillRun) => Promise<void>

const atPoints = (Object.keys(points) as PointName[]).map((name): [string, SyncScenario] => [
  name,
  (run) => killAt(name, run),
])

/** Scenarios by what is killed when. */
export const syncScenarios: Readonly<Record<string, SyncScenario>> = {
  ...Object.fromEntries(atPoints),
  'inside the migration that brings syncing': killMigrationToSync,
  'while the whole app saves and syncs': killApp,
}
