// Every screen in both languages and both themes: axe finds nothing, nothing is left untranslated, nothing overflows.

import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { findAccessProblems } from './axe.ts'
import { expect, searchBox, test } from './desk.ts'
import { makeEntry } from './duplicates-desk.ts'
import { makeFolder, type OpenApp } from './launch.ts'
import { expectSound, looks, setLook } from './looks.ts'
import { margaret } from './people.ts'

/** A notice of each impact, one of them read. */
async function publishNotices(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const bridge = (
      window as unknown as {
        regulars: { call(method: string, args: object): Promise<{ value: { id: string }[] }> }
      }
    ).regulars
    const rest = {
      actionRequired: true,
      trainingMaterials: ['offline', 'newcomer'],
      effectiveDate: '2026-02-01',
    }
    const list = await bridge.call('notices.list', {})
    if (list.value.length > 0) return
    for (const impact of ['low', 'medium', 'high']) {
      const words = { title: `A ${impact} change`, description: 'What is different.\nWhat to do.' }
      const commandId = crypto.randomUUID()
      const { value } = await bridge.call('notices.publish', { commandId, ...words, impact, ...rest })
      if (impact !== 'low') continue
      await bridge.call('notices.markRead', { commandId: crypto.randomUUID(), noticeId: value[0]?.id })
    }
  })
}

const screens: readonly (readonly [name: string, go: (app: OpenApp) => Promise<void>])[] = [
  ['recent customers', async () => {}],
  [
    'results and a card',
    async ({ page }) => {
      await page.getByRole('searchbox').fill('CUS-9001')
      await page.keyboard.press('Enter')
      await expect(page.getByRole('heading', { level: 2 })).toBeVisible()
    },
  ],
  [
    'a family number',
    async ({ page }) => {
      await page.getByRole('searchbox').fill('0812345678')
      await expect(page.locator('[data-answers="0812345678"]')).toBeVisible()
    },
  ],
  [
    'nothing found',
    async ({ page }) => {
      await page.getByRole('searchbox').fill('qqqqzzzz')
      await expect(page.locator('[data-answers="qqqqzzzz"]')).toBeVisible()
    },
  ],
  [
    'a newcomer who looks known',
    async ({ page }) => {
      await page.getByRole('searchbox').fill('Wichai Thepsuwan 0861112233')
      await page.keyboard.press('F6')
      await expect(page.getByRole('radio').first()).toBeVisible()
    },
  ],
  [
    'a newcomer refused',
    async ({ page }) => {
      await page.keyboard.press('F6')
      await expect(page.getByRole('dialog')).toBeVisible()
      await page.keyboard.press('Enter')
      await expect(page.locator('[aria-invalid=true]').first()).toBeVisible()
    },
  ],
  [
    'an edit',
    async ({ page }) => {
      await page.getByRole('searchbox').fill('CUS-9001')
      await page.keyboard.press('Enter')
      await page
        .getByRole('region')
        .getByRole('button', { name: /^(Edit|แก้ไข)/ })
        .click()
      await expect(page.getByRole('dialog')).toBeVisible()
    },
  ],
  [
    'the whole form, refused',
    async ({ page }) => {
      await page.keyboard.press('F6')
      // Drafts come back with the page: the second time it opens as it was left.
      const more = page.getByRole('dialog').locator('[aria-expanded]')
      if ((await more.getAttribute('aria-expanded')) === 'false') await more.click()
      await page.locator('input[name=postalCode]').fill('!')
      await page.keyboard.press('Enter')
      await expect(page.locator('[aria-invalid=true]')).toHaveCount(3)
    },
  ],
  [
    'a change that asks why',
    async ({ page }) => {
      await page.getByRole('searchbox').fill('CUS-9001')
      await page.keyboard.press('Enter')
      await page
        .getByRole('region')
        .getByRole('button', { name: /^(Edit|แก้ไข)/ })
        .click()
      await page.locator('input[name=email]').fill('somchai.new@example.com')
      await page.keyboard.press('Enter')
      await expect(page.locator('[data-step=summary] :focus')).toBeVisible()
      await page.keyboard.press('Enter')
      await expect(page.locator('[data-step=summary] [aria-invalid=true]')).toBeVisible()
    },
  ],
  [
    'a contact being logged',
    async ({ page }) => {
      await page.getByRole('searchbox').fill('CUS-9001')
      await page.keyboard.press('Enter')
      await expect(page.locator('[data-customer]')).toBeVisible()
      await page.keyboard.press('Alt+k')
      await expect(page.getByRole('dialog')).toBeVisible()
    },
  ],
  [
    'a note being written',
    async ({ page }) => {
      await page.getByRole('searchbox').fill('CUS-9001')
      await page.keyboard.press('Enter')
      await expect(page.locator('[data-customer]')).toBeVisible()
      await page.keyboard.press('Alt+n')
      await page.locator('textarea').fill('x'.repeat(4600))
    },
  ],
  [
    'a fact changed in place',
    async ({ page }) => {
      await makeEntry(page, { fullName: margaret.fullName, primaryPhone: '081 999 7003' })
      await page.getByRole('searchbox').fill('CUS-9003')
      await page.keyboard.press('Enter')
      await expect(page.locator('[data-customer]')).toBeVisible()
      await page.keyboard.press('Alt+Enter')
      await page
        .getByRole('tabpanel')
        .getByRole('button', { name: /(Phone|เบอร์โทร)$/ })
        .first()
        .click()
      await page.locator('[popover] input').fill('081 999 7003')
      await page.keyboard.press('Enter')
      await expect(page.locator('[popover] [data-part=why] input')).toBeFocused()
      await expect(page.locator('[popover] [data-part=warning] button')).toBeVisible()
    },
  ],
  [
    'all customers',
    async ({ page }) => {
      await page.keyboard.press('Alt+2')
      await expect(page.getByRole('grid').getByRole('rowheader').first()).toBeVisible()
    },
  ],
  [
    'every filter',
    async ({ page }) => {
      await page.keyboard.press('Alt+2')
      await page.getByRole('button', { name: /^(Filter|ตัวกรอง)$/ }).click()
      await expect(page.getByRole('dialog').getByRole('checkbox').first()).toBeVisible()
      await page.getByRole('dialog').getByRole('checkbox').first().check()
    },
  ],
  [
    'the columns and the views',
    async ({ page }) => {
      await page.keyboard.press('Alt+2')
      await page.getByRole('button', { name: /^(View|มุมมอง):/ }).click()
      await expect(page.getByRole('menu')).toBeVisible()
      expect(await findAccessProblems(page)).toEqual([])
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: /^(Columns|คอลัมน์)$/ }).click()
      await expect(page.getByRole('dialog')).toBeVisible()
    },
  ],
  [
    'customers selected, a figure explained and a card beside the list',
    async ({ page }) => {
      await page.keyboard.press('Alt+2')
      await expect(page.getByRole('grid').getByRole('rowheader').first()).toBeVisible()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Space')
      await page.keyboard.press('Enter')
      await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible()
      await page.getByRole('main').getByRole('list').getByRole('button').first().focus()
      await expect(page.getByRole('tooltip')).toBeAttached()
    },
  ],
  [
    'an export',
    async ({ page }) => {
      await page.keyboard.press('Alt+2')
      await page.getByRole('button', { name: /^(Export|ส่งออก)…$/ }).click()
      await expect(page.getByRole('dialog')).toBeVisible()
    },
  ],
  [
    'a list that nothing matches',
    async ({ page }) => {
      await page.keyboard.press('Alt+2')
      await page.getByRole('searchbox').fill('qqqqzzzz')
      await expect(page.getByRole('button', { name: /^(Clear filters|ล้างตัวกรอง)$/ })).toBeVisible()
    },
  ],
  [
    'an import being mapped',
    async ({ app, page }) => {
      const place = path.join(makeFolder(), 'legacy.csv')
      writeFileSync(place, 'customer_name,contact_number\nมาลี สวยงาม,812345671\nX,12\n')
      await app.evaluate(({ dialog }, filePath) => {
        dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [filePath] })
      }, place)
      await page.keyboard.press('Alt+2')
      await page
        .getByRole('button', { name: /^(Import|นำเข้า)/ })
        .first()
        .click()
      await page.getByRole('dialog').getByRole('button').nth(1).click()
      await expect(page.getByRole('dialog').getByRole('combobox').first()).toBeVisible()
    },
  ],
  [
    'a profile as a page',
    async ({ page }) => {
      await page.getByRole('searchbox').fill('CUS-9001')
      await page.keyboard.press('Enter')
      await expect(page.locator('[data-customer]')).toBeVisible()
      await page.keyboard.press('Alt+Enter')
      await expect(page.getByRole('tab').first()).toBeFocused()
    },
  ],
  [
    'a profile beside the list',
    async ({ page }) => {
      await page.keyboard.press('Alt+2')
      await page.getByRole('grid').focus()
      await page.keyboard.press('Enter')
      await expect(page.getByRole('tab').first()).toBeVisible()
    },
  ],
  ['settings', async ({ page }) => page.keyboard.press('Alt+0')],
  [
    'notices, one of them above everything',
    async ({ page }) => {
      await publishNotices(page)
      await page.reload()
      await expect(page.getByRole('searchbox')).toBeVisible()
      await page.getByRole('button', { name: /^(Notices|ประกาศ)/ }).click()
      await expect(page.getByRole('dialog').getByRole('article')).toHaveCount(3)
    },
  ],
  [
    'a tier being made',
    async ({ page }) => {
      await page.keyboard.press('Alt+0')
      await page.getByRole('button', { name: /^(Add a tier|เพิ่มระดับ)/ }).click()
      await page.getByRole('dialog').getByRole('textbox').first().press('Enter')
      await expect(page.locator('[aria-invalid=true]')).toBeVisible()
    },
  ],
  [
    'the keys help',
    async ({ page }) => {
      await page.keyboard.press('Alt+/')
      await expect(page.getByRole('dialog')).toBeVisible()
    },
  ],
]

for (const [name, go] of screens) {
  test(`${name}: sound in both languages and themes`, async ({ desk }) => {
    for (const look of looks) {
      await test.step(`${look.language}, ${look.theme}`, async () => {
        await setLook(desk.page, look)
        await go(desk)
        await expectSound(desk.page)
      })
    }
  })
}

test('an empty directory says what to do next, in both languages', async ({ emptyDesk }) => {
  for (const look of looks) {
    await setLook(emptyDesk.page, look)
    await expectSound(emptyDesk.page)
  }
})

test('the language is switched in place and remembered', async ({ desk }) => {
  const { page } = desk
  await expect(searchBox(page)).toBeVisible()
  await page.getByRole('button', { name: 'ไทย' }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'th')
  await expect(searchBox(page)).toHaveCount(0)
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('lang', 'th')
  await page.getByRole('button', { name: 'EN' }).click()
  await expect(searchBox(page)).toBeVisible()
})
