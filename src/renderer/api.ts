// The contract as hooks: queries are cached by method and arguments and refetched when main says the directory changed.
// Failures arrive as `CallError`, whose code the translations put into words.
import {
  QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { ArgsOf, MethodName, ResultOf } from '../shared/contract.ts'
import type { DuplicateStatus } from '../shared/duplicates.ts'
import type { ErrorReply } from '../shared/errors.ts'
import type { SessionState } from '../shared/sync.ts'

/** A failed call, with the reply main gave. */
export class CallError extends Error {
  readonly reply: ErrorReply
  constructor(reply: ErrorReply) {
    super(reply.message)
    this.name = 'CallError'
    this.reply = reply
  }
}

/** Calls main once; throws CallError. */
export async function callMethod<Name extends MethodName>(
  method: Name,
  args: ArgsOf<Name>,
): Promise<ResultOf<Name>> {
  const reply = await window.regulars.call(method, args)
  if (!reply.ok) throw new CallError(reply.error)
  return reply.value
}

/** The reply inside anything a call threw; what is not a CallError counts as UNEXPECTED. */
export function replyOf(error: unknown): ErrorReply {
  return error instanceof CallError ? error.reply : { code: 'UNEXPECTED', message: '' }
}

/** A query client for a local main process: nothing is retried or refetched unless main announces a change. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        retry: false,
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 60_000,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
}

interface MethodOptions {
  readonly enabled?: boolean
  /** Keep showing the answer to the previous arguments until the new one is here. */
  readonly keepPrevious?: boolean
}

/** The options under which `useMethod` caches a call, for use with the query client itself. */
export function methodQuery<Name extends MethodName>(method: Name, args: ArgsOf<Name>) {
  return { queryKey: [method, args] as const, queryFn: () => callMethod(method, args) }
}

/** A query method as a cached answer. */
export function useMethod<Name extends MethodName>(
  method: Name,
  args: ArgsOf<Name>,
  options: MethodOptions = {},
): UseQueryResult<ResultOf<Name>> {
  return useQuery<ResultOf<Name>>({
    ...methodQuery(method, args),
    enabled: options.enabled ?? true,
    placeholderData: options.keepPrevious ? (previous: ResultOf<Name> | undefined) => previous : undefined,
  } as Parameters<typeof useQuery<ResultOf<Name>>>[0])
}

/** The commands that answer how sync stands. */
const syncCommands: ReadonlySet<MethodName> = new Set([
  'sync.now',
  'sync.retryRefused',
  'sync.discardRefused',
  'sync.settleConflict',
])

/** A command method as a mutation. A card that comes back replaces the cached one at once. */
export function useCommand<Name extends MethodName>(
  method: Name,
): UseMutationResult<ResultOf<Name>, Error, ArgsOf<Name>> {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (args: ArgsOf<Name>) => callMethod(method, args),
    onSuccess: (result, args) => {
      if (method.startsWith('customer.')) {
        client.setQueryData(['customers.card', { customerId: (result as { id: string }).id }], result)
      }
      if (method === 'memory.set') {
        const { name, value } = args as ArgsOf<'memory.set'>
        client.setQueryData(['memory.get', { name }], value)
      }
      if (method === 'settings.set') client.setQueryData(['settings.get', {}], result)
      if (method.startsWith('session.')) client.setQueryData(['session.get', {}], result)
      if (method.startsWith('tiers.')) client.setQueryData(['tiers.list', {}], result)
      if (method.startsWith('notices.')) client.setQueryData(['notices.list', {}], result)
      if (method.startsWith('duplicates.')) {
        client.setQueryData(['duplicates.status', {}], result)
        void client.invalidateQueries({ predicate: ({ queryKey }) => isInbox(String(queryKey[0])) })
      }
      if (syncCommands.has(method)) client.setQueryData(['sync.status', {}], result)
    },
  })
}

const aboutTheDirectory = [
  'lookup.',
  'customers.',
  'duplicates.',
  'merges.',
  'profile.',
  'views.',
  'tiers.',
  'notices.',
  'app.info',
]
/** Answers over the whole directory: asked anew at most this often, however many changes a pull brings. */
const aboutEverybody = [
  'customers.list',
  'customers.kpis',
  'customers.kpiTrends',
  'customers.filterCounts',
  'customers.ids',
  'duplicates.list',
]
const breather = 600

/** Refetches what is on screen whenever main announces a change in the directory; what was shown stays until then. */
export function useDirectoryChanges(): void {
  const client = useQueryClient()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let askedAt = Number.NEGATIVE_INFINITY
    const isSeen = () => !isLocked(client.getQueryData<SessionState>(['session.get', {}]))
    const askEverybody = () => {
      timer = undefined
      askedAt = performance.now()
      if (!isSeen()) return
      void client.invalidateQueries({
        predicate: ({ queryKey }) => aboutEverybody.includes(String(queryKey[0])),
      })
    }
    const stop = window.regulars.on('directory.changed', () => {
      // Behind the locked screen everything stays as it was: it is asked anew when somebody takes over.
      if (!isSeen()) return
      void client.invalidateQueries({
        predicate: ({ queryKey }) =>
          !aboutEverybody.includes(String(queryKey[0])) &&
          aboutTheDirectory.some((prefix) => String(queryKey[0]).startsWith(prefix)),
      })
      timer ??= setTimeout(askEverybody, Math.max(0, askedAt + breather - performance.now()))
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [client])
}

/** Whether a query is of what waits in the duplicates inbox, or was sorted out there. */
function isInbox(name: string): boolean {
  return name.startsWith('duplicates.') && name !== 'duplicates.status' && name !== 'duplicates.check'
}

/** Whether the inbox holds what it held before, however far the search is. */
function isSameInbox(one: DuplicateStatus, other: DuplicateStatus): boolean {
  return (
    one.waiting === other.waiting &&
    one.postponed === other.postponed &&
    one.dismissed === other.dismissed &&
    one.searchedAt === other.searchedAt
  )
}

/** Keeps the count of waiting duplicates up to date as main announces it, and the inbox with it. */
export function useDuplicateNews(): void {
  const client = useQueryClient()
  useEffect(
    () =>
      window.regulars.on('duplicates.status', (status) => {
        const known = client.getQueryData<DuplicateStatus>(['duplicates.status', {}])
        client.setQueryData(['duplicates.status', {}], status)
        if (isLocked(client.getQueryData<SessionState>(['session.get', {}]))) return
        if (known && isSameInbox(known, status)) return
        void client.invalidateQueries({ predicate: ({ queryKey }) => isInbox(String(queryKey[0])) })
      }),
    [client],
  )
}

const aboutSync = ['sync.unsent', 'sync.refused', 'sync.conflicts']

/** Keeps what the screens know of sync up to date as main announces it. */
export function useSyncNews(): void {
  const client = useQueryClient()
  useEffect(
    () =>
      window.regulars.on('sync.status', (status) => {
        client.setQueryData(['sync.status', {}], status)
        void client.invalidateQueries({
          predicate: ({ queryKey }) => aboutSync.includes(String(queryKey[0])),
        })
      }),
    [client],
  )
  useEffect(() => {
    // The network is back: whatever waits to be tried again is tried now. While locked, the next look is soon enough.
    const tryNow = () => void callMethod('sync.now', {}).catch(() => undefined)
    window.addEventListener('online', tryNow)
    return () => window.removeEventListener('online', tryNow)
  }, [])
}

/** Whether nobody may see the directory: it is not set up yet, or nobody has taken over. */
export function isLocked(session: SessionState | undefined): boolean {
  if (!session || session.mode === 'unset') return true
  return session.mode === 'server' && (session.current === null || session.device !== 'active')
}

/** How the session stands, kept up to date; undefined until main has answered for the first time. */
export function useSession(): SessionState | undefined {
  return useMethod('session.get', {}).data
}

/** Keeps the session up to date as main announces it; whoever takes over has everything asked anew, under their role. */
export function useSessionNews(): void {
  const client = useQueryClient()
  const session = useSession()
  const who = [session?.mode, session?.device, session?.current?.id, session?.current?.role].join(' ')
  const known = useRef(who)
  useEffect(
    () => window.regulars.on('session.changed', (news) => client.setQueryData(['session.get', {}], news)),
    [client],
  )
  useEffect(() => {
    if (known.current === who) return
    known.current = who
    const locked = isLocked(client.getQueryData<SessionState>(['session.get', {}]))
    void client.invalidateQueries({
      predicate: ({ queryKey }) =>
        queryKey[0] === 'settings.get' || (!locked && queryKey[0] !== 'session.get'),
    })
  }, [who, client])
}
