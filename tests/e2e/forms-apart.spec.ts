// Forms across counters: a customer merged while their form was open, and one field typed at two counters at once.
import { card, cardName } from './desk.ts'
import { field, openEdit } from './forms-desk.ts'
import { apart, expect, expectLevel, test } from './sync-desk.ts'
import { create, openCard } from './sync-work.ts'

test('a form open for a customer who is merged meanwhile goes on with the one that is kept', async ({
  venue,
  tills,
}) => {
  const name = 'Nipa Mergedform'
  const [one, two] = tills
  await apart(venue, tills, async () => {
    for (const [till, label, value] of [
      [one, 'Nickname', 'Nip'],
      [two, 'City or province', 'Lampang'],
    ] as const) {
      await create(till.page, name, '0863000051')
      await field(await openEdit(till.page), label).fill(value)
    }
  })
  const told = [one, two].map(({ page }) => page.getByRole('dialog').getByText('this person were merged'))
  await expect
    .poll(async () => (await Promise.all(told.map((line) => line.count()))).reduce((a, b) => a + b))
    .toBe(1)
  for (const { page } of tills) {
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
  for (const till of tills) await expectLevel(till)
  for (const { page } of tills) {
    await openCard(page, '0863000051', name)
    await expect(cardName(page)).toHaveText(name)
    await expect(card(page)).toContainText('“Nip”')
    await expect(card(page)).toContainText('Lampang')
  }
})
