// A newcomer in seconds, never a duplicate by accident, and nothing typed is ever lost.
import type { Locator, Page } from '@playwright/test'
import {
  card,
  cardName,
  countCustomers,
  expect,
  foundRows,
  lookUp,
  newcomerDialog,
  openNewcomer,
  searchBox,
  test,
} from './desk.ts'
import { peopleCount, somchai, wichai } from './people.ts'

async function fillIn(
  dialog: Locator,
  facts: { name?: string; phone?: string; email?: string },
): Promise<void> {
  if (facts.name !== undefined) await dialog.getByLabel('Full name').fill(facts.name)
  if (facts.phone !== undefined) await dialog.getByLabel('Phone', { exact: true }).fill(facts.phone)
  if (facts.email !== undefined) await dialog.getByLabel('E-mail', { exact: true }).fill(facts.email)
}

async function save(page: Page): Promise<void> {
  await newcomerDialog(page).getByRole('button', { name: 'Save' }).click()
}

test('name and phone are enough; the code is there at once and any scrap finds them', async ({ desk }) => {
  const { page } = desk
  const dialog = await openNewcomer(page)
  await fillIn(dialog, { name: 'Nattapong Srisuwan-Newcomer', phone: '095 888 7766' })
  await page.keyboard.press('Enter')
  await expect(cardName(page)).toHaveText('Nattapong Srisuwan-Newcomer')
  await expect(card(page)).toContainText(/CUS-\d{3,}/)
  await expect(card(page)).toContainText('095-888-7766')
  await expect(dialog).toHaveCount(0)
  await expect(searchBox(page)).toBeFocused()
  await lookUp(page, '8887766')
  await expect(foundRows(page)).toHaveCount(1)
})

test('an e-mail alone is enough, neither is not', async ({ desk }) => {
  const { page } = desk
  const dialog = await openNewcomer(page)
  await fillIn(dialog, { name: 'Orathai Mailonly' })
  await save(page)
  await expect(dialog.locator('[aria-invalid=true]').first()).toBeVisible()
  await fillIn(dialog, { email: 'orathai.mailonly@example.com' })
  await save(page)
  await expect(cardName(page)).toHaveText('Orathai Mailonly')
})

test('a foreign number is kept unharmed and shown as people say it', async ({ desk }) => {
  const { page } = desk
  const dialog = await openNewcomer(page)
  await fillIn(dialog, { name: 'Ingrid Utland', phone: '+47 912 34 567' })
  await save(page)
  await expect(cardName(page)).toHaveText('Ingrid Utland')
  await expect(card(page)).toContainText('+47 91')
  await lookUp(page, '+4791234567')
  await expect(foundRows(page).first()).toContainText('Ingrid Utland')
})

test('two Enters and a double click make one customer', async ({ desk }) => {
  const { page } = desk
  const byKeys = await openNewcomer(page)
  await fillIn(byKeys, { name: 'Double Enter Testperson', phone: '0955550001' })
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await expect(cardName(page)).toHaveText('Double Enter Testperson')
  const byMouse = await openNewcomer(page)
  await fillIn(byMouse, { name: 'Clicked Twice Testperson', phone: '0955550002' })
  await byMouse.getByRole('button', { name: 'Save' }).dblclick()
  await expect(cardName(page)).toHaveText('Clicked Twice Testperson')
  expect(await countCustomers(page)).toBe(peopleCount + 2)
})

test.describe('somebody who looks known', () => {
  test('is said so while typing, with the reasons in words', async ({ desk }) => {
    const dialog = await openNewcomer(desk.page)
    await fillIn(dialog, { name: 'Somchai Jaideethotsop', phone: '+66 81 234 5678' })
    const panel = dialog.getByRole('complementary')
    await expect(panel).toContainText(somchai.fullName)
    await expect(panel).toContainText(/phone/i)
    await expect(panel).toContainText(/name/i)
    for (const exit of ['Use this one', 'Add what I typed', 'Create anyway']) {
      await expect(dialog.getByRole('button', { name: exit })).toBeVisible()
    }
  })

  test('stops the save until one of three ways is chosen: use this one', async ({ desk }) => {
    const { page } = desk
    const dialog = await openNewcomer(page)
    await fillIn(dialog, { name: 'Wichai Thepsuwan', phone: '086-111-2233' })
    await page.keyboard.press('Enter')
    await expect(dialog.getByRole('button', { name: 'Use this one' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(cardName(page)).toHaveText(wichai.fullName)
    await expect(card(page)).toContainText('CUS-9004')
    expect(await countCustomers(page)).toBe(peopleCount)
  })

  test('may be given what was typed: the new number finds the same person', async ({ desk }) => {
    const { page } = desk
    const dialog = await openNewcomer(page)
    await fillIn(dialog, { name: 'Wichai Thepsuwan', phone: '0997770001', email: 'wichai.new@example.com' })
    await dialog.getByRole('button', { name: 'Add what I typed' }).click()
    await expect(cardName(page)).toHaveText(wichai.fullName)
    expect(await countCustomers(page)).toBe(peopleCount)
    for (const scrap of ['0997770001', '0861112233', 'wichai.new']) {
      await lookUp(page, scrap)
      await expect(foundRows(page).first()).toContainText('CUS-9004')
    }
  })

  test('may be created all the same, with the reason kept', async ({ desk }) => {
    const { page } = desk
    const dialog = await openNewcomer(page)
    await fillIn(dialog, { name: 'Wichai Thepsuwan', phone: '086-111-2233' })
    await save(page)
    await dialog.getByRole('button', { name: 'Create anyway' }).click()
    await expect(card(page)).toContainText(/CUS-\d+/)
    await expect(card(page)).not.toContainText('CUS-9004')
    expect(await countCustomers(page)).toBe(peopleCount + 1)
  })
})

const refused: readonly (readonly [what: string, facts: { name: string; phone?: string; email?: string }])[] =
  [
    ['a phone of 3 digits', { name: 'Bad Phone', phone: '081' }],
    ['a phone of 40 digits', { name: 'Bad Phone', phone: '0812345678'.repeat(4) }],
    ['letters in a phone', { name: 'Bad Phone', phone: '081-ABC-5678' }],
    ['an e-mail without @', { name: 'Bad Mail', email: 'nobody.example.com' }],
    ['a name of one letter', { name: 'A', phone: '0955551234' }],
    ['a name of 10,000 letters', { name: 'ก'.repeat(10_000), phone: '0955551234' }],
    ['a name of nothing but spaces', { name: '     ', phone: '0955551234' }],
    ['a name of nothing but zero-width characters', { name: '\u200b\u200b\ufeff', phone: '0955551234' }],
  ]

for (const [what, facts] of refused) {
  test(`${what} is refused in words, at its field, and nothing typed is lost`, async ({ desk }) => {
    const { page } = desk
    const dialog = await openNewcomer(page)
    await fillIn(dialog, facts)
    await save(page)
    const faulty = dialog.locator('[aria-invalid=true]')
    await expect(faulty).toHaveCount(1)
    await expect(faulty).toBeFocused()
    await expect(faulty).toHaveAccessibleDescription(/\w{4}/)
    await expect(dialog.getByLabel('Full name')).toHaveValue(facts.name)
    await expect(dialog.getByLabel('Phone', { exact: true })).toHaveValue(facts.phone ?? '')
    expect(await countCustomers(page)).toBe(peopleCount)
  })
}

const hostile = [
  "Robert'); DROP TABLE customers;--",
  '<img src=x onerror="document.title=1">',
  '<script>document.title=1</script>',
  '{{constructor.constructor("return 1")()}}',
  '../../../../etc/passwd',
  '%s%n%x%d $7*7 $(touch x) `id`',
  'Family 👨‍👩‍👧‍👦 Emoji 🏌️‍♀️',
  'مرحبا بالعالم اختبار',
  'Za\u0300\u0301\u0302\u0303\u0304lgo Com\u0336bining',
  'Zero\u200bWidth\u200dJoiner\ufeff Person',
  'Right\u202eto\u202cLeft Override',
  'กำำำำ ่่่่ สระลอย',
  '"quoted", comma; semi\ttab',
  '= 1+1 formula',
  'NULL',
  'ﷺ Ligature Ⅷ ﬁne',
]

test('hostile strings are only ever text, in every field and in the search box', async ({ desk }) => {
  const { page } = desk
  test.setTimeout(120_000)
  const title = await page.title()
  for (const [index, text] of hostile.entries()) {
    const dialog = await openNewcomer(page)
    const phone = `09400000${String(index).padStart(2, '0')}`
    await fillIn(dialog, { name: text, phone })
    await dialog.getByLabel('Nickname').fill(text)
    await dialog.getByLabel('Note', { exact: true }).fill(text)
    await save(page)
    const anyway = dialog.getByRole('button', { name: 'Create anyway' })
    await expect(anyway.or(card(page).getByText(phone.slice(-4))).first()).toBeVisible()
    if (await anyway.isVisible()) await anyway.click()
    await expect(dialog).toHaveCount(0)
    await expect(cardName(page)).not.toHaveText('')
    await lookUp(page, text)
    await lookUp(page, phone)
    await expect(foundRows(page)).toHaveCount(1)
    await searchBox(page).fill('')
  }
  expect(await countCustomers(page)).toBe(peopleCount + hostile.length)
  expect(await page.title()).toBe(title)
})

test('closing by Escape keeps what was typed, and opening again brings it back', async ({ desk }) => {
  const { page } = desk
  const dialog = await openNewcomer(page)
  await fillIn(dialog, { name: 'Half Typed', phone: '0955' })
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await openNewcomer(page)
  await expect(dialog.getByLabel('Full name')).toHaveValue('Half Typed')
  await expect(dialog.getByLabel('Phone', { exact: true })).toHaveValue('0955')
})

test('a burst that began late, as a fast typist makes it, loses none of its letters', async ({
  emptyDesk,
}) => {
  const { page } = emptyDesk
  await page.keyboard.type('Slow')
  await page.waitForTimeout(150)
  await page.keyboard.type(' Starter 0955554322', { delay: 0 })
  await page.keyboard.press('Enter')
  await expect(newcomerDialog(page).getByLabel('Full name')).toHaveValue('Slow Starter')
  await expect(newcomerDialog(page).getByLabel('Phone', { exact: true })).toHaveValue('0955554322')
})

test('a mouse is never needed: find nothing, create, save, find', async ({ emptyDesk }) => {
  const { page } = emptyDesk
  await page.keyboard.type('Keyboard Only 0955554321')
  await page.keyboard.press('Enter')
  await expect(newcomerDialog(page)).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(cardName(page)).toHaveText('Keyboard Only')
  await page.keyboard.type('4321')
  await expect(foundRows(page)).toHaveCount(1)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(cardName(page)).toHaveText('Keyboard Only')
})
