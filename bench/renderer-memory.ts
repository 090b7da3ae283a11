// What the page's own process holds: its share of memory where the system tells it, and its JavaScript heap.
import { readdirSync, readFileSync } from 'node:fs'
import type { OpenApp } from '../tests/e2e/launch.ts'

function read(place: string): string {
  try {
    return readFileSync(place, 'utf8')
  } catch {
    return ''
  }
}

/** The processes that descend from this one. */
function descendants(root: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name): [number, number] => [
      Number(name),
      Number(/\) \S (\d+)/.exec(read(`/proc/${name}/stat`))?.[1]),
    ])
  const found = [root]
  for (const known of found)
    found.push(...parents.filter(([, parent]) => parent === known).map(([pid]) => pid))
  return found
}

function megabytesOf(pid: number): number {
  return Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) / 1024
}

/** Megabytes of the largest page process (0 where the system does not tell), and of its heap after a collection. */
export async function rendererMegabytes({
  app,
  page,
}: OpenApp): Promise<{ megabytes: number; heap: number }> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = (await session.send('Runtime.getHeapUsage')) as { usedSize: number }
  await session.detach()
  const root = app.process().pid
  const pages =
    process.platform === 'linux' && root !== undefined
      ? descendants(root).filter((pid) => read(`/proc/${pid}/cmdline`).includes('--type=renderer'))
      : []
  return {
    megabytes: Math.round(Math.max(0, ...pages.map(megabytesOf))),
    heap: Math.round((usedSize / 2 ** 20) * 10) / 10,
  }
}
