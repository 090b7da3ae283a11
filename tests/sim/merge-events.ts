// What merges and undos met on the server, counted as it answers them, so that no case of the chapter about merging goes untried.
import type { PushedCommand, PushReply, PushRequest } from '../../src/shared/wire.ts'
import type { FaultKind } from './faults.ts'
import type { ServerRow } from './server/rows.ts'
import type { World } from './world.ts'

type Answer = PushReply['results'][number]

/** Looks at a push before it is carried out; answers how to look at its answers. */
export function watchMerges(world: World, { p_commands }: PushRequest): (reply: PushReply) => void {
  const { committed } = world.server.database
  const fresh = p_commands.filter(({ commandId }) => committed.get('commands', commandId) === undefined)
  const survivorBefore = (id: string) => committed.get('customers', id)?.values.merged_into ?? null
  const before = new Map(fresh.map(({ audit }) => [audit.customerId, survivorBefore(audit.customerId)]))
  const history = committed.all('customer_merge_history')
  return ({ results }) => {
    for (const command of fresh) {
      const answer = results.find(({ commandId }) => commandId === command.commandId)
      if (!answer) continue
      const isDead = typeof before.get(command.audit.customerId) === 'string'
      for (const kind of kindsOf(command, answer, isDead, history)) world.faults.note(kind)
    }
  }
}

type History = readonly ServerRow[]

function kindsOf(command: PushedCommand, answer: Answer, isDead: boolean, history: History): FaultKind[] {
  const { operations } = command
  const kinds: FaultKind[] = []
  const isRefused = answer.status === 'rejected'
  const merges = operations.filter((operation) => operation.op === 'merge')
  const [merge] = merges
  if (merge) {
    const isLine = ({ values }: History[number], survivor: string, folded: string) =>
      values.customer_id === survivor && values.merged_customer_id === folded && values.undone_at === null
    if (answer.code === 'NOT_ALLOWED') kinds.push('merge of a clerk')
    else if (isRefused) kinds.push('folded one merged elsewhere')
    else if (history.some((line) => isLine(line, merge.foldedId, merge.customerId))) {
      kinds.push('made one the opposite way')
    } else if (history.some((line) => isLine(line, merge.customerId, merge.foldedId))) {
      kinds.push('made one twice')
    } else kinds.push(merges.length > 1 ? 'three made one' : 'two made one')
    if (!isRefused && isDead) kinds.push('survivor merged elsewhere')
  }
  for (const operation of operations) {
    if (operation.op === 'unmerge') kinds.push(...kindsOfUndo(command, operation, answer, history))
    if (operation.table === 'duplicate_dismissals' && !isRefused) {
      const isTakenBack = operation.op === 'patch' && operation.changes.is_withdrawn?.value === 1
      kinds.push(isTakenBack ? 'said to be two, taken back' : 'said to be two')
    }
    const isRetired = operation.op === 'patch' && operation.changes.is_active?.value === 0
    if (isRetired && isDead && isRefused) kinds.push('folded one taken out of use')
  }
  return kinds
}

type Undo = Extract<PushedCommand['operations'][number], { op: 'unmerge' }>

function kindsOfUndo(
  { audit }: PushedCommand,
  undo: Undo,
  { status, code }: Answer,
  history: History,
): FaultKind[] {
  if (code === 'ALREADY_UNDONE') return ['undone twice']
  if (code === 'MERGE_CONFLICT') return ['undone under a later merge']
  if (status === 'rejected') return []
  const line = history.find(({ id }) => id === undo.id)
  return [
    'merge undone',
    ...(undo.rows.length > 0 ? (['undone with pieces'] as const) : []),
    ...(undo.columns.length > 0 ? (['undone with columns'] as const) : []),
    ...(line && line.device !== audit.deviceId ? (['merge undone elsewhere'] as const) : []),
    ...(isOfItself(line) ? (['merge that made itself undone'] as const) : []),
  ]
}

function isOfItself(line: History[number] | undefined): boolean {
  return line?.values.reason === 'Made on two counters at once.'
}
