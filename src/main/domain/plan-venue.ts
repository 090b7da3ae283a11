// Plans for what belongs to the venue: VIP tiers, saved views, notices and who read them, and that customers were exported.
import { cleanText } from '../../shared/customer-rules.ts'
import { AppError } from '../../shared/errors.ts'
import { directoryId, type Operation, type RowValues, type SyncedTable } from '../../shared/wire.ts'
import type { PlanContext, Steps } from './commands.ts'
import { planDismissal, planRestoration } from './plan-dismissal.ts'
import { changedMeanwhile, changedValues, cleanLines, describeValues } from './plan-notes.ts'
import type { VenueCommand } from './venue-commands.ts'

type VenueCommandOf<Kind extends VenueCommand['kind']> = Extract<VenueCommand, { kind: Kind }>

/** Plans a command about the venue. */
export function planVenue(command: VenueCommand, context: PlanContext): Steps {
  switch (command.kind) {
    case 'tier.save':
      return planTier(command, context)
    case 'view.save':
      return planView(command, context)
    case 'view.remove':
      return planViewRemoval(command, context)
    case 'notice.publish':
      return planNotice(command, context)
    case 'notice.withdraw':
      return planWithdrawal(command, context)
    case 'notice.markRead':
      return planReading(command, context)
    case 'duplicates.dismiss':
      return planDismissal(command, context)
    case 'duplicates.restore':
      return planRestoration(context)
    case 'directory.export':
      return { operations: [], changes: describeNew(command.asked) }
  }
}

/** The number of a new tier: out of its command's id, so that two counters that never met give two numbers. */
export function tierNumberOf(commandId: string): number {
  return 1000 + Number.parseInt(commandId.slice(-7), 16)
}

function planTier(command: VenueCommandOf<'tier.save'>, { named }: PlanContext): Steps {
  const { commandId, tierId, colour, sortOrder, isActive } = command
  const name = requireText(command.name, 'name')
  const values = {
    name,
    colour,
    benefits: cleanLines(command.benefits, 'benefits') || null,
    sort_order: sortOrder,
    is_active: Number(isActive),
  }
  if (tierId === null) return insert('vip_tiers', String(tierNumberOf(commandId)), values)
  if (!named) throw changedMeanwhile('This tier is not there any more.')
  return patch('vip_tiers', String(tierId), named, values, { tier: String(named.name) })
}

function planView(command: VenueCommandOf<'view.save'>, { named, actor }: PlanContext): Steps {
  const values = {
    name: requireText(command.name, 'name'),
    definition: JSON.stringify(command.definition),
    is_shared: Number(command.isShared),
  }
  const said = { name: values.name, is_shared: values.is_shared }
  if (!named) {
    const row = { staff_id: actor, ...values, sort_order: 0, is_removed: 0 }
    return { ...insert('saved_views', command.viewId, row), changes: describeNew(said) }
  }
  if (named.staff_id !== actor) {
    throw new AppError('NOT_ALLOWED', 'This view is somebody else\u2019s. Save it under a name of your own.')
  }
  const { operations } = patch('saved_views', command.viewId, named, { ...values, is_removed: 0 }, {})
  // What a view looks for may be a person's name: the trail tells which view, not what it holds.
  return operations.length === 0 ? { operations } : { operations, changes: describeNew(said) }
}

function planViewRemoval({ viewId }: VenueCommandOf<'view.remove'>, { named }: PlanContext): Steps {
  if (!named) throw changedMeanwhile('This view is not there any more.')
  return patch('saved_views', viewId, named, { is_removed: 1 }, { view: String(named.name) })
}

function planNotice(command: VenueCommandOf<'notice.publish'>, { now, actor }: PlanContext): Steps {
  const values = {
    title: requireText(command.title, 'title'),
    description: requireLines(command.description, 'description'),
    impact: command.impact,
    action_required: Number(command.actionRequired),
    training_materials: JSON.stringify(command.trainingMaterials),
    effective_date: command.effectiveDate,
    created_at: now,
    created_by: actor,
  }
  const { title, impact, effective_date } = values
  return {
    ...insert('notifications', command.commandId, values),
    changes: describeNew({ title, impact, effective_date }),
  }
}

function planWithdrawal({ noticeId }: VenueCommandOf<'notice.withdraw'>, { named, now }: PlanContext): Steps {
  if (!named) throw changedMeanwhile('This notice is not there any more.')
  if ((named.withdrawn_at ?? null) !== null) return { operations: [] }
  return patch('notifications', noticeId, named, { withdrawn_at: now }, { title: String(named.title) })
}

function planReading(command: VenueCommandOf<'notice.markRead'>, { named, now, actor }: PlanContext): Steps {
  if (!named) throw changedMeanwhile('This notice is not there any more.')
  if (named.is_read === 1) return { operations: [] }
  const values = { notification_id: command.noticeId, staff_id: actor, read_at: now }
  return {
    operations: [operationOf('append', 'notification_reads', command.commandId, values)],
    changes: describeNew({ title: named.title ?? null }),
  }
}

function operationOf(op: 'insert' | 'append', table: SyncedTable, id: string, values: RowValues): Operation {
  return { op, table, id, customerId: directoryId, values }
}

function insert(table: SyncedTable, id: string, values: RowValues): Steps {
  return { operations: [operationOf('insert', table, id, values)], changes: describeNew(values) }
}

/** Changes what differs from the row as it is; the audit line also says which row that is. */
function patch(table: SyncedTable, id: string, row: RowValues, wanted: RowValues, which: RowValues): Steps {
  const changes = changedValues(row, wanted)
  if (Object.keys(changes).length === 0) return { operations: [] }
  return {
    operations: [{ op: 'patch', table, id, customerId: directoryId, changes }],
    changes: { ...describeNew(which), ...describeValues(changes) },
  }
}

function describeNew(values: RowValues): NonNullable<Steps['changes']> {
  const entries = Object.entries(values).filter(([, value]) => value !== null)
  return Object.fromEntries(entries.map(([column, after]) => [column, { before: null, after }]))
}

function requireText(text: string, field: string): string {
  return refuseBlank(cleanText(text), field)
}

function requireLines(text: string, field: string): string {
  return refuseBlank(cleanLines(text, field), field)
}

function refuseBlank(text: string, field: string): string {
  if (text === '') throw new AppError('INVALID_ARGUMENTS', 'This must not be empty.', { field })
  return text
}
