// Pictures of a counter that shares its directory: setting up, signing in, the locked screen, working without the server, and
// the Sync place with everything that can wait in it. Two counters on a backend of generated people play the scene.
import type { Page } from '@playwright/test'
import { launchApp } from '../../tests/e2e/launch.ts'
import { choosePin, enterPin, expectAtWork, joinCounter, pins, signIn } from '../../tests/e2e/session-desk.ts'
import {
  ask,
  expectLevel,
  expectState,
  openTill,
  reopenTill,
  startVenue,
  type Till,
  type Venue,
} from '../../tests/e2e/sync-desk.ts'
import {
  addCredit,
  checkIn,
  create,
  edit,
  goToSync,
  note,
  openCard,
  sell,
} from '../../tests/e2e/sync-work.ts'

/** Takes a picture of a page in every look under a name. */
export type TakeInLooks = (page: Page, name: string, go?: () => Promise<void>) => Promise<void>

/** Somebody of the generated directory, by code and name. */
interface Person {
  readonly code: string
  readonly name: string
}

async function choosePeople(till: Till): Promise<readonly Person[]> {
  const { rows } = await ask(till, 'customers.list', {
    filters: { status: 'active' },
    sort: null,
    offset: 0,
    limit: 60,
  })
  return rows
    .filter(({ customerCode, primaryPhone }) => customerCode && primaryPhone)
    .map(({ customerCode, fullName }) => ({ code: String(customerCode), name: fullName }))
}

async function show(page: Page, { code, name }: Person): Promise<void> {
  await openCard(page, code, name)
}

/** Both counters change the same people without the server; the first one's changes arrive after the second one's. */
async function disagree(venue: Venue, first: Till, second: Till): Promise<Till> {
  for (const till of [first, second]) await expectLevel(till)
  const [ann, ben, chai, dao] = await choosePeople(first)
  if (!ann || !ben || !chai || !dao) throw new Error('The demo directory is too small.')
  await show(first.page, chai)
  await addCredit(first.page, '1000')
  await show(first.page, dao)
  await addCredit(first.page, '1000')
  for (const till of [first, second]) await expectLevel(till)
  await venue.server.goOffline()
  for (const [till, phone, nickname] of [
    [first, '081-555-0142', 'พลอย'],
    [second, '081-555-0124', 'Ploy'],
  ] as const) {
    await show(till.page, ann)
    await edit(till.page, { Phone: phone })
    await show(till.page, ben)
    await edit(till.page, { Nickname: nickname })
    await create(till.page, 'นภัสวรรณ ทองประเสริฐ', '089-555-0177')
    await show(till.page, chai)
    await sell(till.page, { amount: '650', fromCredit: '650' })
    await show(till.page, dao)
    await sell(till.page, { amount: '900', fromCredit: '900', receipt: `B-104${till.name.at(-1)}` })
  }
  await first.close()
  await venue.server.goOnline()
  await expectLevel(second)
  const again = await reopenTill(venue, first, pins.manager)
  await expectLevel(again)
  return again
}

/** Changes that wait for a server that does not answer. */
async function workOffline(venue: Venue, { page }: Till): Promise<void> {
  await venue.server.goOffline()
  const [one, two] = (await choosePeople({ page } as Till)).slice(6)
  if (!one || !two) throw new Error('The demo directory is too small.')
  await create(page, 'Kittipong Saelim', '062-555-0119')
  await checkIn(page)
  await show(page, one)
  await edit(page, { 'E-mail': 'new.address@example.com' })
  await note(page, 'Wants a left-handed set next time')
  await show(page, two)
  await sell(page, { amount: '1,250.50', receipt: 'A-2207' })
}

/** Plays the scene and takes its pictures. */
export async function takeSyncPictures(take: TakeInLooks): Promise<void> {
  const venue = await startVenue({ demo: 400 })
  const fresh = await launchApp({ asksAtStart: true })
  await take(fresh.page, 'set-up')
  await fresh.page.getByLabel('Server address').fill(venue.server.url)
  await fresh.page.getByLabel('Public key').fill(venue.server.anonKey)
  await fresh.page.keyboard.press('Enter')
  await fresh.page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await take(fresh.page, 'sign-in')
  await signIn(fresh.page, venue.manager)
  await fresh.page.getByLabel('Name of this counter').fill('Till 1')
  await take(fresh.page, 'register')
  await fresh.page.getByLabel('Name of this counter').fill('Till 1')
  await fresh.page.keyboard.press('Enter')
  await fresh.page.getByLabel('New PIN').waitFor()
  await take(fresh.page, 'choose-pin')
  await choosePin(fresh.page, pins.manager)
  await expectAtWork(fresh.page)
  await joinCounter(fresh.page, venue.desk1, pins.desk1)
  await fresh.page.keyboard.press('Alt+L')
  await fresh.page.getByRole('heading', { name: 'Who works here?' }).waitFor()
  await take(fresh.page, 'lock')
  await fresh.page.getByRole('button', { name: venue.manager.name }).click()
  await enterPin(fresh.page, pins.manager)
  await expectAtWork(fresh.page)

  const second = await openTill(venue, 'Till 2', true)
  const first = await disagree(venue, { ...fresh, name: 'Till 1' }, second)
  await goToSync(first.page)
  await take(first.page, 'sync-decide', () => goToPlace(first.page))
  await workOffline(venue, first)
  await expectState(first, 'offline')
  await take(first.page, 'counter-offline', async () => {
    await first.page.getByRole('searchbox').fill('kitt')
    await first.page.getByRole('option').first().waitFor()
    await first.page.keyboard.press('Enter')
  })
  await goToSync(first.page)
  await take(first.page, 'sync-offline', () => goToPlace(first.page))
  await goToSync(second.page)
  await take(second.page, 'sync-staff', () => goToPlace(second.page))
  await first.close()
  await second.close()
  await venue.close()
}

async function goToPlace(page: Page): Promise<void> {
  await page.getByRole('searchbox').waitFor()
  await page.keyboard.press('Alt+5')
  await page.locator('#unsent-title').waitFor()
}
