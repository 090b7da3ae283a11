// The Counter: any scrap finds the person, by keyboard alone, and what the list shows is true.
import {
  card,
  cardName,
  expect,
  foundRows,
  lookUp,
  newcomerDialog,
  saidOnCard,
  searchBox,
  test,
} from './desk.ts'
import { margaret, somchai, suda, wichai } from './people.ts'

const scraps: readonly (readonly [what: string, typed: string, found: string])[] = [
  ['the last four digits', '5678', somchai.fullName],
  ['three digits in the middle', '234', somchai.fullName],
  ['digits with hyphens', '081-234', somchai.fullName],
  ['the country code', '+66 81 234 5678', somchai.fullName],
  ['the international prefix', '0066 81 234', somchai.fullName],
  ['Thai digits', '๐๘๑๒๓๔', somchai.fullName],
  ['an old number', '089 777 1234', somchai.fullName],
  ['two Thai letters', 'ดส', somchai.fullName],
  ['a piece of a Thai name', 'ใจดีทด', somchai.fullName],
  ['words in any order', 'ทดสอบ สมชาย', somchai.fullName],
  ['a nickname and digits', 'ชาย 5678', somchai.fullName],
  ['an honorific before the name', 'คุณสมชาย ใจดีทดสอบ', somchai.fullName],
  ['a piece of an e-mail', 'jaidee@exa', somchai.fullName],
  ['the code', 'cus-9001', somchai.fullName],
  ['the membership card', somchai.card ?? '', somchai.fullName],
  ['the id of the old till', 'POS-77001', somchai.fullName],
  ['a piece of a Latin name', 'featherst', margaret.fullName],
  ['a foreign number', '415 555 01', margaret.fullName],
  ['one wrong letter', 'Fetherstonhaugh', margaret.fullName],
  ['a Latin name in Thai letters', 'วิชัย เทพสุวรรณ', wichai.fullName],
  ['a Thai name in Latin letters', 'somchai jaidee', somchai.fullName],
]

for (const [what, typed, found] of scraps) {
  test(`finds by ${what}`, async ({ sharedDesk: { page } }) => {
    await lookUp(page, typed)
    await expect(foundRows(page).filter({ hasText: found }).first()).toBeVisible()
  })
}

test('finds what was typed with the Thai keyboard on, and says how it was read', async ({ desk }) => {
  // The keys of "featherst" on a Thai Kedmanee layout.
  await lookUp(desk.page, 'ดำฟะ้ำพหะ')
  await expect(foundRows(desk.page).first()).toContainText(margaret.fullName)
  await expect(desk.page.getByText('featherst', { exact: false }).first()).toBeVisible()
})

test('starts with the focus in the box and recent customers below it', async ({ desk }) => {
  await expect(searchBox(desk.page)).toBeFocused()
  await expect(searchBox(desk.page)).toHaveValue('')
  await expect(foundRows(desk.page).first()).toBeVisible()
})

test('a row shows what the desk needs, and marks what matched', async ({ desk }) => {
  await lookUp(desk.page, '1234567')
  const row = foundRows(desk.page).filter({ hasText: somchai.fullName })
  for (const fact of ['081-234-5678', 'CUS-9001', '฿1,250', '340']) await expect(row).toContainText(fact)
  await expect(row.locator('mark').first()).toBeVisible()
})

test('an old number is marked old, and the current one is still shown', async ({ desk }) => {
  await lookUp(desk.page, '0897771234')
  const row = foundRows(desk.page).filter({ hasText: somchai.fullName })
  await expect(row).toContainText('089-777-1234')
  await expect(row).toContainText(/old/i)
  await expect(row).toContainText('081-234-5678')
})

test('a number that a family shares asks which of them', async ({ desk }) => {
  await lookUp(desk.page, '0812345678')
  await expect(foundRows(desk.page)).toHaveCount(2)
  await expect(foundRows(desk.page).filter({ hasText: suda.fullName })).toBeVisible()
  await desk.page.keyboard.press('Enter')
  await expect(cardName(desk.page)).toHaveCount(0)
  await desk.page.keyboard.press('Enter')
  await expect(cardName(desk.page)).toBeVisible()
})

test('Enter opens the card; alerts come first; the focus stays in the box', async ({ desk }) => {
  await lookUp(desk.page, 'CUS-9001')
  await desk.page.keyboard.press('Enter')
  await expect(cardName(desk.page)).toHaveText(somchai.fullName)
  for (const fact of ['Pays by company invoice', '081-234-5678', 'CUS-9001', '฿1,250', '340']) {
    await expect(card(desk.page)).toContainText(fact)
  }
  await expect(searchBox(desk.page)).toBeFocused()
})

test('arrows move, Enter takes, Escape clears, Alt+1 comes back from anywhere', async ({ desk }) => {
  const { page } = desk
  await lookUp(page, '0812345678')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  const second = await page.locator('[role=option][aria-selected=true]').innerText()
  await page.keyboard.press('Enter')
  expect(second).toContain(await cardName(page).innerText())
  await page.keyboard.press('Escape')
  await expect(searchBox(page)).toHaveValue('')
  await page.getByRole('button', { name: 'New customer' }).focus()
  await page.keyboard.press('Alt+1')
  await expect(searchBox(page)).toBeFocused()
})

test('nothing found puts creating first, letters in the name and digits in the phone', async ({ desk }) => {
  const { page } = desk
  await lookUp(page, 'Zyxwvu Qqqqq 0899999111')
  await expect(page.getByRole('option').first()).toContainText('Create')
  await page.keyboard.press('Enter')
  const dialog = newcomerDialog(page)
  await expect(dialog.getByLabel('Full name')).toHaveValue('Zyxwvu Qqqqq')
  await expect(dialog.getByLabel('Phone', { exact: true })).toHaveValue('0899999111')
})

test('Enter typed faster than the answer belongs to what was typed', async ({ desk }) => {
  const { page } = desk
  await searchBox(page).focus()
  await page.keyboard.insertText('CUS-9003')
  await page.keyboard.press('Enter')
  await expect(cardName(page)).toHaveText(margaret.fullName)
})

test('a barcode scanned while the focus is elsewhere opens its customer', async ({ desk }) => {
  const { page } = desk
  await page.getByRole('button', { name: 'New customer' }).focus()
  await page.keyboard.type(somchai.card ?? '', { delay: 2 })
  await page.keyboard.press('Enter')
  await expect(cardName(page)).toHaveText(somchai.fullName)
})

test('code and phone are copied by one key', async ({ desk }) => {
  const { page } = desk
  await lookUp(page, 'CUS-9001')
  await page.keyboard.press('Enter')
  await expect(cardName(page)).toHaveText(somchai.fullName)
  for (const [key, value] of [
    ['Alt+c', 'CUS-9001'],
    ['Alt+p', '081-234-5678'],
  ] as const) {
    await page.keyboard.press(key)
    await expect(
      card(page).getByRole('listitem').filter({ hasText: value }).getByText('Copied'),
    ).toBeVisible()
    await searchBox(page).fill('')
    await searchBox(page).focus()
    await page.keyboard.press('ControlOrMeta+V')
    await expect(searchBox(page)).toHaveValue(value)
  }
})

test('a check-in counts, can be undone, and brings the person to the front', async ({ desk }) => {
  const { page } = desk
  await lookUp(page, 'CUS-9003')
  await page.keyboard.press('Enter')
  await expect(cardName(page)).toHaveText(margaret.fullName)
  await page.keyboard.press('Alt+v')
  await expect(saidOnCard(page, 'Checked in')).toBeVisible()
  await searchBox(page).fill('')
  await expect(foundRows(page).first()).toContainText(margaret.fullName)
  await card(page).getByRole('button', { name: 'Undo' }).click()
  await expect(card(page).getByRole('button', { name: /^Check in/ })).toBeVisible()
})

test('the keys help opens by Alt+/ and closes by Escape', async ({ desk }) => {
  await desk.page.keyboard.press('Alt+/')
  await expect(desk.page.getByRole('dialog')).toBeVisible()
  await desk.page.keyboard.press('Escape')
  await expect(desk.page.getByRole('dialog')).toHaveCount(0)
  await expect(searchBox(desk.page)).toBeFocused()
})
