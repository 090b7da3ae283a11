// A file for whoever is asked for help: counts, states, codes and versions. No names, no numbers of people, no texts.
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../../shared/errors.ts'
import type { SyncFacts, SyncStatus } from '../../shared/sync.ts'
import { type ReadDb, statement } from '../db/handle.ts'
import { readUserVersion } from '../db/migrate.ts'

interface Diagnosed {
  readonly version: string
  readonly status: SyncStatus
  readonly facts: SyncFacts
}

/** Everything the diagnostics file says, as plain data. */
export function describeForHelp(db: ReadDb, { version, status, facts }: Diagnosed): object {
  const count = (sql: string) => statement(db, sql).pluck().get() as number
  const tally = (sql: string) => Object.fromEntries(statement(db, sql).raw().all() as [string, number][])
  return {
    product: 'Regulars',
    version,
    system: `${process.platform} ${process.arch}`,
    node: process.versions.node,
    writtenAt: new Date().toISOString(),
    // The address of the server may name the venue; its host is enough to help.
    sync: { ...facts, serverUrl: facts.serverUrl && new URL(facts.serverUrl).host, deviceName: undefined },
    status,
    store: {
      schema: readUserVersion(db),
      customers: count('SELECT count(*) FROM customers'),
      identifiers: count('SELECT count(*) FROM customer_identifiers'),
      ledger: count('SELECT count(*) FROM customer_ledger'),
      notes: count('SELECT count(*) FROM customer_notes'),
      redirects: count('SELECT count(*) FROM customer_redirects'),
      bases: count('SELECT count(*) FROM base_rows'),
      parked: count('SELECT count(*) FROM parked_rows'),
    },
    unsentByKind: tally('SELECT kind, count(*) FROM outbox WHERE result IS NULL GROUP BY kind'),
    refusedByCode: tally('SELECT code, count(*) FROM refused_commands GROUP BY code'),
    conflictsByKind: tally("SELECT kind, count(*) FROM sync_conflicts WHERE status = 'open' GROUP BY kind"),
  }
}

/** Asks where to, and writes the file; its name, or null when nobody chose one. Throws FILE_UNWRITABLE. */
export async function saveDiagnostics(
  db: ReadDb,
  diagnosed: Diagnosed,
  chooseSavePath: (defaultName: string) => Promise<string | null>,
): Promise<{ readonly fileName: string } | null> {
  const day = new Date().toISOString().slice(0, 10)
  const file = await chooseSavePath(`regulars-diagnostics-${day}.json`)
  if (file === null) return null
  try {
    await writeFile(file, `${JSON.stringify(describeForHelp(db, diagnosed), null, 2)}\n`)
  } catch {
    throw new AppError('FILE_UNWRITABLE', 'This place cannot be written to. Choose another folder.')
  }
  return { fileName: path.basename(file) }
}
