// Setting up, signing in, PINs, locking and swapping on the built app, against a real development backend.
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from '@playwright/test'
import { launchApp, makeFolder } from './launch.ts'
import {
  callMain,
  choosePin,
  enterPin,
  expectAtWork,
  joinCounter,
  openCounter,
  pins,
  serverArgs,
  signIn,
  stepDialog,
  test,
} from './session-desk.ts'
import { expectSoundLooks } from './session-looks.ts'

const newcomer = () => ({
  commandId: randomUUID(),
  customerId: randomUUID(),
  facts: {
    fullName: 'Somsri Offline',
    primaryPhone: '0815550199',
    customerSource: 'Walk In',
    smsConsent: false,
    emailConsent: false,
    marketingConsent: false,
  },
})

test('set up by hand: address and key, sign-in, registering, a PIN, and the directory is there', async ({
  venue,
}) => {
  const { page, close, pageErrors } = await launchApp({ asksAtStart: true })
  await expect(page.getByRole('heading', { name: 'Set up this counter' })).toBeVisible()
  expect(await callMain(page, 'lookup.recent', { limit: 5 })).toBe('NOT_SIGNED_IN')
  const connect = async (url: string, key: string) => {
    await page.getByLabel('Server address').fill(url)
    await page.getByLabel('Public key').fill(key)
    await page.keyboard.press('Enter')
  }
  await connect('http://venue.example.com', venue.server.anonKey)
  await expect(page.getByText('It begins with https://')).toBeVisible()
  await connect(venue.server.url, venue.server.serviceKey)
  await expect(page.getByText('This is the secret key.')).toBeVisible()
  await connect('http://127.0.0.1:9', venue.server.anonKey)
  await expect(page.getByText('The server does not answer.')).toBeVisible()
  await connect(venue.server.url, venue.server.anonKey)

  await signIn(page, venue.manager, 'wrong')
  await expect(page.getByRole('alert')).toContainText('The e-mail or the password is wrong.')
  await signIn(page, venue.manager)
  await expect(page.getByRole('heading', { name: 'Register this counter' })).toBeVisible()
  await page.getByLabel('Name of this counter').fill('Till by hand')
  await page.keyboard.press('Enter')

  await expect(page.getByLabel('New PIN')).toBeFocused()
  await page.keyboard.type('1234')
  await page.keyboard.press('Enter')
  await expect(page.getByText('This PIN is too easy to guess.')).toBeVisible()
  await choosePin(page, pins.manager)
  await expectAtWork(page)
  await expect(page.getByRole('button', { name: venue.manager.name })).toBeVisible()
  await expect(page.getByRole('contentinfo')).toContainText('Till by hand')
  await expect(page.getByRole('contentinfo')).toContainText('40 customers', { timeout: 20_000 })
  expect(pageErrors).toEqual([])
  await close()
})

test('this computer only: straight to the counter, now and after every start', async () => {
  const folder = makeFolder()
  const first = await launchApp({ folder, asksAtStart: true })
  await first.page.getByRole('button', { name: 'Use this computer only' }).click()
  await expectAtWork(first.page)
  await first.close()
  const second = await launchApp({ folder, asksAtStart: true })
  await expectAtWork(second.page)
  await second.close()
})

test('a directory of its own is given to a server later, with the customers in it', async ({ venue }) => {
  const { page, close, pageErrors } = await launchApp()
  await expectAtWork(page)
  const alone = newcomer()
  await callMain(page, 'customer.create', alone)
  await page.keyboard.press('Alt+0')
  await page.getByRole('button', { name: 'Connect to a server' }).click()
  await page.getByLabel('Server address').fill(venue.server.url)
  await page.getByLabel('Public key').fill(venue.server.anonKey)
  await page.keyboard.press('Enter')
  await signIn(page, venue.manager)
  await stepDialog(page).getByLabel('Name of this counter').fill('Till once alone')
  await page.keyboard.press('Enter')
  await choosePin(page, pins.manager)
  await expect(stepDialog(page)).toHaveCount(0)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect
    .poll(async () => ((await callMain(page, 'sync.status')) as { unsent: number }).unsent, {
      timeout: 20_000,
    })
    .toBe(0)
  await venue.run(
    `do $$ begin assert exists (select from public.customers where id = '${alone.customerId}'); end $$`,
  )
  expect(pageErrors).toEqual([])
  await close()
})

test('staff at a counter that is not registered are told to call a manager', async ({ venue }) => {
  const { page, close } = await launchApp({ args: serverArgs(venue) })
  await signIn(page, venue.desk1)
  await expect(page.getByRole('heading', { name: 'Call a manager' })).toBeVisible()
  expect(await callMain(page, 'session.registerDevice', { name: 'Mine' })).toBe('NOT_ALLOWED')
  expect(await callMain(page, 'lookup.recent', { limit: 5 })).toBe('NOT_SIGNED_IN')
  await page.getByRole('button', { name: 'Sign in as somebody else' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await close()
})

test('two people swap by PIN without a connection, in under two seconds, and nothing typed is lost', async ({
  venue,
}) => {
  const { page, close, pageErrors } = await openCounter(venue, 'Till swap')
  await joinCounter(page, venue.desk1, pins.desk1)
  await venue.server.goOffline()
  await page.keyboard.press('F6')
  await page.getByLabel('Full name').fill('Typed before swapping')

  const startedAt = Date.now()
  await page.keyboard.press('Alt+L')
  await page.getByRole('button', { name: venue.manager.name }).last().click()
  await enterPin(page, pins.manager)
  await expect(stepDialog(page)).toHaveCount(0)
  expect(Date.now() - startedAt).toBeLessThan(2000)

  await expect(page.getByLabel('Full name')).toHaveValue('Typed before swapping')
  await expect(page.getByLabel('Full name')).toBeFocused()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: venue.manager.name }).click()
  await page.getByRole('menuitem', { name: venue.desk1.name }).click()
  await enterPin(page, pins.desk1)
  await expectAtWork(page)
  expect(await callMain(page, 'session.setLockAfter', { minutes: 5 })).toBe('NOT_ALLOWED')
  await venue.server.goOnline()
  expect(pageErrors).toEqual([])
  await close()
})

test('the PIN pad takes the mouse, and the keys of a Thai layout', async ({ venue }) => {
  const { page, close } = await openCounter(venue, 'Till pad')
  await page.keyboard.press('Alt+L')
  for (const digit of pins.manager) await page.getByRole('button', { name: digit, exact: true }).click()
  await page.keyboard.press('Enter')
  await expectAtWork(page)
  await page.keyboard.press('Alt+L')
  await expect(page.getByLabel(/^PIN of/)).toBeFocused()
  for (const digit of pins.manager) {
    // The number row of the Thai layout has letters on it.
    const key = 'จๅ/-ภถุึคต'[Number(digit)] ?? ''
    await page.getByLabel(/^PIN of/).dispatchEvent('keydown', { key, code: `Digit${digit}` })
  }
  await page.keyboard.press('Enter')
  await expectAtWork(page)
  await close()
})

test('wrong PINs: tries left, a wait that a restart does not shorten, and the others come in', async ({
  venue,
}) => {
  const folder = makeFolder()
  const first = await openCounter(venue, 'Till wrong', folder)
  await joinCounter(first.page, venue.desk1, pins.desk1)
  await first.page.keyboard.press('Alt+L')
  for (const left of [9, 8, 7, 6]) {
    await enterPin(first.page, '9517')
    await expect(first.page.getByText(`This is not the PIN. ${left} tries left.`)).toBeVisible()
  }
  await enterPin(first.page, '9517')
  await expect(first.page.getByText('The next try is in 0:')).toBeVisible()
  await first.close()

  const { page, close } = await launchApp({ folder })
  await enterPin(page, pins.desk1)
  await expect(page.getByText('The next try is in 0:')).toBeVisible()
  await page.getByRole('button', { name: venue.manager.name }).click()
  await enterPin(page, pins.manager)
  await expectAtWork(page)
  await close()
})

test('whoever knows the password need not wait for the PIN', async ({ venue }) => {
  const { page, close } = await openCounter(venue, 'Till password')
  await joinCounter(page, venue.desk1, pins.desk1)
  await page.keyboard.press('Alt+L')
  for (const pin of ['9517', '9518', '9519', '9520', '9521']) {
    await callMain(page, 'session.enterPin', { staffId: venue.desk1.id, pin })
  }
  const rightPin = { staffId: venue.desk1.id, pin: pins.desk1 }
  expect(await callMain(page, 'session.enterPin', rightPin)).toBe('PIN_WAIT')
  await page.getByRole('button', { name: 'Somebody else, with a password' }).click()
  await signIn(page, venue.desk1)
  await expectAtWork(page)
  await page.keyboard.press('Alt+L')
  await enterPin(page, pins.desk1)
  await expectAtWork(page)
  await close()
})

test('somebody taken off the list is locked out at the next contact, with the reason', async ({ venue }) => {
  const { page, close } = await openCounter(venue, 'Till deactivated')
  await joinCounter(page, venue.desk2, pins.desk2)
  const setActive = (isActive: boolean) =>
    venue.run('update backoffice.allowed_users set is_active = $1 where id = $2', [isActive, venue.desk2.id])
  await setActive(false)
  try {
    await callMain(page, 'sync.now')
    await expect(page.getByText('Whoever worked here was taken off the list of staff')).toBeVisible({
      timeout: 20_000,
    })
    await expect(stepDialog(page).getByRole('button', { name: venue.desk2.name })).toHaveCount(0)
    expect(await callMain(page, 'lookup.recent', { limit: 5 })).toBe('NOT_SIGNED_IN')
    await enterPin(page, pins.manager)
    await expectAtWork(page)
  } finally {
    await setActive(true)
  }
  await close()
})

test('signing out is refused with the count while changes are unsent, and works once they are sent', async ({
  venue,
}) => {
  const { page, close } = await openCounter(venue, 'Till sign-out')
  await joinCounter(page, venue.desk1, pins.desk1)
  await venue.server.goOffline()
  await callMain(page, 'customer.create', newcomer())
  await page.getByRole('button', { name: venue.desk1.name }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  const question = page.getByRole('dialog', { name: `Sign out ${venue.desk1.name}?` })
  await question.getByRole('button', { name: 'Sign out' }).click()
  await expect(question.getByRole('alert')).toContainText('not sent: 1')
  await venue.server.goOnline()
  await callMain(page, 'sync.now')
  await expect
    .poll(async () => ((await callMain(page, 'sync.status')) as { unsent: number }).unsent, {
      timeout: 20_000,
    })
    .toBe(0)
  await question.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'Who works here?' })).toBeVisible()
  await expect(stepDialog(page).getByRole('button', { name: venue.desk1.name })).toHaveCount(0)
  await close()
})

test('a counter that was shut out locks, keeps what is unsent, and is admitted again by a manager', async ({
  venue,
}) => {
  const { page, close } = await openCounter(venue, 'Till revoked')
  await venue.server.goOffline()
  await callMain(page, 'customer.create', newcomer())
  await venue.run(`update public.devices set status = 'revoked' where name = 'Till revoked'`)
  await venue.server.goOnline()
  await callMain(page, 'sync.now')
  await expect(page.getByRole('heading', { name: 'This counter was shut out' })).toBeVisible({
    timeout: 20_000,
  })
  await expect(page.getByText('1 change made here is not sent yet. It is kept.')).toBeVisible()
  await expect(page.getByRole('searchbox')).toHaveCount(0)
  expect(await callMain(page, 'lookup.recent', { limit: 5 })).toBe('NOT_SIGNED_IN')
  await page.getByRole('button', { name: 'Sign in as a manager' }).click()
  await signIn(page, venue.manager)
  await expect(page.getByRole('heading', { name: 'Admit this counter again' })).toBeVisible()
  await page.getByRole('button', { name: 'Register', exact: true }).click()
  await expectAtWork(page)
  await expect
    .poll(async () => ((await callMain(page, 'sync.status')) as { unsent: number }).unsent, {
      timeout: 20_000,
    })
    .toBe(0)
  await close()
})

test('the screen locks by itself after the minutes that were set', async ({ venue }) => {
  const { page, close } = await openCounter(venue, 'Till idle')
  await page.clock.install()
  await page.keyboard.press('Alt+0')
  await page.getByLabel('Lock after').selectOption('1')
  await page.clock.fastForward(50_000)
  await page.mouse.move(300, 300)
  await page.mouse.move(310, 300)
  await page.clock.fastForward(50_000)
  await expect(stepDialog(page)).toHaveCount(0)
  await page.clock.fastForward(15_000)
  await expect(page.getByRole('heading', { name: 'Who works here?' })).toBeVisible()
  await close()
})

test('every step is sound in both languages and themes', async ({ venue }) => {
  test.slow()
  const { page, close, pageErrors } = await launchApp({ asksAtStart: true })
  await expectSoundLooks(page)
  await callMain(page, 'session.connect', { url: venue.server.url, key: venue.server.anonKey })
  await expectSoundLooks(page)
  await callMain(page, 'session.signIn', { email: venue.desk1.email, password: venue.desk1.password })
  await expectSoundLooks(page)
  await callMain(page, 'session.lock')
  await callMain(page, 'session.signIn', { email: venue.manager.email, password: venue.manager.password })
  await expectSoundLooks(page)
  await callMain(page, 'session.registerDevice', { name: 'Till looks' })
  await expectSoundLooks(page)
  await callMain(page, 'session.setPin', { pin: pins.manager })
  await page.keyboard.press('Alt+0')
  await expectSoundLooks(page, () => page.keyboard.press('Alt+0'))
  await expectSoundLooks(page, () => page.locator('[aria-haspopup=menu]').click())
  await callMain(page, 'session.lock')
  for (let tries = 0; tries < 4; tries += 1) {
    await callMain(page, 'session.enterPin', { staffId: venue.manager.id, pin: '9517' })
  }
  await expectSoundLooks(page, async () => {
    await page.keyboard.type('95178')
    await page.keyboard.press('Enter')
    await expect(page.locator('[aria-invalid=true]')).toBeVisible()
  })
  expect(pageErrors).toEqual([])
  await close()
})

test('tokens are on disk sealed only, and the page is never told any', async ({ venue }) => {
  const { page, folder, close } = await openCounter(venue, 'Till tokens')
  const sealed = readFileSync(path.join(folder, 'regulars.sessions')).toString('latin1')
  expect(sealed).not.toMatch(/eyJ|refresh|accessToken/)
  const told = JSON.stringify([
    await callMain(page, 'session.get'),
    await callMain(page, 'sync.facts'),
    await callMain(page, 'app.info'),
  ])
  expect(told).not.toMatch(/eyJ|refreshToken|scrypt/)
  await close()
})
