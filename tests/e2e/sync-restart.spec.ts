// What ends in the middle and goes on: an app closed with changes unsent, one killed while it sends, the thread that syncs,
// and a first fetch of the whole directory.
import { expect } from '@playwright/test'
import { foundRows, lookUp } from './desk.ts'
import { pins } from './session-desk.ts'
import { expectSame } from './sync-copies.ts'
import {
  ask,
  expectLevel,
  expectState,
  openTill,
  reopenTill,
  startVenue,
  statusOf,
  syncLine,
  syncNow,
  type Till,
  test,
} from './sync-desk.ts'
import { checkIn, create, goToSync, note, openCard } from './sync-work.ts'

test('closed with changes unsent, and opened again without the server: they are there, and are sent later', async ({
  venue,
  tills,
}) => {
  const first = await openTill(venue, 'Till closed')
  await expectLevel(first)
  await venue.server.goOffline()
  const made = await create(first.page, 'Narong Overnight', '0863000001')
  await note(first.page, 'Comes back tomorrow')
  await first.close()

  const again = await reopenTill(venue, first, pins.manager)
  await expectState(again, 'offline')
  await goToSync(again.page)
  const unsent = again.page.getByRole('region', { name: /^Unsent/ }).getByRole('listitem')
  await expect(unsent).toHaveCount(2)
  await expect(unsent.first()).toContainText(/Narong Overnight.*New customer/s)
  await venue.server.goOnline()
  await expectLevel(again)
  await expect(unsent).toHaveCount(0)
  await openCard(tills[0].page, made.code, 'Narong Overnight')
  await expectSame(venue, [again, ...tills])
  await again.close()
})

test('killed while it sends, with the answer lost: every change is there exactly once', async ({
  venue,
  tills,
}) => {
  const first = await openTill(venue, 'Till killed')
  await expectLevel(first)
  await venue.server.goOffline()
  const made = await create(first.page, 'Orawan Killed', '0863000011')
  await checkIn(first.page)
  await note(first.page, 'Said once')
  const { faults } = venue.server
  faults.add('/rpc/sync_push', { kind: 'lose' })
  await venue.server.goOnline()
  await syncNow(first)
  await expect.poll(() => faults.counts().lose ?? 0, { timeout: 20_000, intervals: [5] }).toBeGreaterThan(0)
  await first.kill()

  const again = await reopenTill(venue, first, pins.manager)
  await expectLevel(again)
  expect((await ask(again, 'sync.refused', {})).length).toBe(0)
  const [sums] = await venue.rows(
    `select (select count(*)::int from public.customers where customer_name = 'Orawan Killed') as people,
       (select count(*)::int from public.customer_notes where customer_id = $1) as notes,
       (select count(*)::int from public.customer_ledger where customer_id = $1) as visits`,
    [made.id],
  )
  expect(sums).toEqual({ people: 1, notes: 1, visits: 1 })
  await expectSame(venue, [again, ...tills])
  await again.close()
})

/** Ends the thread that syncs as a fault in it would. Main has to have said something to it since `hold`. */
const syncThread = {
  hold: ({ app }: Till) =>
    app.evaluate(() => {
      const { Worker } = process.getBuiltinModule('node:worker_threads')
      const { postMessage } = Worker.prototype
      Worker.prototype.postMessage = function post(...given: Parameters<typeof postMessage>) {
        Object.assign(globalThis, { syncThread: this })
        return postMessage.apply(this, given)
      }
    }),
  end: ({ app }: Till) =>
    app.evaluate(async () => {
      await (globalThis as unknown as { syncThread: { terminate(): Promise<number> } }).syncThread.terminate()
    }),
}

test('the thread that syncs dies: the counter works on, another takes its place, nothing is lost', async ({
  venue,
  tills,
}) => {
  const [one, two] = tills
  await syncThread.hold(two)
  await syncNow(two)
  await syncThread.end(two)
  const made = await create(two.page, 'Pranee Survives', '0863000021')
  await openCard(one.page, made.code, 'Pranee Survives')
  await expectLevel(two)
  await expectSame(venue, tills)
})

test('the first fetch shows how far it is, is usable meanwhile, and goes on where it was killed', async () => {
  const venue = await startVenue({ demo: 3000 })
  const { faults } = venue.server
  const slow = { kind: 'delay', milliseconds: 400 } as const
  faults.add('/rpc/sync_pull', slow, Number.POSITIVE_INFINITY)
  const first = await openTill(venue, 'Till new')
  await expect(syncLine(first)).toContainText(/Fetching the directory, \d+ %/)
  await goToSync(first.page)
  const progress = first.page.getByRole('progressbar', { name: 'Fetching the directory' })
  const rowsHere = async () => (await statusOf(first)).firstPull?.done ?? 0
  await expect.poll(rowsHere, { timeout: 20_000 }).toBeGreaterThan(4000)
  // However long the work takes here, the fetch is not over when it is done.
  faults.clear()
  faults.add('/rpc/sync_pull', { kind: 'delay', milliseconds: 20_000 }, Number.POSITIVE_INFINITY)
  await expect(progress).toBeVisible()
  const made = await create(first.page, 'Rattana Meanwhile', '0863000031')
  const reached = await rowsHere()
  await first.kill()

  // For a moment nothing more comes, so that the place it goes on from can be seen.
  faults.clear()
  faults.add('/rpc/sync_pull', { kind: 'error' }, Number.POSITIVE_INFINITY)
  const again = await reopenTill(venue, first, pins.manager)
  await expectState(again, 'behind')
  expect((await statusOf(again)).firstPull?.done).toBeGreaterThanOrEqual(reached)
  await lookUp(again.page, made.code || '0863000031')
  await expect(foundRows(again.page).first()).toContainText('Rattana Meanwhile')
  faults.clear()
  await expectLevel(again)
  expect((await statusOf(again)).firstPull).toBeNull()
  await expect(again.page.getByRole('contentinfo')).toContainText('3,001 customers')
  await expectSame(venue, [again])
  await again.close()
  await venue.close()
})
