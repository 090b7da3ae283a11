// What belongs to the venue: its VIP tiers, its notices, and the guide.
import type { Page } from '@playwright/test'
import { findAccessProblems } from './axe.ts'
import { expect, test } from './desk.ts'

const tierRows = (page: Page) => page.getByRole('region', { name: 'VIP tiers' }).getByRole('listitem')
const notices = (page: Page) => page.getByRole('dialog', { name: 'Notices' })
const guide = (page: Page) => page.getByRole('dialog', { name: 'Guide' })

test.describe('VIP tiers', () => {
  test.beforeEach(async ({ desk: { page } }) => {
    await page.keyboard.press('Alt+0')
    await expect(tierRows(page)).toHaveCount(3)
  })

  test('a tier is made, changed and taken back with the keyboard alone', async ({ desk: { page } }) => {
    await page.getByRole('button', { name: 'Add a tier' }).focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Add a tier' })
    await expect(dialog.getByLabel('Name')).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(dialog.getByText('Give the tier a name.')).toBeVisible()
    await page.keyboard.type('gold')
    await page.keyboard.press('Enter')
    await expect(dialog.getByText('Another tier has this name.')).toBeVisible()
    await dialog.getByLabel('Name').fill('Diamond')
    await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Tab')
    await page.keyboard.type('A drink with every visit')
    await dialog.getByLabel('Name').focus()
    await page.keyboard.press('Enter')
    await expect(dialog).toHaveCount(0)
    await expect(tierRows(page).nth(3)).toContainText('Diamond')
    await expect(tierRows(page).nth(3)).toContainText('A drink with every visit')
    await expect(tierRows(page).nth(3)).toContainText('0 customers')

    await page.getByRole('button', { name: 'Edit Diamond' }).click()
    await page.getByRole('dialog').getByLabel('Name').fill('Onyx')
    await page.keyboard.press('Enter')
    await expect(page.getByText('Onyx saved')).toBeVisible()
    await page.getByRole('button', { name: 'Undo' }).press('Enter')
    await expect(tierRows(page).nth(3)).toContainText('Diamond')
  })

  test('the order is changed and stays', async ({ desk: { page } }) => {
    await page.getByRole('button', { name: 'Move Platinum up' }).press('Enter')
    await expect(tierRows(page).nth(1)).toContainText('Platinum')
    await expect(tierRows(page).nth(2)).toContainText('Gold')
    await page.reload()
    await expect(page.getByRole('searchbox')).toBeVisible()
    await page.keyboard.press('Alt+0')
    await expect(tierRows(page).nth(1)).toContainText('Platinum')
  })

  test('a tier put out of use stays with whoever holds it', async ({ desk: { page } }) => {
    await page.getByRole('button', { name: 'Edit Gold' }).click()
    const dialog = page.getByRole('dialog', { name: 'Edit Gold' })
    await dialog.getByLabel('In use').uncheck()
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(tierRows(page).nth(1)).toContainText('not in use')
    await expect(tierRows(page).nth(1)).toContainText(/\d+ customers?/)
  })
})

async function publish(
  page: Page,
  given: { readonly title: string; readonly impact: string; readonly material?: string },
): Promise<void> {
  await page.getByRole('button', { name: /^Notices/ }).click()
  await notices(page).getByRole('button', { name: 'New notice' }).click()
  const form = page.getByRole('dialog', { name: 'New notice' })
  await form.getByLabel('What changes').fill(given.title)
  await form.getByLabel('In full').fill('The doors open at nine.\nTell everybody who calls.')
  await form.getByText(given.impact, { exact: true }).click()
  if (given.material) await form.getByLabel(given.material).check()
  await form.getByRole('button', { name: 'Publish' }).click()
  await expect(form).toHaveCount(0)
}

test.describe('notices', () => {
  test('one of high impact stands above every screen until it is read', async ({ desk: { page } }) => {
    await publish(page, {
      title: 'New opening hours',
      impact: 'Big change',
      material: 'Check-in, sale, credit',
    })
    const entry = notices(page).getByRole('article', { name: 'New opening hours' })
    await expect(entry).toContainText('Big change')
    await expect(entry).toContainText('since')
    await page.keyboard.press('Escape')
    const banner = page.getByRole('region', { name: 'Important notice' })
    await expect(banner).toContainText('New opening hours')
    await expect(page.getByRole('button', { name: /^Notices 1 unread/ })).toBeVisible()
    await page.keyboard.press('Alt+2')
    await expect(banner).toBeVisible()
    await banner.getByRole('button', { name: 'Show notices' }).click()
    await entry.getByRole('button', { name: /^Mark as read/ }).click()
    await expect(notices(page).getByRole('region', { name: 'Read before' })).toContainText(
      'New opening hours',
    )
    await expect(notices(page)).toContainText('You have read everything.')
    await expect(entry).toContainText('1 has read it')
    await entry.getByRole('button', { name: 'Check-in, sale, credit' }).click()
    await expect(guide(page).getByRole('heading', { name: 'Check-in, sale, credit' })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(banner).toHaveCount(0)
    await page.reload()
    await expect(page.getByRole('searchbox')).toBeVisible()
    await expect(banner).toHaveCount(0)
  })

  test('what is missing is said, and nothing is published', async ({ desk: { page } }) => {
    await page.getByRole('button', { name: /^Notices/ }).click()
    await expect(notices(page)).toContainText('No notices')
    await notices(page).getByRole('button', { name: 'New notice' }).click()
    const form = page.getByRole('dialog', { name: 'New notice' })
    await form.getByLabel('From when on').fill('31/02/2026')
    await form.getByRole('button', { name: 'Publish' }).click()
    await expect(form.getByText('Say in a few words what changes.')).toBeVisible()
    await expect(form.getByText('Say what is different, and what to do.')).toBeVisible()
    await expect(form.getByText('Write the date as day/month/year.')).toBeVisible()
    await expect(form.getByLabel('What changes')).toBeFocused()
    expect(await findAccessProblems(page)).toEqual([])
    await form.getByRole('button', { name: 'Cancel' }).click()
    await expect(notices(page)).toContainText('No notices')
  })

  test('one that was a mistake is withdrawn, after saying what that means', async ({ desk: { page } }) => {
    await publish(page, { title: 'Wrong hours', impact: 'Small change' })
    const entry = notices(page).getByRole('article', { name: 'Wrong hours' })
    await entry.getByRole('button', { name: /^Withdraw/ }).click()
    await expect(entry).toContainText('It disappears for everybody')
    await entry.getByRole('button', { name: 'Keep it' }).click()
    await entry.getByRole('button', { name: /^Withdraw/ }).click()
    await entry.getByRole('button', { name: 'Withdraw', exact: true }).click()
    await expect(entry).toHaveCount(0)
    await expect(notices(page)).toContainText('No notices')
  })
})

test.describe('the guide', () => {
  test('opens by its key and from the keys, moves with the arrows and remembers the page', async ({
    desk: { page },
  }) => {
    await page.keyboard.press('F1')
    await expect(guide(page).getByRole('button', { name: 'Find anyone' })).toBeFocused()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await expect(guide(page).getByRole('heading', { name: 'One number, many people' })).toBeVisible()
    await guide(page).getByRole('button', { name: 'Next' }).click()
    await expect(guide(page).getByRole('heading', { name: 'Check-in, sale, credit' })).toBeVisible()
    await expect(guide(page)).toContainText('Page 4 of 15')
    await expect(guide(page).getByRole('img', { name: 'read', exact: true })).toHaveCount(3)
    await page.keyboard.press('Escape')
    await expect(guide(page)).toHaveCount(0)
    await page.keyboard.press('Alt+/')
    await page.getByRole('button', { name: 'Open the guide' }).click()
    await expect(guide(page).getByRole('heading', { name: 'Check-in, sale, credit' })).toBeVisible()
  })

  for (const language of ['en', 'th'] as const) {
    test(`every page is sound and fits, in ${language}`, async ({ desk: { page } }) => {
      await page.evaluate(
        async (settings) => {
          const bridge = (
            window as unknown as { regulars: { call(method: string, args: object): Promise<unknown> } }
          ).regulars
          await bridge.call('settings.set', settings)
        },
        { language },
      )
      await page.reload()
      await expect(page.locator('html')).toHaveAttribute('lang', language)
      await expect(page.getByRole('searchbox')).toBeVisible()
      await page.keyboard.press('F1')
      const pages = page.getByRole('dialog').getByRole('navigation').getByRole('button')
      await expect(pages).toHaveCount(15)
      for (const one of await pages.all()) {
        await one.click()
        await expect(one).toHaveAttribute('aria-current', 'page')
        expect(await findAccessProblems(page)).toEqual([])
        const cutOff = await page
          .getByRole('dialog')
          .getByRole('article')
          .evaluate(
            (article) =>
              [...article.querySelectorAll('*')].filter((part) => part.scrollWidth > part.clientWidth + 1)
                .length,
          )
        expect(cutOff).toBe(0)
      }
    })
  }
})
