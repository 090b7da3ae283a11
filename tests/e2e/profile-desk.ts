// A profile as the specs use it: a customer with a story made through the app's own commands, and the ways into it.
import type { Locator, Page } from '@playwright/test'
import { makeUuid } from '../../src/shared/uuid.ts'
import { expect, lookUp } from './desk.ts'
import { callMain } from './session-desk.ts'

/** The regular of people.ts. */
export const somchaiId = '018f0000-0000-7000-8000-000000009001'

/** A fresh id for a command. */
export function makeId(): string {
  return makeUuid(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
}

/** Carries out a command on a customer as the screens do; answers the command's id and fails where main refuses. */
export async function doTo(
  page: Page,
  method: string,
  args: object,
  customerId: string = somchaiId,
): Promise<string> {
  const commandId = makeId()
  const answer = await callMain(page, method, { commandId, customerId, ...args })
  expect(answer, method).toHaveProperty('id')
  return commandId
}

/** Sales, notes, contacts, visits, credit and an edit with its reason. */
export async function tellStory(page: Page): Promise<void> {
  await doTo(page, 'customer.recordSale', { amount: 88_000, creditUsed: 0, receiptNumber: 'R-7001' })
  const wrong = await doTo(page, 'customer.recordSale', {
    amount: 9_900,
    creditUsed: 0,
    receiptNumber: 'R-7002',
  })
  await doTo(page, 'customer.recordSale', { amount: 9_900, creditUsed: 0, undoes: wrong })
  await doTo(page, 'customer.recordSale', {
    amount: 120_050,
    creditUsed: 20_000,
    receiptNumber: 'R-7003',
  })
  await doTo(page, 'customer.checkIn', {})
  await doTo(page, 'customer.checkIn', {})
  await doTo(page, 'customer.addCredit', { amount: 50_000 })
  await doTo(page, 'customer.addNote', {
    noteText: 'Likes the bay by the window',
    isPinned: false,
    noteType: 'preference',
  })
  await doTo(page, 'customer.addNote', {
    noteText: 'Waited too long on Saturday',
    isPinned: false,
    noteType: 'complaint',
  })
  await doTo(page, 'customer.logContact', {
    contactType: 'phone',
    contactMethod: '081-234-5678',
    purpose: 'booking',
    notes: 'Asked for Sunday evening',
    successful: true,
  })
  await doTo(page, 'customer.logContact', { contactType: 'email', purpose: 'payment', successful: false })
  await doTo(page, 'customer.update', {
    changes: { nickname: 'ชายใหญ่' },
    seen: { nickname: 'ชาย' },
    reason: 'He asked for it',
  })
}

/** Opens the regular's profile as a full page from the counter. */
export async function openProfile(page: Page, code = 'CUS-9001'): Promise<Locator> {
  await page.keyboard.press('Alt+1')
  await lookUp(page, code)
  await page.keyboard.press('Enter')
  await expect(page.locator('[data-customer]')).toBeVisible()
  await page.keyboard.press('Alt+Enter')
  await expect(page.getByRole('heading', { level: 1 }).last()).toBeVisible()
  return page.getByRole('region', { name: 'Profile', exact: true })
}

/** Goes to a tab and answers its panel. */
export async function goToTab(page: Page, name: string): Promise<Locator> {
  await page.getByRole('tab', { name, exact: true }).click()
  const panel = page.getByRole('tabpanel', { name, exact: true })
  await expect(panel).toBeVisible()
  return panel
}
