// One venue, two people: a view that is shared reaches the other one, and what is a manager's is refused with the reason.
import { expect } from '@playwright/test'
import { grid, listSearch, openFilters, openList } from './list-desk.ts'
import { expectAtWork, joinCounter, openCounter, pins, test, typePin } from './session-desk.ts'

test('a manager shares a view; staff use it, and may neither tag, export nor share', async ({ venue }) => {
  const till = await openCounter(venue, 'Till 1')
  const { page } = till
  await expect(page.getByRole('contentinfo')).toContainText('40 customers', { timeout: 20_000 })
  await openList(page)
  const panel = await openFilters(page)
  await panel.getByRole('group', { name: 'Credit', exact: true }).getByText(/^None/).click()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Save view…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Save view' })
  await dialog.getByLabel('Name').fill('No credit left')
  await dialog.getByLabel('Everybody may use it').check()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('button', { name: 'View: No credit left' })).toBeVisible()

  await joinCounter(page, venue.desk1, pins.desk1)
  // Somebody else starts with a list of their own.
  await expect(page.getByRole('button', { name: 'View: All customers' })).toBeVisible()
  await page.getByRole('button', { name: 'View: All customers' }).click()
  const menu = page.getByRole('menu')
  await expect(menu.getByRole('group', { name: 'Shared views' })).toContainText('No credit left')
  await menu.getByText('No credit left').click()
  await expect(page.getByRole('button', { name: 'View: No credit left' })).toBeVisible()
  await page.getByRole('button', { name: 'View: No credit left' }).click()
  await expect(menu.getByText('Remove this view')).toHaveCount(0)
  await menu.getByText('Save as a new view…').click()
  await expect(dialog.getByLabel('Everybody may use it')).toBeDisabled()
  await expect(dialog).toContainText('Only a manager can share a view.')
  await dialog.getByRole('button', { name: 'Cancel' }).click()

  await expect(page.getByRole('button', { name: 'Export…' })).toBeDisabled()
  await listSearch(page).focus()
  await page.keyboard.press('ArrowDown')
  await expect(grid(page)).toBeFocused()
  await page.keyboard.press('Space')
  const foot = page.getByRole('region', { name: 'Selected customers' })
  await expect(foot).toContainText('Tagging and exporting are for managers.')
  await expect(foot.getByRole('button', { name: 'Tag source…' })).toBeDisabled()
  await expect(foot.getByRole('button', { name: 'Export selected…' })).toBeDisabled()

  // Whoever comes back finds what they had chosen.
  await page.keyboard.press('Alt+L')
  await typePin(page, /^PIN of /, pins.desk1)
  await expectAtWork(page)
  await expect(foot).toContainText('1 selected')
  await till.close()
})
