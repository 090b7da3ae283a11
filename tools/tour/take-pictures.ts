// Goes through the built app's screens on demo data and takes a picture of each, in both languages and themes.
// node tools/tour/take-pictures.ts DEMO_FILE; started by `npm run tour`, which prepares everything.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { normalisePhone } from '../../src/shared/contact-info.ts'
import type { DirectoryRecord } from '../../src/shared/directory-record.ts'
import { type ProfileTab, profileTabs } from '../../src/shared/profile.ts'
import { launchApp, makeFolder, type OpenApp } from '../../tests/e2e/launch.ts'
import { inRoot } from '../launch/places.mjs'
import { duplicateScenes } from './duplicate-pictures.ts'
import { takeSyncPictures } from './sync-pictures.ts'

const pictures = inRoot('docs', 'pictures')
const desk = { width: 1366, height: 768 }
const wide = { width: 1920, height: 1080 }
const looks = [
  { language: 'en', theme: 'light' },
  { language: 'en', theme: 'dark' },
  { language: 'th', theme: 'light' },
  { language: 'th', theme: 'dark' },
] as const

interface Cast {
  /** Somebody with an alert, a nickname, credit and points. */
  readonly regular: DirectoryRecord
  /** A number that several people hold. */
  readonly familyPhone: string
}

function digitsOf(phone: string): string {
  return normalisePhone(phone)?.digits ?? ''
}

/** Chooses from the demo directory whom the pictures show. */
function chooseCast(file: string): Cast {
  const people = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as DirectoryRecord)
    // The last line is about the venue.
    .filter((record) => 'facts' in record)
  const holders = new Map<string, Set<string>>()
  for (const { id, identifiers } of people) {
    for (const { kind, value, status } of identifiers) {
      if (kind !== 'phone' || status !== 'current') continue
      const digits = digitsOf(value)
      if (digits === '') continue
      holders.set(digits, (holders.get(digits) ?? new Set()).add(id))
    }
  }
  const familyPhone = [...holders].sort((a, b) => b[1].size - a[1].size)[0]?.[0] ?? ''
  const richness = ({ facts, notes, ledger, identifiers }: DirectoryRecord) =>
    Number(notes.some((note) => note.isPinned)) * 4 +
    Number(facts.nickname !== undefined) * 2 +
    Number(facts.vipTierId !== undefined) * 2 +
    Number(identifiers.some((one) => one.status === 'old')) +
    Number(ledger.reduce((sum, { kind, amount }) => sum + (kind === 'credit' ? amount : 0), 0) > 0) * 3 +
    Math.min(ledger.length, 20) / 20
  const regular = people.filter(({ isActive }) => isActive).sort((a, b) => richness(b) - richness(a))[0]
  if (!regular) throw new Error('The demo file is empty.')
  return { regular, familyPhone }
}

async function search(page: Page, text: string): Promise<void> {
  await page.getByRole('searchbox').fill(text)
  await page.locator(`[data-answers=${JSON.stringify(text)}]`).waitFor()
}

/** Opens somebody's profile as a page, at a tab. */
async function openProfile(page: Page, code: string, tab: ProfileTab): Promise<void> {
  await search(page, code)
  await page.keyboard.press('Enter')
  await page.locator('[data-customer]').waitFor()
  await page.keyboard.press('Alt+Enter')
  await page.locator(`[data-tab=${tab}]`).click()
  // The chart library comes with this tab.
  if (tab === 'insights') await page.locator('.recharts-surface').first().waitFor()
}

type Scene = readonly [name: string, go: (app: OpenApp, cast: Cast) => Promise<void>]
const scenes: readonly Scene[] = [
  ['counter-recent', async () => {}],
  [
    'counter-found',
    async ({ page }, { regular }) => {
      await search(page, regular.facts.fullName.split(' ')[0]?.slice(0, 4) ?? '')
      await page.keyboard.press('Enter')
    },
  ],
  [
    'counter',
    async ({ page }, { regular }) => {
      await search(page, regular.customerCode)
      await page.keyboard.press('Enter')
      await page.locator('[data-customer]').waitFor()
      await search(page, digitsOf(regular.facts.primaryPhone ?? '081').slice(0, 3))
    },
  ],
  ['counter-family', async ({ page }, { familyPhone }) => search(page, familyPhone)],
  ['counter-nothing', async ({ page }) => search(page, 'Somruethai Wattanakul 0955123456')],
  [
    'newcomer-known',
    async ({ page }, { regular }) => {
      await page.getByRole('searchbox').fill(`${regular.facts.fullName} ${regular.facts.primaryPhone ?? ''}`)
      await page.keyboard.press('F6')
      await page.getByRole('radio').first().waitFor()
    },
  ],
  ['customers', async ({ page }) => page.keyboard.press('Alt+2')],
  [
    'import-mapping',
    async ({ app, page }) => {
      const place = path.join(makeFolder(), 'legacy-customers.csv')
      writeFileSync(place, importSample)
      await app.evaluate(({ dialog }, filePath) => {
        dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [filePath] })
      }, place)
      await page.keyboard.press('Alt+2')
      await page
        .getByRole('button', { name: /^(Import|นำเข้า)/ })
        .first()
        .click()
      await page.locator('dialog [data-autofocus]').click()
      await page.locator('dialog select').first().waitFor()
    },
  ],
  ...profileTabs.map(
    (tab): Scene => [
      `profile-${tab}`,
      ({ page }, { regular }) => openProfile(page, regular.customerCode, tab),
    ],
  ),
  [
    'profile-panel',
    async ({ page }) => {
      await page.keyboard.press('Alt+2')
      await page.getByRole('grid').focus()
      await page.keyboard.press('Enter')
      await page.getByRole('tab').first().waitFor()
    },
  ],
  ...duplicateScenes,
  ['settings', async ({ page }) => page.keyboard.press('Alt+0')],
  [
    'tiers',
    async ({ page }) => {
      await page.keyboard.press('Alt+0')
      await page.locator('#tiers-title').scrollIntoViewIfNeeded()
    },
  ],
  [
    'guide',
    async ({ page }) => {
      await page.keyboard.press('F1')
      await page.locator('dialog nav').waitFor()
    },
  ],
  ['keys', async ({ page }) => page.keyboard.press('Alt+/')],
]

const importSample = [
  'id,customer_name,contact_number,email,date_of_birth,available_credit,available_point,sms_pdpa',
  'L-1001,คุณมาลี ศรีสวัสดิ์,812345671,malee@example.com,15/03/2533,"1,500.50",120,Y',
  'L-1002,Peter Lindqvist,+46 70 123 45 67,peter@example.org,1985-07-21,0,0,N',
  'L-1003,ปิติ มีนา,๐๘๙-๑๑๑-๒๒๓๓,,,250,15,Y',
  'L-1004,X,0812223344,,,,,',
  'L-1005,วีระ ทองดี,12,,,,,',
  '',
].join('\n')

async function setSize(page: Page, size: { width: number; height: number }): Promise<void> {
  await page.setViewportSize(size)
}

const [demoFile = ''] = process.argv.slice(2)
const cast = chooseCast(demoFile)
rmSync(pictures, { recursive: true, force: true })
mkdirSync(pictures, { recursive: true })

async function setLook(page: Page, look: { language: 'th' | 'en'; theme: 'light' | 'dark' }): Promise<void> {
  await page.evaluate(async (settings) => {
    const bridge = (
      window as unknown as { regulars: { call(method: string, args: object): Promise<unknown> } }
    ).regulars
    await bridge.call('settings.set', settings)
  }, look)
  await page.reload()
  await page.locator(`html[lang=${look.language}][data-theme=${look.theme}]`).waitFor()
}

async function takePicture(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0)
  await page.waitForTimeout(300)
  await page.screenshot({ path: path.join(pictures, `${name}.png`), caret: 'initial' })
  console.log(`  ${name}.png`)
}

const app = await launchApp({ args: [`--demo=${demoFile}`] })
await app.page.getByRole('searchbox').waitFor()
for (const look of looks) {
  for (const [name, go] of scenes) {
    await setSize(app.page, desk)
    await setLook(app.page, look)
    await app.page.getByRole('searchbox').waitFor()
    await app.page.locator('[role=option]').first().waitFor()
    await go(app, cast)
    await takePicture(app.page, `${name}-${look.language}-${look.theme}`)
    if ((name !== 'counter' && name !== 'profile-overview') || look.theme === 'dark') continue
    await setSize(app.page, wide)
    await takePicture(app.page, `${name}-${look.language}-wide`)
  }
}
await app.close()

const empty = await launchApp()
await empty.page.getByRole('searchbox').waitFor()
await setSize(empty.page, desk)
await takePicture(empty.page, 'counter-empty-en-light')
await empty.close()

await takeSyncPictures(async (page, name, go) => {
  await setSize(page, desk)
  for (const look of looks) {
    await setLook(page, look)
    await go?.()
    await takePicture(page, `${name}-${look.language}-${look.theme}`)
  }
  await setLook(page, looks[0])
})
