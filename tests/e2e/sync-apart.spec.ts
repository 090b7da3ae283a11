// Two counters without their server, and together again: every row of the outcome table, seen on both screens and the same
// afterwards in PostgreSQL and in both files.
import { card, foundRows, lookUp } from './desk.ts'
import { expectSame } from './sync-copies.ts'
import { apart, ask, expect, expectLevel, expectState, syncLine, type Till, test } from './sync-desk.ts'
import {
  addCredit,
  checkIn,
  consentToSms,
  create,
  deactivate,
  edit,
  goToCounter,
  goToSync,
  note,
  openCard,
  sell,
} from './sync-work.ts'

const conflictOf = ({ page }: Till, name: string) =>
  page
    .getByRole('region', { name: /^To decide/ })
    .getByRole('listitem')
    .filter({ hasText: name })
const refusedOf = ({ page }: Till, name: string) =>
  page
    .getByRole('region', { name: /^Refused/ })
    .getByRole('listitem')
    .filter({ hasText: name })

test('without the server both say so, work goes on, and what is unsent is listed in words', async ({
  venue,
  tills,
}) => {
  const [one, two] = tills
  const known = await create(one.page, 'Chatri Beforehand', '0862000001')
  await openCard(two.page, known.code, 'Chatri Beforehand')
  await expectLevel(two)
  await venue.server.goOffline()

  await edit(one.page, { Nickname: 'Chat', Phone: '0862000009' })
  await checkIn(one.page)
  await note(one.page, 'Left a jacket')
  const made = await create(two.page, 'Duangjai Offline', '0862000002')
  expect(made.code).toMatch(/^CUS-\d+$/)
  await sell(two.page, { amount: '450', receipt: 'R-2002' })
  for (const till of tills) {
    await expectState(till, 'offline')
    await expect(syncLine(till)).toContainText('Offline')
    await expect(syncLine(till).locator('svg.lucide-unlink')).toBeVisible()
  }
  await expect(syncLine(one)).toContainText('3 changes not sent yet')
  await goToSync(one.page)
  const unsent = one.page.getByRole('region', { name: /^Unsent/ }).getByRole('listitem')
  await expect(unsent).toHaveCount(3)
  await expect(unsent.nth(0)).toContainText(/Chatri Beforehand.*Edited.*Nickname Chat.*Phone .*→ 0862000009/s)
  await expect(unsent.nth(0)).toContainText(venue.manager.name)
  await expect(unsent.nth(1)).toContainText(/Chatri Beforehand.*Check-in/s)
  await expect(unsent.nth(2)).toContainText(/Chatri Beforehand.*Note.*“Left a jacket”/s)
  await goToSync(two.page)
  const other = two.page.getByRole('region', { name: /^Unsent/ }).getByRole('listitem')
  await expect(other.nth(0)).toContainText(/Duangjai Offline.*New customer/s)
  await expect(other.nth(1)).toContainText(/Duangjai Offline.*Sale.*฿450.*Receipt R-2002/s)
  await expect(other.nth(1)).toContainText(venue.desk1.name)

  await venue.server.goOnline()
  // Nobody touches anything: they find the server by themselves.
  for (const till of tills) {
    await expectState(till, 'online')
    await expect(till.page.getByText('Nothing is unsent.')).toBeVisible()
  }
  const seen = await openCard(one.page, '0862000002', 'Duangjai Offline')
  expect(seen).toEqual(made)
  await openCard(two.page, known.code, 'Chatri Beforehand')
  await expect(card(two.page)).toContainText('“Chat”')
  await expect(card(two.page)).toContainText('Left a jacket')
  await expectSame(venue, tills)
})

test('the same field on both: both values in the inbox, a manager picks one, the other counter follows', async ({
  venue,
  tills,
}) => {
  const [one, two] = tills
  const made = await create(one.page, 'Ekachai Contested', '0862000011')
  await openCard(two.page, made.code, 'Ekachai Contested')
  await apart(venue, [], async () => {
    await edit(one.page, { Nickname: 'Eak' })
    await edit(two.page, { Nickname: 'Chai', Phone: '0862000012' })
  })
  await expectLevel(one)
  await expectLevel(two)
  await expectLevel(one)
  // The later at the server stands; both are told who wrote what, where and when.
  for (const till of tills) {
    await expect(syncLine(till)).toBeVisible()
    await goToSync(till.page)
    const conflict = conflictOf(till, 'Ekachai Contested')
    await expect(conflict).toHaveCount(1)
    for (const words of [
      'Nickname',
      'Eak',
      'Chai',
      'Till 1',
      'Till 2',
      venue.manager.name,
      venue.desk1.name,
    ]) {
      await expect(conflict).toContainText(words)
    }
    await expect(conflict.locator('time')).toHaveCount(2)
  }
  await expect(two.page.getByRole('region', { name: /^To decide/ })).toContainText('A manager decides.')
  await expect(conflictOf(two, 'Ekachai Contested').getByRole('button', { name: /^(Keep|Use)/ })).toHaveCount(
    0,
  )

  await conflictOf(one, 'Ekachai Contested').getByRole('button', { name: 'Use this' }).click()
  await expect(conflictOf(one, 'Ekachai Contested')).toHaveCount(0)
  await expect(conflictOf(two, 'Ekachai Contested')).toHaveCount(0)
  await expectSame(venue, tills)
  const nicknames = await Promise.all(
    tills.map(async ({ page }) => {
      await openCard(page, made.code, 'Ekachai Contested')
      return /“(.*)”/.exec(await card(page).innerText())?.[1]
    }),
  )
  expect(nicknames[0]).toBe(nicknames[1])
  await expect(card(one.page)).toContainText('086-200-0012')
})

test('a phone changed on both: the manager types a third, and all three numbers find the person', async ({
  venue,
  tills,
}) => {
  const [one, two] = tills
  const made = await create(one.page, 'Fahsai Threephones', '0862000021')
  await openCard(two.page, made.code, 'Fahsai Threephones')
  await apart(venue, tills, async () => {
    await edit(one.page, { Phone: '0862000022' })
    await edit(two.page, { Phone: '0862000023' })
  })
  await expectLevel(one)
  await goToSync(one.page)
  const conflict = conflictOf(one, 'Fahsai Threephones')
  await conflict.getByRole('button', { name: 'Another value' }).click()
  await conflict.getByLabel('The right value').fill('086-200-0024')
  await one.page.keyboard.press('Enter')
  await expect(conflict).toHaveCount(0)
  for (const { page } of tills) {
    await openCard(page, made.code, 'Fahsai Threephones')
    await expect(card(page)).toContainText('086-200-0024')
    for (const old of ['0862000021', '0862000022', '0862000023']) {
      await lookUp(page, old)
      await expect(foundRows(page).first()).toContainText('Fahsai Threephones')
    }
  }
  await expectSame(venue, tills)
})

test('the same new person at both counters becomes one, with both receipts, found by the dead code', async ({
  venue,
  tills,
}) => {
  const [one, two] = tills
  const codes: string[] = []
  await apart(venue, tills, async () => {
    for (const [till, receipt] of [
      [one, 'R-1001'],
      [two, 'R-2001'],
    ] as const) {
      codes.push((await create(till.page, 'Gamon Oneperson', '0862000031')).code)
      await sell(till.page, { amount: '100', receipt })
      await checkIn(till.page)
    }
  })
  await expectSame(venue, tills)
  expect(codes[0]).not.toBe(codes[1])
  for (const { page } of tills) {
    await lookUp(page, '0862000031')
    await expect(foundRows(page)).toHaveCount(1)
    const survivors = []
    for (const code of codes) survivors.push(await openCard(page, code, 'Gamon Oneperson'))
    expect(survivors[0]).toEqual(survivors[1])
    await expect(card(page).getByText('Visits').locator('..')).toContainText('2')
  }
  const sales = await venue.rows<{ receipts: string; people: number }>(
    `select string_agg(source_id, ' ' order by source_id) as receipts, count(distinct customer_id)::int as people
     from public.customer_ledger where source_id in ('R-1001', 'R-2001') and kind = 'spend'`,
  )
  expect(sales).toEqual([{ receipts: 'R-1001 R-2001', people: 1 }])
  await goToSync(one.page)
  const told = conflictOf(one, 'Gamon Oneperson')
  await expect(told).toContainText('Made or merged on two counters at once')
  for (const code of codes) await expect(told).toContainText(code)
  await told.getByRole('button', { name: 'Seen' }).click()
  await expect(told).toHaveCount(0)
})

test('two different people with one phone, made at both counters, stay two', async ({ venue, tills }) => {
  const [one, two] = tills
  await apart(venue, tills, async () => {
    await create(one.page, 'Hathai Samephone', '0862000041')
    await create(two.page, 'Itthi Otherperson', '0862000041')
  })
  await expectSame(venue, tills)
  for (const { page } of tills) {
    await goToCounter(page)
    await lookUp(page, '0862000041')
    await expect(foundRows(page)).toHaveCount(2)
  }
})

test('consent given here and withdrawn there is withdrawn; deactivated here and edited there is both', async ({
  venue,
  tills,
}) => {
  const [one, two] = tills
  const asked = await create(one.page, 'Jiraporn Consent', '0862000051')
  const leaving = await create(one.page, 'Kasem Leaving', '0862000052')
  await openCard(two.page, leaving.code, 'Kasem Leaving')
  await apart(venue, tills, async () => {
    await deactivate(one.page, 'Moved away')
    await edit(two.page, { Nickname: 'Kas' })
    await checkIn(two.page)
    await openCard(one.page, asked.code, 'Jiraporn Consent')
    await consentToSms(one.page, true)
    await openCard(two.page, asked.code, 'Jiraporn Consent')
    await consentToSms(two.page, true)
    await consentToSms(two.page, false)
  })
  await expectSame(venue, tills)
  for (const { page } of tills) {
    await openCard(page, leaving.code, 'Kasem Leaving')
    await expect(card(page)).toContainText('“Kas”')
    await expect(card(page)).toContainText('inactive')
    await expect(card(page).getByText('Visits').locator('..')).toContainText('1')
    await openCard(page, asked.code, 'Jiraporn Consent')
    await expect(card(page).getByText('SMS').getByLabel('Not agreed:')).toBeVisible()
  }
})

test('credit spent on both: within the allowance it stands and is told, beyond it is refused with its reason', async ({
  venue,
  tills,
}) => {
  const [one, two] = tills
  const within = await create(one.page, 'Lamai Overdrawn', '0862000061')
  await addCredit(one.page, '1000')
  const beyond = await create(one.page, 'Manop Overspent', '0862000062')
  await addCredit(one.page, '1000')
  await openCard(two.page, beyond.code, 'Manop Overspent')
  await expect(card(two.page)).toContainText('฿1,000.00')
  // The venue's allowance is 500.
  await apart(venue, [], async () => {
    for (const { page } of tills) {
      await openCard(page, within.code, 'Lamai Overdrawn')
      await expect(card(page)).toContainText('฿1,000.00')
      await sell(page, { amount: '700', fromCredit: '700' })
      await openCard(page, beyond.code, 'Manop Overspent')
      await sell(page, { amount: '900', fromCredit: '900' })
      await expect(card(page)).toContainText('฿100.00')
    }
  })
  await expectLevel(one)
  await expectLevel(two)
  await expectLevel(one)
  await expectSame(venue, tills)
  for (const { page } of tills) {
    await openCard(page, within.code, 'Lamai Overdrawn')
    await expect(card(page)).toContainText('−฿400.00')
    await openCard(page, beyond.code, 'Manop Overspent')
    await expect(card(page)).toContainText('฿100.00')
  }
  await goToSync(one.page)
  await expect(conflictOf(one, 'Lamai Overdrawn')).toContainText(
    'More credit was spent than there was: the balance is −฿400.00',
  )
  // Whichever came second was refused: at its own counter, with its reason, and its effect taken back.
  const refusedAt = (await ask(one, 'sync.refused', {})).length > 0 ? one : two
  await goToSync(refusedAt.page)
  const refused = refusedOf(refusedAt, 'Manop Overspent')
  await expect(refused).toContainText('Sale')
  await expect(refused).toContainText('There is not that much credit left.')
  await refused.getByRole('button', { name: 'Try again' }).click()
  await expect(refused.getByRole('alert')).toContainText('There is not that much credit left.')
  await refused.getByRole('button', { name: 'Discard' }).click()
  await expect(refused).toHaveCount(0)
  await expectSame(venue, tills)
})
