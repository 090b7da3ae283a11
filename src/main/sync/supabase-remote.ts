// The one place that knows supabase-js: calls of functions, signing in and out, and the word that something changed.
// Every failure comes out as a RemoteError; the library itself keeps no tokens, refreshes none and tries nothing twice.
import { createClient, type RealtimeChannel, type Session } from '@supabase/supabase-js'
import { createCarefulFetch } from './careful-fetch.ts'
import { type CallName, checkReply } from './check-replies.ts'
import { RemoteError, type RemoteSession } from './remote.ts'
import { sortBrokenRequest } from './sort-failure.ts'

export interface SupabaseOptions {
  readonly url: string
  /** The public key of the project. */
  readonly key: string
  /** The token the channel of pokes is opened with; null while nobody is signed in. */
  readonly channelToken: () => string | null
  readonly timeouts?: { readonly small: number; readonly large: number }
}

export interface SupabaseConnection {
  /** Calls a function of the server; `token` null calls it as nobody. */
  call<Reply>(name: CallName, args: object, token: string | null): Promise<Reply>
  signIn(email: string, password: string): Promise<RemoteSession>
  /** New tokens for old ones, which are worthless afterwards. Rejects with SESSION_EXPIRED when they were already. */
  refresh(session: RemoteSession): Promise<RemoteSession>
  signOut(session: RemoteSession): Promise<void>
  /** Listens on the private channel; answers how to stop. */
  onPoke(listener: () => void): () => void
  isPokeOpen(): boolean
  /** Breaks off what is under way and closes the channel. */
  close(): void
}

const pokeTopic = 'regulars'
/** Milliseconds before a closed channel is opened anew: doubling from the first to the longest. */
const reopening = { first: 1_000, longest: 60_000 } as const

/** Connects to a Supabase project; nothing is sent yet. Throws SERVER_WRONG_ADDRESS for what is no address. */
export function connectSupabase(options: SupabaseOptions): SupabaseConnection {
  const { url, key, channelToken } = options
  const closing = new AbortController()
  const carefulFetch = createCarefulFetch({ closing: closing.signal, timeouts: options.timeouts })
  const connect = () =>
    makeClient(url, key, { accessToken: async () => channelToken(), global: { fetch: carefulFetch } })
  const client = connect()
  const poke = createPokeChannel(connect)

  return {
    async call<Reply>(name: CallName, args: object, token: string | null): Promise<Reply> {
      let data: unknown
      try {
        const request = client.rpc(name, args).throwOnError()
        const reply = await request.setHeader('Authorization', `Bearer ${token ?? key}`)
        data = reply.data
      } catch (error) {
        throw sortReading(error)
      }
      return checkReply<Reply>(name, data)
    },
    signIn: (email, password) =>
      askAuth(options, carefulFetch, (auth) => auth.signInWithPassword({ email, password })),
    refresh: (session) =>
      askAuth(options, carefulFetch, (auth) => auth.refreshSession({ refresh_token: session.refreshToken })),
    async signOut(session) {
      const { error } = await makeAuthClient(options, carefulFetch).auth.admin.signOut(
        session.accessToken,
        'local',
      )
      if (error) throw sortBrokenRequest(error)
    },
    onPoke: poke.listen,
    isPokeOpen: poke.isOpen,
    close() {
      closing.abort()
      poke.close()
    },
  }
}

type ClientOptions = Parameters<typeof createClient>[2]
type Client = ReturnType<typeof makeClient>

function makeClient(url: string, key: string, options: ClientOptions) {
  try {
    return createClient(url, key, {
      ...options,
      auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    })
  } catch {
    throw new RemoteError('SERVER_WRONG_ADDRESS')
  }
}

function makeAuthClient({ url, key }: SupabaseOptions, fetch: typeof globalThis.fetch): Client {
  return makeClient(url, key, { global: { fetch } })
}

/** One question to Supabase Auth, through a client of its own that forgets the tokens with it. */
async function askAuth(
  options: SupabaseOptions,
  carefulFetch: typeof globalThis.fetch,
  ask: (auth: Client['auth']) => Promise<{ data: { session: Session | null }; error: unknown }>,
): Promise<RemoteSession> {
  const failures: RemoteError[] = []
  // The library would ask again and again for half a minute when it met no answer: it is told a plain no instead.
  const client = makeAuthClient(options, async (input, init) => {
    try {
      return await carefulFetch(input, init)
    } catch (error) {
      failures.push(sortBrokenRequest(error))
      return Response.json({ error_code: 'unexpected_failure' }, { status: 400 })
    }
  })
  const { data, error } = await ask(client.auth)
  if (failures[0]) throw failures[0]
  const session = data.session
  if (error || !session?.access_token || !session.refresh_token) throw new RemoteError('SERVER_NOT_REGULARS')
  return {
    accessToken: session.access_token,
    refreshToken: session.refresh_token,
    expiresAt: session.expires_at ?? 0,
  }
}

/** The failure of a reply that began well: cut off on the way, or not the JSON it claimed to be. */
function sortReading(error: unknown): RemoteError {
  const text = error instanceof Error ? error.message : ''
  const isUnread = error instanceof Error && error.name === 'PostgrestError'
  // JSON that stops half-way was cut by something that then closed the answer properly.
  if (isUnread) return new RemoteError(/^\s*[[{"]/.test(text) ? 'SERVER_UNREACHABLE' : 'SERVER_NOT_REGULARS')
  return sortBrokenRequest(error)
}

interface OpenChannel {
  readonly client: Client
  readonly channel: RealtimeChannel
}

/** The channel of pokes; each opening is by a client of its own, since the library hands out a half-closed channel again. */
function createPokeChannel(makeChannelClient: () => Client) {
  let current: OpenChannel | null = null
  let isOpen = false
  let isWanted = false
  let delay: number = reopening.first
  let timer: NodeJS.Timeout | null = null

  async function open(listener: () => void): Promise<void> {
    const client = makeChannelClient()
    const channel = client.channel(pokeTopic, { config: { private: true } })
    const opened = { client, channel }
    current = opened
    // A private channel is joined with a token or not at all.
    await client.realtime.setAuth()
    if (current !== opened) return
    channel.on('broadcast', { event: 'changed' }, listener)
    channel.subscribe((status) => {
      if (current !== opened) return
      isOpen = status === 'SUBSCRIBED'
      if (!isOpen) {
        reopenLater(listener)
        return
      }
      delay = reopening.first
      // What changed while nobody listened was not told.
      listener()
    })
  }

  function reopenLater(listener: () => void): void {
    if (timer !== null) return
    drop()
    timer = setTimeout(() => {
      timer = null
      if (isWanted) void open(listener)
    }, delay)
    timer.unref()
    delay = Math.min(reopening.longest, delay * 2)
  }

  function drop(): void {
    const dropped = current
    current = null
    isOpen = false
    dropped?.channel.teardown()
    dropped?.client.realtime.disconnect().catch(() => undefined)
  }

  function close(): void {
    isWanted = false
    if (timer !== null) clearTimeout(timer)
    timer = null
    drop()
  }

  return {
    isOpen: () => isOpen,
    close,
    listen(listener: () => void): () => void {
      isWanted = true
      delay = reopening.first
      void open(listener)
      return close
    },
  }
}
