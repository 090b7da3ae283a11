// The smallest whole day at a desk: open, create, import, close, open again, find. Run on the build of the checkout, and by
// `npm run package` on the packed files alone, away from the checkout (REGULARS_PACKED_APP names their folder).
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { cardName, countCustomers, expect, foundRows, lookUp, openNewcomer, test } from './desk.ts'
import { launchApp, makeFolder } from './launch.ts'

const appFolder = process.env.REGULARS_PACKED_APP

test('open, create, import, close, open again, find', async () => {
  const folder = makeFolder()
  const file = path.join(makeFolder(), 'few.csv')
  writeFileSync(file, 'customer_name,contact_number\nPacked Importson,812345679\n')
  const first = await launchApp({ folder, appFolder, args: [`--import=${file}`] })
  await expect.poll(() => countCustomers(first.page)).toBe(1)
  await first.page.keyboard.press('Escape')
  await expect(first.page.getByRole('dialog')).toHaveCount(0)
  const dialog = await openNewcomer(first.page)
  await dialog.getByLabel('Full name').fill('Packed Newcomer')
  await dialog.getByLabel('Phone', { exact: true }).fill('0898887777')
  await first.page.keyboard.press('Enter')
  await expect(cardName(first.page)).toHaveText('Packed Newcomer')
  await first.close()

  const second = await launchApp({ folder, appFolder })
  for (const [scrap, name] of [
    ['888777', 'Packed Newcomer'],
    ['0812345679', 'Packed Importson'],
  ] as const) {
    await lookUp(second.page, scrap)
    await expect(foundRows(second.page).first()).toContainText(name)
  }
  await second.close()
})
