// The one door of the main process under 50,000 malformed calls: every one is refused in the app's own words, no handler
// runs, and nothing of the inside is told.
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { createDispatch, type Handlers } from '../src/main/ipc/dispatch.ts'
import { contract, type MethodName } from '../src/shared/contract.ts'
import { errorCodes } from '../src/shared/errors.ts'
import { makeRandom } from './fixtures/fill-store.ts'
import { createMalformedCalls, soundArguments } from './fixtures/malformed-calls.ts'

const names = Object.keys(contract) as MethodName[]
const refusals = [
  'INVALID_ARGUMENTS',
  'UNKNOWN_METHOD',
  'NOT_ALLOWED',
  'UNTRUSTED_SENDER',
  'PAYLOAD_TOO_LARGE',
]
const inside =
  /\b(SELECT|INSERT|UPDATE|DELETE|FROM|PRAGMA|SQLITE\w*|yup|node_modules)\b|[\w-]+\/[\w-]+|\\|\.ts\b|\bat \S+:\d+|must be/

function makeHandlers(handle: (name: MethodName) => unknown): Handlers {
  return Object.fromEntries(names.map((name) => [name, () => handle(name)])) as unknown as Handlers
}

test('50,000 malformed calls: all refused by code, no handler called, nothing leaks', async () => {
  const called: string[] = []
  const reported: unknown[] = []
  const handlers = makeHandlers((name) => called.push(name))
  const dispatch = createDispatch(handlers, (_method, error) => reported.push(error))
  const makeCall = createMalformedCalls(makeRandom(50_000))
  const kinds = new Map<string, number>()
  const codes = new Set<string>()
  for (let number = 0; number < 50_000; number += 1) {
    const { spoilt, caller, method, args } = makeCall(number)
    const reply = await dispatch(caller, method, args)
    if (reply.ok || called.length > 0) {
      throw new Error(`call ${number}, ${spoilt}, was let in: ${String(method)} ${describe(args)}`)
    }
    if (!refusals.includes(reply.error.code) || inside.test(JSON.stringify(reply))) {
      throw new Error(`call ${number}, ${spoilt}, was answered ${JSON.stringify(reply)}`)
    }
    kinds.set(spoilt, (kinds.get(spoilt) ?? 0) + 1)
    codes.add(reply.error.code)
  }
  expect(reported).toEqual([])
  expect([...codes].sort()).toEqual(refusals.toSorted())
  expect(kinds.size).toBe(12)
  expect(Math.min(...kinds.values())).toBeGreaterThan(200)
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
})

test('the same calls unspoilt are let in, so it is the spoiling that is refused', async () => {
  const called: string[] = []
  const dispatch = createDispatch(
    makeHandlers((name) => called.push(name)),
    () => undefined,
  )
  for (const name of names) {
    const reply = await dispatch({ isTrusted: true, role: 'admin' }, name, soundArguments[name])
    expect(reply.ok, name).toBe(true)
  }
  expect(called).toEqual(names)
})

test('whatever a handler throws, the reply has a code and tells nothing of the inside', async () => {
  const nasty = [
    new Database.SqliteError('near "SELECT": syntax error', 'SQLITE_ERROR'),
    new Database.SqliteError('UNIQUE constraint failed: customers.id', 'SQLITE_CONSTRAINT_UNIQUE'),
    new Database.SqliteError('disk full', 'SQLITE_FULL'),
    Object.assign(new Error('ENOENT: open /home/desk/regulars.db'), { code: 'ENOENT' }),
    new TypeError('x is not a function at src/main/db/search.ts:12'),
    'SELECT text thrown as a string',
    null,
    { code: 'STORE_FULL', message: 'SELECT' },
  ]
  for (const thrown of nasty) {
    const dispatch = createDispatch(
      makeHandlers(() => {
        throw thrown
      }),
      () => undefined,
    )
    const reply = await dispatch({ isTrusted: true, role: 'admin' }, 'app.info', {})
    expect(reply.ok).toBe(false)
    if (!reply.ok) expect(errorCodes).toContain(reply.error.code)
    expect(JSON.stringify(reply)).not.toMatch(inside)
  }
})

function describe(args: unknown): string {
  try {
    return JSON.stringify(args).slice(0, 300)
  } catch {
    return typeof args
  }
}
