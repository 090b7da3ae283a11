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

const navigations = () => fixture.app.evaluate(() => Reflect.get(globalThis, 'fixture').navigations)

it('applies the response’s own Content-Security-Policy', async () => {
  expect(await fixture.page.evaluate(() => Reflect.get(window, 'inlineRan'))).toBeUndefined()
  const outside = await fixture.page.evaluate(() =>
    fetch('https://example.com/').catch((error) => error.message),
  )
  expect(outside).toBe('Failed to fetch')
})

it('serves module scripts, fetch and module workers from the app’s origin, which is secure', async () => {
  const seen = await fixture.page.evaluate(async () => {
    const worker = new Worker('/worker.js', { type: 'module' })
    const fromWorker = await new Promise((resolve) =>
      worker.addEventListener('message', (event) => resolve(event.data)),
    )
    const missing = await fetch('/nothing.json')
    return [await (await fetch('/data.json')).json(), fromWorker, missing.status, isSecureContext]
  })
  expect(seen).toEqual([{ fetched: true }, { fetched: true }, 404, true])
})

it('asks main before leaving, and stays when main says no', async () => {
  await fixture.page.getByRole('link', { name: 'away' }).click({ noWaitAfter: true })
  await waitUntil(async () => (await navigations()).some((each: object) => 'navigate' in each))
  expect(await navigations()).toContainEqual({ navigate: 'https://example.com/away' })
  expect(await fixture.page.evaluate(() => document.title)).toBe('Fixture ready')
})

it('asks main about new windows and opens none', async () => {
  await fixture.page.getByRole('link', { name: 'popup' }).click({ noWaitAfter: true })
  expect(await fixture.page.evaluate(() => window.open('https://example.com/opened'))).toBeNull()
  await waitUntil(async () => (await navigations()).filter((each: object) => 'popup' in each).length === 2)
  expect(await navigations()).toContainEqual({ popup: 'https://example.com/popup' })
  expect(await navigations()).toContainEqual({ popup: 'https://example.com/opened' })
  expect(fixture.app.windows()).toHaveLength(1)
})

it('grants only the permissions that the app’s handler grants', async () => {
  const states = await fixture.page.evaluate(async () => {
    const ask = async (name: PermissionName) => (await navigator.permissions.query({ name })).state
    return [await ask('geolocation'), await ask('notifications')]
  })
  expect(states).toEqual(['denied', 'granted'])
})
