// The Customers screen as the specs use it, and the people behind it as plain records to count by.
import { readFileSync } from 'node:fs'
import { expect, type Locator, type Page } from '@playwright/test'
import type { DirectoryRecord } from '../../src/shared/directory-record.ts'
import type { OpenApp } from './launch.ts'

/** Everybody in the demo file. */
export function readPeople(file: string): readonly DirectoryRecord[] {
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as DirectoryRecord)
}

/** The sum of a person's ledger entries of one kind. */
export function sumOf(person: DirectoryRecord, kind: 'credit' | 'points' | 'spend' | 'visit'): number {
  return person.ledger.reduce((sum, entry) => sum + (entry.kind === kind ? entry.amount : 0), 0)
}

/** The list itself. */
export const grid = (page: Page): Locator => page.getByRole('grid', { name: 'Customers' })
/** The name cells drawn at the moment. */
export const names = (page: Page): Locator => grid(page).getByRole('rowheader')
/** The search of the list. */
export const listSearch = (page: Page): Locator => page.getByRole('searchbox', { name: 'Search customers' })

/** Opens the Customers screen and waits for its rows. */
export async function openList(page: Page): Promise<void> {
  await page.keyboard.press('Alt+2')
  await expect(listSearch(page)).toBeFocused()
  await expect(names(page).first()).toBeVisible()
}

/** Waits until the list says it holds this many. */
export async function expectCount(page: Page, count: number): Promise<void> {
  const words = `${count.toLocaleString('en-US')} ${count === 1 ? 'customer' : 'customers'}`
  await expect(page.locator('main header').getByRole('status')).toHaveText(words)
  if (count > 0) await expect(grid(page)).toHaveAttribute('aria-rowcount', String(count + 1))
}

/** Opens the panel with every filter. */
export async function openFilters(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  const panel = page.getByRole('dialog', { name: 'Filters' })
  await expect(panel).toBeVisible()
  return panel
}

/** Chooses one of a few in a group of the panel. */
export async function choose(panel: Locator, group: string, choice: RegExp): Promise<void> {
  const place = panel.getByRole('group', { name: group, exact: true })
  await place.locator('label, button').filter({ hasText: choice }).click()
}

/** Waits until the keys act on this row, counted from 1, and it is here. */
export async function expectCurrentRow(page: Page, row: number): Promise<void> {
  await expect(grid(page)).toHaveAttribute('aria-activedescendant', `list-row-${row - 1}`)
  await expect(page.locator(`#list-row-${row - 1}`).getByRole('rowheader')).not.toHaveText('')
}

/** The next dialog that asks where to save answers with this place. */
export async function answerSaveDialog({ app }: OpenApp, place: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath })
  }, place)
}
