// The import's dialog as a person works it: a file on the disk, the system's dialogs answered, figures of the report.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { expect } from './desk.ts'
import { makeFolder, type OpenApp } from './launch.ts'

/** A file of that name in a folder of its own; where it lies. */
export function writeFile(name: string, content: string | Buffer): string {
  const place = path.join(makeFolder(), name)
  writeFileSync(place, content)
  return place
}

/** The next file dialog answers with this file, whatever the system's own dialog looks like. */
export async function answerFileDialog({ app }: OpenApp, place: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [filePath] })
  }, place)
}

/** The next save dialog answers with this place. */
export async function answerSaveDialog({ app }: OpenApp, place: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath })
  }, place)
}

/** The dialog itself. */
export function importDialog(page: Page): Locator {
  return page.getByRole('dialog')
}

/** Goes to Customers, opens the import and chooses the file. */
export async function chooseFile(app: OpenApp, place: string): Promise<Locator> {
  await answerFileDialog(app, place)
  await app.page.keyboard.press('Alt+2')
  await app.page.getByRole('button', { name: 'Import…' }).click()
  const dialog = importDialog(app.page)
  await dialog.getByRole('button', { name: /^Choose/ }).click()
  return dialog
}

/** Starts the import and waits for its report. */
export async function importNow(dialog: Locator): Promise<void> {
  await dialog.getByRole('button', { name: /^Import \d/ }).click()
  await expect(dialog.getByRole('button', { name: 'Done' })).toBeVisible({ timeout: 30_000 })
}

/** A figure of the report by its label. */
export function total(dialog: Locator, label: RegExp): Locator {
  return dialog
    .locator('dl > div')
    .filter({ has: dialog.page().locator('dt', { hasText: label }) })
    .locator('dd')
}
