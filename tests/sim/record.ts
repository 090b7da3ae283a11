// What people were promised during a run: saves that were acknowledged and codes that were shown; and what may be missing
// in the end because somebody put an old copy of a file in place of a newer one.
import type { PlannedCommand } from '../../src/shared/wire.ts'

export interface SavedCommand {
  readonly planned: PlannedCommand
  readonly device: string
  /** The newest snapshot all of which the device had. */
  readonly seen: string | null
}

export interface Record {
  /** Every acknowledged save, by command id. */
  readonly saved: Map<string, SavedCommand>
  /** Commands that only lived in a file that an older one replaced. */
  readonly lostWithFile: Set<string>
  /** Commands that only lived on a server that was set back. */
  readonly lostWithServer: Set<string>
  /** Customer id -> the code it was first shown with. */
  readonly shownCodes: Map<string, string>
  /** Customer id -> number of the person it was made for. */
  readonly madeFor: Map<string, number>
  /** Refused commands that somebody looked at and let go, or did again. */
  readonly dismissed: Set<string>
  /** Devices whose file was replaced by an older one. */
  readonly restoredDevices: Set<string>
  /** Whom somebody merged last, and which merge somebody undid last: what people do twice when they have not heard. */
  lastMerged: readonly string[]
  lastUndone: string | null
  serverRestores: number
  /** Rows other writers made or changed, which no command explains. */
  readonly foreignRows: Set<string>
  violations: string[]
}

/** An empty record. */
export function createRecord(): Record {
  return {
    saved: new Map(),
    lostWithFile: new Set(),
    lostWithServer: new Set(),
    shownCodes: new Map(),
    madeFor: new Map(),
    dismissed: new Set(),
    restoredDevices: new Set(),
    lastMerged: [],
    lastUndone: null,
    serverRestores: 0,
    foreignRows: new Set(),
    violations: [],
  }
}
