// The whole directory from one place: every filter counted against the demo file, sorting, columns, keys, and many at once.
import { card, cardName, expect, test } from './desk.ts'
import { launchApp } from './launch.ts'
import {
  choose,
  expectCount,
  expectCurrentRow,
  grid,
  listSearch,
  names,
  openFilters,
  openList,
  readPeople,
  sumOf,
} from './list-desk.ts'
import { margaret, peopleCount, somchai } from './people.ts'

type Person = ReturnType<typeof readPeople>[number]

test('everybody is there, and the search finds as the counter does', async ({ sharedDesk: { page } }) => {
  await openList(page)
  await expectCount(page, peopleCount)
  for (const [text, name] of [
    ['featherston', margaret.fullName],
    ['081234', somchai.fullName],
    ['maggie@', margaret.fullName],
    ['CUS-9001', somchai.fullName],
  ] as const) {
    await listSearch(page).fill(text)
    await expect(names(page).filter({ hasText: name })).toBeVisible()
    await expect(names(page)).not.toHaveCount(peopleCount)
  }
  await page.keyboard.press('Escape')
  await expectCount(page, peopleCount)
})

const filters: readonly (readonly [group: string, choice: RegExp, fits: (person: Person) => boolean])[] = [
  ['Status', /^Inactive/, ({ isActive }) => !isActive],
  ['Credit', /^Has/, (person) => sumOf(person, 'credit') > 0],
  ['Credit', /^None/, (person) => sumOf(person, 'credit') <= 0],
  ['Points', /^Has/, (person) => sumOf(person, 'points') > 0],
  ['Agrees to SMS', /^Yes/, ({ facts }) => facts.smsConsent],
  ['Agrees to mailings', /^No/, ({ facts }) => !facts.emailConsent],
  ['Agrees to offers', /^Yes/, ({ facts }) => facts.marketingConsent],
  ['VIP', /^VIP/, ({ facts }) => facts.vipTierId !== undefined],
  ['Source', /^Walk-in/, ({ facts }) => facts.customerSource === 'Walk In'],
  ['Last visit', /^Never$/, (person) => sumOf(person, 'visit') === 0],
  ['Alert', /^Yes/, ({ notes }) => notes.some(({ isPinned }) => isPinned)],
]

test('every filter alone, and two at once', async ({ sharedDesk: { page }, peopleFile }) => {
  const people = readPeople(peopleFile)
  await openList(page)
  const panel = await openFilters(page)
  const clear = page.getByRole('button', { name: 'Clear all' })
  for (const [group, choice, fits] of filters) {
    await choose(panel, group, choice)
    const count = people.filter(fits).length
    await expect(page.locator('main header').getByRole('status')).toHaveText(
      `${count} ${count === 1 ? 'customer' : 'customers'}`,
    )
    await clear.click()
    await openFilters(page)
  }
  const [sms, credit] = [filters[4]!, filters[1]!]
  await choose(panel, sms[0], sms[1])
  await choose(panel, credit[0], credit[1])
  await expectCount(page, people.filter((person) => sms[2](person) && credit[2](person)).length)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Remove the filter “has credit”' }).click()
  await expectCount(page, people.filter(sms[2]).length)
  await clear.click()
  await expectCount(page, peopleCount)
})

test('typed ranges: what cannot be read says so and changes nothing', async ({
  sharedDesk: { page },
  peopleFile,
}) => {
  const people = readPeople(peopleFile)
  await openList(page)
  const panel = await openFilters(page)
  const from = panel.getByRole('textbox', { name: 'Registered: From' })
  await from.fill('31/02/2024')
  await from.press('Enter')
  await expect(panel.getByRole('alert')).toHaveText('Write the day as day/month/year.')
  await expectCount(page, peopleCount)
  await panel.getByRole('textbox', { name: 'Visits: From' }).fill('10')
  await panel.getByRole('textbox', { name: 'Visits: To' }).fill('3')
  await panel.getByRole('textbox', { name: 'Visits: To' }).press('Enter')
  await expect(panel.getByText('The first is more than the last.')).toBeVisible()
  await expectCount(page, peopleCount)
  await panel.getByRole('textbox', { name: 'Visits: To' }).fill('20')
  await panel.getByRole('textbox', { name: 'Visits: To' }).press('Enter')
  const visits = (person: Person) => sumOf(person, 'visit')
  await expectCount(page, people.filter((person) => visits(person) >= 10 && visits(person) <= 20).length)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Clear all' }).click()
})

test('nothing matches: one button brings everybody back', async ({ sharedDesk: { page } }) => {
  await openList(page)
  await listSearch(page).fill('qqqqzzzz')
  await expect(page.getByText('Nothing matches')).toBeVisible()
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await expect(listSearch(page)).toBeFocused()
  await expectCount(page, peopleCount)
})

test('a head sorts up, down and not at all, with the mouse and with Enter', async ({
  sharedDesk: { page },
  peopleFile,
}) => {
  const people = readPeople(peopleFile)
  await openList(page)
  const visits = grid(page).getByRole('columnheader', { name: 'Visits' })
  const ofFirst = () => names(page).first().locator('xpath=following-sibling::td').nth(4)
  const counts = people.map((person) => sumOf(person, 'visit'))
  await visits.getByRole('button').click()
  await expect(visits).toHaveAttribute('aria-sort', 'ascending')
  await expect(ofFirst()).toHaveText(String(Math.min(...counts)))
  await visits.getByRole('button').press('Enter')
  await expect(visits).toHaveAttribute('aria-sort', 'descending')
  await expect(ofFirst()).toHaveText(String(Math.max(...counts)))
  await visits.getByRole('button').click()
  await expect(visits).not.toHaveAttribute('aria-sort')
})

test('a whole round with the keyboard alone', async ({ desk: { page } }) => {
  await openList(page)
  const first = await names(page).first().innerText()
  await page.keyboard.press('ArrowDown')
  await expect(grid(page)).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expectCurrentRow(page, 3)
  await page.keyboard.press('End')
  await expectCurrentRow(page, peopleCount)
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  await expect(card(page)).toBeVisible()
  await expect(cardName(page)).toHaveText(first.split('\n')[0] ?? first)
  await expect(grid(page)).toBeFocused()
  await page.keyboard.press('Space')
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(page.getByText('3 selected')).toBeVisible()
  await page.keyboard.press('Control+a')
  await expect(page.getByText(`${peopleCount} selected`)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('region', { name: 'Selected customers' })).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(listSearch(page)).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('/')
  await expect(listSearch(page)).toBeFocused()
  await expect(listSearch(page)).toHaveValue('')
})

test('columns are chosen, moved and widened with the keys', async ({ desk: { page } }) => {
  await openList(page)
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('checkbox', { name: 'City' }).check()
  await page.getByRole('checkbox', { name: 'Tier' }).uncheck()
  const move = page.getByRole('button', { name: 'Move City left' })
  await move.focus()
  await page.keyboard.press('Enter')
  await expect(move).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Columns' })).toBeFocused()
  const heads = () =>
    grid(page)
      .getByRole('columnheader')
      .allInnerTexts()
      .then((texts) => texts.map((text) => text.trim()).filter(Boolean))
  await expect
    .poll(heads)
    .toEqual(['Name', 'Code', 'Phone', 'Last visit', 'Visits', 'Lifetime value', 'City', 'Status'])
  const code = grid(page).getByRole('columnheader', { name: 'Code' })
  const before = (await code.boundingBox())?.width ?? 0
  await code.getByRole('button').focus()
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Shift+ArrowRight')
  await expect.poll(async () => (await code.boundingBox())?.width).toBe(before + 32)
  await page.keyboard.press('Control+ArrowRight')
  await expect.poll(heads).toContain('Code')
  await expect.poll(async () => (await heads()).indexOf('Code')).toBe(2)
})

test('a column is dragged to another place, and its edge to another width', async ({ desk: { page } }) => {
  await openList(page)
  const head = (name: string) => grid(page).getByRole('columnheader', { name })
  await head('Status').getByRole('button').dragTo(head('Code').getByRole('button'))
  await expect
    .poll(async () => (await grid(page).getByRole('columnheader').allInnerTexts()).map((text) => text.trim()))
    .toEqual(['', 'Name', 'Status', 'Code', 'Phone', 'Tier', 'Last visit', 'Visits', 'Lifetime value'])
  const edge = page.locator('[data-resize=customerCode]')
  const box = await edge.boundingBox()
  const before = (await head('Code').boundingBox())?.width ?? 0
  if (!box) throw new Error('The edge is not drawn.')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 2 + 60, box.y + 4, { steps: 4 })
  await page.mouse.up()
  await expect.poll(async () => Math.round((await head('Code').boundingBox())?.width ?? 0)).toBe(before + 60)
})

test('columns, widths and figures are as they were after a restart', async ({ peopleFile }) => {
  const first = await launchApp({ args: [`--demo=${peopleFile}`] })
  await openList(first.page)
  await first.page.getByRole('button', { name: 'Hide figures' }).click()
  await first.page.getByRole('button', { name: 'Columns' }).click()
  await first.page.getByRole('checkbox', { name: 'E-mail' }).check()
  await first.page.keyboard.press('Escape')
  // The menu gives the focus back once it is closed.
  await expect(first.page.getByRole('button', { name: 'Columns' })).toBeFocused()
  await grid(first.page).getByRole('columnheader', { name: 'Code' }).getByRole('button').focus()
  await first.page.keyboard.press('Shift+ArrowRight')
  const width = async (app: typeof first) =>
    (await grid(app.page).getByRole('columnheader', { name: 'Code' }).boundingBox())?.width
  await expect.poll(() => width(first)).toBe(128)
  // Leaving the screen writes down what is not written yet.
  await first.page.keyboard.press('Alt+1')
  await expect(listSearch(first.page)).toHaveCount(0)
  await first.close()
  const second = await launchApp({ folder: first.folder })
  await openList(second.page)
  await expect(grid(second.page).getByRole('columnheader', { name: 'E-mail' })).toBeVisible()
  await expect.poll(() => width(second)).toBe(128)
  await expect(second.page.getByRole('button', { name: 'Show figures' })).toBeVisible()
  await second.close()
})
