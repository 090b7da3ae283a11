// The Sync place with everything in it is sound in both languages and themes on both sizes of screen; and the focus stays
// where the person was when something has been dealt with.
import { expectSoundLooks } from './session-looks.ts'
import { ask, expect, expectLevel, expectState, syncNow, type Till, test, type Venue } from './sync-desk.ts'
import { create, edit, goToSync, note, openCard, sell } from './sync-work.ts'

const sizes = [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
] as const

/** Two values for a nickname, a refused sale, and changes that wait: at the counter whose changes arrived later, which is answered. */
async function fillPlace(venue: Venue, [one, two]: readonly [Till, Till]): Promise<Till> {
  const asked = await create(one.page, 'Yupin Twonames', '0865000001')
  const poor = await create(one.page, 'Zuleeporn Overspent', '0865000002')
  const money = { customerId: poor.id, amount: 100_000 }
  await ask(one, 'customer.addCredit', { commandId: crypto.randomUUID(), ...money })
  for (const till of [one, two]) await expectLevel(till)
  const { faults } = venue.server
  faults.add('/rest/v1/rpc/', { kind: 'error' }, Number.POSITIVE_INFINITY)
  for (const { page } of [one, two]) {
    await openCard(page, poor.code, 'Zuleeporn Overspent')
    await sell(page, { amount: '900', fromCredit: '900', receipt: 'R-5002' })
    await openCard(page, asked.code, 'Yupin Twonames')
    await edit(page, { Nickname: page === one.page ? 'ปิ่น' : 'Pin' })
  }
  faults.clear()
  await expectLevel(two)
  await expectLevel(one)
  const later = (await ask(one, 'sync.refused', {})).length > 0 ? one : two
  await venue.server.goOffline()
  await note(later.page, 'รอเรียกกลับ')
  await syncNow(later)
  await expectState(later, 'offline')
  return later
}

test('the Sync place is sound with everything in it, on both sizes of screen', async ({ venue, tills }) => {
  test.slow()
  const later = await fillPlace(venue, tills)
  await goToSync(later.page)
  for (const title of ['To decide', 'Refused', 'Unsent']) {
    await expect(later.page.getByRole('region', { name: title }).getByRole('listitem').first()).toBeVisible()
  }
  for (const size of sizes) {
    await later.page.setViewportSize(size)
    await expectSoundLooks(later.page, () => later.page.keyboard.press('Alt+5'))
  }
  await later.page.setViewportSize(sizes[0])
  await ask(later, 'settings.set', { language: 'en', theme: 'light' })
  await later.page.reload()
  await expectState(later, 'offline')
})

test('with the keyboard alone: what is decided goes, the focus goes to what comes next', async ({
  venue,
  tills,
}) => {
  const [one, two] = tills
  const names = ['Aranya Firstone', 'Busaba Secondone']
  const made = []
  for (const [index, name] of names.entries()) made.push(await create(one.page, name, `086500001${index}`))
  for (const till of tills) await expectLevel(till)
  await venue.server.goOffline()
  for (const { page } of tills) {
    for (const { code } of made) {
      await openCard(page, code, /Firstone|Secondone/)
      await edit(page, { Nickname: page === one.page ? 'One' : 'Two' })
    }
  }
  await venue.server.goOnline()
  await expectLevel(two)
  await expectLevel(one)
  await expectLevel(two)
  await expectLevel(one)
  await goToSync(one.page)
  const region = one.page.getByRole('region', { name: /^To decide/ })
  const items = region.getByRole('listitem')
  await expect.poll(() => items.count()).toBeGreaterThanOrEqual(2)
  const before = await items.count()
  await items.first().getByRole('button', { name: 'Another value' }).focus()
  await one.page.keyboard.press('Enter')
  await expect(items.first().getByLabel('The right value')).toBeFocused()
  await one.page.keyboard.press('Escape')
  await expect(items.first().getByLabel('The right value')).toHaveCount(0)
  await expect(items.first().getByRole('button', { name: 'Another value' })).toBeFocused()
  for (let left = before - 1; left > 0; left -= 1) {
    await items
      .first()
      .getByRole('button', { name: /^(Keep this|Seen)$/ })
      .focus()
    await one.page.keyboard.press('Enter')
    await expect(items).toHaveCount(left)
    await expect(items.first()).toBeFocused()
  }
  await items
    .first()
    .getByRole('button', { name: /^(Keep this|Seen)$/ })
    .focus()
  await one.page.keyboard.press('Enter')
  await expect(items).toHaveCount(0)
  await expect(region.getByRole('heading')).toBeFocused()
  await expect(region).toContainText('Nothing to decide.')
})
