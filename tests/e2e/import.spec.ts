// A customer file comes in through the Customers screen or the command line, twice without doubles, bad ones in words.
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { card, cardName, countCustomers, expect, foundRows, lookUp, searchBox, test } from './desk.ts'
import { answerSaveDialog, chooseFile, importDialog, importNow, total, writeFile } from './import-desk.ts'
import { launchApp, makeFolder } from './launch.ts'

const file = [
  'id,customer_name,contact_number,email,date_of_birth,available_credit,available_point,sms_pdpa',
  'L-1,คุณ มานี รักเรียน,812345670,manee@example.com,15/03/2533,"1,500.50",120,Y',
  'L-2,Peter Importson,+44 20 7946 0958,peter@example.co.uk,1985-07-21,0,0,N',
  'L-3,ปิติ มีนา,๐๘๙-๑๑๑-๒๒๓๓,,,,,',
  'L-4,Family Member One,02-555-0101,,,,,',
  'L-5,Family Member Two,025550101,,,,,',
  'L-6,X,0812223344,,,,,',
  'L-7,Phone Isbad,12,,,,,',
  'L-8,"Quoted, Comma ""Nick""",0891119999,,,,,',
  '',
].join('\r\n')
const good = 6

test('columns are guessed, the dry run writes nothing, the import brings everyone, a second one nobody', async ({
  emptyDesk,
}) => {
  const { page } = emptyDesk
  const place = writeFile('legacy.csv', file)
  const dialog = await chooseFile(emptyDesk, place)
  await expect(dialog).toContainText('customer_name')
  await expect(dialog).toContainText('UTF-8')

  await dialog.getByRole('button', { name: /^(Try|Dry)/ }).click()
  await expect(total(dialog, /New customers/)).toHaveText(String(good))
  await expect(total(dialog, /Refused/)).toHaveText('2')
  expect(await countCustomers(page)).toBe(0)

  await importNow(dialog)
  await expect(total(dialog, /New customers/)).toHaveText(String(good))
  expect(await countCustomers(page)).toBe(good)
  await dialog.getByRole('button', { name: 'Done' }).click()

  const again = await chooseFile(emptyDesk, place)
  await importNow(again)
  await expect(total(again, /New customers/)).toHaveText('0')
  await expect(total(again, /Known already/)).toHaveText(String(good))
  expect(await countCustomers(page)).toBe(good)
  await again.getByRole('button', { name: 'Done' }).click()

  // Two entries of one person in a file are not kept out: the report says so once the directory was searched.
  const twice =
    'id,customer_name,contact_number,date_of_birth\r\nL-91,Ratana Twicein,0844440001,12/05/1988\r\n'
  const content = `${twice}L-92,Rattana Twicein,0844440002,12/05/1988\r\n`
  const third = await chooseFile(emptyDesk, writeFile('twice.csv', content))
  await importNow(third)
  await expect(third).toContainText('1 possible duplicate among these customers waits', { timeout: 30_000 })
  await third.getByRole('button', { name: 'See them in Duplicates' }).click()
  await expect(third).toHaveCount(0)
  const main = page.getByRole('main')
  await expect(main).toContainText('Only from twice.csv')
  await expect(main.getByRole('option', { name: /Rattana Twicein/ })).toHaveCount(1)

  // What the directory holds besides is not counted again with the next file.
  await page.keyboard.press('Alt+2')
  const fourth = await chooseFile(
    emptyDesk,
    writeFile(
      'once.csv',
      'id,customer_name,contact_number,date_of_birth\r\nL-93,Wichai Onceonly,0855550003,01/11/1971\r\n',
    ),
  )
  await importNow(fourth)
  await expect(fourth).toContainText('none of these customers seems to be in it twice', { timeout: 30_000 })
  await fourth.getByRole('button', { name: 'Done' }).click()
  await page.keyboard.press('Alt+3')
  await main.getByRole('button', { name: 'Show everybody' }).click()
  await expect(main).not.toContainText('Only from')
  await expect(main.getByRole('listbox')).toBeFocused()
})

test('what comes in is mended and found: zeros, Thai digits, Buddhist years, amounts', async ({
  emptyDesk,
}) => {
  const { page } = emptyDesk
  const dialog = await chooseFile(emptyDesk, writeFile('legacy.csv', file))
  await importNow(dialog)
  await dialog.getByRole('button', { name: 'Done' }).click()
  await page.keyboard.press('Alt+1')
  await lookUp(page, '0812345670')
  await expect(foundRows(page).first()).toContainText('มานี รักเรียน')
  await expect(foundRows(page).first()).toContainText('฿1,500.50')
  await foundRows(page).first().click()
  await expect(cardName(page)).toContainText('มานี รักเรียน')
  await expect(card(page)).toContainText(/1990/)
  for (const [scrap, name] of [
    ['0891112233', 'ปิติ มีนา'],
    ['+442079460958', 'Peter Importson'],
    ['Quoted, Comma', 'Quoted, Comma'],
    ['L-2', 'Peter Importson'],
  ] as const) {
    await lookUp(page, scrap)
    await expect(foundRows(page).filter({ hasText: name }).first()).toBeVisible()
  }
  await lookUp(page, '025550101')
  await expect(foundRows(page)).toHaveCount(2)
})

test('every refused row is listed with its reason and can be downloaded', async ({ emptyDesk }) => {
  const dialog = await chooseFile(emptyDesk, writeFile('legacy.csv', file))
  await importNow(dialog)
  await expect(dialog).toContainText('12')
  const target = path.join(makeFolder(), 'refused.csv')
  await answerSaveDialog(emptyDesk, target)
  await dialog.getByRole('button', { name: /^(Download|Save)/ }).click()
  await expect(dialog).toContainText('refused.csv')
  const refused = readFileSync(target, 'utf8')
  expect(refused).toContain('Phone Isbad')
  expect(refused).toContain('L-6')
  expect(refused).not.toContain('Peter')
})

const bad: readonly (readonly [what: string, name: string, content: Buffer | string])[] = [
  ['an empty file', 'empty.csv', ''],
  ['a binary file', 'picture.csv', randomBytes(4096)],
]

for (const [what, name, content] of bad) {
  test(`${what} is refused in words and leaves the directory alone`, async ({ emptyDesk }) => {
    const dialog = await chooseFile(emptyDesk, writeFile(name, content))
    await expect(dialog.getByRole('alert')).toContainText(/\w{4}/)
    expect(await countCustomers(emptyDesk.page)).toBe(0)
  })
}

test('an unclosed quote loses no row without saying so', async ({ emptyDesk }) => {
  const content =
    'customer_name,contact_number\r\nGood One,0811110001\r\n"Never closed,0811110002\r\nGood Two,0811110003\r\n'
  const dialog = await chooseFile(emptyDesk, writeFile('open-quote.csv', content))
  const alert = dialog.getByRole('alert')
  const start = dialog.getByRole('button', { name: /^Import \d/ })
  await expect(alert.or(start).first()).toBeVisible()
  if (await start.isVisible()) {
    await importNow(dialog)
    await expect(total(dialog, /Refused/)).not.toHaveText('0')
  }
})

test('Windows-874 and UTF-16 are read as what they are', async ({ emptyDesk }) => {
  const { page } = emptyDesk
  const thai = Buffer.from([0xca, 0xc1, 0xcb, 0xc1, 0xd2, 0xc2]) // สมหมาย
  const windows874 = Buffer.concat([
    Buffer.from('customer_name;contact_number\r\n'),
    thai,
    Buffer.from(';0811117777\r\n'),
  ])
  const first = await chooseFile(emptyDesk, writeFile('thai.csv', windows874))
  await importNow(first)
  await first.getByRole('button', { name: 'Done' }).click()
  const utf16 = Buffer.from('\ufeffcustomer_name\tcontact_number\r\nสมศรี ยูทีเอฟ\t0811118888\r\n', 'utf16le')
  const second = await chooseFile(emptyDesk, writeFile('wide.csv', utf16))
  await importNow(second)
  await second.getByRole('button', { name: 'Done' }).click()
  await page.keyboard.press('Alt+1')
  await lookUp(page, '0811117777')
  await expect(foundRows(page).first()).toContainText('สมหมาย')
  await lookUp(page, '0811118888')
  await expect(foundRows(page).first()).toContainText('สมศรี ยูทีเอฟ')
})

test('--import FILE brings the file in by itself, and again without doubles', async () => {
  const place = writeFile('legacy.csv', file)
  const folder = makeFolder()
  for (const created of [good, 0]) {
    const app = await launchApp({ folder, args: [`--import=${place}`] })
    const dialog = importDialog(app.page)
    const done = dialog.getByRole('button', { name: 'Done' })
    const start = dialog.getByRole('button', { name: /^Import \d/ })
    await expect(done.or(start).first()).toBeVisible({ timeout: 30_000 })
    if (await start.isVisible()) await importNow(dialog)
    await expect(total(dialog, /New customers/)).toHaveText(String(created))
    expect(await countCustomers(app.page)).toBe(good)
    await app.close()
  }
})

test('killed in the middle of an import, the directory opens whole and the rest comes in afterwards', async () => {
  const rows = Array.from(
    { length: 20_000 },
    (_, index) => `M-${index},Midway Person${index},08${String(10_000_000 + index)}`,
  )
  const place = writeFile('many.csv', `id,customer_name,contact_number\n${rows.join('\n')}\n`)
  const folder = makeFolder()
  const first = await launchApp({ folder })
  const dialog = await chooseFile(first, place)
  await dialog.getByRole('button', { name: /^Import [\d,]+/ }).click()
  await first.page.waitForTimeout(400)
  await first.kill()

  const second = await launchApp({ folder })
  await expect(searchBox(second.page)).toBeVisible()
  expect(await countCustomers(second.page)).toBeLessThanOrEqual(rows.length)
  const again = await chooseFile(second, place)
  await again.getByRole('button', { name: /^Import [\d,]+/ }).click()
  await expect(again.getByRole('button', { name: 'Done' })).toBeVisible({ timeout: 60_000 })
  expect(await countCustomers(second.page)).toBe(rows.length)
  await second.close()
})
