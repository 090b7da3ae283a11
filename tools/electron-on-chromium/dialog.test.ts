import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Fixture, launchFixture, removeFolder } from './fixture/launch.ts'

let fixture: Fixture
beforeAll(async () => {
  fixture = await launchFixture()
})
afterAll(async () => {
  await fixture.app.close()
  removeFolder(fixture.folder)
})

it('opens Chromium’s file chooser, which a test driver can answer, and tells main the path', async () => {
  const file = join(fixture.folder, 'ลูกค้า.csv')
  writeFileSync(file, 'a,b\n')
  const chooser = fixture.page.waitForEvent('filechooser')
  const answer = fixture.app.evaluate(({ dialog }) =>
    dialog.showOpenDialog({ properties: ['openFile'], filters: [{ name: 'CSV', extensions: ['csv'] }] }),
  )
  await (await chooser).setFiles(file)
  expect(await answer).toEqual({ canceled: false, filePaths: [file] })
})

it('lets several files be chosen only when asked to', async () => {
  const chooser = fixture.page.waitForEvent('filechooser')
  const answer = fixture.app.evaluate(({ dialog }) =>
    dialog.showOpenDialog({ properties: ['openFile', 'multiSelections'] }),
  )
  const files = [join(fixture.folder, 'one.csv'), join(fixture.folder, 'two.csv')]
  for (const file of files) writeFileSync(file, '')
  expect((await chooser).isMultiple()).toBe(true)
  await (await chooser).setFiles(files)
  expect((await answer).filePaths).toEqual(files)
})

it('saves under the default name into the downloads folder and says where', async () => {
  const answer = await fixture.app.evaluate(({ app, dialog }) => {
    app.setPath('downloads', app.getPath('userData'))
    return dialog.showSaveDialog({ defaultPath: 'refused.csv' })
  })
  expect(answer).toEqual({ canceled: false, filePath: join(fixture.folder, 'refused.csv') })
  expect(fixture.printed()).toContain('refused.csv')
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
