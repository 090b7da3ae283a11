// Two tills of one venue: what a manager decides about tiers and tells in notices reaches the front desk, which reads it
// offline as well and changes nothing of it.
import { expect, expectLevel, expectState, test } from './sync-desk.ts'

test('a notice and a tier reach the other till; the front desk reads and cannot change them', async ({
  tills: [managers, clerks],
  venue,
}) => {
  await managers.page.getByRole('button', { name: /^Notices/ }).click()
  await managers.page.getByRole('button', { name: 'New notice' }).click()
  const form = managers.page.getByRole('dialog', { name: 'New notice' })
  await form.getByLabel('What changes').fill('New opening hours')
  await form.getByLabel('In full').fill('The doors open at nine.')
  await form.getByText('Big change', { exact: true }).click()
  await form.getByRole('button', { name: 'Publish' }).click()
  const entryAt = (till: typeof managers) =>
    till.page.getByRole('dialog', { name: 'Notices' }).getByRole('article', { name: 'New opening hours' })
  await expect(entryAt(managers)).toContainText('nobody has read it yet')
  await managers.page.keyboard.press('Escape')
  await managers.page.keyboard.press('Alt+0')
  await managers.page.getByRole('button', { name: 'Edit Gold' }).click()
  await managers.page.getByRole('dialog').getByLabel('Benefits').fill('A drink with every visit')
  await managers.page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await expect(managers.page.getByText('Gold saved')).toBeVisible()
  await expectLevel(managers)
  await expectLevel(clerks)

  await venue.server.goOffline()
  await expectState(clerks, 'offline')
  const { page } = clerks
  const banner = page.getByRole('region', { name: 'Important notice' })
  await expect(banner).toContainText('New opening hours')
  await banner.getByRole('button', { name: 'Show notices' }).click()
  await expect(page.getByRole('button', { name: 'New notice' })).toHaveCount(0)
  await expect(entryAt(clerks).getByRole('button', { name: /^Withdraw/ })).toHaveCount(0)
  await entryAt(clerks)
    .getByRole('button', { name: /^Mark as read/ })
    .click()
  await page.keyboard.press('Escape')
  await expect(banner).toHaveCount(0)
  await page.keyboard.press('Alt+0')
  const tiers = page.getByRole('region', { name: 'VIP tiers' })
  await expect(tiers).toContainText('A drink with every visit')
  await expect(tiers).toContainText('Managers change these.')
  await expect(tiers.getByRole('button')).toHaveCount(0)
  await venue.server.goOnline()
  await expectLevel(clerks)
  await expectLevel(managers)
  await managers.page.getByRole('button', { name: /^Notices/ }).click()
  await expect(entryAt(managers)).toContainText('1 has read it')
  await managers.page.keyboard.press('Escape')
  await managers.page.keyboard.press('Alt+1')
  await page.keyboard.press('Alt+1')
})
