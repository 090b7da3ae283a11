// Turns a command into the operations, the audit line and the outbox entry that carry it out. Pure: the clock, the ids
// and the stored customer come in as arguments. Throws AppError when the command must not be carried out.
import {
  type CustomerFacts,
  type CustomerField,
  customerColumns,
  customerNotFound,
} from '../../shared/customer.ts'
import { checkFacts, cleanFacts, cleanText } from '../../shared/customer-rules.ts'
import { AppError } from '../../shared/errors.ts'
import { normaliseText } from '../../shared/text.ts'
import type { Operation, PlannedCommand } from '../../shared/wire.ts'
import type { Command, CommandOf, OpeningBalance, PlanContext, Steps, StoredCustomer } from './commands.ts'
import { nameKey } from './name-key.ts'
import {
  appendToLedger,
  changedColumns,
  columnsOf,
  describeChanges,
  factsOf,
  patchCustomer,
  refuseProblems,
  toColumn,
  withAttendants,
} from './plan-changes.ts'
import { planContact } from './plan-contact.ts'
import { identifiersOfFacts, normaliseIdentifier, planIdentifiers } from './plan-identifiers.ts'
import { planCheckIn, planCredit, planSale } from './plan-ledger.ts'
import { planMerge, planUnmerge } from './plan-merge.ts'
import { appendNote, planNote, planNoteEdit } from './plan-notes.ts'
import { linkColumns, planProfileLink, refuseTakenProfile } from './plan-profile-link.ts'
import { planSettlement } from './plan-settlement.ts'
import { planVenue } from './plan-venue.ts'
import { isVenueCommand } from './venue-commands.ts'

/** Plans a command against the customer as stored; null when there is nothing left to change. */
export function planCommand(command: Command, context: PlanContext): PlannedCommand | null {
  const { operations, reason, duplicatesSeen, changes } = planSteps(command, context)
  if (operations.length === 0 && changes === undefined) return null
  return {
    commandId: command.commandId,
    kind: command.kind,
    operations,
    audit: {
      commandId: command.commandId,
      customerId: command.customerId,
      action: command.kind,
      reason: reason ? cleanText(reason) : null,
      actor: context.actor,
      deviceId: context.deviceId,
      at: context.now,
      changes: {
        ...(changes ?? describeChanges(operations)),
        ...(duplicatesSeen && { duplicates_seen: { before: null, after: duplicatesSeen.join(' ') } }),
      },
    },
  }
}

function planSteps(command: Command, context: PlanContext): Steps {
  if (command.kind === 'customer.create') return planCreate(command, context)
  if (isVenueCommand(command)) return planVenue(command, context)
  if (!context.stored) throw customerNotFound()
  switch (command.kind) {
    case 'customer.update':
      return planUpdate(command, context, context.stored)
    case 'customer.addDetails':
      return planAddDetails(command, context, context.stored)
    case 'customer.addNote':
      return planNote(command, context, context.stored)
    case 'customer.editNote':
      return planNoteEdit(command, context, context.stored)
    case 'customer.logContact':
      return planContact(command, context, context.stored)
    case 'customer.linkProfile':
      return planProfileLink(command, context, context.stored)
    case 'customer.checkIn':
      return planCheckIn(command, context, context.stored)
    case 'customer.recordSale':
      return planSale(command, context, context.stored)
    case 'customer.addCredit':
      return planCredit(command, context, context.stored)
    case 'customer.setActive':
      return planActive(command, context.stored)
    case 'conflict.settle':
      return planSettlement(command, context, context.stored)
    case 'customer.merge':
      return planMerge(command, context)
    case 'customer.unmerge':
      return planUnmerge(command, context)
  }
}

function planCreate(command: CommandOf<'customer.create'>, context: PlanContext): Steps {
  const { customerId, linkedProfileId } = command
  const facts = cleanFacts(command.facts)
  const isImported = command.origin === 'import'
  const problems = checkFacts(facts, context.today, !isImported)
  // Files of old customers hold postal codes of all kinds; they are taken as they are.
  refuseProblems(problems.filter(({ problem }) => !(isImported && problem === 'postal-code-format')))
  if (linkedProfileId !== undefined) refuseTakenProfile(context)
  const values = {
    ...columnsOf({ registrationDate: context.today, ...facts }),
    ...(facts.vipTierId !== undefined && { vip_status_date: context.today }),
    ...(linkedProfileId !== undefined && linkColumns(linkedProfileId, {}, context.now)),
    name_key: nameKey(facts.fullName),
    customer_code: context.takeCode(),
    created_at: context.now,
    created_by: context.actor,
  }
  const identifiers = [
    ...identifiersOfFacts(facts),
    ...(linkedProfileId === undefined ? [] : [{ kind: 'profile' as const, value: linkedProfileId }]),
    ...(command.identifiers ?? []),
  ]
  return {
    operations: [
      { op: 'insert', table: 'customers', id: customerId, customerId, values },
      ...planIdentifiers(customerId, [], identifiers, [], context.newId),
      ...appendOpenings(customerId, command.openings ?? [], 'import', context),
      ...appendOpenings(customerId, creditTheyArriveWith(command), 'opening', context),
      ...appendNote(customerId, { noteText: command.note ?? '', isPinned: false }, context),
    ],
    reason: command.despiteDuplicates?.reason,
    duplicatesSeen: command.despiteDuplicates?.seenIds,
  }
}

function creditTheyArriveWith({
  openingCredit = 0,
}: CommandOf<'customer.create'>): readonly OpeningBalance[] {
  return [{ kind: 'credit', amount: openingCredit, sourceId: null }]
}

function appendOpenings(
  customerId: string,
  openings: readonly OpeningBalance[],
  source: 'import' | 'opening',
  context: PlanContext,
): readonly Operation[] {
  return openings
    .filter((opening) => opening.amount !== 0)
    .map((opening) => {
      const entry = { ...opening, id: context.newId(), source, reversesId: null }
      return appendToLedger(customerId, entry, context)
    })
}

function planUpdate(
  command: CommandOf<'customer.update'>,
  context: PlanContext,
  stored: StoredCustomer,
): Steps {
  const before = factsOf(stored)
  const touched = Object.keys(command.changes) as (keyof CustomerFacts)[]
  const after = cleanFacts({ ...before, ...command.changes } as CustomerFacts)
  const contactTouched = touched.includes('primaryPhone') || touched.includes('email')
  const problems = checkFacts(after, context.today, contactTouched)
  refuseProblems(
    problems.filter((problem) => touched.includes(problem.field) || problem.problem === 'contact-missing'),
  )
  refuseStale(command, stored)
  return {
    operations: [
      ...patchCustomer(stored.id, withAttendants(changedColumns(stored, after, touched), stored, context)),
      ...planIdentifiers(
        stored.id,
        stored.identifiers,
        identifiersOfFacts(after),
        identifiersOfFacts(before),
        context.newId,
      ),
    ],
    reason: command.reason,
  }
}

/** A field that changed since the person saw it is theirs to decide about, not ours to overwrite. */
function refuseStale(command: CommandOf<'customer.update'>, stored: StoredCustomer): void {
  for (const field of Object.keys(command.changes) as (keyof CustomerFacts)[]) {
    if (field in command.seen && toColumn(command.seen[field]) !== stored.columns[customerColumns[field]]) {
      const message = 'Somebody changed this customer meanwhile. Look at the new value, then save again.'
      throw new AppError('CHANGED_MEANWHILE', message, { field })
    }
  }
}

function planAddDetails(
  command: CommandOf<'customer.addDetails'>,
  context: PlanContext,
  stored: StoredCustomer,
): Steps {
  const before = factsOf(stored)
  const typed: Partial<CustomerFacts> = cleanFacts({
    fullName: command.fullName ?? '',
    primaryPhone: command.phone,
    email: command.email,
  } as CustomerFacts)
  refuseProblems(checkFacts({ ...typed, fullName: typed.fullName || undefined }, context.today, false))

  const additions: Partial<Record<CustomerField, CustomerFacts[keyof CustomerFacts]>> = {
    email: typed.email,
    ...placePhone(typed.primaryPhone, stored, before),
    ...cleanFacts({ ...command.blanks, fullName: '' } as CustomerFacts),
  }
  const blank = (Object.keys(additions) as CustomerField[]).filter(
    (field) => additions[field] !== undefined && stored.columns[customerColumns[field]] === null,
  )
  const filled = Object.fromEntries(blank.map((field) => [field, additions[field]])) as Partial<CustomerFacts>
  const otherName = typed.fullName && normaliseText(typed.fullName) !== normaliseText(before.fullName ?? '')
  const identifiers = [
    ...identifiersOfFacts(filled),
    ...identifiersOfFacts(typed),
    ...(otherName && typed.fullName ? [{ kind: 'alias' as const, value: typed.fullName }] : []),
    ...(command.identifiers ?? []),
  ]
  return {
    operations: [
      ...patchCustomer(stored.id, withAttendants(changedColumns(stored, filled, blank), stored, context)),
      ...planIdentifiers(stored.id, stored.identifiers, identifiers, [], context.newId),
      ...appendOpenings(stored.id, command.openings ?? [], 'import', context),
    ],
  }
}

/** A further phone takes the first free place; one they already have takes none. */
function placePhone(
  phone: string | undefined,
  stored: StoredCustomer,
  before: Partial<CustomerFacts>,
): Partial<CustomerFacts> {
  if (!phone) return {}
  const normalised = normaliseIdentifier('phone', phone)
  const isHeld = stored.identifiers.some(
    (held) => held.kind === 'phone' && held.status === 'current' && held.normalised === normalised,
  )
  if (isHeld) return {}
  return before.primaryPhone ? { secondaryPhone: phone } : { primaryPhone: phone }
}

function planActive(command: CommandOf<'customer.setActive'>, stored: StoredCustomer): Steps {
  if (!command.isActive && !command.reason?.trim()) {
    throw new AppError('INVALID_ARGUMENTS', 'Say why this customer is deactivated.', { field: 'reason' })
  }
  const value = Number(command.isActive)
  const base = stored.columns.is_active
  return {
    operations: base === value ? [] : patchCustomer(stored.id, { is_active: { base, value } }),
    reason: command.reason,
  }
}
