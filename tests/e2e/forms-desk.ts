// What the specs of the forms share: calling main as another window would, and the ways into the forms.
import type { Locator, Page } from '@playwright/test'
import { card, cardName, expect, lookUp, openNewcomer } from './desk.ts'

/** A customer of tests/e2e/people.ts by number. */
export const idOf = (number: number) => `018f0000-0000-7000-8000-00000000${number}`

interface Reply {
  readonly ok: boolean
  readonly value?: unknown
  readonly error?: { readonly code: string }
}

/** Calls main as somebody at another window would; answers the error's code or 'ok'. */
export async function callMain(page: Page, method: string, args: object): Promise<string> {
  const reply = await askMain(page, method, args)
  return reply.ok ? 'ok' : (reply.error?.code ?? '?')
}

async function askMain(page: Page, method: string, args: object): Promise<Reply> {
  return page.evaluate(
    ([name, given]) =>
      (
        window as unknown as { regulars: { call(method: string, args: object): Promise<Reply> } }
      ).regulars.call(name, given),
    [method, args] as const,
  )
}

/** What the directory holds of somebody. */
export async function readCustomer(page: Page, number: number): Promise<Record<string, unknown>> {
  const reply = await askMain(page, 'customers.card', { customerId: idOf(number) })
  return reply.value as Record<string, unknown>
}

/** Changes somebody behind the back of whoever is typing. */
export async function changeMeanwhile(page: Page, number: number, changes: object): Promise<void> {
  const args = { commandId: crypto.randomUUID(), customerId: idOf(number), changes, seen: {} }
  expect(await callMain(page, 'customer.update', args)).toBe('ok')
}

/** Opens the card of CUS-number by keyboard. */
export async function openCardOf(page: Page, number: number, name: string): Promise<void> {
  await lookUp(page, `CUS-${number}`)
  await page.keyboard.press('Enter')
  await expect(cardName(page)).toHaveText(name)
}

/** Opens the form of whoever's card is open. */
export async function openEdit(page: Page): Promise<Locator> {
  await card(page).getByRole('button', { name: 'Edit', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByLabel('Full name')).toBeVisible()
  return dialog
}

/** Opens the whole form for somebody new. */
export async function openFullForm(page: Page): Promise<Locator> {
  const dialog = await openNewcomer(page)
  await dialog.getByRole('button', { name: 'More fields' }).click()
  await expect(dialog.getByLabel('Postal code')).toBeVisible()
  return dialog
}

/** A field of a form by its label. */
export function field(dialog: Locator, label: string): Locator {
  return dialog.getByLabel(label, { exact: true })
}
