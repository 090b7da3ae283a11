// Two counters with a server between them: what one saves the other shows, and three copies of the directory are one.
import { card, cardName, foundRows, lookUp } from './desk.ts'
import { expectSame } from './sync-copies.ts'
import { expect, expectLevel, openTill, syncLine, type Till, test } from './sync-desk.ts'
import { checkIn, create, edit, goToSync, note, openCard } from './sync-work.ts'

test('a newcomer made at one counter is found at the other, and edits travel both ways', async ({
  venue,
  tills,
}) => {
  const [one, two] = tills
  const made = await create(one.page, 'Anchalee Twocounters', '0861000001')
  expect(made.code).toMatch(/^CUS-\d{3,}$/)
  const found = await openCard(two.page, made.code, 'Anchalee Twocounters')
  expect(found).toEqual(made)

  await edit(two.page, { Nickname: 'Ann' })
  await expect(card(one.page).getByText('“Ann”')).toBeVisible()
  await edit(one.page, { 'Full name': 'Anchalee Onecounter' })
  await expect(cardName(two.page)).toHaveText('Anchalee Onecounter')
  await expectSame(venue, tills)
})

test('a note here and a new phone there both stand', async ({ venue, tills }) => {
  const [one, two] = tills
  const made = await create(one.page, 'Benjawan Sidebyside', '0861000002')
  await openCard(two.page, made.code, 'Benjawan Sidebyside')
  await Promise.all([note(one.page, 'Comes on Sundays'), edit(two.page, { Phone: '0861000003' })])
  for (const { page } of tills) {
    await expect(card(page).getByText('Comes on Sundays')).toBeVisible()
    await expect(card(page)).toContainText('086-100-0003')
    await expect(card(page)).toContainText(/086-100-0002 *old/)
  }
  await checkIn(two.page)
  await expect(card(one.page).getByText('just now').first()).toBeVisible()
  await expectSame(venue, tills)
})

test('the status line and the Sync place say that all is level', async ({ tills }) => {
  for (const till of tills) {
    await expect(syncLine(till)).toHaveAttribute('data-sync', 'online')
    await expect(syncLine(till)).toContainText('Up to date')
    await goToSync(till.page)
    await expect(till.page.getByText('Nothing is unsent.')).toBeVisible()
    await expect(till.page.getByRole('complementary', { name: 'This counter' })).toContainText(till.name)
  }
})

test('five counters at once: each makes somebody, and every one shows all five', async ({ venue, tills }) => {
  const others: Till[] = []
  for (const name of ['Till 3', 'Till 4', 'Till 5']) others.push(await openTill(venue, name))
  const all = [...tills, ...others]
  const made = await Promise.all(
    all.map(({ page }, index) => create(page, `Fivefold ${'ABCDE'[index]}xyz`, `086100010${index}`)),
  )
  expect(new Set(made.map(({ code }) => code)).size).toBe(5)
  for (const till of all) {
    await lookUp(till.page, 'Fivefold')
    await expect(foundRows(till.page)).toHaveCount(5)
  }
  for (const till of all) await expectLevel(till)
  await expectSame(venue, all)
  await Promise.all(others.map((till) => till.close()))
})
