// A step in front of the counter in both languages and both themes: axe finds nothing, nothing is left untranslated,
// nothing overflows.
import { expect, type Page } from '@playwright/test'
import { findAccessProblems } from './axe.ts'

/** A key of the translations that was shown instead of its words. */
const keyOfWords = /\b(session|nav|actions|states|settings|status|about|sync|errors)\.[a-zA-Z]+/

const looks = [
  { language: 'en', theme: 'light' },
  { language: 'en', theme: 'dark' },
  { language: 'th', theme: 'light' },
  { language: 'th', theme: 'dark' },
] as const

/** Checks what is on the screen, after `go` where the way there must be gone again after a reload. */
export async function expectSoundLooks(
  page: Page,
  go: () => Promise<unknown> = async () => {},
): Promise<void> {
  for (const look of looks) {
    await page.evaluate(async (settings) => {
      const bridge = (
        window as unknown as { regulars: { call(method: string, args: object): Promise<unknown> } }
      ).regulars
      await bridge.call('settings.set', settings)
    }, look)
    await page.reload()
    await expect(page.locator('html')).toHaveAttribute('lang', look.language)
    await expect(page.locator('html')).toHaveAttribute('data-theme', look.theme)
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
