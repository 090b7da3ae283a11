// The desk as the specs use it: an open app on known people, and the few things a front desk does all day.
import { test as base, expect, type Locator, type Page } from '@playwright/test'
import { launchApp, type OpenApp } from './launch.ts'
import { writePeople } from './people.ts'

export { expect }

interface Desk {
  /** The app, open on the known people; closed afterwards, when the page must have logged no error. */
  readonly desk: OpenApp
  /** The app, open on an empty directory. */
  readonly emptyDesk: OpenApp
}

async function openAndClose(args: readonly string[], use: (app: OpenApp) => Promise<void>): Promise<void> {
  const app = await launchApp({ args })
  await expect(searchBox(app.page)).toBeVisible()
  await use(app)
  expect(app.pageErrors).toEqual([])
  await app.close()
}

interface Shared {
  readonly peopleFile: string
  /** One app on the known people for every test that only looks. */
  readonly sharedDesk: OpenApp
}

export const test = base.extend<Desk, Shared>({
  peopleFile: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright asks for the pattern
    async ({}, use) => use(writePeople()),
    { scope: 'worker' },
  ],
  sharedDesk: [
    async ({ peopleFile }, use) => openAndClose([`--demo=${peopleFile}`], use),
    { scope: 'worker' },
  ],
  desk: async ({ peopleFile }, use) => openAndClose([`--demo=${peopleFile}`], use),
  // biome-ignore lint/correctness/noEmptyPattern: Playwright asks for the pattern
  emptyDesk: async ({}, use) => openAndClose([], use),
})

/** The one search box, in English. */
export function searchBox(page: Page): Locator {
  return page.getByRole('searchbox', { name: 'Find a customer' })
}

/** The rows found, the offer to create not among them. */
export function foundRows(page: Page): Locator {
  return page
    .getByRole('listbox', { name: 'Customers found' })
    .getByRole('option')
    .filter({ hasNotText: /^Create/ })
}

/** Types into the search box and waits until the list answers exactly that text. */
export async function lookUp(page: Page, text: string): Promise<void> {
  await searchBox(page).fill(text)
  await expect(page.getByRole('listbox', { name: 'Customers found' })).toHaveAttribute('data-answers', text)
}

/** The region with the chosen customer's card. */
export function card(page: Page): Locator {
  return page.getByRole('region', { name: 'Customer', exact: true })
}

/** The heading of the card: the customer's name. */
export function cardName(page: Page): Locator {
  return card(page).getByRole('heading', { level: 2 })
}

/** What the card says of the last thing done to this customer. */
export function saidOnCard(page: Page, words: string): Locator {
  return card(page).getByRole('status').filter({ hasText: words })
}

/** The dialog for somebody new. */
export function newcomerDialog(page: Page): Locator {
  return page.getByRole('dialog', { name: 'New customer' })
}

/** Opens the dialog for somebody new with F6. */
export async function openNewcomer(page: Page): Promise<Locator> {
  await page.keyboard.press('F6')
  await expect(newcomerDialog(page)).toBeVisible()
  return newcomerDialog(page)
}

/** How many customers the directory holds, as main counts them. */
export async function countCustomers(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const bridge = (
      window as unknown as { regulars: { call(method: string, args: object): Promise<unknown> } }
    ).regulars
    const reply = (await bridge.call('app.info', {})) as { value: { customers: number } }
    return reply.value.customers
  })
}
