// Receipts come in through the same dialog as customers: told apart by their columns, given to whom they belong, added up
// to the satang, and never twice.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { card, cardName, expect, foundRows, lookUp, searchBox, test } from './desk.ts'
import { answerSaveDialog, chooseFile, importDialog, importNow, total, writeFile } from './import-desk.ts'
import { launchApp, makeFolder } from './launch.ts'

const people = [
  'id,customer_name,contact_number',
  'L-1,Manee Rakrian,0812345670',
  'L-2,Peter Importson,0812345671',
  '',
].join('\n')
const receipts = [
  'receipt,customer_id,date,amount',
  'R-1,L-1,15/03/2564,"1,234.50"',
  'R-2,0812345671,2021-06-30,20',
  'R-3,L-1,2022-01-02 18:30,฿0.75',
  'R-4,L-9,2021-06-30,20',
  'R-5,L-1,2021-06-30,-20',
  'R-1,L-1,2021-03-15,1234.50',
  '',
].join('\n')

/** Lifetime value in satang and visits of whoever the search finds, as main knows them. */
async function sumsOf(page: Page, text: string): Promise<{ value: number; visits: number }> {
  await page.keyboard.press('Alt+1')
  await lookUp(page, text)
  await foundRows(page).first().click()
  await expect(cardName(page)).toBeVisible()
  return page.evaluate(async (searched) => {
    const { regulars } = window as unknown as {
      regulars: { call(method: string, args: object): Promise<{ value: unknown }> }
    }
    const found = await regulars.call('lookup.search', { text: searched })
    const customerId = (found.value as { hits: { id: string }[] }).hits[0]?.id
    const { value } = await regulars.call('customers.card', { customerId })
    const { totalLifetimeValue, totalVisits } = value as { totalLifetimeValue: number; totalVisits: number }
    return { value: totalLifetimeValue, visits: totalVisits }
  }, text)
}

test('customers, then their receipts: tried, imported, seen on the card, and a second time nothing new', async ({
  emptyDesk,
}) => {
  const { page } = emptyDesk
  const first = await chooseFile(emptyDesk, writeFile('people.csv', people))
  await expect(first.getByRole('radio', { name: 'Customers' })).toBeChecked()
  await importNow(first)
  await first.getByRole('button', { name: 'Done' }).click()

  const place = writeFile('receipts.csv', receipts)
  const dialog = await chooseFile(emptyDesk, place)
  await expect(dialog.getByRole('radio', { name: 'Receipts' })).toBeChecked()
  await expect(dialog).toContainText('฿1,234.50')
  await expect(dialog).toContainText('Customer not in the directory')
  await dialog.getByRole('button', { name: /^Try/ }).click()
  await expect(total(dialog, /New receipts/)).toHaveText('3')
  await expect(total(dialog, /Refused/)).toHaveText('3')
  await expect(dialog).toContainText('฿1,255.25')

  await importNow(dialog)
  await expect(total(dialog, /New receipts/)).toHaveText('3')
  await expect(total(dialog, /Customers/)).toHaveText('2')
  for (const reason of [
    'Customer not in the directory',
    'Amount below zero',
    'An earlier row has this receipt',
  ])
    await expect(dialog).toContainText(reason)
  const target = path.join(makeFolder(), 'refused.csv')
  await answerSaveDialog(emptyDesk, target)
  await dialog.getByRole('button', { name: /^Download/ }).click()
  await expect(dialog).toContainText('Written to refused.csv')
  expect(readFileSync(target, 'utf8')).toMatch(
    /R-4.*CUSTOMER_UNKNOWN[\s\S]*R-5.*AMOUNT_NEGATIVE[\s\S]*R-1.*RECEIPT_REPEATED/,
  )
  await dialog.getByRole('button', { name: 'Done' }).click()

  expect(await sumsOf(page, 'L-1')).toEqual({ value: 123_525, visits: 2 })
  await expect(card(page)).toContainText(/Visits\s*2/)
  expect(await sumsOf(page, 'L-2')).toEqual({ value: 2000, visits: 1 })

  const again = await chooseFile(emptyDesk, place)
  await importNow(again)
  await expect(total(again, /New receipts/)).toHaveText('0')
  await expect(total(again, /Known already/)).toHaveText('3')
  await again.getByRole('button', { name: 'Done' }).click()
  expect(await sumsOf(page, 'L-1')).toEqual({ value: 123_525, visits: 2 })
})

test('the person has the last word on what a file holds', async ({ emptyDesk }) => {
  const dialog = await chooseFile(emptyDesk, writeFile('receipts.csv', receipts))
  const start = dialog.getByRole('button', { name: /^Import \d/ })
  await expect(start).toBeEnabled()
  await dialog.getByText('Customers', { exact: true }).click()
  await expect(dialog.getByRole('radio', { name: 'Customers' })).toBeChecked()
  await expect(dialog.getByLabel('What is customer_id?')).toHaveValue('legacyId')
  await dialog.getByText('Receipts', { exact: true }).click()
  await expect(dialog.getByLabel('What is customer_id?')).toHaveValue('customerRef')
  await expect(start).toBeEnabled()
  await dialog.getByLabel('What is amount?').selectOption('')
  await expect(start).toBeDisabled()
  await expect(dialog).toContainText('Say which columns hold the receipt')
})

test('killed in the middle of an import of receipts, the rest comes in afterwards, to the same sums', async () => {
  const folder = makeFolder()
  const customers = Array.from({ length: 4000 }, (_, index) => `K-${index},Kept Person${index}`)
  const rows = Array.from({ length: 40_000 }, (_, index) => `S-${index},K-${index % 4000},2021-06-30,1.05`)
  const peopleFile = writeFile('people.csv', `id,customer_name\n${customers.join('\n')}\n`)
  const salesFile = writeFile('sales.csv', `receipt,customer_id,date,amount\n${rows.join('\n')}\n`)
  const first = await launchApp({ folder })
  const importing = await chooseFile(first, peopleFile)
  await importing.getByRole('button', { name: /^Import [\d,]+/ }).click()
  await expect(importing.getByRole('button', { name: 'Done' })).toBeVisible({ timeout: 60_000 })
  await importing.getByRole('button', { name: 'Done' }).click()
  const dialog = await chooseFile(first, salesFile)
  await dialog.getByRole('button', { name: /^Import [\d,]+/ }).click()
  await expect(dialog.getByRole('progressbar')).toBeVisible()
  await first.page.waitForTimeout(300)
  await first.kill()

  const second = await launchApp({ folder })
  await expect(searchBox(second.page)).toBeVisible()
  const again = await chooseFile(second, salesFile)
  await again.getByRole('button', { name: /^Import [\d,]+/ }).click()
  await expect(again.getByRole('button', { name: 'Done' })).toBeVisible({ timeout: 90_000 })
  await expect(total(again, /Refused/)).toHaveText('0')
  await again.getByRole('button', { name: 'Done' }).click()
  for (const id of ['K-0', 'K-1999', 'K-3999'])
    expect(await sumsOf(second.page, id)).toEqual({ value: 1050, visits: 10 })
  await second.close()
})

test('--import FILE takes a file of receipts for what it is', async () => {
  const folder = makeFolder()
  for (const [content, label, count] of [
    [people, /New customers/, '2'],
    [receipts, /New receipts/, '3'],
  ] as const) {
    const app = await launchApp({ folder, args: [`--import=${writeFile('waiting.csv', content)}`] })
    const dialog = importDialog(app.page)
    await expect(dialog.getByRole('button', { name: 'Done' })).toBeVisible({ timeout: 30_000 })
    await expect(total(dialog, label)).toHaveText(count)
    await app.close()
  }
})
