// Carries out again a command that was planned and saved before, such as one salvaged from a damaged file.
import type { PlannedCommand } from '../../shared/wire.ts'
import { applyOperations } from './apply-operations.ts'
import { requireKey } from './customer-keys.ts'
import { statement, type WriteDb } from './handle.ts'
import { appendToAudit, appendToOutbox, isCommandDone } from './outbox.ts'
import { indexCustomer, moveToFront } from './search-index.ts'

/** Applies a planned command with its audit and outbox rows inside the caller's transaction; false when it was done before. Throws AppError or SqliteError. */
export function replayCommand(db: WriteDb, planned: PlannedCommand): boolean {
  const { audit } = planned
  if (isCommandDone(db, audit.customerId, planned.commandId)) return false
  const { textChanged, visited } = applyOperations(db, planned)
  const customerKey = requireKey(db, audit.customerId)
  appendToAudit(db, customerKey, planned)
  appendToOutbox(db, planned)
  if (textChanged) indexCustomer(db, customerKey)
  if (visited) moveToFront(db, customerKey)
  return true
}

/** Runs `body` so that, if it throws, only its own changes are undone and the caller's transaction lives on. */
export function inSavepoint<Result>(db: WriteDb, body: () => Result): Result {
  statement(db, 'SAVEPOINT one_of_many').run()
  try {
    const result = body()
    statement(db, 'RELEASE one_of_many').run()
    return result
  } catch (error) {
    // A full disk has rolled back everything already, the savepoint included.
    if (db.inTransaction) {
      statement(db, 'ROLLBACK TO one_of_many').run()
      statement(db, 'RELEASE one_of_many').run()
    }
    throw error
  }
}
