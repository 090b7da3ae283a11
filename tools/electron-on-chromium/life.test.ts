import type { ChildProcess } from 'node:child_process'
import { mkdirSync, readlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import {
  collect,
  type Fixture,
  fixtureFolder,
  launchFixture,
  makeFolder,
  processesNaming,
  removeFolder,
  startFixture,
  waitForExit,
  waitUntil,
} from './fixture/launch.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) removeFolder(folder)
})

async function launch(): Promise<Fixture> {
  const fixture = await launchFixture()
  folders.push(fixture.folder)
  return fixture
}

function exitOf(fixture: Fixture): Promise<number | null> {
  return new Promise((resolve) => fixture.app.process().on('exit', resolve))
}

it('looks like Electron to main: versions, arguments, paths', async () => {
  const { app, folder, printed } = await launch()
  const seen = await app.evaluate(({ app }) => ({
    userData: app.getPath('userData'),
    name: app.getName(),
    version: app.getVersion(),
    argv: process.argv.slice(1),
    isPackaged: app.isPackaged,
    type: process.type,
    standIn: process.versions['electron-on-chromium'],
    electron: process.versions.electron,
  }))
  expect(seen).toMatchObject({
    userData: folder,
    name: 'stand-in-fixture',
    version: '1.2.3',
    argv: [fixtureFolder, `--user-data-dir=${folder}`],
    isPackaged: false,
    type: 'browser',
  })
  expect(seen.standIn).toMatch(/^\d/)
  expect(seen.electron).toMatch(/^\d+\.\d+\.\d+/)
  await app.close()
  expect(printed()).not.toContain('Error')
})

it('says on stderr, in one line, that it is a stand-in, and quits on SIGTERM', async () => {
  const folder = makeFolder()
  folders.push(folder)
  const child = startFixture([fixtureFolder, `--user-data-dir=${folder}`])
  const told = collect(child)
  let warned = ''
  child.stderr?.on('data', (text) => {
    warned += text
  })
  const exit = waitForExit(child)
  await waitUntil(() => told().includes('loaded'))
  child.kill('SIGTERM')
  expect((await exit).code).toBe(0)
  expect(warned).toMatch(/^electron-on-chromium: a stand-in for Electron [^\n]*\n$/)
})

it('ends, with Chromium, when its last window is closed', async () => {
  const fixture = await launch()
  const code = exitOf(fixture)
  await fixture.page.close().catch(() => {})
  expect(await code).toBe(0)
  await waitUntil(() => processesNaming(fixture.folder).length === 0)
})

it('passes app.exit’s code through', async () => {
  const fixture = await launch()
  const code = exitOf(fixture)
  await fixture.app.evaluate(({ app }) => void setTimeout(() => app.exit(7), 50))
  expect(await code).toBe(7)
  await waitUntil(() => processesNaming(fixture.folder).length === 0)
})

it('leaves no Chromium behind when it is killed', async () => {
  const fixture = await launch()
  const main = fixture.app.process().pid ?? 0
  expect(processesNaming(fixture.folder).length).toBeGreaterThan(2)
  process.kill(main, 'SIGKILL')
  await waitUntil(() => processesNaming(fixture.folder).length === 0)
})

it('waits with quitting while will-quit is prevented', async () => {
  const fixture = await launch()
  const code = exitOf(fixture)
  await fixture.app.evaluate(({ app }) => {
    app.once('will-quit', (event) => {
      event.preventDefault()
      setTimeout(() => app.quit(), 200)
    })
  })
  await fixture.app.close()
  expect(await code).toBe(0)
})

it('hands a second start over to the first, command line and data included', async () => {
  const fixture = await launch()
  const second = startFixture([fixtureFolder, `--user-data-dir=${fixture.folder}`, '--open=คุณ'])
  const { code, printed } = await waitForExit(second)
  expect(code).toBe(0)
  expect(printed).toContain('second instance leaves')
  const seen = () => fixture.app.evaluate(() => Reflect.get(globalThis, 'fixture').secondInstances)
  await waitUntil(async () => (await seen()).length === 1)
  const [instance] = await seen()
  expect(instance.argv).toContain('--open=คุณ')
  expect(instance.data).toEqual({ from: 'second' })
  await fixture.app.close()
})

it('takes over the lock of an instance that was killed', async () => {
  const first = await launch()
  process.kill(first.app.process().pid ?? 0, 'SIGKILL')
  await waitUntil(() => processesNaming(first.folder).length === 0)
  const second = await launchFixture(first.folder)
  expect(await second.app.evaluate(({ app }) => app.hasSingleInstanceLock())).toBe(true)
  await second.app.close()
})

it('waits for the Chromium of an instance that was killed, when that is slow to end', async () => {
  const first = await launch()
  const chromium = Number(
    readlinkSync(join(first.folder, 'electron-on-chromium', 'SingletonLock'))
      .split('-')
      .at(-1),
  )
  const ended = exitOf(first)
  process.kill(chromium, 'SIGSTOP')
  let second: ChildProcess | null = null
  try {
    first.app.process().kill('SIGKILL')
    await ended
    second = startFixture([fixtureFolder, `--user-data-dir=${first.folder}`])
    const told = collect(second)
    const exit = waitForExit(second)
    await waitUntil(() => told().includes('an earlier Chromium is still ending'))
    process.kill(chromium, 'SIGCONT')
    await waitUntil(() => told().includes('loaded'))
    second.kill('SIGTERM')
    expect((await exit).code).toBe(0)
  } finally {
    second?.kill('SIGKILL')
    if (processesNaming(first.folder).includes(chromium)) process.kill(chromium, 'SIGCONT')
  }
})

it('fails plainly when the app cannot be run', async () => {
  const folder = makeFolder()
  folders.push(folder)
  mkdirSync(join(folder, 'app'))
  writeFileSync(join(folder, 'app', 'package.json'), '{ "main": "gone.js" }')
  const { code, printed } = await waitForExit(
    startFixture([join(folder, 'app'), `--user-data-dir=${folder}`]),
  )
  expect(code).toBe(1)
  expect(printed).toContain('gone.js; is the app built?')
})

it('fails plainly when there is no Chromium', async () => {
  const folder = makeFolder()
  folders.push(folder)
  const words = [fixtureFolder, `--user-data-dir=${folder}`]
  const { code, printed } = await waitForExit(
    startFixture(words, { REGULARS_CHROMIUM: join(folder, 'nowhere') }),
  )
  expect(code).toBe(1)
  expect(printed).toMatch(/Chromium cannot be started: .*nowhere ENOENT; so the app ends\n$/)
})

it('tells main when the page’s process crashes, and loads again', async () => {
  const folder = makeFolder()
  folders.push(folder)
  const child = startFixture([join(fixtureFolder, 'crash.mjs'), `--user-data-dir=${folder}`])
  const { code, printed } = await waitForExit(child)
  expect(printed).toContain('gone: crashed')
  expect(code).toBe(5)
  await waitUntil(() => processesNaming(folder).length === 0)
})
