// What a page that had been taken over could do: nothing beyond the contract.
import { expect, test } from './desk.ts'

test('the page has no Node, no Electron and one frozen door', async ({ desk }) => {
  const found = await desk.page.evaluate(() => {
    const names = ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer', '__dirname']
    const bridge = (window as unknown as { regulars: object }).regulars
    return { leaked: names.filter((name) => name in window), door: Object.keys(bridge).sort() }
  })
  expect(found).toEqual({ leaked: [], door: ['call', 'on'] })
})

test('the policy allows no inline script, no eval and no other origin', async ({ emptyDesk }) => {
  const { page } = emptyDesk
  const outcome = await page.evaluate(async () => {
    const refused: string[] = []
    document.addEventListener('securitypolicyviolation', (event) => refused.push(event.effectiveDirective))
    const script = document.createElement('script')
    script.textContent = 'window.injected = 1'
    document.head.append(script)
    const remote = document.createElement('script')
    remote.src = 'https://example.com/x.js'
    document.head.append(remote)
    const picture = new Image()
    picture.src = 'https://example.com/x.png'
    const fetched = await fetch('https://example.com/').then(
      () => 'answered',
      () => 'refused',
    )
    let evaluated = 'ran'
    try {
      new Function('return 1')()
    } catch {
      evaluated = 'refused'
    }
    await new Promise((resolve) => setTimeout(resolve, 300))
    return { injected: 'injected' in window, fetched, evaluated, refused: [...new Set(refused)].sort() }
  })
  expect(outcome).toMatchObject({ injected: false, fetched: 'refused', evaluated: 'refused' })
  expect(outcome.refused).toEqual(expect.arrayContaining(['connect-src', 'img-src', 'script-src-elem']))
})

test('navigation away, new windows and permissions are refused', async ({ emptyDesk }) => {
  const { app, page } = emptyDesk
  const before = page.url()
  const opened = await page.evaluate(() => window.open('https://example.com/') === null)
  expect(opened).toBe(true)
  await page.evaluate(() => {
    window.location.href = 'https://example.com/'
  })
  await page.waitForTimeout(500)
  expect(page.url()).toBe(before)
  expect(app.windows()).toHaveLength(1)
  const permissions = await page.evaluate(async () => {
    const notification = await Notification.requestPermission()
    const location = await new Promise((resolve) => {
      navigator.geolocation.getCurrentPosition(
        () => resolve('granted'),
        () => resolve('denied'),
      )
    })
    return { notification, location }
  })
  expect(permissions).toEqual({ notification: 'denied', location: 'denied' })
})

test('the window is sandboxed and isolated', async ({ emptyDesk }) => {
  const preferences = await emptyDesk.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>
    }
    const { sandbox, contextIsolation, nodeIntegration, webSecurity } = contents.getLastWebPreferences()
    return { sandbox, contextIsolation, nodeIntegration, webSecurity }
  })
  expect(preferences).toEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
  })
})

test('calls outside the contract are answered with a code and nothing about the inside', async ({ desk }) => {
  const replies = await desk.page.evaluate(async () => {
    const bridge = (
      window as unknown as { regulars: { call(method: unknown, args: unknown): Promise<unknown> } }
    ).regulars
    const calls: [unknown, unknown][] = [
      ['no.such.method', {}],
      ['__proto__', {}],
      ['lookup.search', { text: 5 }],
      ['lookup.search', { text: 'a', extra: true }],
      ['customers.card', { customerId: "' OR 1=1 --" }],
      ['import.preview', { fileToken: '/etc/passwd', mapping: {} }],
      ['customer.create', null],
    ]
    return Promise.all(calls.map(([method, args]) => bridge.call(method, args)))
  })
  for (const reply of replies) {
    expect(reply).toMatchObject({ ok: false, error: { code: expect.stringMatching(/^[A-Z_]+$/) } })
    expect(JSON.stringify(reply)).not.toMatch(/SELECT|sqlite|node_modules|\/src\/|\bat \w+ \(/)
  }
})
