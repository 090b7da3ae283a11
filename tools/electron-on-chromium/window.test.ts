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

const innerSize = () => fixture.page.evaluate(() => [innerWidth, innerHeight])

it('gives the page exactly the size asked for, and resizes', async () => {
  expect(await innerSize()).toEqual([900, 500])
  const window = await fixture.app.browserWindow(fixture.page)
  for (const [width, height] of [
    [1366, 768],
    [1920, 1080],
  ] as const) {
    await window.evaluate((each, size) => each.setSize(size[0] ?? 0, size[1] ?? 0), [width, height])
    await fixture.page.waitForFunction(
      (size) => innerWidth === size[0] && innerHeight === size[1],
      [width, height],
    )
    expect(await window.evaluate((each) => each.getContentSize())).toEqual([width, height])
  }
})

it('lets the test driver set a viewport and take a picture of it', async () => {
  await fixture.page.setViewportSize({ width: 1366, height: 768 })
  const picture = await fixture.page.screenshot()
  expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([1366, 768])
})

it('takes pictures itself', async () => {
  const size = await (await fixture.app.browserWindow(fixture.page)).evaluate(async (window) => {
    const image = await window.capturePage()
    return { ...image.getSize(), signature: image.toPNG().subarray(1, 4).toString() }
  })
  expect(size.signature).toBe('PNG')
  expect(size.width).toBeGreaterThan(0)
})

it('takes the page’s title, and minimises and restores', async () => {
  const window = await fixture.app.browserWindow(fixture.page)
  await fixture.page.evaluate(() => {
    document.title = 'Changed'
  })
  await waitUntil(async () => (await window.evaluate((each) => each.getTitle())) === 'Changed')
  const states = await window.evaluate((each) => {
    const seen = [each.isMinimized()]
    each.minimize()
    seen.push(each.isMinimized())
    each.restore()
    return [...seen, each.isMinimized(), each.isDestroyed()]
  })
  expect(states).toEqual([false, true, false, false])
})

it('runs scripts for main and tells main’s theme to the page', async () => {
  const window = await fixture.app.browserWindow(fixture.page)
  expect(await window.evaluate((each) => each.webContents.executeJavaScript('Promise.resolve(6 * 7)'))).toBe(
    42,
  )
  const isDark = () => fixture.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
  await fixture.app.evaluate(({ nativeTheme }) => {
    nativeTheme.themeSource = 'dark'
  })
  await waitUntil(isDark)
  expect(await fixture.app.evaluate(({ nativeTheme }) => nativeTheme.shouldUseDarkColors)).toBe(true)
})

it.each([
  ['sandbox', false],
  ['contextIsolation', false],
  ['nodeIntegration', true],
  ['webSecurity', false],
])('refuses a window with %s: %s', async (name, value) => {
  const message = await fixture.app.evaluate(
    ({ BrowserWindow }, preference) => {
      try {
        new BrowserWindow({ webPreferences: { [preference.name]: preference.value } })
        return 'opened'
      } catch (error) {
        return String(error)
      }
    },
    { name, value },
  )
  expect(message).toContain(`The stand-in refuses webPreferences.${name}: ${value}`)
})

it('says by name what it does not have', async () => {
  const messages = await fixture.app.evaluate(({ Tray, app, utilityProcess, BrowserWindow }) => {
    const attempts = [
      () => new Tray('icon.png'),
      () => utilityProcess.fork('x.js'),
      () => app.setBadgeCount(1),
      () => BrowserWindow.getAllWindows()[0]?.setVibrancy('menu'),
    ]
    return attempts.map((attempt) => {
      try {
        attempt()
        return 'worked'
      } catch (error) {
        return error instanceof Error ? error.message : 'threw'
      }
    })
  })
  expect(messages).toEqual([
    'The stand-in does not have electron.Tray',
    'The stand-in does not have electron.utilityProcess.fork',
    'The stand-in does not have electron.app.setBadgeCount',
    'The stand-in does not have electron.BrowserWindow.setVibrancy',
  ])
})
