// Many customers at once: tagging with its undo, files that hold exactly what was filtered, and saved views.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { parse } from 'csv-parse/sync'
import { expect, test } from './desk.ts'
import { launchApp, makeFolder } from './launch.ts'
import {
  answerSaveDialog,
  choose,
  expectCount,
  grid,
  listSearch,
  openFilters,
  openList,
  readPeople,
  sumOf,
} from './list-desk.ts'
import { peopleCount } from './people.ts'

test('many are tagged at once, and one press takes it back', async ({ desk: { page }, peopleFile }) => {
  const referred = readPeople(peopleFile).filter(({ facts }) => facts.customerSource === 'Referral').length
  const expectReferred = async (count: number) => {
    const panel = await openFilters(page)
    await choose(panel, 'Source', /^Referral/)
    await expectCount(page, count)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Clear all' }).click()
    await expectCount(page, peopleCount)
  }
  await openList(page)
  const panel = await openFilters(page)
  await choose(panel, 'Source', /^Phone call/)
  const called = readPeople(peopleFile).filter(({ facts }) => facts.customerSource === 'Phone Call').length
  await expectCount(page, called)
  await page.keyboard.press('Escape')
  await listSearch(page).focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Control+a')
  await expect(page.getByText(`${called} selected`)).toBeVisible()
  await page.getByRole('button', { name: 'Tag source…' }).click()
  const dialog = page.getByRole('dialog', { name: `Tag the source of ${called} customers` })
  await dialog.getByLabel('New source').selectOption('Referral')
  await dialog.getByLabel(/^Why/).fill('Asked on the phone who sent them')
  await dialog.getByRole('button', { name: 'Tag' }).click()
  const foot = page.getByRole('region', { name: 'Selected customers' })
  await expect(foot).toContainText(`Source of ${called} customers set to Referral`)
  await foot.getByRole('button', { name: 'Undo' }).click()
  await expect(foot).toContainText('The sources are as they were')
  await page.getByRole('button', { name: 'Clear all' }).click()
  await expectCount(page, peopleCount)
  await expectReferred(referred)
})

test('a CSV file holds exactly what was filtered, in the columns shown', async ({ desk, peopleFile }) => {
  const { page } = desk
  const people = readPeople(peopleFile).filter((person) => sumOf(person, 'credit') > 0)
  await openList(page)
  const panel = await openFilters(page)
  await choose(panel, 'Credit', /^Has/)
  await expectCount(page, people.length)
  await page.keyboard.press('Escape')
  const place = path.join(makeFolder(), 'has-credit.csv')
  await answerSaveDialog(desk, place)
  await page.getByRole('button', { name: 'Export…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Export customers' })
  await expect(dialog).toContainText(`${people.length} customers: has credit`)
  await dialog.getByText('CSV').click()
  await dialog.getByRole('button', { name: 'Export…' }).click()
  await expect(dialog).toContainText(`${people.length} customers in has-credit.csv`)
  await dialog.getByRole('button', { name: 'Done' }).click()
  const rows = parse(readFileSync(place, 'utf8'), { columns: true, bom: true }) as Record<string, string>[]
  expect(Object.keys(rows[0] ?? {})).toEqual([
    'Name',
    'Code',
    'Phone',
    'Tier',
    'Last visit',
    'Visits',
    'Lifetime value',
    'Status',
  ])
  expect(rows.map(({ Code }) => Code).sort()).toEqual(people.map(({ customerCode }) => customerCode).sort())
  const spent = new Map(people.map((person) => [person.customerCode, sumOf(person, 'spend')]))
  for (const row of rows) {
    expect(Number(row['Lifetime value'])).toBe((spent.get(row.Code ?? '') ?? Number.NaN) / 100)
  }
})

test('only those selected go into a spreadsheet; a folder that cannot be written is said', async ({
  desk,
}) => {
  const { page } = desk
  await openList(page)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Space')
  await page.keyboard.press('Shift+ArrowDown')
  await page.getByRole('button', { name: 'Export selected…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Export customers' })
  await expect(dialog).toContainText('2 customers, selected by hand')
  await answerSaveDialog(desk, path.join(makeFolder(), 'nowhere', 'at-all', 'two.xlsx'))
  await dialog.getByRole('button', { name: 'Export…' }).click()
  await expect(dialog.getByRole('alert')).toHaveText(
    'The file cannot be written there. Choose another folder.',
  )
  const place = path.join(makeFolder(), 'two.xlsx')
  await answerSaveDialog(desk, place)
  await dialog.getByRole('button', { name: 'Export…' }).click()
  await expect(dialog).toContainText('2 customers in two.xlsx')
  expect(existsSync(place)).toBe(true)
  expect(readFileSync(place).subarray(0, 2).toString()).toBe('PK')
})

const viewsButton = (page: Page) => page.getByRole('button', { name: /^View:/ })

async function chooseInViews(page: Page, act: string): Promise<void> {
  await viewsButton(page).click()
  await page.getByRole('menu').getByText(act, { exact: true }).click()
}

async function saveView(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Save view…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Save view' })
  await dialog.getByLabel('Name').fill(name)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(viewsButton(page)).toHaveText(name)
}

test('a view keeps filters, sorting and columns; it is changed, renamed, removed and brought back', async ({
  desk: { page },
  peopleFile,
}) => {
  const inactive = readPeople(peopleFile).filter(({ isActive }) => !isActive).length
  await openList(page)
  await choose(await openFilters(page), 'Status', /^Inactive/)
  await page.keyboard.press('Escape')
  await grid(page).getByRole('columnheader', { name: 'Visits' }).getByRole('button').click()
  await saveView(page, 'Gone quiet')
  const rail = page.getByRole('navigation').getByRole('button', { name: 'Gone quiet' })
  await chooseInViews(page, 'All customers')
  await expectCount(page, peopleCount)
  await rail.click()
  await expectCount(page, inactive)
  await expect(grid(page).getByRole('columnheader', { name: 'Visits' })).toHaveAttribute(
    'aria-sort',
    'ascending',
  )
  // A change is marked, and taken back or kept.
  await grid(page).getByRole('columnheader', { name: 'Name' }).getByRole('button').click()
  await expect(page.getByText('Modified ·')).toBeVisible()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Modified ·')).toHaveCount(0)
  await chooseInViews(page, 'Rename or share…')
  const dialog = page.getByRole('dialog', { name: 'Change the view' })
  await dialog.getByLabel('Name').fill('Not seen lately')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(viewsButton(page)).toHaveText('Not seen lately')
  await chooseInViews(page, 'Remove this view')
  await expect(viewsButton(page)).toHaveText('All customers')
  await expectCount(page, peopleCount)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(viewsButton(page)).toHaveText('Not seen lately')
  await expectCount(page, inactive)
})

test('the view somebody starts with is there after a restart, relative days and all', async ({
  peopleFile,
}) => {
  const first = await launchApp({ args: [`--demo=${peopleFile}`] })
  await openList(first.page)
  const panel = await openFilters(first.page)
  await choose(panel, 'Registered', /^This year$/)
  await first.page.keyboard.press('Escape')
  await expect(first.page.getByRole('button', { name: /registered this year/ })).toBeVisible()
  await saveView(first.page, 'New this year')
  await chooseInViews(first.page, 'Open this view first')
  await first.page.keyboard.press('Alt+1')
  await first.close()
  const second = await launchApp({ folder: first.folder })
  await second.page.keyboard.press('Alt+2')
  await expect(viewsButton(second.page)).toHaveText('New this year')
  await expect(second.page.getByRole('button', { name: /registered this year/ })).toBeVisible()
  await second.close()
})
