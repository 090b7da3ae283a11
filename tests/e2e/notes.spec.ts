// Notes and contacts: alerts at the counter, who may read what, changes with what was said before, and a log that is never
// rewritten.
import { card, expect, saidOnCard, searchBox, test } from './desk.ts'
import { callMain, idOf, openCardOf, readCustomer } from './forms-desk.ts'
import { margaret, somchai, wichai } from './people.ts'

test('a pinned note is an alert at the counter; its kind and its reader are kept', async ({ desk }) => {
  const { page } = desk
  await openCardOf(page, 9004, wichai.fullName)
  await page.keyboard.press('Alt+n')
  await page.getByLabel('Note text').fill('Pays in cash only')
  await card(page).getByLabel('Kind').selectOption({ label: 'Payment' })
  await card(page).getByLabel('Pin to the top').check()
  await card(page).getByLabel('Customer may see it').check()
  await page.getByLabel('Note text').press('Control+Enter')
  await expect(saidOnCard(page, 'Note added')).toBeVisible()
  await expect(card(page).getByRole('img', { name: 'Alert' })).toBeVisible()
  await expect(searchBox(page)).toBeFocused()
  const { notes } = (await readCustomer(page, 9004)) as { notes: object[] }
  expect(notes).toMatchObject([
    { noteText: 'Pays in cash only', noteType: 'payment', isPinned: true, isInternal: false },
  ])
})

test('a note of 5,000 letters is taken whole, one letter more is refused where it stands', async ({
  desk,
}) => {
  const { page } = desk
  await openCardOf(page, 9004, wichai.fullName)
  await page.keyboard.press('Alt+n')
  const text = page.getByLabel('Note text')
  await text.fill('ก'.repeat(5001))
  await expect(card(page)).toContainText('5,001 of 5,000')
  await expect(card(page).getByRole('button', { name: 'Add note' })).toBeDisabled()
  await expect(text).toHaveAccessibleDescription(/at most 5,000/)
  await text.fill('ก'.repeat(5000))
  await page.keyboard.press('Control+Enter')
  await expect(text).toHaveCount(0)
  const { notes } = (await readCustomer(page, 9004)) as { notes: { noteText: string }[] }
  expect(notes[0]?.noteText).toHaveLength(5000)
})

test('a note is changed with what it said before kept, and the change can be taken back', async ({
  desk,
}) => {
  const { page } = desk
  await openCardOf(page, 9004, wichai.fullName)
  await page.keyboard.press('Alt+n')
  await page.getByLabel('Note text').fill('Likes bay 3')
  await page.keyboard.press('Control+Enter')
  await card(page).getByRole('button', { name: 'Change this note' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Note text').fill('Likes bay 4')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(card(page)).toContainText('Likes bay 4')
  await card(page).getByRole('button', { name: 'Change this note' }).first().click()
  await expect(dialog.getByText('Likes bay 3')).toBeVisible()
  await page.keyboard.press('Escape')
  await card(page).getByRole('button', { name: 'Undo' }).click()
  await expect(saidOnCard(page, 'Taken back')).toBeVisible()
  await expect(card(page)).toContainText('Likes bay 3')
})

test('a note somebody else changed meanwhile is shown before it is replaced', async ({ desk }) => {
  const { page } = desk
  await openCardOf(page, 9001, somchai.fullName)
  await card(page).getByRole('button', { name: 'Change this note' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Note text').fill('Mine')
  const { notes } = (await readCustomer(page, 9001)) as { notes: { id: string; noteText: string }[] }
  const [note] = notes
  expect(
    await callMain(page, 'customer.editNote', {
      commandId: crypto.randomUUID(),
      customerId: idOf(9001),
      noteId: note?.id,
      seenText: note?.noteText,
      noteText: 'Theirs',
    }),
  ).toBe('ok')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByRole('alert').filter({ hasText: 'It now says' })).toContainText('Theirs')
  await expect(dialog.getByLabel('Note text')).toHaveValue('Mine')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(card(page)).toContainText('Mine')
})

test('a contact is logged in a few keys, on a number that is known, and never in the future', async ({
  desk,
}) => {
  const { page } = desk
  await openCardOf(page, 9001, somchai.fullName)
  await page.keyboard.press('Alt+k')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('radio', { name: 'Phone' })).toBeFocused()
  await expect(dialog.getByLabel('Number called')).toHaveValue('081-234-5678')
  await dialog.getByLabel('Number called').selectOption({ label: '089-777-1234 (old)' })
  await dialog.getByLabel('About').selectOption({ label: 'Follow-up' })
  await dialog.getByText('Not reached, or not well').click()
  await dialog.getByLabel('Day', { exact: true }).fill('1/1/2399')
  await dialog.getByRole('button', { name: 'Log contact' }).click()
  await expect(dialog.getByLabel('Day', { exact: true })).toHaveAccessibleDescription(/still to come/)
  await dialog.getByLabel('Day', { exact: true }).fill('1/2/2024')
  await dialog.getByLabel('Time').fill('9:30')
  await dialog.getByLabel('In words').fill('No answer')
  await dialog.getByRole('button', { name: 'Log contact' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(saidOnCard(page, 'Contact logged')).toBeVisible()
  await expect(card(page).getByRole('button', { name: 'Undo' })).toHaveCount(0)
  await page.keyboard.press('Alt+Enter')
  await page.getByRole('tab', { name: 'Contact log' }).click()
  await expect(page.getByRole('tabpanel')).toContainText('No answer')
})

test('a keyboard is enough: find, edit a phone, add an alert, log a call, deactivate, revive', async ({
  desk,
}) => {
  const { page } = desk
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key)
  }
  /** Goes on with Tab until the control with this name has the focus. */
  const tabTo = async (name: RegExp) => {
    const isThere = () =>
      page.evaluate(() => {
        const { activeElement } = document
        const label = (activeElement as HTMLInputElement | null)?.labels?.[0]?.innerText
        return label ?? activeElement?.getAttribute('aria-label') ?? activeElement?.textContent ?? ''
      })
    for (let steps = 0; steps < 80 && !name.test(await isThere()); steps += 1) await press('Tab')
    expect(await isThere()).toMatch(name)
  }
  const dialog = page.getByRole('dialog')

  await page.keyboard.type('featherst')
  await expect(page.locator('[data-answers="featherst"]')).toBeVisible()
  await press('Enter')
  await expect(card(page)).toContainText(margaret.fullName)

  await tabTo(/^Edit$/)
  await press('Enter')
  await expect(dialog).toBeVisible()
  await tabTo(/^Phone$/)
  await press('ControlOrMeta+a')
  await page.keyboard.type('081 999 7002')
  await press('Enter')
  await expect(dialog.getByLabel('Why')).toBeFocused()
  await page.keyboard.type('New number, told by phone')
  await press('Enter')
  await expect(card(page)).toContainText('081-999-7002')

  await press('Alt+n')
  await page.keyboard.type('Left-handed: bay 7')
  await tabTo(/^Pin to the top$/)
  await press('Space')
  await tabTo(/^Add note$/)
  await press('Enter')
  await expect(card(page).getByRole('img', { name: 'Alert' })).toBeVisible()

  await press('Alt+k')
  await expect(dialog.getByRole('radio', { name: 'Phone' })).toBeFocused()
  await tabTo(/^In words$/)
  await page.keyboard.type('Confirmed')
  await tabTo(/^Log contact$/)
  await press('Enter')
  await expect(saidOnCard(page, 'Contact logged')).toBeVisible()

  await tabTo(/^Deactivate$/)
  await press('Enter')
  await page.keyboard.type('Moved abroad')
  await press('Enter')
  await expect(saidOnCard(page, 'Deactivated')).toBeVisible()
  await tabTo(/^Make active again$/)
  await press('Enter')
  await expect(saidOnCard(page, 'Active again')).toBeVisible()
})
