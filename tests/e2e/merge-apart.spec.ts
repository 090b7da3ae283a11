// Two counters and one pair: each merges it the opposite way while apart, and what one merged the other undoes.
import type { Locator, Page } from '@playwright/test'
import { card } from './desk.ts'
import {
  cluster,
  type Entry,
  goToInboxTab,
  makeTwins,
  mergeScreen,
  openInbox,
  undoDialog,
} from './duplicates-desk.ts'
import { doTo } from './profile-desk.ts'
import { enterPin, expectAtWork, pins, type StaffMember } from './session-desk.ts'
import { apart, expect, expectLevel, test } from './sync-desk.ts'
import { goToSync, openCard } from './sync-work.ts'

/** Somebody takes over at a counter where they have a PIN. */
async function takeOver(page: Page, who: StaffMember, pin: string): Promise<void> {
  await page.keyboard.press('Alt+L')
  await page.getByRole('button', { name: who.name }).click()
  await enterPin(page, pin)
  await expectAtWork(page)
}

/** What waits for a manager in the Sync place. */
const toDecide = (page: Page): Locator => page.getByRole('region', { name: /^To decide/ })

/** Merges the pair so that this one lives on. */
async function mergeInto(page: Page, { name, code }: Entry, search: string): Promise<void> {
  await openInbox(page, search)
  await page.keyboard.press('Enter')
  const merge = mergeScreen(page)
  const kept = merge.getByRole('radio', { name: new RegExp(`${name} ${code}$`) })
  await kept.click()
  await expect(kept).toHaveAttribute('aria-checked', 'true')
  await merge.getByRole('button', { name: 'Entered twice' }).click()
  await expect(merge.getByRole('region', { name: 'What it becomes' })).toHaveAttribute('aria-busy', 'false')
  await merge.getByRole('button', { name: 'Merge', exact: true }).click()
  await expect(merge).toHaveCount(0)
}

test('the front desk compares and tells apart, and merging is for managers', async ({
  tills: [one, two],
}) => {
  await makeTwins(one.page, 'Onlylooking')
  for (const till of [one, two]) await expectLevel(till)
  await openInbox(two.page, 'Onlylooking')
  await two.page.keyboard.press('Enter')
  const comparison = two.page.getByRole('dialog', { name: '2 entries side by side' })
  await expect(comparison).toContainText('A manager can merge these.')
  await expect(comparison.getByRole('radio')).toHaveCount(0)
  await expect(comparison.getByRole('button', { name: 'Merge' })).toHaveCount(0)
  await two.page.keyboard.press('Escape')
  await two.page.keyboard.press('n')
  await expect(cluster(two.page, 'Onlylooking')).toHaveCount(0)
  for (const till of [two, one]) await expectLevel(till)
  // Said at one counter, remembered at the other.
  await one.page.keyboard.press('Alt+3')
  await expect(await goToInboxTab(one.page, /^Not the same person/)).toContainText('Kannika Onlylooking')
})

test('merged the opposite way on two counters that are apart: one customer, and undone at the other counter', async ({
  venue,
  tills,
}) => {
  const [one, two] = tills
  await takeOver(two.page, venue.manager, pins.manager)
  const [kannika, kanika] = await makeTwins(one.page, 'Oppositeways')
  for (const till of tills) await expectLevel(till)
  await openInbox(two.page, 'Oppositeways')
  await apart(venue, tills, async () => {
    await mergeInto(one.page, kannika, 'Oppositeways')
    await mergeInto(two.page, kanika, 'Oppositeways')
    await doTo(two.page, 'customer.addCredit', { amount: 1_000 }, kanika.id)
  })
  for (const till of tills) await expectLevel(till)

  // Whoever reached the server first decides; both codes lead to one customer with everything of both.
  const survivors = new Set<string>()
  for (const { page } of tills) {
    for (const { code } of [kannika, kanika]) {
      const seen = await openCard(page, code, /Oppositeways/)
      survivors.add(`${seen.id} ${seen.code}`)
      await expect(card(page)).toContainText('฿1,560.50')
    }
  }
  expect(survivors.size).toBe(1)
  const [survivorId = ''] = [...survivors].map((each) => each.split(' ')[0])
  const [lost, told] = survivorId === kannika.id ? [kanika, two] : [kannika, one]
  const sums = await venue.rows<{ credit: string }>(
    `select sum(amount)::text as credit from public.customer_ledger where kind = 'credit' and customer_id = $1`,
    [survivorId],
  )
  expect(sums).toEqual([{ credit: '156050' }])
  for (const { page } of tills) {
    await goToSync(page)
    await expect(toDecide(page)).toContainText(lost.code)
  }

  // The other counter than the one that decided parts them, from what it was told; what came for one of them by name is theirs
  // again, and nobody is told any more.
  const [undoing, watching] = told === two ? [two, one] : [one, two]
  const line = toDecide(undoing.page).getByRole('listitem').filter({ hasText: lost.code })
  await line.getByRole('button', { name: /^Undo the merge of/ }).click()
  await undoDialog(undoing.page).getByRole('button', { name: 'Undo the merge' }).click()
  await expect(undoDialog(undoing.page)).toHaveCount(0)
  for (const till of [undoing, watching]) {
    await expectLevel(till)
    await expect(toDecide(till.page).getByRole('listitem').filter({ hasText: lost.code })).toHaveCount(0)
  }
  await undoing.page.keyboard.press('Alt+3')
  const merged = await goToInboxTab(undoing.page, /^Merged/)
  await expect(merged.getByRole('listitem').filter({ hasText: 'Oppositeways' })).toContainText('Undone')
  for (const { page } of tills) {
    for (const { id, code, name } of [kannika, kanika]) {
      expect(await openCard(page, code, name)).toEqual({ id, code })
    }
  }
  const own = await venue.rows<{ credit: string }>(
    `select sum(amount)::text as credit from public.customer_ledger
     where kind = 'credit' and customer_id in ($1, $2) group by customer_id order by 1`,
    [kannika.id, kanika.id],
  )
  const credit = own.map(({ credit: each }) => Number(each)).toSorted((a, b) => a - b)
  expect(credit).toEqual([31_000, 125_050])
  // Whoever comes next finds the counter as it was.
  await takeOver(two.page, venue.desk1, pins.desk1)
})
