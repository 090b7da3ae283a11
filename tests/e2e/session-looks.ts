// A step in front of the counter in both languages and both themes: axe finds nothing, nothing is left untranslated,
// nothing overflows.
import { expect, type Page } from '@playwright/test'
import { findAccessProblems } from './axe.ts'
import { applyLook, looks } from './looks.ts'

/** A key of the translations that was shown instead of its words. */
const keyOfWords = /\b(session|nav|actions|states|settings|status|about|sync|errors)\.[a-zA-Z]+/

/** Checks what is on the screen, after `go` where the way there must be gone again after a reload. */
export async function expectSoundLooks(
  page: Page,
  go: () => Promise<unknown> = async () => {},
): Promise<void> {
  for (const look of looks) {
    await applyLook(page, look)
    await expect(
      page.getByRole('heading', { level: 1 }).or(page.getByRole('searchbox')).first(),
    ).toBeVisible()
    await go()
    // What fades in has faded in.
    await page.waitForTimeout(250)
    expect(await findAccessProblems(page)).toEqual([])
    expect(await page.locator('body').innerText()).not.toMatch(keyOfWords)
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow).toBeLessThanOrEqual(0)
  }
}
