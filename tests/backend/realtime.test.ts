// Being told that something changed, through the unmodified supabase-js: only staff may listen, and only for as long as
// their token holds.
import type { SupabaseClient } from '@supabase/supabase-js'
import { createClient } from '@supabase/supabase-js'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LocalSupabase, startLocalSupabase } from '../../tools/local-supabase/start.ts'
import { createMember, newClient, signedInClient } from './clients.ts'

let backend: LocalSupabase
let database: pg.Client
beforeAll(async () => {
  backend = await startLocalSupabase({ tokenSeconds: 120 })
  database = new pg.Client(backend.databaseUrl)
  await database.connect()
})
afterAll(async () => {
  await database.end()
  await backend.stop()
})

interface Listening {
  readonly statuses: string[]
  readonly pokes: unknown[]
  until(count: 'statuses' | 'pokes', atLeast: number): Promise<void>
}

async function waitFor(isThere: () => boolean, what: string): Promise<void> {
  for (const end = Date.now() + 20_000; !isThere(); ) {
    if (Date.now() > end) throw new Error(`${what} did not come`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

function listen(client: SupabaseClient, topic = 'regulars', isPrivate = true): Listening {
  const statuses: string[] = []
  const pokes: unknown[] = []
  client
    .channel(topic, { config: { private: isPrivate } })
    .on('broadcast', { event: 'changed' }, (message) => pokes.push(message))
    .subscribe((status) => statuses.push(status))
  const lists = { statuses, pokes }
  return { ...lists, until: (name, atLeast) => waitFor(() => lists[name].length >= atLeast, name) }
}

test.each(['1.0.0', '2.0.0'])('staff hears a change once, in the protocol %s', async (vsn) => {
  const { email, password } = backend.staff[2]!
  const client = createClient(backend.url, backend.anonKey, {
    auth: { persistSession: false, autoRefreshToken: false },
    realtime: { vsn },
  })
  await client.auth.signInWithPassword({ email, password })
  const listening = listen(client)
  await listening.until('statuses', 1)
  expect(listening.statuses).toEqual(['SUBSCRIBED'])
  await database.query(
    `begin; select pg_notify('regulars_poke', ''); select realtime.send('{}', 'changed', 'regulars', true); commit`,
  )
  await listening.until('pokes', 1)
  await database.query(`select pg_notify('regulars_poke', '')`)
  await listening.until('pokes', 2)
  expect(listening.pokes).toHaveLength(2)
  expect(listening.pokes[0]).toMatchObject({ type: 'broadcast', event: 'changed' })
  await client.removeAllChannels()
})

test('nobody and a website user are turned away from the private channel', async () => {
  const nobody = newClient(backend.url, backend.anonKey)
  const member = await createMember(newClient(backend.url, backend.serviceKey), 'listener@example.com')
  const website = newClient(backend.url, backend.anonKey)
  await website.auth.signInWithPassword(member)
  for (const client of [nobody, website]) {
    const listening = listen(client)
    await listening.until('statuses', 1)
    expect(listening.statuses[0]).toBe('CHANNEL_ERROR')
    await client.removeAllChannels()
  }
})

test('staff that was deactivated is turned away', async () => {
  const client = await signedInClient(backend, 3)
  await database.query('update backoffice.allowed_users set is_active = false where id = $1', [
    backend.staff[3]!.id,
  ])
  const listening = listen(client)
  await listening.until('statuses', 1)
  expect(listening.statuses[0]).toBe('CHANNEL_ERROR')
  await client.removeAllChannels()
  await database.query('update backoffice.allowed_users set is_active = true where id = $1', [
    backend.staff[3]!.id,
  ])
})

test('the public channel of the same name and other topics hear nothing', async () => {
  const client = await signedInClient(backend, 2)
  const publicly = listen(client, 'regulars', false)
  await publicly.until('statuses', 1)
  const other = listen(newClient(backend.url, backend.anonKey), 'somewhere', false)
  await other.until('statuses', 1)
  await database.query(`select pg_notify('regulars_poke', '')`)
  await database.query(`select realtime.send('{"n": 1}', 'changed', 'somewhere', false)`)
  await other.until('pokes', 1)
  expect(publicly.pokes).toEqual([])
  expect(other.pokes[0]).toMatchObject({ payload: { n: 1 } })
  await client.removeAllChannels()
})

test('a paused poke is lost, and a backend that went away and came back is heard again', async () => {
  const client = await signedInClient(backend, 1)
  const listening = listen(client)
  await listening.until('statuses', 1)
  backend.pausePoke()
  await database.query(`select pg_notify('regulars_poke', '')`)
  await new Promise((resolve) => setTimeout(resolve, 100))
  backend.resumePoke()
  expect(listening.pokes).toEqual([])
  await backend.goOffline()
  await expect(
    fetch(`${backend.url}/auth/v1/health`, { headers: { apikey: backend.anonKey } }),
  ).rejects.toThrow()
  await backend.goOnline()
  // The library opens the channel again by itself.
  await waitFor(
    () => listening.statuses.filter((status) => status === 'SUBSCRIBED').length >= 2,
    'a second joining',
  )
  await database.query(`select pg_notify('regulars_poke', '')`)
  await listening.until('pokes', 1)
  await client.removeAllChannels()
})

test('a token that ends closes the channel', async () => {
  const short = await startLocalSupabase({ tokenSeconds: 5 })
  try {
    const { email, password } = short.staff[2]!
    const session = await newClient(short.url, short.anonKey).auth.signInWithPassword({ email, password })
    const token = session.data.session!.access_token
    const client = createClient(short.url, short.anonKey, { accessToken: async () => token })
    await client.realtime.setAuth(token)
    const listening = listen(client)
    await listening.until('statuses', 2)
    expect(listening.statuses.slice(0, 2)).toEqual(['SUBSCRIBED', 'CLOSED'])
    await client.removeAllChannels()
  } finally {
    await short.stop()
  }
})

test('without a key of the project there is no connection', async () => {
  const socket = new WebSocket(
    `${backend.url.replace('http', 'ws')}/realtime/v1/websocket?apikey=wrong&vsn=2.0.0`,
  )
  const ended = await new Promise((resolve) => {
    socket.onopen = () => resolve('open')
    socket.onerror = () => resolve('refused')
  })
  expect(ended).toBe('refused')
})
