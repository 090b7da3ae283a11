// What must hold of merges and undos when all trouble is over: nothing is lost or doubled by them, whoever is dead leads to one
// who is alive, and the history tells of everybody who was folded.
import type { MergeRecord } from '../../src/shared/merging.ts'
import { type MovedTable, movedTables } from '../../src/shared/wire.ts'
import type { Counter } from './counter.ts'
import { consentColumns } from './server/patch.ts'
import type { World } from './world.ts'

/** Every broken promise about merging, in words. */
export function checkMerges(world: World, counters: readonly Counter[]): string[] {
  return [
    ...checkOwners(world),
    ...checkEntries(world),
    ...checkIdentifiers(world),
    ...checkDead(world),
    ...checkUndone(world),
    ...checkLines(world),
    ...checkTold(world),
    ...counters.flatMap(checkCopies),
  ]
}

/** Whoever was made one with somebody by a person, or parted from them, on either side. */
export function mergedByHand({ server }: World): ReadonlySet<string> {
  const lines = server.database.committed.all('customer_merge_history')
  const ids = lines
    .filter(({ values }) => values.reason !== 'Made on two counters at once.' || values.undone_at !== null)
    .flatMap(({ values }) => [String(values.customer_id), String(values.merged_customer_id)])
  return new Set(ids)
}

/** Every row is under a customer there is. */
function checkOwners({ server }: World): string[] {
  const { committed } = server.database
  return movedTables.flatMap((table) =>
    committed
      .all(table)
      .filter(({ values }) => !committed.get('customers', String(values.customer_id)))
      .map(({ id, values }) => `${table} ${id} is under nobody: ${values.customer_id}`),
  )
}

/** What was booked stands as it was booked, so that all balances together are what people did. */
function checkEntries({ server, record }: World): string[] {
  const { committed } = server.database
  const found: string[] = []
  for (const [commandId, { planned }] of record.saved) {
    const status = committed.get('commands', commandId)?.result.status
    if (status !== 'applied' && status !== 'merged') continue
    for (const operation of planned.operations) {
      if (!('values' in operation) || operation.table !== 'customer_ledger') continue
      const held = committed.get('customer_ledger', operation.id)?.values
      const { kind, amount } = operation.values
      if (held && (held.kind !== kind || held.amount !== amount)) {
        found.push(`entry ${operation.id} was ${amount} ${kind} and is ${held.amount} ${held.kind}`)
      }
    }
  }
  return found
}

/** An identifier that was given is there, or the same one of that customer is. */
function checkIdentifiers({ server, record }: World): string[] {
  const { committed } = server.database
  const found: string[] = []
  for (const [commandId, { planned }] of record.saved) {
    const status = committed.get('commands', commandId)?.result.status
    if (status !== 'applied' && status !== 'merged') continue
    for (const { op, table, id } of planned.operations) {
      if (table !== 'customer_identifiers' || op === 'patch') continue
      const isKept = committed.get('customer_identifiers', id) || committed.get('identifier_aliases', id)
      if (!isKept) found.push(`identifier ${id} of ${commandId} is nowhere`)
    }
  }
  return found
}

/** Whoever is dead was folded by one merge that stands, and leads in one step to somebody alive; and so do their id and code. */
function checkDead({ server }: World): string[] {
  const { committed } = server.database
  const found: string[] = []
  const standing = committed.all('customer_merge_history').filter(({ values }) => values.undone_at === null)
  const led = new Map<string, string>(
    committed
      .all('customer_redirects')
      .map(({ values }) => [`${values.kind} ${values.dead_value}`, String(values.customer_id)]),
  )
  for (const { id, values } of committed.all('customers')) {
    const folds = standing.filter((line) => line.values.merged_customer_id === id)
    const names = [`id ${id}`, `code ${values.customer_code}`]
    if (values.merged_into === null) {
      if (folds.length > 0) found.push(`${id} is alive and folded by ${folds[0]?.id}`)
      for (const name of names)
        if (led.has(name)) found.push(`${name} is alive and leads to ${led.get(name)}`)
      continue
    }
    const survivor = committed.get('customers', String(values.merged_into))
    if (survivor?.values.merged_into !== null) found.push(`${id} leads to nobody alive`)
    if (folds.length !== 1) found.push(`${id} is dead by ${folds.length} merges`)
    for (const name of names) {
      if (led.get(name) !== values.merged_into) found.push(`${name} leads to ${led.get(name)}`)
    }
  }
  return found
}

/** Two who were one once and never again have what they had: what the merge moved is back. */
function checkUndone({ server }: World): string[] {
  const { committed } = server.database
  const lines = committed.all('customer_merge_history')
  return lines.flatMap(({ id, values }) => {
    const both = [String(values.customer_id), String(values.merged_customer_id)]
    const others = lines.filter(
      (line) =>
        line.id !== id &&
        (both.includes(String(line.values.customer_id)) ||
          both.includes(String(line.values.merged_customer_id))),
    )
    if (values.undone_at === null || others.length > 0) return []
    const { moved } = JSON.parse(String(values.data)) as MergeRecord
    return Object.entries(moved).flatMap(([table, ids]) =>
      ids
        .map((row) => committed.get(table as MovedTable, row))
        .filter((row) => row && row.values.customer_id !== values.merged_customer_id)
        .map((row) => `${table} ${row?.id} did not come back when ${id} was undone`),
    )
  })
}

/** A merge made consents the stricter of both; and none was undone while another stood on top of it. */
function checkLines({ server }: World): string[] {
  const { committed } = server.database
  const lines = committed.all('customer_merge_history')
  const partings = committed
    .all('audit_log')
    .filter(({ values }) => String(values.changes).includes('"parted_from"'))
  return lines.flatMap(({ id, values }) => {
    const { set, survivor, folded } = JSON.parse(String(values.data)) as MergeRecord
    const loosened = [...consentColumns].filter(
      (column) =>
        (set[column] ?? survivor[column]) !== Math.min(Number(survivor[column]), Number(folded[column])),
    )
    const parting = partings.find(
      (line) => line.values.customer_id === values.merged_customer_id && line.values.at === values.undone_at,
    )
    const onTop = lines.filter(
      (other) =>
        other.values.customer_id === values.customer_id &&
        other.values.undone_at === null &&
        String(other.values.merged_at) > String(values.merged_at) &&
        other.order < (parting?.order ?? 0),
    )
    return [
      ...loosened.map((column) => `${column} was loosened by merge ${id}`),
      ...onTop.map((other) => `merge ${id} was undone under ${other.id}`),
    ]
  })
}

/** Nobody is told that two are one who are not. */
function checkTold({ server }: World): string[] {
  const { committed } = server.database
  const survivors = new Map(
    committed.all('customers').map(({ id, values }) => [values.customer_code, values.merged_into ?? id]),
  )
  return committed
    .all('sync_conflicts')
    .filter(({ values }) => values.kind === 'merge' && values.status === 'open')
    .filter(({ values }) => survivors.get(values.kept_value) !== survivors.get(values.other_value))
    .map(({ id, values }) => `line ${id} says that ${values.other_value} is part of ${values.kept_value}`)
}

/** A row stands under one customer at a counter, whatever moved it. */
function checkCopies(counter: Counter): string[] {
  return movedTables.flatMap((table) => {
    const sql = `SELECT id FROM ${table} GROUP BY id HAVING count(*) > 1`
    const twice = counter.store().prepare(sql).pluck().all() as string[]
    return twice.map((row) => `${counter.name}: ${table} ${row} stands twice`)
  })
}
