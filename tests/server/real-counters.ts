// Counters with their real threads on one development backend: a manager signed in, and waited for until they agree.
import { expect, vi } from 'vitest'
import type { LocalSupabase } from '../../tools/local-supabase/start.ts'
import { openSyncCounter, type SyncCounter } from '../fixtures/sync-counter.ts'

/** Opens a counter under that name with a manager signed in, level with the backend; it stands in `open` from its first moment. */
export async function startCounter(
  backend: LocalSupabase,
  open: SyncCounter[],
  name: string,
): Promise<SyncCounter> {
  const counter = openSyncCounter()
  open.push(counter)
  const manager = backend.staff.find(({ role }) => role === 'manager')
  if (!manager) throw new Error('no manager')
  await counter.signIn({ url: backend.url, key: backend.anonKey }, manager.email, manager.password, name)
  await level(counter)
  return counter
}

/** Waits until a counter has sent everything and fetched what there was. */
export const level = (counter: SyncCounter) =>
  vi.waitFor(() => expectLevel(counter), { timeout: 20_000, interval: 10 })

/** Waits until every counter is level and `readAll` reads the same at each. */
export async function converge(
  counters: readonly SyncCounter[],
  readAll: (counter: SyncCounter) => unknown,
): Promise<void> {
  await vi.waitFor(
    () => {
      for (const counter of counters) counter.host.nudge('person')
      const [first, ...others] = counters.map(readAll)
      for (const other of others) expect(other).toEqual(first)
      for (const counter of counters) expectLevel(counter)
    },
    { timeout: 20_000, interval: 200 },
  )
}

function expectLevel(counter: SyncCounter): void {
  expect(counter.host.status()).toMatchObject({ state: 'online', unsent: 0 })
}
