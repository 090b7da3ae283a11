// Saving at a counter through the app's own write path, each save remembered once it is acknowledged.
import type { Command } from '../../src/main/domain/commands.ts'
import { runCommand } from '../../src/main/write/run-command.ts'
import { type Counter, readUnsent } from './counter.ts'
import type { World } from './world.ts'

/** Saves as people do: the same command once more when the hand is impatient or the computer went down on it. */
export function save(world: World, counter: Counter, command: Command, by?: string): boolean {
  const { random, faults } = world
  const actor = by ?? (random.chance(0.4) ? (counter.staff[0] ?? '') : random.pick(counter.staff))
  const run = () => counter.save(actor, (context) => runCommand(context, command))
  let isSaved = run()
  if (faults.strikes('save repeated')) {
    faults.note('save repeated')
    isSaved = run() || isSaved
  }
  if (isSaved) remember(world, counter, command.commandId)
  return isSaved
}

/** Keeps in mind what was saved, as the outbox has it. */
export function remember(world: World, counter: Counter, commandId: string): void {
  const unsent = readUnsent(counter.store(), commandId)
  if (!unsent) return
  const { planned, seen } = unsent
  const { name, deviceId } = counter
  world.record.saved.set(commandId, { planned, device: deviceId, seen })
  world.say(name, `saved ${planned.kind} ${commandId.slice(0, 8)} on ${planned.audit.customerId.slice(0, 8)}`)
}
