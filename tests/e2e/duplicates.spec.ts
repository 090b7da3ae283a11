// Never two of one person: found by itself, told apart, put off, merged by keyboard alone, and parted again to the satang.
import { card, expect, test } from './desk.ts'
import {
  cluster,
  clusterList,
  goToInboxTab,
  inHand,
  makeEntry,
  makeTwins,
  mergeScreen,
  openInbox,
  undoDialog,
} from './duplicates-desk.ts'
import { expectCount, grid, listSearch, openList } from './list-desk.ts'
import { doTo, goToTab, openProfile } from './profile-desk.ts'
import { openCard } from './sync-work.ts'

test('found by itself, told apart and asked again, put off and shown again', async ({ desk: { page } }) => {
  await makeTwins(page, 'Firstpair')
  await makeTwins(page, 'Othertwopair')
  await openInbox(page, 'pair')
  await expect(cluster(page, 'pair')).toHaveCount(2, { timeout: 30_000 })
  const place = page.getByRole('button', { name: /Duplicates/ })
  await expect(place).toContainText(/possible duplicates? waits?/)

  // Both sides with what differs marked, why, and how sure.
  await page.keyboard.press('Home')
  await expect(inHand(page)).toContainText(/Likely · \d+ of 100/)
  await expect(inHand(page)).toContainText('same e-mail')
  await expect(
    inHand(page)
      .getByRole('row', { name: /^Phones/ })
      .getByRole('img', { name: 'differs' }),
  ).toBeVisible()
  await expect(
    inHand(page)
      .getByRole('row', { name: /^Birth date/ })
      .getByRole('img', { name: 'the same' }),
  ).toBeVisible()

  // N: the next one takes the place and the keys go on.
  const names = () => inHand(page).getByRole('columnheader').getByRole('button').allInnerTexts()
  const [first] = await names()
  await page.keyboard.press('n')
  await expect(cluster(page, 'pair')).toHaveCount(1)
  await expect(page.getByRole('status').filter({ hasText: 'Remembered' })).toBeVisible()
  await expect(clusterList(page)).toBeFocused()
  await expect.poll(names).not.toContain(first)

  // Why is never asked for, and one key away.
  await page.keyboard.press('Alt+r')
  const why = page.getByRole('dialog', { name: 'Why they are not the same person' })
  await expect(why.getByRole('textbox', { name: 'Why' })).toBeFocused()
  await page.keyboard.type('Mother and daughter')
  await page.keyboard.press('Enter')
  await expect(why).toHaveCount(0)
  await expect(page.getByRole('status').filter({ hasText: 'Remembered' })).toContainText(
    '“Mother and daughter”',
  )
  await expect(clusterList(page)).toBeFocused()
  await page.getByRole('button', { name: 'Why…' }).click()
  await why.getByRole('button', { name: 'Share a number' }).click()
  await expect(why).toHaveCount(0)
  await expect(page.getByRole('status').filter({ hasText: '“Share a number”' })).toBeVisible()
  await expect(clusterList(page)).toBeFocused()
  await page.keyboard.press('Alt+z')
  await expect(cluster(page, 'pair')).toHaveCount(2)
  await expect(clusterList(page)).toBeFocused()

  await page.keyboard.press('l')
  await expect(cluster(page, 'pair')).toHaveCount(1)
  await expect(page.getByRole('tab', { name: 'Put off 1' })).toBeVisible()
  await page.keyboard.press('Alt+z')
  await expect(cluster(page, 'pair')).toHaveCount(2)
  await expect(page.getByRole('tab', { name: 'Put off', exact: true })).toBeVisible()

  // On the merge screen, with a reason that was typed before.
  await cluster(page, 'Othertwopair').click()
  await page.keyboard.press('Enter')
  await mergeScreen(page).getByRole('textbox', { name: 'Why' }).fill('Seen both of them')
  await mergeScreen(page).getByRole('button', { name: 'Not the same person' }).click()
  await expect(mergeScreen(page)).toHaveCount(0)
  await expect(cluster(page, 'Othertwopair')).toHaveCount(0)
  await expect(page.getByRole('status').filter({ hasText: '“Seen both of them”' })).toBeVisible()
  await page.keyboard.press('Alt+z')
  await expect(cluster(page, 'pair')).toHaveCount(2)

  // Told apart by mouse; the list of those has the way back.
  await cluster(page, 'Firstpair').click()
  await inHand(page)
    .getByRole('button', { name: /^Not the same person/ })
    .click()
  await expect(cluster(page, 'Firstpair')).toHaveCount(0)
  const apart = await goToInboxTab(page, /^Not the same person/)
  await apart.getByRole('button', { name: /^Ask again about .*Firstpair/ }).click()
  await expect(apart.getByText('Nobody was told apart yet.')).toBeVisible()
  await openInbox(page, 'Firstpair')
})

test('put off, seen with until when, and asked again one at a time by key and by mouse', async ({
  desk: { page },
}) => {
  for (const surname of ['Oneput', 'Twoput', 'Threeput']) await makeTwins(page, surname)
  await openInbox(page, 'put')
  await expect(cluster(page, 'put')).toHaveCount(3, { timeout: 30_000 })
  for (const left of [2, 1, 0]) {
    await page.keyboard.press('l')
    await expect(cluster(page, 'put')).toHaveCount(left)
  }
  // The list went with its last cluster; from the tab that has the focus one goes on to what was put off.
  const tabs = page.getByRole('tablist', { name: 'Duplicates' })
  await expect(tabs.getByRole('tab', { name: /^Waiting/ })).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(tabs.getByRole('tab', { name: 'Put off 3' })).toBeFocused()
  const putOff = page.getByRole('listbox', { name: 'People put off' })
  await expect(putOff.getByRole('option')).toHaveCount(3)
  await expect(putOff.getByRole('option').first()).toContainText(/Put off until .+ · in (6|7) days/)
  await expect(inHand(page)).toContainText(/Put off until/)
  await expect(inHand(page).getByRole('button', { name: 'Later' })).toHaveCount(0)

  await putOff.focus()
  await page.keyboard.press('ArrowDown')
  const second = await putOff.getByRole('option', { selected: true }).innerText()
  await page.keyboard.press('a')
  await expect(putOff.getByRole('option')).toHaveCount(2)
  await expect(putOff).toBeFocused()
  await expect(putOff.getByRole('option', { selected: true })).toHaveCount(1)
  await expect.poll(() => putOff.innerText()).not.toContain(second)
  await expect(page.getByRole('status').filter({ hasText: 'Waits again' })).toBeVisible()
  await page.keyboard.press('Alt+z')
  await expect(putOff.getByRole('option')).toHaveCount(3)
  await expect(putOff).toBeFocused()

  await putOff.getByRole('option').filter({ hasText: 'Twoput' }).click()
  await inHand(page).getByRole('button', { name: 'Ask again' }).click()
  await expect(putOff.getByRole('option').filter({ hasText: 'Twoput' })).toHaveCount(0)
  await expect(putOff.getByRole('option')).toHaveCount(2)
  await page.getByRole('button', { name: 'Ask about all 2 again' }).click()
  await expect(page.getByText('Nothing is put off')).toBeVisible()
  await expect(tabs.getByRole('tab', { name: /^Put off/ })).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(cluster(page, 'put')).toHaveCount(3)
})

test('merged by keyboard alone, with a choice per field, and parted again with what came since', async ({
  desk: { page },
}) => {
  const [kannika, kanika] = await makeTwins(page, 'Keyboardson')
  await doTo(page, 'customer.recordSale', { amount: 88_000, creditUsed: 0, receiptNumber: 'R-1' }, kannika.id)
  await openInbox(page, 'Keyboardson')
  await page.keyboard.press('Enter')
  const merge = mergeScreen(page)
  await expect(merge.getByRole('radio', { name: /^Keep: Kannika/ })).toBeFocused()
  await expect(merge.getByRole('radiogroup', { name: 'E-mail' })).toHaveCount(0)
  await expect(merge.getByRole('group', { name: 'SMS: the stricter stands' })).toBeVisible()

  // The other one is to live on: Space says so, and the focus stays on whoever was chosen.
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Space')
  await expect(merge.getByRole('radio', { name: /^Keep: Kanika/ })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Space')
  const names = merge.getByRole('radiogroup', { name: 'Full name' })
  await expect(names.getByRole('radio', { name: /^Kannika/ })).toHaveAttribute('aria-checked', 'true')
  const result = merge.getByRole('region', { name: 'What it becomes' })
  await expect(result).toContainText('Kannika Keyboardson')
  await expect(result).toContainText('฿1,550.50')
  await expect(result).toContainText(kannika.code)

  // Without a reason nothing happens.
  const why = merge.getByLabel('Why')
  for (let tab = 0; tab < 8 && !(await why.evaluate((field) => field === document.activeElement)); tab++) {
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Enter')
  await expect(why).toHaveAttribute('aria-invalid', 'true')
  await page.keyboard.type('Told us on the phone')
  await expect(result).toHaveAttribute('aria-busy', 'false')
  await page.keyboard.press('Enter')
  await expect(merge).toHaveCount(0)
  await expect(page.getByRole('status').filter({ hasText: 'Merged into one customer' })).toBeVisible()
  await expect(cluster(page, 'Keyboardson')).toHaveCount(0)
  await expect(page.getByRole('tab', { name: /^Waiting/ })).toBeFocused()

  // The dead code leads to the survivor, who has everything; life goes on.
  await openCard(page, kannika.code, 'Kannika Keyboardson')
  await expect(card(page)).toContainText(kanika.code)
  await expect(card(page)).toContainText('฿1,550.50')
  await doTo(page, 'customer.addCredit', { amount: 10_000 }, kanika.id)
  await doTo(page, 'customer.addNote', { noteText: 'Wants a locker', isPinned: false }, kanika.id)

  // From the profile's history: two pieces came since, the credit is the parted one's.
  await openProfile(page, kanika.code)
  await expect(page.getByRole('region', { name: 'Merged from' })).toContainText('Told us on the phone')
  const history = await goToTab(page, 'History')
  const line = history.getByRole('listitem').filter({ hasText: `${kannika.code} merged in` })
  await line.getByRole('button', { name: 'Undo the merge of Kannika Keyboardson' }).click()
  const undo = undoDialog(page)
  await expect(undo.getByRole('radiogroup')).toHaveCount(2)
  await expect(undo.getByRole('radio').first()).toBeFocused()
  const credit = undo.getByRole('radiogroup', { name: /^Credit/ })
  await credit.getByRole('radio').last().click()
  await expect(undo.getByRole('row', { name: /^Credit/ })).toContainText(/฿300\.00.*฿1,350\.50.*฿1,650\.50/)
  await expect(undo.getByRole('checkbox', { name: 'Do not suggest these two again' })).toBeChecked()
  await undo.getByRole('button', { name: 'Undo the merge' }).click()
  await expect(undo).toHaveCount(0)
  await expect(line).toContainText(/Undone .* /)

  expect(await openCard(page, kannika.code, kannika.name)).toEqual({ id: kannika.id, code: kannika.code })
  await expect(card(page)).toContainText('฿1,350.50')
  expect(await openCard(page, kanika.code, kanika.name)).toEqual({ id: kanika.id, code: kanika.code })
  await expect(card(page)).toContainText('฿300.00')
  await expect(card(page)).toContainText('Wants a locker')
  // They are not asked about again.
  await page.keyboard.press('Alt+3')
  await expect(await goToInboxTab(page, /^Not the same person/)).toContainText('Kannika Keyboardson')
})

test('three entries of which one is somebody else; a merge on top has to be undone first', async ({
  desk: { page },
}) => {
  const [one, two] = await makeTwins(page, 'Threefold')
  const facts = { email: 'threefold@example.com' }
  const three = await makeEntry(
    page,
    { fullName: 'Kannica Threefold', primaryPhone: '0633012345', ...facts },
    5_000,
  )
  await openInbox(page, 'Threefold')
  await expect(cluster(page, 'Threefold')).toContainText('3 entries', { timeout: 30_000 })
  await inHand(page)
    .getByRole('checkbox', { name: /^Kannica/ })
    .uncheck()
  await expect(inHand(page).getByRole('button', { name: 'The unticked are somebody else' })).toBeVisible()
  await inHand(page)
    .getByRole('checkbox', { name: /^Kannica/ })
    .check()
  await inHand(page).getByRole('button', { name: 'Merge the 3…' }).click()
  const merge = mergeScreen(page)
  await expect(merge.getByRole('region', { name: 'What it becomes' })).toContainText('฿1,600.50')
  await merge.getByRole('button', { name: 'Entered twice' }).click()
  await merge.getByRole('button', { name: 'Merge', exact: true }).click()
  await expect(merge).toHaveCount(0)

  const merged = await goToInboxTab(page, /^Merged/)
  const entries = merged.getByRole('listitem').filter({ hasText: 'Threefold' })
  await expect(entries).toHaveCount(2)
  await expect(entries.last()).toContainText(/CUS-\d+ was merged in later\./)
  await entries.last().getByRole('button', { name: 'Undo that first' }).click()
  await undoDialog(page).getByRole('button', { name: 'Undo the merge' }).click()
  await expect(undoDialog(page)).toHaveCount(0)
  await entries
    .last()
    .getByRole('button', { name: /^Undo the merge of/ })
    .click()
  await expect(undoDialog(page)).toContainText('Nothing came since')
  await undoDialog(page).getByRole('button', { name: 'Undo the merge' }).click()
  await expect(entries.filter({ hasText: /Undone / })).toHaveCount(2)
  for (const [{ id, code, name }, credit] of [
    [one, '฿1,250.50'],
    [two, '฿300.00'],
    [three, '฿50.00'],
  ] as const) {
    expect(await openCard(page, code, name)).toEqual({ id, code })
    await expect(card(page)).toContainText(credit)
  }
})

test('two from the list are compared and merged, and the merge is taken back at once', async ({
  desk: { page },
}) => {
  const made = await makeEntry(page, { fullName: 'Orapin Fleetwood', primaryPhone: '0644012345' })
  const other = await makeEntry(page, { fullName: 'Thanawat Fleetwood', primaryPhone: '0655067890' })
  await openList(page)
  await listSearch(page).fill('fleetwood')
  await expectCount(page, 2)
  for (const { name } of [made, other]) {
    await grid(page).getByRole('row').filter({ hasText: name }).getByRole('checkbox').click()
  }
  await page.getByRole('button', { name: 'Compare or merge the 2…' }).click()
  const merge = mergeScreen(page)
  await expect(merge).toContainText(/Not suggested by itself/)
  await expect(merge).toContainText('different names')
  // Told apart here, it says so here, and the same button takes it back.
  await merge.getByRole('button', { name: 'Not the same person' }).click()
  await expect(merge.getByRole('alert')).toContainText('were said not to be the same person')
  await expect(merge.getByRole('button', { name: 'Ask again' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(merge.getByRole('alert')).toHaveCount(0)
  await merge.getByRole('button', { name: 'Confirmed' }).click()
  await merge.getByRole('button', { name: 'Merge', exact: true }).click()
  await expect(merge).toHaveCount(0)
  const region = page.getByRole('region', { name: 'Customer', exact: true })
  await expect(region.getByText('Merged into this customer')).toBeVisible()
  await region.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(region.getByText('Taken back')).toBeVisible()
  for (const { id, code, name } of [made, other])
    expect(await openCard(page, code, name)).toEqual({ id, code })
  // From a profile: somebody is picked by the counter's own search.
  await openProfile(page, made.code)
  await page.getByRole('button', { name: 'Compare or merge with…' }).click()
  const pick = page.getByRole('dialog', { name: /^Compare or merge Orapin/ })
  await pick.getByRole('combobox').fill(other.code)
  await expect(pick.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(mergeScreen(page)).toContainText(other.name)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Compare or merge with…' })).toBeFocused()
})
