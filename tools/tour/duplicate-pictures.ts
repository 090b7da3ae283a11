// Pictures of the Duplicates place: the inbox, what was put off, the merge screen, the merges of before and the undo of one.
import type { Page } from '@playwright/test'
import type { DuplicateInbox } from '../../src/shared/duplicates.ts'
import type { MergeEntry } from '../../src/shared/merging.ts'
import { doTo } from '../../tests/e2e/profile-desk.ts'
import { callMain } from '../../tests/e2e/session-desk.ts'

/** A picture's name and the way to what it shows. */
export type DuplicateScene = readonly [name: string, go: (app: { readonly page: Page }) => Promise<void>]

async function openInbox(page: Page): Promise<void> {
  await page.keyboard.press('Alt+3')
  await page.locator('[data-tab=waiting]').click()
  await page.getByRole('listbox').getByRole('option').first().waitFor({ timeout: 60_000 })
  await page.getByRole('listbox').focus()
}

/** A merge that can be undone, with something that came since: the first time it is made. */
async function ensureMerge(page: Page): Promise<void> {
  const merges = (await callMain(page, 'merges.recent', { limit: 10 })) as readonly MergeEntry[]
  if (merges.some(({ blocked }) => blocked === null)) return
  const inbox = (await callMain(page, 'duplicates.list', { offset: 1, limit: 1 })) as DuplicateInbox
  const [survivor, folded] = inbox.clusters[0]?.people ?? []
  if (!survivor || !folded) throw new Error('The demo directory has no duplicates.')
  const strategy = {
    keepPrimaryContact: true,
    combineTransactionHistory: true,
    combinePackages: true,
    combineNotes: true,
  }
  const merge = { foldedIds: [folded.card.id], picks: {}, strategy, reason: 'Entered twice' }
  const { id } = survivor.card
  await doTo(page, 'customer.merge', merge, id)
  await doTo(page, 'customer.checkIn', {}, id)
  await doTo(page, 'customer.addCredit', { amount: 150_000 }, id)
  await doTo(page, 'customer.addNote', { noteText: 'Wants a locker by the door', isPinned: false }, id)
}

/** Somebody whose turn comes later: the first time one is put off. */
async function ensurePutOff(page: Page): Promise<void> {
  const args = { state: 'postponed', offset: 0, limit: 1 }
  const { matching } = (await callMain(page, 'duplicates.list', args)) as DuplicateInbox
  if (matching > 0) return
  await openInbox(page)
  await page.keyboard.press('End')
  await page.keyboard.press('l')
  await page.locator('[data-tab=postponed]').filter({ hasText: '1' }).waitFor()
}

/** The scenes in the order they are played. */
export const duplicateScenes: readonly DuplicateScene[] = [
  ['duplicates', async ({ page }) => openInbox(page)],
  [
    'merge',
    async ({ page }) => {
      await openInbox(page)
      await page.keyboard.press('Enter')
      await page.locator('dialog [role=radio]').first().waitFor()
    },
  ],
  [
    'put-off',
    async ({ page }) => {
      await ensurePutOff(page)
      await page.keyboard.press('Alt+3')
      await page.locator('[data-tab=postponed]').click()
      await page.getByRole('listbox').getByRole('option').first().waitFor()
    },
  ],
  [
    'merged',
    async ({ page }) => {
      await ensureMerge(page)
      await page.keyboard.press('Alt+3')
      await page.locator('[data-tab=merged]').click()
      await page.getByRole('tabpanel').getByRole('listitem').first().waitFor()
    },
  ],
  [
    'undo',
    async ({ page }) => {
      await ensureMerge(page)
      await page.keyboard.press('Alt+3')
      await page.locator('[data-tab=merged]').click()
      await page.getByRole('tabpanel').getByRole('listitem').first().getByRole('button').last().click()
      await page.locator('dialog [role=radio]').first().waitFor()
    },
  ],
]
