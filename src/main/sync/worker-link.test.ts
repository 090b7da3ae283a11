import { afterEach, expect, it, vi } from 'vitest'
import type { FromWorker } from './messages.ts'
import { createWorkerLink, type WorkerLink } from './worker-link.ts'

const links: WorkerLink[] = []
afterEach(async () => {
  for (const link of links.splice(0)) await link.close()
})

function makeLink() {
  const heard: FromWorker[] = []
  const onDeath = vi.fn()
  let starts = 0
  const link = createWorkerLink({
    worker: new URL('../../../tests/fixtures/moody-worker.ts', import.meta.url),
    start: () => ({
      folder: '',
      key: new Uint8Array(),
      turn: new SharedArrayBuffer(4),
      deviceId: 'd',
      appVersion: String(++starts),
      server: null,
      carrier: null,
    }),
    elapsed: () => performance.now(),
    hear: (message) => heard.push(message),
    onDeath,
    restartAfter: 10,
  })
  links.push(link)
  const starting = (number: number) =>
    vi.waitFor(() => expect(heard.filter(({ kind }) => kind === 'status')).toHaveLength(number), 5_000)
  return { link, heard, onDeath, starting }
}

it('passes questions and their answers, and refusals with the time to wait', async () => {
  const { link } = makeLink()
  link.run()
  const asks = { url: 'https://example.com', key: 'k' }
  expect(await link.ask({ name: 'connect', asks })).toBeNull()
  const signIn = link.ask({ name: 'signIn', asks: { email: 'e', password: 'p' } })
  await expect(signIn).rejects.toMatchObject({ code: 'SERVER_BUSY', retryAfter: 3_000 })
})

it('starts a dead worker anew, as things are then, and refuses what the dead one was asked', async () => {
  const { link, onDeath, starting } = makeLink()
  link.run()
  await starting(1)
  const asked = link.ask({ name: 'registerDevice', asks: { name: 'Till 2' } })
  link.tell({ kind: 'nudge', reason: 'network' })
  await expect(asked).rejects.toMatchObject({ code: 'SERVER_UNREACHABLE' })
  await starting(2)
  expect(onDeath).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ message: 'a broken worker' }))
  const asks = { url: 'https://example.com', key: 'k' }
  expect(await link.ask({ name: 'connect', asks })).toBeNull()
})

it('refuses questions while there is no worker', async () => {
  const { link } = makeLink()
  const asked = link.ask({ name: 'registerDevice', asks: { name: 'Till 2' } })
  await expect(asked).rejects.toMatchObject({ code: 'SERVER_UNREACHABLE' })
})

it('closes within two seconds even when the worker hears nothing any more', async () => {
  const { link, onDeath, starting } = makeLink()
  link.run()
  await starting(1)
  link.tell({ kind: 'nudge', reason: 'resume' })
  const begun = performance.now()
  await link.close()
  expect(performance.now() - begun).toBeLessThan(2_000)
  link.run()
  expect(onDeath).not.toHaveBeenCalled()
})
