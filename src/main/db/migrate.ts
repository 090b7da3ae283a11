// Brings a file's schema up to date: all pending migrations in one transaction, so a crash leaves the old file or the new.
import { AppError } from '../../shared/errors.ts'
import { applicationId } from './connection.ts'
import { inTransaction, type ReadDb, type WriteDb } from './handle.ts'
import { type Migration, migrations } from './migrations/list.ts'

/** The user_version of a file whose schema is up to date. */
export function latestVersion(list: readonly Migration[] = migrations): number {
  return list.at(-1)?.version ?? 0
}

/** The migrations a file of this user_version still needs; throws STORE_FROM_FUTURE when the file is newer than the app. */
export function pendingMigrations(
  userVersion: number,
  list: readonly Migration[] = migrations,
): readonly Migration[] {
  if (userVersion > latestVersion(list)) {
    throw new AppError(
      'STORE_FROM_FUTURE',
      'The customer file was written by a newer version of Regulars. Nothing was changed; please update the app.',
      { details: { file: userVersion, app: latestVersion(list) } },
    )
  }
  return list.filter((migration) => migration.version > userVersion)
}

/** Runs what is pending in one transaction and answers how many ran; the file is unchanged if any of them throws. */
export function migrateStore(db: WriteDb, list: readonly Migration[] = migrations): number {
  return inTransaction(db, () => {
    // Read inside the transaction, so that two processes opening a file at once cannot both migrate it.
    const pending = pendingMigrations(readUserVersion(db), list)
    if (pending.length === 0) return 0
    for (const migration of pending) migration.migrate(db)
    db.pragma(`application_id = ${applicationId}`)
    db.pragma(`user_version = ${latestVersion(list)}`)
    return pending.length
  })
}

/** The schema number that a file carries; 0 for an empty one. */
export function readUserVersion(db: ReadDb): number {
  return Number(db.pragma('user_version', { simple: true }))
}
