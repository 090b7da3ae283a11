// Trouble between a counter and its server: each has a state and a sentence on the screen, and loses nothing.
import type { ErrorCode } from '../../src/shared/errors.ts'
import type { SyncState } from '../../src/shared/sync.ts'
import type { Fault } from '../../tools/local-supabase/faults.ts'
import { card } from './desk.ts'
import { enterPin, expectAtWork, pins, signIn, stepDialog } from './session-desk.ts'
import { expectSame } from './sync-copies.ts'
import {
  expect,
  expectLevel,
  expectState,
  openTill,
  startVenue,
  statusOf,
  syncLine,
  syncNow,
  type Till,
  test,
} from './sync-desk.ts'
import { checkIn, create, edit, goToSync, note, openCard } from './sync-work.ts'

const unsentOf = ({ page }: Till) => page.getByRole('region', { name: /^Unsent/ }).getByRole('listitem')
const summaryOf = ({ page }: Till) => page.getByRole('region', { name: 'How it stands' })

interface Trouble {
  readonly what: string
  readonly fault: Fault
  readonly state: SyncState
  readonly problem: ErrorCode
  readonly line: string
  readonly words: string
}
const troubles: readonly Trouble[] = [
  {
    what: 'the sign-in page of a network in place of answers',
    fault: { kind: 'portal' },
    state: 'offline',
    problem: 'SERVER_NOT_REGULARS',
    line: 'Offline',
    words: 'not a Regulars server. Check the address, or sign in to this Wi-Fi first.',
  },
  {
    what: '429 with Retry-After',
    fault: { kind: 'busy', retryAfterSeconds: 60 },
    state: 'behind',
    problem: 'SERVER_BUSY',
    line: 'Behind',
    words: 'The server is busy.',
  },
  {
    what: '500 after 500',
    fault: { kind: 'error' },
    state: 'behind',
    problem: 'SERVER_FAILED',
    line: 'Behind',
    words: 'The server had a fault.',
  },
  {
    what: 'answers cut off in the middle',
    fault: { kind: 'cut' },
    state: 'offline',
    problem: 'SERVER_UNREACHABLE',
    line: 'Offline',
    words: 'The server does not answer.',
  },
]

for (const { what, fault, state, problem, line, words } of troubles) {
  test(`${what}: said in words, nothing lost`, async ({ venue, tills }) => {
    const [one, two] = tills
    const name = `Somsak ${fault.kind}`
    await create(one.page, name, '0864000001')
    await expectLevel(one)
    venue.server.faults.add('/rest/v1/rpc/', fault, Number.POSITIVE_INFINITY)
    await checkIn(one.page)
    await expectState(one, state)
    await expect(syncLine(one)).toContainText(line)
    await goToSync(one.page)
    await expect(summaryOf(one)).toContainText(words)
    await expect(unsentOf(one)).toHaveCount(1)
    const { nextTryAt, ...status } = await statusOf(one)
    expect(status).toMatchObject({ state, problem, unsent: 1 })
    if (fault.kind === 'busy') expect(Date.parse(nextTryAt ?? '') - Date.now()).toBeGreaterThan(40_000)
    await expect(summaryOf(one)).toContainText('Next try')

    venue.server.faults.clear()
    await one.page.getByRole('button', { name: 'Sync now' }).click()
    await expectState(one, 'online')
    await expect(unsentOf(one)).toHaveCount(0)
    // The other counter may have met the same trouble, and waits as long as it was told to.
    await goToSync(two.page)
    await two.page.getByRole('button', { name: 'Sync now' }).click()
    await openCard(two.page, name, name)
    await expectSame(venue, tills)
  })
}

test('an answer lost after the server had carried it out: the same is sent again and has one effect', async ({
  venue,
  tills,
}) => {
  const [one] = tills
  const { faults } = venue.server
  const lost = faults.counts().lose ?? 0
  faults.add('/rpc/sync_push', { kind: 'lose' }, 2)
  const made = await create(one.page, 'Tanawat Lostreply', '0864000011')
  await expect.poll(() => faults.counts().lose ?? 0, { timeout: 20_000 }).toBe(lost + 2)
  await expectLevel(one)
  const found = await venue.rows(`select id from public.customers where customer_name = 'Tanawat Lostreply'`)
  expect(found).toEqual([{ id: made.id }])
  await expectSame(venue, tills)
})

const versions = [
  { code: 'SERVER_TOO_OLD', words: 'The server is older than this app.' },
  { code: 'SERVER_TOO_NEW', words: 'This app is too old for the server.' },
] as const

for (const { code, words } of versions) {
  test(`${code}: said in words, and work goes on until one of them is updated`, async ({ venue, tills }) => {
    const [one, two] = tills
    const shipped = await venue.rows<{ source: string }>(
      `select pg_get_functiondef('app.check_protocol(int)'::regprocedure) as source`,
    )
    await create(one.page, `Sunee ${code}`, '0864000051')
    await expectLevel(one)
    await venue.run(`create or replace function app.check_protocol(protocol int) returns void
      language plpgsql stable set search_path = '' as $$ begin perform app.fail(400, '${code}', 'Another version.'); end $$`)
    try {
      await checkIn(one.page)
      await expectState(one, 'behind')
      await goToSync(one.page)
      await expect(summaryOf(one)).toContainText(words)
      await expect(unsentOf(one)).toHaveCount(1)
    } finally {
      await venue.run(shipped[0]?.source ?? '')
    }
    for (const till of [one, two]) await expectLevel(till)
    await expectSame(venue, tills)
  })
}

test('another history after a restore: unsent changes outlive it, and all is pulled again', async ({
  venue,
  tills,
}) => {
  const [one, two] = tills
  const made = await create(one.page, 'Uthai Restored', '0864000021')
  await openCard(two.page, made.code, 'Uthai Restored')
  await expectLevel(two)
  await venue.server.goOffline()
  await edit(two.page, { Nickname: 'Kept' })
  await venue.run('select public.sync_new_epoch()')
  await venue.server.goOnline()
  await expectLevel(two)
  await expectLevel(one)
  await openCard(one.page, made.code, 'Uthai Restored')
  await expect(card(one.page)).toContainText('“Kept”')
  await expectSame(venue, tills)
})

test('somebody deactivated with changes unsent: locked, what they did is refused, a manager takes it over', async ({
  venue,
  tills,
}) => {
  const [one] = tills
  const till = await openTill(venue, 'Till leaving', true)
  const made = await create(one.page, 'Vipa Caretaken', '0864000031')
  await openCard(till.page, made.code, 'Vipa Caretaken')
  await expectLevel(till)
  await venue.server.goOffline()
  await edit(till.page, { Nickname: 'Vi' })
  await note(till.page, 'Written by somebody who left')
  const employ = (isActive: boolean) =>
    venue.run('update backoffice.allowed_users set is_active = $1 where id = $2', [isActive, venue.desk1.id])
  await employ(false)
  try {
    await venue.server.goOnline()
    await syncNow(till)
    await expect(stepDialog(till.page)).toContainText('taken off the list of staff')
    await enterPin(till.page, pins.manager)
    await expectAtWork(till.page)
    await goToSync(till.page)
    const refused = till.page.getByRole('region', { name: /^Refused/ }).getByRole('listitem')
    await expect(refused).toHaveCount(2)
    await expect(refused.first()).toContainText(/Vipa Caretaken.*Edited.*Nickname Vi/s)
    await expect(refused.first()).toContainText('This account was taken off the list of staff.')
    await refused.first().getByRole('button', { name: 'Fix' }).click()
    const dialog = till.page.getByRole('dialog')
    await expect(dialog.getByLabel('Nickname')).toHaveValue('Vi')
    await dialog.getByLabel('Nickname').fill('Vivi')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(refused).toHaveCount(1)
    await refused.getByRole('button', { name: 'Try again' }).click()
    await expect(refused).toHaveCount(0)
    await expectLevel(till)
    await openCard(one.page, made.code, 'Vipa Caretaken')
    await expect(card(one.page)).toContainText('“Vivi”')
    await expect(card(one.page)).toContainText('Written by somebody who left')
  } finally {
    await employ(true)
  }
  await till.close()
})

test('tokens run out: renewed in silence; revoked: sync stops, and goes on after the next sign-in', async () => {
  const venue = await startVenue({ tokenSeconds: 2 })
  const till = await openTill(venue, 'Till tokens')
  const { faults } = venue.server
  await expectLevel(till)
  faults.add('/auth/v1/token', { kind: 'delay', milliseconds: 1 }, Number.POSITIVE_INFINITY)
  await expect
    .poll(
      async () => {
        await syncNow(till)
        return faults.counts().delay ?? 0
      },
      { timeout: 20_000 },
    )
    .toBeGreaterThan(0)
  await create(till.page, 'Wanida Renewed', '0864000041')
  await expectLevel(till)

  await venue.run('delete from auth.sessions')
  await expect
    .poll(
      async () => {
        await syncNow(till)
        return (await statusOf(till)).state
      },
      { timeout: 20_000 },
    )
    .toBe('stopped')
  await expect(syncLine(till)).toContainText('Sync has stopped')
  await checkIn(till.page)
  await goToSync(till.page)
  await expect(unsentOf(till)).toHaveCount(1)
  await expect(summaryOf(till)).toContainText('The sign-in is no longer good.')
  await summaryOf(till).getByRole('button', { name: 'Sign in again' }).click()
  await till.page.getByRole('button', { name: 'Somebody else, with a password' }).click()
  await signIn(till.page, venue.manager)
  await expect(stepDialog(till.page)).toHaveCount(0)
  await expectLevel(till)
  await expectSame(venue, [till])
  await till.close()
  await venue.close()
})
