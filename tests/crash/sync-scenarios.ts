// Every kill of a counter that syncs, by name: at the named points, inside the migration, and of the whole app.
import { killApp } from './kill-app.ts'
import { type KillRun, killAt } from './kill-counter.ts'
import { killMigrationToSync } from './kill-migration.ts'
import { type Point, pullPoints, pushPoints } from './points.ts'

/** Scenarios by what is killed when. */
export type SyncScenarios = Readonly<Record<string, (run: KillRun) => Promise<void>>>

/** Kills while something is saved, goes up, or is kept safe. */
export const pushScenarios: SyncScenarios = {
  ...atPoints(pushPoints),
  'inside the migration that brings syncing': killMigrationToSync,
}

/** Kills while something comes down, and of everything at once. */
export const pullScenarios: SyncScenarios = {
  ...atPoints(pullPoints),
  'while the whole app saves and syncs': killApp,
}

function atPoints(points: Readonly<Record<string, Point>>): SyncScenarios {
  const entries = Object.entries(points)
  return Object.fromEntries(entries.map(([name, point]) => [name, (run: KillRun) => killAt(point, run)]))
}
