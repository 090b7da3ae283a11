// app.requestSingleInstanceLock: one instance for each user data folder. The lock is a symbolic link to the holder's
// process, as Chromium's own; a later instance leaves its command line in a file beside it, which the holder reads.
import { randomUUID } from 'node:crypto'
import {
  type FSWatcher,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  watch,
  writeFileSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'

/** What a later instance tells the first. */
export interface SecondInstance {
  argv: string[]
  workingDirectory: string
  additionalData: unknown
}

/** The lock of one user data folder. */
export interface SingleInstance {
  /** Takes the lock, or tells its holder about us and answers false. */
  request(folder: string, about: SecondInstance): boolean
  has(): boolean
  release(): void
}

const callPrefix = 'electron-on-chromium-call-'

/** Makes the lock's keeper; `onSecond` is told of later instances while the lock is held. */
export function createSingleInstance(onSecond: (instance: SecondInstance) => void): SingleInstance {
  let held: { lock: string; watcher: FSWatcher } | null = null

  /** Begins before the lock is taken: from then on a call may come. */
  function watchCalls(folder: string): FSWatcher {
    const watcher = watch(folder, (_kind, name) => {
      if (!name?.startsWith(callPrefix) || !name.endsWith('.json')) return
      const file = join(folder, name)
      let text: string
      try {
        text = readFileSync(file, 'utf8')
        rmSync(file)
      } catch {
        return // A second notice of a call already taken.
      }
      onSecond(JSON.parse(text))
    })
    watcher.unref()
    return watcher
  }

  return {
    request: (folder, about) => {
      if (held) return true
      mkdirSync(folder, { recursive: true })
      const lock = join(folder, 'electron-on-chromium-lock')
      for (let attempt = 0; attempt < 10; attempt += 1) {
        const watcher = watchCalls(folder)
        if (tryLink(lock)) {
          held = { lock, watcher }
          return true
        }
        watcher.close()
        const holder = readHolder(lock)
        if (holder !== null && isAlive(holder)) {
          const call = join(folder, `${callPrefix}${randomUUID()}`)
          writeFileSync(call, JSON.stringify(about))
          renameSync(call, `${call}.json`)
          return false
        }
        removeStale(lock, holder)
      }
      return false
    },
    has: () => held !== null,
    release: () => {
      if (!held) return
      held.watcher.close()
      rmSync(held.lock, { force: true })
      held = null
    },
  }
}

function tryLink(lock: string): boolean {
  try {
    symlinkSync(`${hostname()}|${process.pid}|${startTime(process.pid)}`, lock)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

function readHolder(lock: string): string | null {
  try {
    return readlinkSync(lock)
  } catch {
    return null
  }
}

/**
 * Whether the holder still runs. Its process id may have been given to another process since, and it keeps the id after its
 * end until its parent has heard of that.
 */
function isAlive(holder: string): boolean {
  const [host, id, started] = holder.split('|')
  if (host !== hostname()) return true
  try {
    process.kill(Number(id), 0)
  } catch {
    return false
  }
  const [state] = readStat(Number(id))
  return state !== 'Z' && startTime(Number(id)) === started
}

function startTime(id: number): string {
  return readStat(id)[19] ?? ''
}

/** The fields of /proc/ID/stat from the state on; none where there is no /proc. */
function readStat(id: number): string[] {
  try {
    const stat = readFileSync(`/proc/${id}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return []
  }
}

/** Moves the stale lock aside under a name of our own first, so that a lock taken meanwhile is never removed. */
function removeStale(lock: string, holder: string | null): void {
  if (holder === null) return
  const aside = `${lock}-${randomUUID()}`
  try {
    renameSync(lock, aside)
  } catch {
    return
  }
  if (readHolder(aside) === holder) rmSync(aside, { force: true })
  else renameSync(aside, lock)
}
