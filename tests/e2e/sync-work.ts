// What a front desk does at a counter, by keyboard and mouse as people do it: newcomers, edits, notes, visits, sales.
import type { Page } from '@playwright/test'
import { card, cardName, expect, foundRows, lookUp, openNewcomer, saidOnCard, searchBox } from './desk.ts'

/** A customer as the screen named them. */
export interface Seen {
  readonly id: string
  readonly code: string
}

async function readCard(page: Page): Promise<Seen> {
  const id = (await page.locator('[data-customer]').getAttribute('data-customer')) ?? ''
  const code = /CUS-\d+/.exec(await card(page).innerText())?.[0] ?? ''
  return { id, code }
}

/** Goes to the counter's search box from wherever the screen is. */
export async function goToCounter(page: Page): Promise<void> {
  await page.keyboard.press('Alt+1')
  await expect(searchBox(page)).toBeFocused()
}

/** Goes to the Sync place. */
export async function goToSync(page: Page): Promise<void> {
  await page.keyboard.press('Alt+5')
  await expect(page.getByRole('heading', { level: 1, name: 'Sync' })).toBeVisible()
}

/** Makes somebody new and answers how the card names them. */
export async function create(page: Page, name: string, phone: string): Promise<Seen> {
  await goToCounter(page)
  await searchBox(page).fill('')
  const dialog = await openNewcomer(page)
  await dialog.getByLabel('Full name').fill(name)
  await dialog.getByLabel('Phone', { exact: true }).fill(phone)
  await dialog.getByRole('button', { name: 'Save' }).click()
  const anyway = dialog.getByRole('button', { name: 'Create anyway' })
  const isThere = cardName(page).filter({ hasText: name })
  await expect(anyway.or(isThere).first()).toBeVisible()
  if (await anyway.isVisible()) await anyway.click()
  await expect(dialog).toHaveCount(0)
  await expect(isThere).toBeVisible()
  return readCard(page)
}

/** Opens the card of whoever `text` finds with this name, once they are found. */
export async function openCard(page: Page, text: string, name: string | RegExp): Promise<Seen> {
  await goToCounter(page)
  const row = foundRows(page).filter({ hasText: name }).first()
  await expect(async () => {
    await searchBox(page).fill('')
    await lookUp(page, text)
    await expect(row).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 15_000 })
  await row.click()
  await expect(cardName(page)).toHaveText(name)
  return readCard(page)
}

type Field = 'Full name' | 'Nickname' | 'Phone' | 'E-mail'

/** Saves the form in front; where it asks why, the reason is the first quick one. */
export async function saveEdit(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Save' }).click()
  const why = dialog.getByRole('button', { name: 'Customer asked' })
  await expect(why.or(page.locator('body:not(:has(dialog[open]))')).first()).toBeVisible()
  if (await why.isVisible()) {
    await why.click()
    await dialog.getByRole('button', { name: 'Save' }).click()
  }
  await expect(dialog).toHaveCount(0)
}

/** Changes fields of whoever's card is open. */
export async function edit(page: Page, changes: Partial<Record<Field, string>>): Promise<void> {
  await card(page).getByRole('button', { name: 'Edit', exact: true }).click()
  const dialog = page.getByRole('dialog')
  for (const [field, value] of Object.entries(changes)) {
    await dialog.getByLabel(field, { exact: true }).fill(value)
  }
  await saveEdit(page)
}

/** Gives or withdraws the consent to SMS of whoever's card is open. */
export async function consentToSms(page: Page, given: boolean): Promise<void> {
  await card(page).getByRole('button', { name: 'Edit', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('SMS').setChecked(given)
  await saveEdit(page)
}

/** Writes a note about whoever's card is open. */
export async function note(page: Page, text: string): Promise<void> {
  await card(page).getByRole('button', { name: 'Note', exact: true }).click()
  await page.getByLabel('Note text').fill(text)
  await page.getByRole('button', { name: 'Add note' }).click()
  await expect(card(page).getByText(text)).toBeVisible()
}

/** Checks in whoever's card is open. */
export async function checkIn(page: Page): Promise<void> {
  await page.keyboard.press('Alt+V')
  await expect(saidOnCard(page, 'Checked in')).toBeVisible()
}

export interface SaleFacts {
  /** Baht, as typed. */
  readonly amount: string
  readonly fromCredit?: string
  readonly receipt?: string
}

/** Records a sale to whoever's card is open. */
export async function sell(page: Page, { amount, fromCredit, receipt }: SaleFacts): Promise<void> {
  await page.keyboard.press('Alt+S')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Amount (฿)').fill(amount)
  if (receipt) await dialog.getByLabel('Receipt number').fill(receipt)
  if (fromCredit) await dialog.getByLabel('Of this from credit (฿)').fill(fromCredit)
  await dialog.getByRole('button', { name: 'Record sale' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(card(page).getByText(/^Sale of .* recorded$/)).toBeVisible()
}

/** Adds credit for whoever's card is open. */
export async function addCredit(page: Page, amount: string): Promise<void> {
  await card(page).getByRole('button', { name: 'Add credit' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Amount (฿)').fill(amount)
  await dialog.getByRole('button', { name: 'Add credit' }).click()
  await expect(dialog).toHaveCount(0)
}

/** Takes whoever's card is open out of use. */
export async function deactivate(page: Page, reason: string): Promise<void> {
  await card(page).getByRole('button', { name: 'Deactivate' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Why').fill(reason)
  await dialog.getByRole('button', { name: 'Deactivate' }).click()
  await expect(dialog).toHaveCount(0)
}
