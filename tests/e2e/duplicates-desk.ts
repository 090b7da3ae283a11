// The Duplicates place as the specs use it: people who stand in the directory twice, and the ways to them.
import type { Locator, Page } from '@playwright/test'
import type { CustomerFacts } from '../../src/shared/customer.ts'
import { expect } from './desk.ts'
import { makeId } from './profile-desk.ts'
import { callMain } from './session-desk.ts'

/** Somebody who was made for a test. */
export interface Entry {
  readonly id: string
  readonly code: string
  readonly name: string
}

const usual = {
  customerSource: 'Walk In',
  smsConsent: true,
  emailConsent: false,
  marketingConsent: false,
} as const

/** Makes an entry through the app's own command, credit in satang. */
export async function makeEntry(
  page: Page,
  facts: Partial<CustomerFacts> & { readonly fullName: string },
  openingCredit?: number,
): Promise<Entry> {
  const customerId = makeId()
  const card = await callMain(page, 'customer.create', {
    commandId: makeId(),
    customerId,
    facts: { ...usual, ...facts },
    ...(openingCredit && { openingCredit }),
  })
  expect(card).toHaveProperty('customerCode')
  const { customerCode } = card as { customerCode: string }
  return { id: customerId, code: customerCode, name: facts.fullName }
}

/** Two entries of one person: a name spelled twice, one phone each, the rest alike. */
export async function makeTwins(page: Page, surname: string): Promise<readonly [Entry, Entry]> {
  const number = [...surname].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 100_000, 7)
  const digits = String(number).padStart(5, '0')
  // Pairs have nothing in common with each other.
  const dateOfBirth = `19${50 + (number % 49)}-0${1 + (number % 9)}-${10 + (number % 17)}`
  const rest = { dateOfBirth, email: `${surname.toLowerCase()}@example.com` }
  return [
    await makeEntry(
      page,
      { fullName: `Kannika ${surname}`, primaryPhone: `06110${digits}`, ...rest },
      125_050,
    ),
    await makeEntry(
      page,
      {
        fullName: `Kanika ${surname}`,
        primaryPhone: `06220${digits}`,
        nickname: 'Nik',
        ...rest,
        smsConsent: false,
      },
      30_000,
    ),
  ]
}

/** The list of clusters. */
export const clusterList = (page: Page): Locator =>
  page.getByRole('listbox', { name: 'People who may be in the directory twice' })
/** The cluster in hand, with what can be decided about it. */
export const inHand = (page: Page): Locator => page.getByRole('region', { name: 'The people in hand' })
/** A cluster in which this name stands. */
export const cluster = (page: Page, name: string): Locator =>
  clusterList(page).getByRole('option').filter({ hasText: name })

/** Goes to the place and narrows it down to these people, who are found by themselves; the keys act on the list. */
export async function openInbox(page: Page, search: string): Promise<void> {
  await page.keyboard.press('Alt+3')
  await page.getByRole('tab', { name: /^Waiting/ }).click()
  await page.getByRole('searchbox', { name: 'Name, phone or code' }).fill(search)
  // The search of the directory begins a moment after a save, and takes its time on a busy machine.
  await expect(cluster(page, search).first()).toBeVisible({ timeout: 30_000 })
  await expect(clusterList(page).getByRole('option').filter({ hasNotText: search })).toHaveCount(0)
  await clusterList(page).focus()
}

/** Goes to a tab of the place. */
export async function goToInboxTab(page: Page, name: RegExp): Promise<Locator> {
  await page.getByRole('tab', { name }).click()
  const panel = page.getByRole('tabpanel', { name })
  await expect(panel).toBeVisible()
  return panel
}

/** The merge screen. */
export const mergeScreen = (page: Page): Locator => page.getByRole('dialog', { name: /^Merge/ })
/** The dialog that undoes a merge. */
export const undoDialog = (page: Page): Locator => page.getByRole('dialog', { name: /^Undo the merge of/ })
