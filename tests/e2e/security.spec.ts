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
    // Code that a driver evaluates may evaluate more, so the text is left to a timer.
    setTimeout('window.evaluated = 1' as unknown as () => void)
    await new Promise((resolve) => setTimeout(resolve, 300))
    return {
      injected: 'injected' in window,
      evaluated: 'evaluated' in window,
      fetched,
      refused: [...new Set(refused)].sort(),
    }
  })
  emptyDesk.pageErrors.splice(0)
  expect(outcome).toMatchObject({ injected: false, evaluated: false, fetched: 'refused' })
  expect(outcome.refused).toEqual(expect.arrayContaining(['connect-src', 'img-src', 'script-src-elem']))
})

test('navigation away, new windows and permissions are refused', async ({ emptyDesk }) => {
  const { app, page } = emptyDesk
  const before = page.url()
  await page.evaluate(() => void window.open('https://example.com/'))
  await page.evaluate(() => {
    window.location.href = 'https://example.com/'
  })
  await page.waitForTimeout(500)
  expect(page.url()).toBe(before)
  expect(app.windows()).toHaveLength(1)
  emptyDesk.pageErrors.splice(0)
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
      ['import.preview', { fileToken: '/etc/passwd', kind: 'customers', mapping: {} }],
      ['customer.create', null],
    ]
    return Promise.all(calls.map(([method, args]) => bridge.call(method, args)))
  })
  for (const reply of replies) {
    expect(reply).toMatchObject({ ok: false, error: { code: expect.stringMatching(/^[A-Z_]+$/) } })
    expect(JSON.stringify(reply)).not.toMatch(/SELECT|sqlite|node_modules|\/src\/|\bat \w+ \(/)
  }
})
