import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OpenDialogOptions } from 'electron'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Fixture, launchFixture, removeFolder, waitUntil } from './fixture/launch.ts'

let fixture: Fixture
beforeAll(async () => {
  fixture = await launchFixture()
})
afterAll(async () => {
  await fixture.app.close()
  removeFolder(fixture.folder)
})

/**
 * Opens a file chooser from main, and hears of it. The driver asks Chromium for choosers on its own connection, which nothing
 * orders with main's: a later answer on that connection says that Chromium has heard, and would not cancel the chooser.
 */
async function openFiles(options: OpenDialogOptions) {
  const opened = fixture.page.waitForEvent('filechooser')
  await fixture.page.evaluate(() => {})
  const answer = fixture.app.evaluate(({ dialog }, given) => dialog.showOpenDialog(given), options)
  return { chooser: await opened, answer }
}

it('opens Chromium’s file chooser, which a test driver can answer, and tells main the path', async () => {
  const file = join(fixture.folder, 'ลูกค้า.csv')
  writeFileSync(file, 'a,b\n')
  const { chooser, answer } = await openFiles({
    properties: ['openFile'],
    filters: [{ name: 'CSV', extensions: ['csv'] }],
  })
  await chooser.setFiles(file)
  expect(await answer).toEqual({ canceled: false, filePaths: [file] })
})

it('lets several files be chosen only when asked to', async () => {
  const { chooser, answer } = await openFiles({ properties: ['openFile', 'multiSelections'] })
  const files = [join(fixture.folder, 'one.csv'), join(fixture.folder, 'two.csv')]
  for (const file of files) writeFileSync(file, '')
  expect(chooser.isMultiple()).toBe(true)
  await chooser.setFiles(files)
  expect((await answer).filePaths).toEqual(files)
})

it('keeps a chooser for its answer while the page collects its garbage', async () => {
  const file = join(fixture.folder, 'late.csv')
  writeFileSync(file, '')
  const driver = await fixture.page.context().newCDPSession(fixture.page)
  await driver.send('Page.enable')
  await driver.send('DOM.enable')
  await driver.send('Page.setInterceptFileChooserDialog', { enabled: true })
  const opened = new Promise<number | undefined>((resolve) =>
    driver.once('Page.fileChooserOpened', ({ backendNodeId }) => resolve(backendNodeId)),
  )
  const answer = fixture.app.evaluate(({ dialog }) => dialog.showOpenDialog({ properties: ['openFile'] }))
  const backendNodeId = await opened
  await driver.send('HeapProfiler.collectGarbage')
  await driver.send('DOM.setFileInputFiles', { backendNodeId, files: [file] })
  expect((await answer).filePaths).toEqual([file])
  await driver.detach()
})

it('saves under the default name into the downloads folder and says where', async () => {
  const answer = await fixture.app.evaluate(({ app, dialog }) => {
    app.setPath('downloads', app.getPath('userData'))
    return dialog.showSaveDialog({ defaultPath: 'refused.csv' })
  })
  expect(answer).toEqual({ canceled: false, filePath: join(fixture.folder, 'refused.csv') })
  // What is printed comes by another way than the answer.
  await waitUntil(() => fixture.printed().includes('refused.csv'))
})

it('asks in the page and answers the pressed button', async () => {
  const answer = fixture.app.evaluate(({ dialog }) =>
    dialog.showMessageBox({ message: 'Go on?', buttons: ['Quit', 'Go on'], cancelId: 0 }),
  )
  await fixture.page
    .getByRole('alertdialog', { name: 'Go on?' })
    .getByRole('button', { name: 'Go on' })
    .click()
  expect((await answer).response).toBe(1)
})
