// The one write path: plan, apply, audit and outbox in one transaction. When it returns, the change is on disk.

import { AppError } from '../../shared/errors.ts'
import { localDay } from '../../shared/local-day.ts'
import { makeUuid } from '../../shared/uuid.ts'
import { applyOperations } from '../db/apply-operations.ts'
import { takeCode } from '../db/customer-codes.ts'
import { requireKey } from '../db/customer-keys.ts'
import { findSurvivorId } from '../db/customer-redirects.ts'
import { readStored } from '../db/customers.ts'
import { inTransaction, type WriteDb } from '../db/handle.ts'
import { readMerged, readMerging } from '../db/merge-facts.ts'
import { appendToAudit, appendToOutbox, isCommandDone } from '../db/outbox.ts'
import { findProfileHolder, readNamed, readNamedPair } from '../db/plan-facts.ts'
import { indexCustomer, moveToFront } from '../db/search-index.ts'
import type { Command } from '../domain/commands.ts'
import { planCommand } from '../domain/plan-command.ts'
import { isVenueCommand } from '../domain/venue-commands.ts'

/** Who writes, where, and the clock and dice to plan with. */
export interface WriteContext {
  readonly db: WriteDb
  /** Who works here at this moment: read anew for every command. */
  readonly actor: string | null
  readonly deviceId: string
  readonly now: () => Date
  readonly randomBytes: (count: number) => Uint8Array
}

/** What a command came to: the customer it ended on, and whether anything had to change. */
export interface CommandOutcome {
  readonly customerId: string
  readonly changed: boolean
}

/** Carries out one command, durably; the same command twice is one change. Throws AppError, and then nothing changed. */
export function runCommand(context: WriteContext, command: Command): CommandOutcome {
  return inTransaction(context.db, () => applyCommand(context, command))
}

/** Carries out one command inside the caller's transaction, for many in one commit. */
export function applyCommand(context: WriteContext, command: Command): CommandOutcome {
  const { db } = context
  const customerId = findSurvivorId(db, command.customerId)
  if (isCommandDone(db, customerId, command.commandId)) return { customerId, changed: false }

  const moment = context.now()
  const now = moment.toISOString()
  const landing = { ...command, customerId } as Command
  const undoes = 'undoes' in command ? command.undoes : undefined
  const isAboutSomebody = command.kind !== 'customer.create' && !isVenueCommand(command)
  const planned = planCommand(landing, {
    stored: isAboutSomebody ? readStored(db, customerId, undoes) : null,
    named: readNamed(db, landing, context.actor),
    saidPair: readNamedPair(db, landing),
    linkedTo: findProfileHolder(db, landing),
    merging: readMerging(db, landing),
    merged: readMerged(db, landing),
    now,
    today: localDay(moment),
    actor: context.actor,
    deviceId: context.deviceId,
    newId: () => makeUuid(moment.getTime(), context.randomBytes(10)),
    takeCode: () => takeCode(db),
  })
  if (!planned) return { customerId, changed: false }
  if (command.kind === 'customer.create' && readStored(db, customerId, undefined)) {
    throw new AppError('DUPLICATE_CUSTOMER', 'This customer was created already. Look them up instead.')
  }

  const { textChanged, visited } = applyOperations(db, planned)
  const key = requireKey(db, customerId)
  appendToAudit(db, key, planned)
  appendToOutbox(db, planned)
  if (textChanged) indexCustomer(db, key)
  if (visited) moveToFront(db, key)
  return { customerId, changed: true }
}
