// The profile of a customer: the ways in and back, each tab with its filters and totals, all by keyboard where one has to.
import { profileTabs } from '../../src/shared/profile.ts'
import { findAccessProblems } from './axe.ts'
import { card, expect, lookUp, searchBox, test } from './desk.ts'
import { doTo, goToTab, openProfile, somchaiId, tellStory } from './profile-desk.ts'
import { callMain } from './session-desk.ts'

const tabNames = [
  'Overview',
  'Transactions',
  'Packages',
  'Bookings',
  'Notes',
  'Contact log',
  'Credit & points',
  'History',
  'Insights',
]

test('from the counter and back: the same search, the same card, the focus in the box', async ({ desk }) => {
  const { page } = desk
  await lookUp(page, 'CUS-9001')
  await page.keyboard.press('Enter')
  await expect(card(page).getByRole('button', { name: 'Open profile' })).toBeVisible()
  await page.keyboard.press('Alt+Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'สมชาย ใจดีทดสอบ' })).toBeVisible()
  await expect(page.getByRole('tab', { name: 'Overview' })).toBeFocused()
  await expect(page.getByRole('button', { name: 'Counter' }).first()).toHaveAttribute('aria-current', 'page')
  await expect(page.getByRole('list', { name: 'Alerts' })).toContainText('Pays by company invoice')
  await page.keyboard.press('Escape')
  await expect(searchBox(page)).toBeFocused()
  await expect(searchBox(page)).toHaveValue('CUS-9001')
  await card(page).getByRole('button', { name: 'Open profile' }).click()
  await page.getByRole('navigation', { name: 'Way back' }).getByRole('button', { name: 'Counter' }).click()
  await expect(card(page).getByRole('button', { name: 'Open profile' })).toBeFocused()
})

test('from the list and back: the same row, as far down, with the panel as it was', async ({ desk }) => {
  const { page } = desk
  await page.keyboard.press('Alt+2')
  const grid = page.getByRole('grid', { name: 'Customers' })
  await grid.focus()
  for (let step = 0; step < 60; step += 1) await page.keyboard.press('ArrowDown')
  await expect(grid).toHaveAttribute('aria-activedescendant', 'list-row-60')
  await page.keyboard.press('Enter')
  await expect(card(page).getByRole('tab', { name: 'Overview' })).toBeVisible()
  const name = await card(page).getByRole('heading', { level: 2 }).innerText()
  await expect(page.locator('#list-row-60')).toContainText(name)
  const place = () => page.locator('#list-row-60').boundingBox()
  const before = await place()
  await page.keyboard.press('Alt+Enter')
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(grid).toBeFocused()
  await expect(grid).toHaveAttribute('aria-activedescendant', 'list-row-60')
  await expect.poll(place).toEqual(before)
  await expect(card(page).getByRole('heading', { level: 2, name })).toBeVisible()
})

test('the tabs by keyboard alone; the last one is remembered', async ({ desk }) => {
  const { page } = desk
  await openProfile(page)
  for (const [place, name] of tabNames.entries()) {
    if (place > 0) await page.keyboard.press('ArrowRight')
    await expect(page.getByRole('tab', { name, exact: true })).toBeFocused()
    await expect(page.getByRole('tab', { name, exact: true })).toHaveAttribute('aria-selected', 'true')
    await expect(page.getByRole('tabpanel', { name, exact: true })).toBeVisible()
    await expect(page.getByRole('tabpanel')).toHaveCount(1)
  }
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('tab', { name: 'Overview' })).toBeFocused()
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowLeft')
  await expect(page.getByRole('tab', { name: 'History' })).toBeFocused()
  await page.reload()
  await openProfile(page)
  await expect(page.getByRole('tab', { name: 'History' })).toHaveAttribute('aria-selected', 'true')
})

test('transactions: what was sold, filtered, with its sum; one taken back counts no more', async ({
  desk,
}) => {
  const { page } = desk
  await tellStory(page)
  await openProfile(page)
  const panel = await goToTab(page, 'Transactions')
  await expect(panel.getByText('R-7003')).toBeVisible()
  await expect(panel.getByRole('status')).toContainText('฿2,080.50 completed')
  await panel.getByRole('searchbox', { name: 'Receipt or item' }).fill('7001')
  await expect(panel.getByRole('status')).toContainText('1 sale')
  await expect(panel.getByRole('status')).toContainText('฿880.00 completed')
  await panel.getByRole('button', { name: /^Particulars/ }).click()
  await expect(panel.getByRole('definition').filter({ hasText: 'R-7001' })).toBeVisible()
  await panel.getByRole('searchbox').fill('nothing like it')
  await expect(panel.getByText('Nothing matches these filters')).toBeVisible()
  await panel.getByRole('button', { name: 'Show everything' }).click()
  await expect(panel.getByText('R-7003')).toBeVisible()
  await panel.getByLabel('Period').selectOption('Last year')
  await expect(panel.getByText('Nothing matches these filters')).toBeVisible()
})

test('notes: by kind and by text, pinned to the top and to the alerts, and what one said before', async ({
  desk,
}) => {
  const { page } = desk
  await tellStory(page)
  const profile = await openProfile(page)
  const panel = await goToTab(page, 'Notes')
  const notes = panel.getByRole('list', { name: 'Notes' }).getByRole('listitem')
  await expect(notes).toHaveCount(3)
  await panel.getByLabel('Kind').selectOption('Complaint')
  await expect(notes).toHaveCount(1)
  await expect(notes.first()).toContainText('Waited too long')
  await panel.getByLabel('Kind').selectOption('Any kind')
  await panel.getByRole('searchbox').fill('window')
  await expect(notes).toHaveCount(1)
  await notes.getByRole('button', { name: 'Pin to the top' }).click()
  await expect(profile.getByRole('list', { name: 'Alerts' })).toContainText('Likes the bay by the window')
  await notes.getByRole('button', { name: 'Change this note' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').first().fill('Likes the bay by the door')
  await dialog.getByRole('button', { name: /^(Save|Add note)/ }).click()
  await expect(dialog).toHaveCount(0)
  await panel.getByRole('searchbox').fill('door')
  await expect(notes).toHaveCount(1)
  await notes.getByRole('button', { name: 'Changed 1 time' }).click()
  const before = notes.getByRole('region', { name: 'What it said before' })
  await expect(before).toContainText('Likes the bay by the window')
  await expect(before).toContainText('Likes the bay by the door')
})

test('contacts: logged in one line by keyboard, listed, filtered and counted', async ({ desk }) => {
  const { page } = desk
  await tellStory(page)
  await openProfile(page)
  const panel = await goToTab(page, 'Contact log')
  const rows = panel.getByRole('row')
  await expect(rows.filter({ hasText: 'Asked for Sunday evening' })).toContainText('Reached')
  await panel.getByRole('combobox', { name: 'How', exact: true }).selectOption('SMS')
  await panel.getByLabel('How it went').selectOption('Not reached')
  await panel.getByLabel('A few words').fill('Number is off')
  await page.keyboard.press('Enter')
  await expect(rows.filter({ hasText: 'Number is off' })).toContainText('Not reached')
  await expect(panel.getByLabel('A few words')).toHaveValue('')
  await expect(panel.getByLabel('A few words')).toBeFocused()
  await expect(panel.getByRole('status')).toContainText('3 contacts')
  await panel.getByRole('combobox', { name: 'Kind' }).selectOption('SMS')
  await expect(panel.getByRole('status')).toContainText('1 contact')
  await expect(rows.filter({ hasText: 'Asked for Sunday evening' })).toHaveCount(0)
})

test('credit and points: every entry with the balance after it, by kind, with what came and went', async ({
  desk,
}) => {
  const { page } = desk
  await tellStory(page)
  await openProfile(page)
  const panel = await goToTab(page, 'Credit & points')
  await panel.getByLabel('Kind').selectOption('Credit')
  const rows = panel.getByRole('row').filter({ hasText: '฿' })
  // ฿1,250 to begin with, ฿200 used, ฿500 added.
  await expect(rows).toHaveCount(3)
  await expect(rows.nth(0)).toContainText(/\+฿500\.00\s*฿1,550\.00/)
  await expect(rows.nth(1)).toContainText(/−฿200\.00\s*฿1,050\.00/)
  await expect(panel.getByRole('status')).toContainText('+฿1,750.00 / −฿200.00')
})

test('history: sentences with who, what before and after, and why; by kind of change', async ({ desk }) => {
  const { page } = desk
  await tellStory(page)
  await openProfile(page)
  const panel = await goToTab(page, 'History')
  const lines = panel.getByRole('listitem')
  const edit = lines.filter({ hasText: 'Nickname changed' })
  await expect(edit).toContainText(/: ชาย → ชายใหญ่, because “He asked for it”/)
  await edit.getByRole('button', { name: /^Before and after/ }).click()
  await expect(edit.getByRole('row').filter({ hasText: 'Nickname' })).toContainText('ชายใหญ่')
  await expect(lines.filter({ hasText: 'Sale of ฿880 recorded' })).toHaveCount(1)
  await expect(lines.filter({ hasText: 'Sale of ฿99 taken back' })).toHaveCount(1)
  await expect(lines.filter({ hasText: 'Contact logged' })).toHaveCount(2)
  await panel.getByLabel('Kind of change').selectOption('Notes')
  await expect(lines).toHaveCount(2)
  await expect(panel.getByRole('status')).toContainText('2 changes')
})

test('insights: drawn, and as tables that say the same', async ({ desk }) => {
  const { page } = desk
  await tellStory(page)
  await openProfile(page)
  const panel = await goToTab(page, 'Insights')
  const visits = panel.getByRole('region', { name: 'Visits by month' })
  await expect(visits.locator('svg .recharts-bar-rectangle path').first()).toBeVisible()
  await panel.getByRole('button', { name: 'Show as table' }).click()
  await expect(visits.locator('svg')).toHaveCount(0)
  await expect(visits.getByRole('row')).toHaveCount(25)
  await expect(visits.getByRole('row').last()).toContainText('2')
})

test('an inactive customer says so, cannot be edited, and is revived here', async ({ desk }) => {
  const { page } = desk
  await doTo(page, 'customer.setActive', { isActive: false, reason: 'Moved away' }, somchaiId)
  const profile = await openProfile(page)
  await expect(profile.getByText('inactive', { exact: true })).toBeVisible()
  await expect(profile.getByRole('button', { name: /^Change / })).toHaveCount(0)
  await profile.getByRole('button', { name: 'Make active again' }).click()
  await expect(profile.getByRole('button', { name: /^Check in/ })).toBeVisible()
})

test('Esc leaves a field before it leaves the profile', async ({ desk }) => {
  const { page } = desk
  await openProfile(page)
  const panel = await goToTab(page, 'Notes')
  await panel.getByRole('searchbox').fill('Pays')
  await page.keyboard.press('Escape')
  await expect(panel.getByRole('searchbox')).toHaveValue('')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('tab', { name: 'Notes' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(searchBox(page)).toBeFocused()
})

for (const language of ['en', 'th'] as const) {
  for (const theme of ['light', 'dark'] as const) {
    test(`every tab is sound: ${language}, ${theme}`, async ({ desk }) => {
      const { page } = desk
      await tellStory(page)
      await callMain(page, 'settings.set', { language, theme })
      await page.reload()
      await page.getByRole('searchbox').fill('CUS-9001')
      await page.keyboard.press('Enter')
      await expect(page.locator('[data-customer]')).toBeVisible()
      await page.keyboard.press('Alt+Enter')
      for (const tab of profileTabs) {
        await page.locator(`[data-tab=${tab}]`).click()
        await expect(page.locator(`[data-tab=${tab}]`)).toHaveAttribute('aria-selected', 'true')
        if (tab === 'insights') await expect(page.locator('.recharts-surface').first()).toBeVisible()
        // What fades in has faded in, and pending answers are here.
        await page.waitForTimeout(200)
        expect(await findAccessProblems(page), tab).toEqual([])
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
        expect(overflow, tab).toBeLessThanOrEqual(0)
      }
    })
  }
}
