// Replays what was carried out in the server's own order, to tell whether every value that does not stand was either seen by
// whoever replaced it or lies in the conflict inbox, and whether consent ever got looser unseen.
import type { ColumnValue } from '../../src/shared/wire.ts'
import { mergedByHand } from './merge-invariants.ts'
import { isCompanion } from './server/links.ts'
import { consentColumns } from './server/patch.ts'
import { isVisible, parseSnapshot } from './server/snapshot.ts'
import type { World } from './world.ts'

interface Standing {
  readonly value: ColumnValue
  readonly device: string
}

/** Every value that was overwritten behind somebody's back, in words. */
export function checkOrder(world: World): string[] {
  const { server, record } = world
  if (record.serverRestores > 0) return []
  const { committed } = server.database
  const found: string[] = []
  const standing = new Map<string, Standing>()
  const conflicts = new Set(
    committed
      .all('sync_conflicts')
      .map(
        ({ values }) =>
          `${values.customer_id} ${values.column_name} ${values.kept_value} over ${values.other_value}`,
      ),
  )
  const merged = new Set(
    committed
      .all('customer_merge_history')
      .flatMap(({ values }) => [String(values.customer_id), String(values.merged_customer_id)]),
  )
  for (const [commandId, { result }] of server.database.entries('commands')) {
    const saved = record.saved.get(commandId)
    if (!saved || result.status === 'rejected') continue
    for (const operation of saved.planned.operations) {
      if (operation.table !== 'customers' || merged.has(operation.id)) continue
      if (operation.op !== 'patch') {
        for (const [column, value] of Object.entries(operation.values)) {
          // Whoever is made with a profile that is taken is made without it.
          if (column === 'linked_profile_id') continue
          standing.set(`${operation.id} ${column}`, { value, device: saved.device })
        }
        continue
      }
      for (const [column, { base, value }] of Object.entries(operation.changes)) {
        if (consentColumns.has(column) || isCompanion(column, operation.changes)) continue
        const key = `${operation.id} ${column}`
        const before = standing.get(key)
        const current = before?.value ?? null
        standing.set(key, { value, device: saved.device })
        if (!before || current === value || current === base || before.device === saved.device) continue
        if (!conflicts.has(`${operation.id} ${column} ${value} over ${current}`)) {
          found.push(
            `${column} of ${operation.id}: ${current} was overwritten by ${value} and nobody is told`,
          )
        }
      }
    }
  }
  return [...found, ...checkConsent(world)]
}

/** Where consent stands, whoever gave it last knew of every withdrawal before. */
function checkConsent(world: World): string[] {
  const { server, record } = world
  const byHand = mergedByHand(world)
  const { committed } = server.database
  const found: string[] = []
  const lines = committed.all('audit_log').toSorted((left, right) => left.order - right.order)
  for (const { id, values } of committed.all('customers')) {
    if (values.merged_into !== null || byHand.has(id)) continue
    for (const column of consentColumns) {
      if (values[column] !== 1) continue
      let withdrawn: (typeof lines)[number] | null = null
      let isUnseen = false
      for (const line of lines) {
        if (line.values.customer_id !== id) continue
        const change = (
          JSON.parse(String(line.values.changes)) as Record<string, { before: unknown; after: unknown }>
        )[column]
        if (!change) continue
        const saved = record.saved.get(String(line.values.command_id))
        if (change.after === 0 && change.before !== null) withdrawn = line
        else if (change.after === 1 && withdrawn && saved) {
          const isOwn = withdrawn.values.device_id === line.values.device_id
          const knew = saved.seen !== null && isVisible(withdrawn.created, parseSnapshot(saved.seen))
          isUnseen = !isOwn && !knew
          // Who gives it knowingly makes it stand, whatever others give after.
          if (!isUnseen) withdrawn = null
        }
      }
      if (isUnseen)
        found.push(`${column} of ${id} was given back by somebody who did not know it was withdrawn`)
    }
  }
  return found
}
