// Every migration in the order it runs. A new one is a file of its own with a higher number, added at the end.
import type { WriteDb } from '../handle.ts'
import * as directory from './0010-directory.ts'
import * as salvagedCommands from './0015-salvaged-commands.ts'
import * as search from './0020-search.ts'
import * as sync from './0030-sync.ts'
import * as story from './0040-story.ts'
import * as customerList from './0050-list.ts'
import * as merging from './0060-merging.ts'
import * as listPlaces from './0070-list-places.ts'
import * as duplicates from './0080-duplicates.ts'
import * as birthDates from './0090-birth-dates.ts'

/** One step of the schema; `version` becomes the file's user_version once it has run. */
export interface Migration {
  readonly version: number
  migrate(db: WriteDb): void
}

/** The whole history of the schema, numbers rising. */
export const migrations: readonly Migration[] = [
  directory,
  salvagedCommands,
  search,
  sync,
  story,
  customerList,
  merging,
  listPlaces,
  duplicates,
  birthDates,
]
