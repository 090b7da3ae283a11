// The search for duplicates of this run of the app: it begins by itself a moment after anything changed, in the reports thread,
// and tells every screen how much waits. Nobody ever presses a button for it.
import type { DuplicateStatus } from '../../shared/duplicates.ts'
import { countInbox } from '../db/duplicate-inbox.ts'
import { isAnybodyNoted, isSearchDue, readSearchedAt } from '../db/duplicate-search-state.ts'
import type { WriteDb } from '../db/handle.ts'
import { shareTurn } from '../db/write-turn.ts'
import { createPaceControl } from './pacing.ts'
import { runReport } from './run-report.ts'

/** What the search stands on. */
export interface DuplicateSearchOptions {
  readonly folder: string
  /** 32 bytes. */
  readonly key: Buffer
  /** The connection that serves the screens. */
  readonly db: WriteDb
  /** The built worker.ts. */
  readonly worker: URL
  /** Whether the directory stands still enough: an import or a first pull under way would have it searched again. */
  readonly isReady: () => boolean
  readonly onStatus: (status: DuplicateStatus) => void
  readonly reportFailure: (error: unknown) => void
  /** Milliseconds to wait; only tests give other ones. */
  readonly waits?: Readonly<Record<keyof typeof usualWaits, number>>
}

export interface DuplicateSearch {
  readonly status: () => DuplicateStatus
  /** Tells the screens at once where that says something new, and answers the same. */
  readonly tell: () => DuplicateStatus
  /** Something may have changed: tells the screens, and searches soon where that is due. */
  readonly notice: () => void
  /** Somebody at the counter asked for something: the search slows down. */
  readonly noteCall: () => void
  /** Stops what runs and waits for its last transaction: call it before the store closes. */
  readonly close: () => Promise<void>
}

/** After a change, while the directory does not stand still, after a failure, and between two tellings of progress. */
const usualWaits = { begin: 1500, ready: 3000, failure: 300_000, progress: 250 } as const

/** Starts looking after the duplicates of an open store. */
export function createDuplicateSearch(options: DuplicateSearchOptions): DuplicateSearch {
  const { db, worker } = options
  const waits = options.waits ?? usualWaits
  const control = createPaceControl()
  let timer: NodeJS.Timeout | null = null
  let running: Promise<void> | null = null
  let progress: { readonly done: number; readonly total: number } | null = null
  let isClosed = false
  let told = ''
  let progressToldAt = Number.NEGATIVE_INFINITY

  function status(): DuplicateStatus {
    const state = progress ? 'running' : isSearchDue(db) ? 'due' : 'idle'
    const { done, total } = progress ?? { done: 0, total: 0 }
    const search = { state, done, total, isBehind: isAnybodyNoted(db) } as const
    return { ...countInbox(db, new Date()), search, searchedAt: readSearchedAt(db) }
  }

  function tell(): DuplicateStatus {
    const now = status()
    const text = JSON.stringify(now)
    if (text !== told) options.onStatus(now)
    told = text
    return now
  }

  function hearProgress(done: number, total: number): void {
    progress = done < total ? { done, total } : null
    const now = performance.now()
    if (isClosed || (progress && now - progressToldAt < waits.progress)) return
    progressToldAt = now
    tell()
  }

  function look(): void {
    timer = null
    if (isClosed || running) return
    tell()
    if (!options.isReady()) {
      lookAfter(waits.ready)
      return
    }
    if (!isSearchDue(db) && !isAnybodyNoted(db)) return
    running = work()
  }

  async function work(): Promise<void> {
    const store = { folder: options.folder, key: options.key }
    const asks = { store, control: control.memory, turn: shareTurn(db) }
    let next: number | null = waits.begin
    try {
      await runReport(worker, 'duplicates', asks, hearProgress)
    } catch (error) {
      options.reportFailure(error)
      next = waits.failure
    }
    running = null
    progress = null
    if (isClosed) return
    tell()
    if (next === waits.failure || isSearchDue(db) || isAnybodyNoted(db)) lookAfter(next)
  }

  function lookAfter(milliseconds: number): void {
    timer ??= setTimeout(look, milliseconds)
  }

  lookAfter(waits.begin)
  return {
    status,
    tell,
    notice: () => {
      if (!isClosed) lookAfter(waits.begin)
    },
    noteCall: control.noteCall,
    close: async () => {
      isClosed = true
      if (timer) clearTimeout(timer)
      control.stop()
      await running
    },
  }
}
