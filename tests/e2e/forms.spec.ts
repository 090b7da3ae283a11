// The form: every rule at its field, one at a time and together; what changes and why; nothing overwritten unseen,
// nothing typed lost.
import {
  card,
  cardName,
  countCustomers,
  expect,
  newcomerDialog,
  openNewcomer,
  saidOnCard,
  searchBox,
  test,
} from './desk.ts'
import { makeTwins, mergeScreen } from './duplicates-desk.ts'
import {
  callMain,
  changeMeanwhile,
  field,
  idOf,
  openCardOf,
  openEdit,
  openFullForm,
  readCustomer,
} from './forms-desk.ts'
import { launchApp } from './launch.ts'
import { margaret, peopleCount, somchai, wichai } from './people.ts'

const rules: readonly (readonly [label: string, typed: string, words: string])[] = [
  ['Full name', '', 'Type a name.'],
  ['Full name', 'A', 'at least 2 letters'],
  ['Full name', 'ก'.repeat(256), 'at most 255 letters'],
  ['Nickname', 'x'.repeat(256), 'Too long here'],
  ['Phone', '081', 'Too short for a phone'],
  ['Phone', '081-ABC-5678', 'digits only'],
  ['Phone', '0812345678'.repeat(4), 'Too long for a phone'],
  ['Second phone', 'ask the wife', 'digits only'],
  ['E-mail', 'nobody.example.com', 'looks like name@example.com'],
  ['E-mail', `${'x'.repeat(250)}@example.com`, 'at most 255 letters'],
  ['Birth date', '31/2/2000', 'day/month/year'],
  ['Birth date', '1/1/2399', 'still to come'],
  ['Birth date', '1/1/1850', 'before 1900'],
  ['Address', 'x'.repeat(1001), 'Too long here'],
  ['Address, second line', 'x'.repeat(256), 'Too long here'],
  ['City or province', 'x'.repeat(256), 'Too long here'],
  ['Postal code', '!!', '3 to 20 letters or digits'],
  ['Postal code', '1'.repeat(21), '3 to 20 letters or digits'],
  ['Credit to start with (฿)', 'much', 'such as 500'],
  ['Credit to start with (฿)', '-5', 'cannot be below 0'],
  ['Credit to start with (฿)', '99999999999', 'more credit than'],
  ['Note', 'x'.repeat(5001), 'at most 5,000 letters'],
]

test('every rule broken alone is told at its field, which gets the focus, and nothing typed is lost', async ({
  desk,
}) => {
  const { page } = desk
  test.setTimeout(120_000)
  const dialog = await openFullForm(page)
  const sound = { 'Full name': 'Rule Breaker', Phone: '0955551234' } as const
  for (const [label, value] of Object.entries(sound)) await field(dialog, label).fill(value)
  for (const [label, typed, words] of rules) {
    await test.step(`${label}: ${typed.slice(0, 20)}`, async () => {
      await field(dialog, label).fill(typed)
      await dialog.getByRole('button', { name: 'Save' }).click()
      const faulty = dialog.locator('[aria-invalid=true]')
      await expect(faulty).toHaveCount(1)
      await expect(field(dialog, label)).toBeFocused()
      await expect(field(dialog, label)).toHaveAccessibleDescription(new RegExp(words))
      await expect(field(dialog, label)).toHaveValue(typed)
      await field(dialog, label).fill(sound[label as keyof typeof sound] ?? '')
    })
  }
  await field(dialog, 'Phone').fill('')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(field(dialog, 'Phone')).toHaveAccessibleDescription(/Type a phone or an e-mail/)
  expect(await countCustomers(page)).toBe(peopleCount)
})

test('all rules broken together are told together; mended, everything is saved', async ({ desk }) => {
  const { page } = desk
  const dialog = await openFullForm(page)
  const last = new Map(rules.map(([label, typed]) => [label, typed]))
  for (const [label, typed] of last) await field(dialog, label).fill(typed)
  await page.keyboard.press('Escape')
  // Closing keeps what was typed, faulty or not.
  await openNewcomer(page)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.locator('[aria-invalid=true]')).toHaveCount(last.size)
  await expect(field(dialog, 'Full name')).toBeFocused()
  for (const [label, typed] of last) await expect(field(dialog, label)).toHaveValue(typed)

  const mended = {
    'Full name': 'Mended Testperson',
    Nickname: 'Men',
    Phone: '095 555 4321',
    'Second phone': '02 555 4321',
    'E-mail': 'mended@example.com',
    'Birth date': '12/03/2530',
    Address: '1 Test Road',
    'Address, second line': 'Floor 2',
    'City or province': 'Bangkok',
    'Postal code': '10110',
    'Credit to start with (฿)': '1,250.50',
    Note: 'Prefers the window',
  }
  for (const [label, value] of Object.entries(mended)) await field(dialog, label).fill(value)
  await field(dialog, 'Language').selectOption({ label: 'ไทย' })
  await dialog.getByLabel('Offers').check()
  await page.keyboard.press('Enter')
  await expect(cardName(page)).toHaveText('Mended Testperson')
  for (const text of [
    '฿1,250.50',
    '095-555-4321',
    '1 Test Road Floor 2 Bangkok 10110',
    'Prefers the window',
  ]) {
    await expect(card(page)).toContainText(text)
  }
  await expect(saidOnCard(page, 'Customer created')).toBeVisible()
})

test('"More fields" opens the same form with everything typed kept, and so does going back', async ({
  desk,
}) => {
  const { page } = desk
  const dialog = await openNewcomer(page)
  await field(dialog, 'Full name').fill('Quick Then Full')
  await field(dialog, 'Phone').fill('0955550009')
  await dialog.getByRole('button', { name: 'More fields' }).click()
  await expect(field(dialog, 'Full name')).toHaveValue('Quick Then Full')
  await field(dialog, 'City or province').fill('x'.repeat(256))
  await dialog.getByRole('button', { name: 'Fewer fields' }).click()
  await expect(field(dialog, 'Phone')).toHaveValue('0955550009')
  await expect(field(dialog, 'City or province')).toHaveCount(0)
  // A fault that is out of sight is brought into sight.
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(field(dialog, 'City or province')).toBeFocused()
  await field(dialog, 'City or province').fill('Chiang Mai')
  await page.keyboard.press('Enter')
  await expect(cardName(page)).toHaveText('Quick Then Full')
  await expect(card(page)).toContainText('Chiang Mai')
})

test('at 1366 by 768 the buttons of the whole form are in sight, whatever is wrong in it', async ({
  desk,
}) => {
  const { page } = desk
  await page.setViewportSize({ width: 1366, height: 768 })
  const dialog = await openFullForm(page)
  for (const [label, typed] of rules) await field(dialog, label).fill(typed.slice(0, 300))
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.locator('[aria-invalid=true]').first()).toBeVisible()
  for (const name of ['Save', 'Cancel', 'Fewer fields']) {
    await expect(dialog.getByRole('button', { name })).toBeInViewport({ ratio: 1 })
  }
})

test.describe('an edit', () => {
  test('of something harmless is saved at once and can be taken back', async ({ desk }) => {
    const { page } = desk
    await openCardOf(page, 9004, wichai.fullName)
    const dialog = await openEdit(page)
    await field(dialog, 'City or province').fill('Phuket')
    await page.keyboard.press('Enter')
    await expect(dialog).toHaveCount(0)
    await expect(card(page)).toContainText('Phuket')
    await card(page).getByRole('button', { name: 'Undo' }).click()
    await expect(saidOnCard(page, 'Taken back')).toBeVisible()
    await expect(card(page)).not.toContainText('Phuket')
  })

  test('of who somebody is shows what will change and asks why; Escape goes back to the form', async ({
    desk,
  }) => {
    const { page } = desk
    await openCardOf(page, 9003, margaret.fullName)
    const dialog = await openEdit(page)
    await field(dialog, 'Phone').fill('081 999 7000')
    await field(dialog, 'Birth date').fill('12/3/1987')
    await dialog.getByLabel('SMS').uncheck()
    await page.keyboard.press('Enter')
    const summary = dialog.getByRole('table', { name: 'This will change' })
    await expect(summary.getByRole('row', { name: /Phone.*\+1 415 555 0123.*081-999-7000/ })).toBeVisible()
    await expect(summary.getByRole('row', { name: /Birth date.*–.*12 Mar 1987/ })).toBeVisible()
    await expect(summary.getByRole('row', { name: /SMS.*yes.*no/i })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(field(dialog, 'Phone')).toHaveValue('081 999 7000')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(dialog.getByLabel('Why')).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(dialog.getByLabel('Why')).toHaveAccessibleDescription(/Say why/)
    await dialog.getByRole('button', { name: 'New number' }).click()
    await dialog.getByLabel('Why').press('Enter')
    await expect(dialog).toHaveCount(0)
    await expect(card(page)).toContainText('081-999-7000')
    await expect(saidOnCard(page, 'Changes saved')).toBeVisible()
    await page.keyboard.press('Alt+z')
    await expect(saidOnCard(page, 'Taken back')).toBeVisible()
    const now = await readCustomer(page, 9003)
    expect(now).toMatchObject({ primaryPhone: '+1 415 555 0123', smsConsent: true })
    expect(now.dateOfBirth).toBeUndefined()
  })

  test('is not taken back over what somebody changed since', async ({ desk }) => {
    const { page } = desk
    await openCardOf(page, 9004, wichai.fullName)
    const dialog = await openEdit(page)
    await field(dialog, 'Nickname').fill('Wi')
    await page.keyboard.press('Enter')
    await expect(dialog).toHaveCount(0)
    await changeMeanwhile(page, 9004, { nickname: 'Chai' })
    await card(page).getByRole('button', { name: 'Undo' }).click()
    await expect(card(page).getByRole('alert')).toContainText('nothing was taken back')
    expect(await readCustomer(page, 9004)).toMatchObject({ nickname: 'Chai' })
  })

  test('takes up what others change meanwhile, and asks about what both changed', async ({ desk }) => {
    const { page } = desk
    await openCardOf(page, 9004, wichai.fullName)
    const dialog = await openEdit(page)
    await field(dialog, 'Nickname').fill('Mine')
    await changeMeanwhile(page, 9004, { nickname: 'Theirs', city: 'Krabi' })
    await expect(dialog.getByRole('status')).toContainText('City or province was changed meanwhile')
    await expect(dialog.getByRole('status')).toContainText('Nickname was changed meanwhile to “Theirs”')
    await expect(field(dialog, 'City or province')).toHaveValue('Krabi')
    await expect(field(dialog, 'Nickname')).toHaveValue('Mine')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(dialog.getByRole('button', { name: 'Continue' })).toBeDisabled()
    await dialog.getByRole('group', { name: 'Nickname' }).getByText('Mine: Mine').click()
    await dialog.getByRole('button', { name: 'Continue' }).click()
    await expect(dialog).toHaveCount(0)
    expect(await readCustomer(page, 9004)).toMatchObject({ nickname: 'Mine', city: 'Krabi' })
  })

  test('gives way where theirs is chosen', async ({ desk }) => {
    const { page } = desk
    await openCardOf(page, 9004, wichai.fullName)
    const dialog = await openEdit(page)
    await field(dialog, 'Nickname').fill('Mine')
    await field(dialog, 'City or province').fill('Trang')
    await changeMeanwhile(page, 9004, { nickname: 'Theirs' })
    await expect(dialog.getByRole('status')).toContainText('Theirs')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.getByText('Theirs: Theirs').click()
    await dialog.getByRole('button', { name: 'Continue' }).click()
    await expect(dialog).toHaveCount(0)
    expect(await readCustomer(page, 9004)).toMatchObject({ nickname: 'Theirs', city: 'Trang' })
  })

  test('that makes somebody look like another says so, and is saved with the reason all the same', async ({
    desk,
  }) => {
    const { page } = desk
    await openCardOf(page, 9003, margaret.fullName)
    const dialog = await openEdit(page)
    await field(dialog, 'Full name').fill('Wichai Thepsuwan')
    await field(dialog, 'Phone').fill('086 111 2233')
    await expect(dialog.getByRole('complementary')).toContainText('same phone')
    await dialog.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(dialog.getByRole('button', { name: 'Open this one' })).toBeFocused()
    await dialog.getByRole('button', { name: 'Save anyway' }).click()
    await expect(dialog.getByLabel('Why')).toHaveValue('Different person')
    await dialog.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(dialog).toHaveCount(0)
    await expect(cardName(page)).toHaveText('Wichai Thepsuwan')
    await expect(card(page)).toContainText('CUS-9003')
  })

  test('stands on what is stored: a fault nobody touched is in nobody’s way', async ({ desk }) => {
    const { page } = desk
    expect(
      await callMain(page, 'customer.update', {
        commandId: crypto.randomUUID(),
        customerId: idOf(9003),
        changes: { postalCode: '!!' },
        seen: {},
      }),
    ).toBe('INVALID_ARGUMENTS')
    await openCardOf(page, 9003, margaret.fullName)
    const dialog = await openEdit(page)
    await field(dialog, 'Phone').fill('')
    await field(dialog, 'E-mail').fill('')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(field(dialog, 'Phone')).toHaveAccessibleDescription(/Type a phone or an e-mail/)
  })
})

test('a fact is changed where it stands: Escape restores, Enter saves, the reason is asked in place', async ({
  desk,
}) => {
  const { page } = desk
  await openCardOf(page, 9003, margaret.fullName)
  await page.keyboard.press('Alt+Enter')
  const overview = page.getByRole('tabpanel')
  await overview.getByRole('button', { name: /City$/ }).focus()
  await page.keyboard.press('Enter')
  const editor = page.locator('[popover]')
  await editor.getByLabel('City or province').fill('Nowhere')
  await page.keyboard.press('Escape')
  await expect(editor).toHaveCount(0)
  await overview.getByRole('button', { name: /City$/ }).click()
  await editor.getByLabel('City or province').fill('Rayong')
  await page.keyboard.press('Enter')
  await expect(editor).toHaveCount(0)
  await expect(overview).toContainText('Rayong')

  await overview
    .getByRole('button', { name: /Phone$/ })
    .first()
    .click()
  await editor.getByLabel('Phone').fill('12')
  await page.keyboard.press('Enter')
  await expect(editor.getByLabel('Phone')).toHaveAccessibleDescription(/Too short/)
  await editor.getByLabel('Phone').fill('081 999 7001')
  await page.keyboard.press('Enter')
  await expect(editor.getByLabel('Why')).toBeFocused()
  await editor.getByRole('button', { name: 'New number' }).click()
  await expect(editor).toHaveCount(0)
  await expect(overview).toContainText('081-999-7001')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(overview).toContainText('+1 415 555 0123')
})

test('a fact changed meanwhile under an editor in place is shown, and saving again is a decision', async ({
  desk,
}) => {
  const { page } = desk
  await openCardOf(page, 9003, margaret.fullName)
  await page.keyboard.press('Alt+Enter')
  await page.getByRole('tabpanel').getByRole('button', { name: /City$/ }).click()
  const editor = page.locator('[popover]')
  await editor.getByLabel('City or province').fill('Mine')
  await changeMeanwhile(page, 9003, { city: 'Theirs' })
  await expect(editor.getByRole('alert')).toContainText('“Theirs”')
  await editor.getByLabel('City or province').press('Enter')
  await expect(editor).toHaveCount(0)
  expect(await readCustomer(page, 9003)).toMatchObject({ city: 'Mine' })
})

test('cells of the list are changed by F2, Tab goes on to the next, and a double click changes one', async ({
  desk,
}) => {
  const { page } = desk
  await page.keyboard.press('Alt+2')
  const search = page.getByRole('searchbox')
  await search.fill('CUS-9003')
  const row = page.getByRole('row').filter({ hasText: margaret.fullName })
  await expect(page.getByRole('row')).toHaveCount(2)
  const grid = page.getByRole('grid', { name: 'Customers' })
  await grid.focus()
  await page.keyboard.press('F2')
  const editor = page.locator('[popover]')
  await expect(editor.getByLabel('Full name')).toHaveValue(margaret.fullName)
  await page.keyboard.press('Tab')
  await expect(editor.getByLabel('Phone')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(grid).toBeFocused()

  await row.getByText('+1 415 555 0123').dblclick()
  await editor.getByLabel('Phone').fill('081 999 7004')
  await page.keyboard.press('Enter')
  await editor.getByRole('button', { name: 'Typing mistake' }).click()
  await expect(editor).toHaveCount(0)
  await expect(row).toContainText('081-999-7004')

  // Somebody who becomes like another: said in passing, compared by keyboard, and what was typed is still there.
  const [, twin] = await makeTwins(page, 'Inplace')
  await row.getByText('081-999-7004').dblclick()
  await editor.getByLabel('Phone').fill('081 999 7005')
  await expect(editor.getByRole('button', { name: 'Compare' })).toHaveCount(0)
  await page.keyboard.press('Escape')
  await search.fill('Kannika Inplace')
  await expect(page.getByRole('row').filter({ hasText: 'Kannika Inplace' })).toBeVisible()
  await grid.focus()
  await page.keyboard.press('F2')
  await editor.getByLabel('Full name').fill('Kanika Inplace')
  await expect(editor.getByRole('status')).toContainText(twin.code)
  await expect(editor.getByRole('status')).toContainText(/Probably the same person\d+% alike/)
  await page.keyboard.press('ArrowDown')
  await expect(editor.getByRole('button', { name: 'Compare' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(mergeScreen(page)).toContainText(twin.code)
  await page.keyboard.press('Escape')
  await expect(mergeScreen(page)).toHaveCount(0)
  await page.keyboard.press('ArrowUp')
  await expect(editor.getByLabel('Full name')).toBeFocused()
  await page.keyboard.press('Enter')
  await editor.getByRole('button', { name: 'Typing mistake' }).click()
  await expect(editor).toHaveCount(0)
  await expect(page.getByRole('row').filter({ hasText: 'Kanika Inplace' })).toHaveCount(2)
})

test('somebody is taken out of use with a quick reason, still found, marked, and back in one step', async ({
  desk,
}) => {
  const { page } = desk
  await openCardOf(page, 9003, margaret.fullName)
  await card(page).getByRole('button', { name: 'Deactivate' }).click()
  const dialog = page.getByRole('dialog')
  await page.keyboard.press('Enter')
  await expect(dialog.getByLabel('Why')).toHaveAccessibleDescription(/Say why/)
  await dialog.getByRole('button', { name: 'Moved away' }).click()
  await dialog.getByRole('button', { name: 'Deactivate' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(saidOnCard(page, 'Deactivated')).toBeVisible()
  await card(page).getByRole('button', { name: 'Undo' }).click()
  await expect(card(page).getByRole('button', { name: /^Check in/ })).toBeVisible()
  expect(
    await callMain(page, 'customer.setActive', {
      commandId: crypto.randomUUID(),
      customerId: idOf(9003),
      isActive: false,
      reason: 'Entered twice',
    }),
  ).toBe('ok')
  await openCardOf(page, 9003, margaret.fullName)
  await expect(card(page)).toContainText('inactive')
  await card(page).getByRole('button', { name: 'Make active again' }).click()
  await expect(saidOnCard(page, 'Active again')).toBeVisible()
  await expect(card(page).getByRole('button', { name: /^Check in/ })).toBeVisible()
})

test('what was half typed is there after a power cut: said to wait, opened by hand, given up by hand', async ({
  peopleFile,
}) => {
  const before = await launchApp({ args: [`--demo=${peopleFile}`] })
  const { page, folder } = before
  await expect(searchBox(page)).toBeVisible()
  const dialog = await openNewcomer(page)
  await field(dialog, 'Full name').fill('Half Typed')
  await field(dialog, 'Phone').fill('0955')
  await page.keyboard.press('Escape')
  await openCardOf(page, 9001, somchai.fullName)
  const edit = await openEdit(page)
  await field(edit, 'City or province').fill('Unsaved City')
  await page.keyboard.press('Escape')
  await expect(card(page).getByRole('region', { name: 'Not saved yet' })).toContainText('Edit, not saved')
  await expect
    .poll(() =>
      page.evaluate(async () => {
        const { regulars } = window as unknown as {
          regulars: { call(method: string, args: object): Promise<{ value: string | null }> }
        }
        return (await regulars.call('memory.get', { name: 'drafts' })).value ?? ''
      }),
    )
    .toContain('Unsaved City')
  await before.kill()

  const again = await launchApp({ folder, args: [`--demo=${peopleFile}`] })
  await expect(searchBox(again.page)).toBeFocused()
  await expect(again.page.getByRole('dialog')).toHaveCount(0)
  const waiting = card(again.page).getByRole('region', { name: 'Not saved yet' })
  await expect(waiting.getByRole('listitem')).toHaveCount(2)
  const newcomer = waiting.getByRole('listitem').filter({ hasText: 'New customer Half Typed' })
  await expect(newcomer).toContainText(/Draft of \d\d:\d\d/)
  await newcomer.getByRole('button', { name: 'Open' }).click()
  await expect(field(newcomerDialog(again.page), 'Phone')).toHaveValue('0955')
  await again.page.keyboard.press('Escape')
  await newcomer.getByRole('button', { name: 'Discard' }).click()
  await expect(waiting.getByRole('listitem')).toHaveCount(1)
  await waiting.getByRole('button', { name: 'Open' }).click()
  const form = again.page.getByRole('dialog')
  await expect(field(form, 'City or province')).toHaveValue('Unsaved City')
  await form.getByRole('button', { name: 'Discard' }).click()
  await expect(field(form, 'City or province')).toHaveValue('')
  await again.close()
})
