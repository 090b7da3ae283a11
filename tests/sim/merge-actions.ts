// What people do at a counter about customers who are one, or who are two after all: merging, undoing, saying so, and taking that
// back; what a merge and its undo leave is looked at on the spot.
import type { Command } from '../../src/main/domain/commands.ts'
import {
  choosableColumns,
  type MergePicks,
  type MergeRecord,
  type MergeStrategy,
  mostMerged,
} from '../../src/shared/merging.ts'
import { directoryId, movedTables } from '../../src/shared/wire.ts'
import type { Counter } from './counter.ts'
import { prepareOnce } from './gate.ts'
import { comparePlaces, readPlaces, readTotals } from './merge-places.ts'
import { save } from './saving.ts'
import type { World } from './world.ts'

type Row = Readonly<Record<string, string | number | null>>

const readAll = (counter: Counter, sql: string, ...values: readonly string[]) =>
  prepareOnce(counter.store(), sql).all(...values) as Row[]

/** Merges, parts or tells two customers apart, chosen by chance. */
export function changeIdentity(world: World, counter: Counter): void {
  const { random, record } = world
  const isUndoneElsewhere = readAll(
    counter,
    'SELECT 1 FROM customer_merge_history WHERE id = ? AND undone_at IS NULL',
    record.lastUndone ?? '',
  )
  const dice = isUndoneElsewhere.length > 0 && random.chance(0.5) ? 0.7 : random.next()
  if (dice < 0.55) mergeSome(world, counter)
  else if (dice < 0.82) undoSome(world, counter)
  else sayApart(world, counter)
}

/** Two customers, now and then more; now and then undone again before anybody looked. */
function mergeSome(world: World, counter: Counter): void {
  const { random, faults } = world
  const ids = pickPeople(world, counter)
  const [customerId, ...foldedIds] = ids
  if (customerId === undefined || foldedIds.length === 0) return
  const before = readPlaces(counter.store())
  const command: Command = {
    kind: 'customer.merge',
    commandId: random.uuid(),
    customerId,
    foldedIds,
    picks: pickFields(world, ids),
    strategy: pickStrategy(world),
    reason: 'one person',
  }
  if (!saveConserving(world, counter, command)) return
  world.record.lastMerged = ids
  if (random.chance(0.8)) return
  const merges = readAll(
    counter,
    'SELECT id FROM customer_merge_history WHERE command_id = ? ORDER BY merged_at DESC, id DESC',
    command.commandId,
  )
  for (const { id } of merges) {
    const undone = { mergeId: String(id), customerId, pieceIds: [], columns: [] }
    const commandId = random.uuid()
    if (!saveConserving(world, counter, { kind: 'customer.unmerge', commandId, ...undone })) return
  }
  if (isPulling(counter)) return
  faults.note('merge undone at once')
  for (const difference of comparePlaces(before, readPlaces(counter.store()))) {
    world.record.violations.push(`${counter.name}: a merge undone at once left ${difference}`)
  }
}

/** Mostly two who may be one: of one phone; else any two, or whom another counter merged just now, in either order. */
function pickPeople({ random, record }: World, counter: Counter): readonly string[] {
  const alive = readAll(
    counter,
    'SELECT customers.id, contact_number FROM customers WHERE merged_into IS NULL ORDER BY id',
  )
  if (alive.length < 2) return []
  const isHere = (id: string) => alive.some((row) => row.id === id)
  if (record.lastMerged.length > 0 && random.chance(0.3) && record.lastMerged.every(isHere)) {
    return random.chance(0.6) ? record.lastMerged.toReversed() : record.lastMerged
  }
  const first = random.pick(alive.slice(0, random.chance(0.5) ? 4 : alive.length))
  const fitting = alive.filter(({ id, contact_number }) => {
    return id !== first.id && contact_number !== null && contact_number === first.contact_number
  })
  const others = fitting.length > 0 && random.chance(0.6) ? fitting : alive
  const count = random.chance(0.25) ? 2 : 1
  const chosen = Array.from({ length: count }, () => String(random.pick(others).id))
  return [...new Set([String(first.id), ...chosen])].slice(0, mostMerged)
}

function pickFields({ random }: World, ids: readonly string[]): MergePicks {
  if (random.chance(0.4)) return {}
  return Object.fromEntries(
    choosableColumns.filter(() => random.chance(0.3)).map((column) => [column, random.pick(ids)]),
  )
}

function pickStrategy({ random }: World): MergeStrategy {
  const isUsual = random.chance(0.6)
  return {
    keepPrimaryContact: isUsual || random.chance(0.5),
    combineTransactionHistory: isUsual || random.chance(0.5),
    combinePackages: isUsual || random.chance(0.5),
    combineNotes: isUsual || random.chance(0.5),
  }
}

/** A merge of whatever counter, also one that cannot be undone any more; now and then with what came since given away. */
function undoSome(world: World, counter: Counter): void {
  const { random, record } = world
  const merges = readAll(
    counter,
    'SELECT id, customer_id, data, undone_at FROM customer_merge_history ORDER BY merged_at, id',
  )
  const standing = merges.filter(({ undone_at }) => undone_at === null)
  const among = standing.length > 0 && random.chance(0.9) ? standing : merges
  const known = standing.find(({ id }) => id === record.lastUndone && random.chance(0.8))
  const merge = known ?? (random.chance(0.6) ? among.at(-1) : among[random.below(among.length)])
  if (!merge) return
  const isPlain = random.chance(0.4)
  const customerId = String(merge.customer_id)
  const isSaved = saveConserving(world, counter, {
    kind: 'customer.unmerge',
    commandId: random.uuid(),
    mergeId: String(merge.id),
    customerId,
    pieceIds: isPlain ? [] : pickPieces(world, counter, customerId, String(merge.data)),
    columns: isPlain ? [] : choosableColumns.filter(() => random.chance(0.7)),
    ...(random.chance(0.5) && { reason: 'two people' }),
  })
  if (isSaved) record.lastUndone = String(merge.id)
}

/** Some of what stands under the survivor and did not come with the merge. */
function pickPieces({ random }: World, counter: Counter, customerId: string, data: string): string[] {
  const { moved } = JSON.parse(data) as MergeRecord
  return movedTables.flatMap((table) =>
    readAll(
      counter,
      `SELECT piece.id FROM ${table} piece JOIN customers ON customers.key = customer_key
       WHERE customers.id = ? ORDER BY piece.id`,
      customerId,
    )
      .map(({ id }) => String(id))
      .filter((id) => !moved[table]?.includes(id) && random.chance(0.2))
      .map((id) => `${table} ${id}`),
  )
}

/** Whatever a merge or an undo does here, nothing comes or goes by it. */
function saveConserving(world: World, counter: Counter, command: Command): boolean {
  const before = readTotals(counter.store())
  const manager = world.random.chance(0.97) ? (counter.staff[0] ?? '') : (counter.staff[1] ?? '')
  const isSaved = save(world, counter, command, manager)
  const after = readTotals(counter.store())
  if (before !== after && !isPulling(counter)) {
    world.record.violations.push(`${counter.name}: ${command.kind} made ${after} of ${before}`)
  }
  return isSaved
}

/** While rows come in, what a customer's row adds up to may not be here yet. */
function isPulling(counter: Counter): boolean {
  const sql = `SELECT to_snapshot IS NOT NULL OR from_snapshot IS NULL OR seen_snapshot IS NOT from_snapshot
     FROM sync_state`
  return prepareOnce(counter.store(), sql).pluck().get() === 1
}

function sayApart(world: World, counter: Counter): void {
  const { random } = world
  const said = readAll(counter, 'SELECT id FROM duplicate_dismissals WHERE is_withdrawn = 0 ORDER BY id')
  if (said.length > 0 && random.chance(0.35)) {
    const dismissalId = String(random.pick(said).id)
    save(world, counter, { ...aboutVenue(world), kind: 'duplicates.restore', dismissalId })
    return
  }
  const [leftId, rightId] = pickPeople(world, counter)
  if (leftId === undefined || rightId === undefined) return
  save(world, counter, { ...aboutVenue(world), kind: 'duplicates.dismiss', leftId, rightId, reason: 'twins' })
}

const aboutVenue = ({ random }: World) => ({ commandId: random.uuid(), customerId: directoryId }) as const
