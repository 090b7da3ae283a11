// The looks of the app, and what must hold of every screen in each of them.
import { expect, type Page } from '@playwright/test'
import { findAccessProblems } from './axe.ts'

/** A key of the translations that was shown instead of its words. */
const keyOfWords =
  /\b(nav|list|lookup|customer|profile|until|fields|importing|states|actions|duplicates|settings|status|notes|problems|errors|formSections|summary|why|undo|drafts|inline|contactForm|noteForm|inbox|merging|parting)\.[a-zA-Z]+/

export type Look = { readonly language: 'th' | 'en'; readonly theme: 'light' | 'dark' }
/** Both languages in both themes. */
export const looks: readonly Look[] = [
  { language: 'en', theme: 'light' },
  { language: 'en', theme: 'dark' },
  { language: 'th', theme: 'light' },
  { language: 'th', theme: 'dark' },
]

/** Switches to a look and starts the page again. */
export async function applyLook(page: Page, look: Look): Promise<void> {
  await page.evaluate(async (settings) => {
    const bridge = (
      window as unknown as { regulars: { call(method: string, args: object): Promise<unknown> } }
    ).regulars
    await bridge.call('settings.set', settings)
  }, look)
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('lang', look.language)
  await expect(page.locator('html')).toHaveAttribute('data-theme', look.theme)
}

/** The same, as somebody who opens the app in it: until the counter is there. */
export async function setLook(page: Page, look: Look): Promise<void> {
  await applyLook(page, look)
  await expect(page.getByRole('searchbox')).toBeVisible()
}

/** Nothing for axe to find, no key in place of its words, nothing wider than the window. */
export async function expectSound(page: Page): Promise<void> {
  // What fades in has faded in, and pending answers are here.
  await page.waitForTimeout(250)
  expect(await findAccessProblems(page)).toEqual([])
  const words = await page.locator('body').innerText()
  expect(words).not.toMatch(keyOfWords)
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(overflow).toBeLessThanOrEqual(0)
}
