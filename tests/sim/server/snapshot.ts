// PostgreSQL's transaction snapshots as far as sync relies on them: which transactions a moment could see.

/** `xmin`: all before it are over. `xmax`: from here on none had begun. `running`: those between that were still open. */
export interface Snapshot {
  readonly xmin: number
  readonly xmax: number
  readonly running: readonly number[]
}

/** Reads the text form, `xmin:xmax:running,running`. */
export function parseSnapshot(text: string): Snapshot {
  const [xmin, xmax, running = ''] = text.split(':')
  if (!/^\d+$/.test(xmin ?? '') || !/^\d+$/.test(xmax ?? '')) throw new Error('not a snapshot')
  return { xmin: Number(xmin), xmax: Number(xmax), running: running.split(',').filter(Boolean).map(Number) }
}

/** Writes the text form that pg_current_snapshot has. */
export function formatSnapshot(snapshot: Snapshot): string {
  return `${snapshot.xmin}:${snapshot.xmax}:${snapshot.running.join(',')}`
}

/** Whether the snapshot could see what transaction `xid` did, given that it committed. */
export function isVisible(xid: number, snapshot: Snapshot): boolean {
  if (xid < snapshot.xmin) return true
  return xid < snapshot.xmax && !snapshot.running.includes(xid)
}
