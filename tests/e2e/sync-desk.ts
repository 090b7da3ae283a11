// Two tills of one venue as the sync specs use them, and how a test sees how sync stands there.
import { expect, type Locator, type Page } from '@playwright/test'
import pg from 'pg'
import type { ArgsOf, MethodName, ResultOf } from '../../src/shared/contract.ts'
import type { SyncState, SyncStatus } from '../../src/shared/sync.ts'
import { type LocalSupabaseOptions, startLocalSupabase } from '../../tools/local-supabase/start.ts'
import { test as base } from './desk.ts'
import { launchApp, type OpenApp } from './launch.ts'
import {
  callMain,
  enterPin,
  expectAtWork,
  joinCounter,
  openCounter,
  pins,
  type Venue as SessionVenue,
  serverArgs,
} from './session-desk.ts'

export { expect }

/** A venue whose database can be asked. */
export interface Venue extends SessionVenue {
  /** Asks PostgreSQL itself, as the owner of the tables. */
  rows<Row extends pg.QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<Row[]>
  close(): Promise<void>
}

/** Starts a backend of its own. */
export async function startVenue(options: LocalSupabaseOptions = {}): Promise<Venue> {
  const server = await startLocalSupabase({ durable: false, ...options })
  const pool = new pg.Pool({ connectionString: server.databaseUrl, max: 2 })
  // PostgreSQL going down ends its connections, idle ones too.
  pool.on('error', () => undefined)
  const [admin, manager, desk1, desk2] = server.staff
  if (!admin || !manager || !desk1 || !desk2) throw new Error('The backend has too few people.')
  const rows: Venue['rows'] = async (sql, values = []) => (await pool.query(sql, [...values])).rows
  return {
    server,
    admin,
    manager,
    desk1,
    desk2,
    rows,
    run: async (sql, values) => void (await rows(sql, values)),
    async close() {
      await pool.end()
      await server.stop()
    },
  }
}

/** An open app that belongs to a venue. */
export interface Till extends OpenApp {
  /** The name it is registered under. */
  readonly name: string
}

/** Opens a new till with the manager signed in; with `isClerks` somebody of the front desk joins and works there. */
export async function openTill(venue: Venue, name: string, isClerks = false): Promise<Till> {
  const app = await openCounter(venue, name)
  if (isClerks) await joinCounter(app.page, venue.desk1, pins.desk1)
  return { ...app, name }
}

/** Opens a till again on its folder, and whoever worked there last takes over. */
export async function reopenTill(venue: Venue, { name, folder }: Till, pin: string): Promise<Till> {
  const app = await launchApp({ folder, args: serverArgs(venue) })
  await enterPin(app.page, pin)
  await expectAtWork(app.page)
  return { ...app, name }
}

/** Calls a method of the contract as the page's code does. */
export async function ask<Name extends MethodName>(
  { page }: { readonly page: Page },
  method: Name,
  args: ArgsOf<Name>,
): Promise<ResultOf<Name>> {
  return (await callMain(page, method, args as object)) as ResultOf<Name>
}

/** How sync stands, as main says. */
export function statusOf(till: Till): Promise<SyncStatus> {
  return ask(till, 'sync.status', {})
}

/** The line at the bottom of the window that says how sync stands. */
export function syncLine({ page }: { readonly page: Page }): Locator {
  return page.locator('footer [data-sync]')
}

/** Waits until the window says this state; another one is told with what keeps it there. */
export async function expectState(till: Till, state: SyncState): Promise<void> {
  const shown = async () => {
    const said = await syncLine(till).getAttribute('data-sync')
    return said === state ? said : `${said}: ${(await statusOf(till)).problem}`
  }
  await expect.poll(shown, { timeout: 20_000 }).toBe(state)
}

/** Presses "Sync now" as somebody does who does not want to wait, wherever the screen is. */
export async function syncNow(till: Till): Promise<void> {
  await ask(till, 'sync.now', {})
}

/** Waits until a till has sent everything and fetched what there was, helping it along by hand. */
export async function expectLevel(till: Till): Promise<void> {
  const reached: (string | null)[] = [(await statusOf(till)).lastSyncAt]
  // The exchange that ends first may have begun before this.
  while (reached.length < 3) {
    await syncNow(till)
    await expect(async () => {
      const { lastSyncAt, ...status } = await statusOf(till)
      expect(status).toMatchObject({ state: 'online', problem: null, unsent: 0 })
      expect(reached).not.toContain(lastSyncAt)
      reached.push(lastSyncAt)
    }).toPass({ timeout: 20_000, intervals: [20, 50, 100, 250] })
  }
  await expectState(till, 'online')
}

/** Takes the server away, has things done at the tills, and brings it back. */
export async function apart(venue: Venue, tills: readonly Till[], work: () => Promise<void>): Promise<void> {
  await venue.server.goOffline()
  await work()
  for (const till of tills) await expectState(till, 'offline')
  await venue.server.goOnline()
  for (const till of tills) await expectLevel(till)
}

interface Shared {
  readonly venue: Venue
  /** Till 1, where the manager works, and Till 2, where somebody of the front desk does; open for all tests of a run. */
  readonly openTills: readonly [Till, Till]
}
interface Each {
  /** The two tills, level before and with no error of the page after. */
  readonly tills: readonly [Till, Till]
}

export const test = base.extend<Each, Shared>({
  venue: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright asks for the pattern
    async ({}, use) => {
      const venue = await startVenue({ demo: 40 })
      await use(venue)
      await venue.close()
    },
    { scope: 'worker' },
  ],
  openTills: [
    async ({ venue }, use) => {
      const tills = await Promise.all([openTill(venue, 'Till 1'), openTill(venue, 'Till 2', true)])
      await use(tills)
      await Promise.all(tills.map((till) => till.close()))
    },
    { scope: 'worker' },
  ],
  tills: async ({ venue, openTills }, use) => {
    for (const till of openTills) await expectLevel(till)
    await use(openTills)
    venue.server.faults.clear()
    await venue.server.goOnline()
    for (const { pageErrors } of openTills) expect(pageErrors.splice(0)).toEqual([])
  },
})
