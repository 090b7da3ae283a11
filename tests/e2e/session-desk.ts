// A venue with a server: a development backend for all tests of a file, and counters that are set up and signed in as
// people do it.
import { expect, type Page } from '@playwright/test'
import pg from 'pg'
import { type LocalSupabase, startLocalSupabase } from '../../tools/local-supabase/start.ts'
import { test as base } from './desk.ts'
import { launchApp, makeFolder, type OpenApp } from './launch.ts'

export type StaffMember = LocalSupabase['staff'][number]

/** The backend with its people by what they are, and its database. */
export interface Venue {
  readonly server: LocalSupabase
  readonly admin: StaffMember
  readonly manager: StaffMember
  readonly desk1: StaffMember
  readonly desk2: StaffMember
  /** Runs one statement as the owner of the tables. */
  run(sql: string, values?: readonly unknown[]): Promise<void>
}

async function startVenue(): Promise<Venue> {
  const server = await startLocalSupabase({ demo: 40, durable: false })
  const [admin, manager, desk1, desk2] = server.staff
  if (!admin || !manager || !desk1 || !desk2) throw new Error('The backend has too few people.')
  const run = async (sql: string, values: readonly unknown[] = []) => {
    const client = new pg.Client({ connectionString: server.databaseUrl })
    await client.connect()
    try {
      await client.query(sql, [...values])
    } finally {
      await client.end()
    }
  }
  return { server, admin, manager, desk1, desk2, run }
}

export const test = base.extend<object, { readonly venue: Venue }>({
  venue: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright asks for the pattern
    async ({}, use) => {
      const venue = await startVenue()
      await use(venue)
      await venue.server.stop()
    },
    { scope: 'worker' },
  ],
})

/** The PINs that people choose in these tests. */
export const pins = { manager: '4071', desk1: '8264', desk2: '9053' } as const

/** Types e-mail and password into the sign-in step, in English. */
export async function signIn(page: Page, who: StaffMember, password = who.password): Promise<void> {
  await page.getByLabel('E-mail').fill(who.email)
  await page.getByLabel('Password').fill(password)
  await page.keyboard.press('Enter')
}

/** Types digits and Enter, once the field is there to take them. */
export async function typePin(page: Page, label: RegExp, pin: string): Promise<void> {
  await expect(page.getByLabel(label)).toBeFocused()
  await page.keyboard.type(pin)
  await page.keyboard.press('Enter')
}

/** The first PIN step: twice the same. */
export async function choosePin(page: Page, pin: string): Promise<void> {
  await typePin(page, /^New PIN$/, pin)
  await typePin(page, /^The same PIN once more$/, pin)
}

/** Enters at the locked screen as the one who is asked for their PIN. */
export async function enterPin(page: Page, pin: string): Promise<void> {
  await typePin(page, /^PIN of /, pin)
}

/** The locked screen, or whatever step stands in front of the counter. */
export const stepDialog = (page: Page) => page.getByRole('dialog', { name: 'Before you start' })

/** The counter is free to work at. */
export async function expectAtWork(page: Page): Promise<void> {
  await expect(stepDialog(page)).toHaveCount(0)
  await expect(page.getByRole('searchbox')).toBeVisible()
}

/** Opens a counter of the venue on which the manager signed in, registered it as `name` and chose a PIN. */
export async function openCounter(
  venue: Venue,
  name: string,
  folder: string = makeFolder(),
): Promise<OpenApp> {
  const app = await launchApp({ folder, args: serverArgs(venue) })
  await signIn(app.page, venue.manager)
  await app.page.getByLabel('Name of this counter').fill(name)
  await app.page.keyboard.press('Enter')
  await choosePin(app.page, pins.manager)
  await expectAtWork(app.page)
  return app
}

/** The arguments that connect a start to the venue's server. */
export function serverArgs({ server }: Venue): string[] {
  return [`--server-url=${server.url}`, `--server-key=${server.anonKey}`]
}

/** Has one more person sign in on a counter and choose a PIN. */
export async function joinCounter(page: Page, who: StaffMember, pin: string): Promise<void> {
  await page.keyboard.press('Alt+L')
  await page.getByRole('button', { name: 'Somebody else, with a password' }).click()
  await signIn(page, who)
  await choosePin(page, pin)
  await expectAtWork(page)
}

/** Calls main as the page would; the value it answers, or the code of its refusal. */
export async function callMain(page: Page, method: string, args: object = {}): Promise<unknown> {
  return page.evaluate(
    async ([name, given]) => {
      const bridge = (
        window as unknown as { regulars: { call(method: string, args: object): Promise<unknown> } }
      ).regulars
      const reply = (await bridge.call(name, given)) as {
        ok: boolean
        value?: unknown
        error?: { code: string }
      }
      return reply.ok ? reply.value : reply.error?.code
    },
    [method, args] as const,
  )
}
