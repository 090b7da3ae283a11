// The Duplicates place, the merge screen and the undo in both languages and themes, in one run of the app.
import type { Page } from '@playwright/test'
import { expect, test } from './desk.ts'
import { type Entry, makeEntry, makeTwins } from './duplicates-desk.ts'
import { expectSound, looks, setLook } from './looks.ts'
import { doTo, makeId } from './profile-desk.ts'
import { callMain } from './session-desk.ts'

async function mergeAway(page: Page, survivor: Entry, folded: Entry): Promise<void> {
  await doTo(
    page,
    'customer.merge',
    {
      foldedIds: [folded.id],
      picks: {},
      strategy: {
        keepPrimaryContact: true,
        combineTransactionHistory: true,
        combinePackages: true,
        combineNotes: true,
      },
      reason: 'Entered twice',
    },
    survivor.id,
  )
}

/** Two of one person who are put off once they were found. */
async function putOff(page: Page, surname: string): Promise<void> {
  const [one, other] = await makeTwins(page, surname)
  const pairs = [{ leftId: one.id, rightId: other.id }]
  await expect
    .poll(
      async () => {
        await callMain(page, 'duplicates.postpone', { pairs })
        const list = await callMain(page, 'duplicates.list', {
          search: surname,
          state: 'postponed',
          offset: 0,
          limit: 1,
        })
        return (list as { matching: number }).matching
      },
      { timeout: 30_000 },
    )
    .toBe(1)
}

/** Three of one cluster that wait, two pairs put off, a pair told apart, and two merges of which one is on top. */
async function prepare(page: Page): Promise<void> {
  await makeTwins(page, 'Waitingones')
  await makeEntry(page, { fullName: 'Kannica Waitingones', email: 'waitingones@example.com' })
  for (const surname of ['Laterones', 'Otherlater']) await putOff(page, surname)
  const [left, right] = await makeTwins(page, 'Toldapart')
  await callMain(page, 'duplicates.dismiss', {
    commandId: makeId(),
    leftId: left.id,
    rightId: right.id,
    reason: 'Mother and daughter',
  })
  const [survivor, folded] = await makeTwins(page, 'Mergedones')
  const third = await makeEntry(page, { fullName: 'Kannica Mergedones', email: 'mergedones@example.com' })
  await mergeAway(page, survivor, folded)
  await mergeAway(page, survivor, third)
  await doTo(page, 'customer.addCredit', { amount: 50_000 }, survivor.id)
  await doTo(page, 'customer.addNote', { noteText: 'Wants a locker', isPinned: false }, survivor.id)
}

test('duplicates, a merge and its undo are sound in both languages and themes', async ({
  desk: { page },
}) => {
  await prepare(page)
  const waiting = page.getByRole('listbox').getByRole('option').filter({ hasText: 'Waitingones' })
  for (const look of looks) {
    await test.step(`${look.language}, ${look.theme}`, async () => {
      await setLook(page, look)
      await page.keyboard.press('Alt+3')
      await page.locator('[data-tab=waiting]').click()
      await page.getByRole('searchbox').fill('Waitingones')
      await expect(waiting).toHaveCount(1, { timeout: 30_000 })
      await expect(page.getByRole('listbox').getByRole('option')).toHaveCount(1)
      await expect(page.getByRole('main').getByRole('checkbox')).toHaveCount(3)
      await expectSound(page)
      await page.getByRole('listbox').focus()
      await page.keyboard.press('m')
      await expect(page.getByRole('dialog').getByRole('radio').first()).toBeFocused()
      await page.getByRole('dialog').locator('[aria-pressed]').click()
      await expectSound(page)
      await page.keyboard.press('Escape')
      await page.keyboard.press('n')
      await expect(waiting).toHaveCount(0)
      await page.keyboard.press('Alt+r')
      await expect(page.getByRole('dialog').getByRole('textbox')).toBeFocused()
      await expectSound(page)
      await page.keyboard.press('Escape')
      await page.keyboard.press('Alt+z')
      await expect(waiting).toHaveCount(1)
      await page.getByRole('searchbox').fill('qqqqzzzz')
      await expect(page.getByRole('listbox')).toHaveCount(0)
      await expectSound(page)
      await page.locator('[data-tab=postponed]').click()
      await page.getByRole('searchbox').fill('')
      await expect(page.getByRole('listbox').getByRole('option')).toHaveCount(2)
      await expect(page.getByRole('listbox').getByRole('option').first().locator('time')).toBeVisible()
      await expectSound(page)
      await page.locator('[data-tab=dismissed]').click()
      await expect(page.getByRole('tabpanel')).toContainText('Mother and daughter')
      await expectSound(page)
      await page.locator('[data-tab=merged]').click()
      await expect(page.getByRole('tabpanel').getByRole('listitem')).toHaveCount(2)
      await expectSound(page)
      await page
        .getByRole('tabpanel')
        .getByRole('listitem')
        .first()
        .getByRole('button', { name: /^(Undo the merge of|เลิกรวม) / })
        .click()
      await expect(page.getByRole('dialog').getByRole('radiogroup')).toHaveCount(2)
      await expectSound(page)
    })
  }
})
