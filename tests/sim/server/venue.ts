// What belongs to the venue on the server model: tiers, views, notices and who read them; about nobody of the directory.
import { type ColumnValue, directoryId, type Operation, type RowValues } from '../../../src/shared/wire.ts'
import { type Execution, Refusal } from './execution.ts'
import { rewriteJson } from './json-text.ts'

const venueTables = [
  'vip_tiers',
  'saved_views',
  'notifications',
  'notification_reads',
  'duplicate_dismissals',
] as const
type VenueTable = (typeof venueTables)[number]

/** Throws INVALID_ARGUMENTS for a venue's table under a customer, a customer's under the directory, or nothing to do. */
export function refuseMisplaced({ command }: Pick<Execution, 'command'>): void {
  const isOfVenue = command.audit.customerId === directoryId
  const isMisplaced = command.operations.some(({ table }) => isVenueTable(table) !== isOfVenue)
  if (isMisplaced || (command.operations.length === 0 && !isOfVenue)) {
    throw new Refusal('INVALID_ARGUMENTS', 'The command writes something it may not.')
  }
}

/** Whether a table belongs to the venue. */
export function isVenueTable(table: string): table is VenueTable {
  return (venueTables as readonly string[]).includes(table)
}

/** Carries out an operation on a table of the venue. */
export function changeVenue(execution: Execution, operation: Operation): void {
  switch (operation.table) {
    case 'vip_tiers':
      changeTier(execution, operation)
      break
    case 'saved_views':
      changeView(execution, operation)
      break
    case 'notifications':
      changeNotice(execution, operation)
      break
    case 'duplicate_dismissals':
      dismiss(execution, operation)
      break
    default:
      markRead(execution, operation)
  }
}

function writtenBy(operation: Operation): RowValues {
  if ('values' in operation) return operation.values
  if (operation.op !== 'patch') return {}
  const entries = Object.entries(operation.changes).map(([column, { value }]) => [column, value] as const)
  return Object.fromEntries(entries)
}

function changeTier({ transaction, isManager }: Execution, operation: Operation): void {
  if (!isManager) throw new Refusal('NOT_ALLOWED', 'Only a manager changes tiers.')
  const held = transaction.get('vip_tiers', operation.id)
  const values = writtenBy(operation)
  if (operation.op === 'patch') {
    if (!held) throw new Refusal('COMMAND_NOT_FOUND', 'The tier to be changed is not there.')
    transaction.write('vip_tiers', operation.id, values)
  } else if (!held) {
    const defaults = { colour: 'slate', benefits: null, sort_order: 0, is_active: 1 }
    transaction.write('vip_tiers', operation.id, { ...defaults, ...values })
  }
}

function changeView({ transaction, isManager, actor }: Execution, operation: Operation): void {
  const given = writtenBy(operation)
  if (given.is_shared === 1 && !isManager) throw new Refusal('NOT_ALLOWED', 'Only a manager shares views.')
  const { definition } = given
  const values = { ...given, ...(definition !== undefined && { definition: rewriteJson(definition) }) }
  const held = transaction.get('saved_views', operation.id)?.values
  if (operation.op !== 'patch') {
    const defaults = { is_shared: 0, sort_order: 0, is_removed: 0 }
    if (!held) transaction.write('saved_views', operation.id, { ...defaults, ...values, staff_id: actor })
    return
  }
  if (!held) throw new Refusal('COMMAND_NOT_FOUND', 'The view to be changed is not there.')
  if (held.staff_id !== actor && !(isManager && held.is_shared === 1)) {
    throw new Refusal('NOT_ALLOWED', 'This view is somebody else\u2019s.')
  }
  transaction.write('saved_views', operation.id, values)
}

function changeNotice(execution: Execution, operation: Operation): void {
  const { transaction, isManager, actor, toServerTime } = execution
  if (!isManager) throw new Refusal('NOT_ALLOWED', 'Only a manager writes and withdraws notices.')
  const moment = (told: ColumnValue = null) => (told === null ? null : toServerTime(String(told)))
  const given = writtenBy(operation)
  const held = transaction.get('notifications', operation.id)
  const withdrawn_at = moment(given.withdrawn_at)
  if (operation.op === 'patch') {
    if (!held) throw new Refusal('COMMAND_NOT_FOUND', 'The notice to be changed is not there.')
    transaction.write('notifications', operation.id, { withdrawn_at })
  } else if (!held) {
    transaction.write('notifications', operation.id, {
      impact: 'low',
      action_required: 0,
      ...given,
      training_materials: rewriteJson(given.training_materials ?? '[]'),
      withdrawn_at,
      created_at: moment(given.created_at ?? execution.command.audit.at),
      created_by: actor,
    })
  }
}

/** Read once is read, on whichever counter it was noted first. */
function markRead({ transaction, actor, toServerTime }: Execution, operation: Operation): void {
  const { notification_id, read_at } = writtenBy(operation)
  if (!transaction.get('notifications', String(notification_id))) {
    throw new Refusal('INVALID_ARGUMENTS', 'There is no such notice.')
  }
  const isRead = transaction
    .all('notification_reads')
    .some(({ values }) => values.notification_id === notification_id && values.staff_id === actor)
  if (isRead || transaction.get('notification_reads', operation.id)) return
  const row = { notification_id: notification_id ?? null, staff_id: actor }
  transaction.write('notification_reads', operation.id, { ...row, read_at: toServerTime(String(read_at)) })
}

/** "Not the same person" is said once of a pair, whoever says it again; the last to take it back or to say it anew decides. */
function dismiss(execution: Execution, operation: Operation): void {
  const { transaction, actor, toServerTime } = execution
  const given = writtenBy(operation)
  const { dismissed_by: by, dismissed_at: at, ...rest } = given
  const said = { dismissed_by: actor, ...(at !== undefined && { dismissed_at: toServerTime(String(at)) }) }
  const held = transaction.get('duplicate_dismissals', operation.id)
  if (operation.op === 'patch') {
    if (!held) throw new Refusal('COMMAND_NOT_FOUND', 'Nobody said this of the two.')
    const isSaid = by !== undefined || at !== undefined
    transaction.write('duplicate_dismissals', operation.id, { ...rest, ...(isSaid && said) })
    return
  }
  const pair = [given.first_customer_id, given.second_customer_id]
  if (pair[0] === pair[1]) throw new Refusal('INVALID_ARGUMENTS', 'It takes two not to be one.')
  if (pair.some((id) => !transaction.get('customers', String(id)))) {
    throw new Refusal('CUSTOMER_NOT_FOUND', 'One of the two customers is not in the directory.')
  }
  if (held) return
  const line = { reason: null, is_withdrawn: 0, ...rest, ...said }
  transaction.write('duplicate_dismissals', operation.id, line)
}
