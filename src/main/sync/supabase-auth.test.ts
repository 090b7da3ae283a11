// Signing in, renewing tokens and signing out through the real library.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { json, type LyingServer, page, startLyingServer } from '../../../tests/fixtures/lying-server.ts'
import { RemoteError } from './remote.ts'
import { connectSupabase, type SupabaseConnection } from './supabase-remote.ts'

const key = 'public-key'
const block = { firstCode: 1, lastCode: 300 }
let server: LyingServer
let connection: SupabaseConnection

beforeEach(async () => {
  server = await startLyingServer()
  connection = connectSupabase({ url: server.url, key, channelToken: () => null })
})
afterEach(async () => {
  connection.close()
  await server.stop()
})

async function failureOf(call: Promise<unknown>): Promise<RemoteError> {
  try {
    await call
  } catch (error) {
    expect(error).toBeInstanceOf(RemoteError)
    return error as RemoteError
  }
  throw new Error('the call should have failed')
}

describe('signing in', () => {
  const tokens = {
    access_token: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIiwiZXhwIjo0MTAyNDQ0ODAwfQ.c2lnbmF0dXJl',
    refresh_token: 'refresh',
    token_type: 'bearer',
    expires_in: 3600,
    expires_at: 4102444800,
    user: { id: '1', email: 'nok@example.com' },
  }

  it('hands the tokens over and keeps none', async () => {
    server.answer(json(200, tokens))
    expect(await connection.signIn('nok@example.com', 'secret')).toEqual({
      accessToken: tokens.access_token,
      refreshToken: 'refresh',
      expiresAt: 4102444800,
    })
    server.answer(json(200, block))
    await connection.call('claim_codes', {}, null)
    expect(server.requests.at(-1)?.authorization).toBe(`Bearer ${key}`)
  })

  it.each([
    [
      'a wrong password',
      json(400, { error_code: 'invalid_credentials', msg: 'Invalid login' }),
      'SIGN_IN_FAILED',
    ],
    [
      'an older server',
      json(400, { code: 'invalid_credentials', message: 'Invalid login' }),
      'SIGN_IN_FAILED',
    ],
    ['a banned person', json(400, { error_code: 'user_banned', msg: 'User is banned' }), 'STAFF_DEACTIVATED'],
    ['too many tries', json(429, { error_code: 'over_request_rate_limit' }), 'SERVER_BUSY'],
    ['a captive portal', page(200), 'SERVER_NOT_REGULARS'],
    ['another shape', json(200, { hello: 'world' }), 'SERVER_NOT_REGULARS'],
    ['a failing server', json(500, {}), 'SERVER_FAILED'],
  ] as const)('%s', async (_name, answer, code) => {
    server.answer(answer)
    expect((await failureOf(connection.signIn('nok@example.com', 'secret'))).code).toBe(code)
    expect(server.requests).toHaveLength(1)
  })

  it('renews tokens once and says when they are worthless', async () => {
    const old = { accessToken: 'old', refreshToken: 'refresh', expiresAt: 0 }
    server.answer(json(200, { ...tokens, refresh_token: 'next' }))
    expect(await connection.refresh(old)).toMatchObject({ refreshToken: 'next' })
    expect(server.requests[0]?.path).toBe('/auth/v1/token?grant_type=refresh_token')
    server.answer(json(400, { error_code: 'refresh_token_not_found', msg: 'Invalid Refresh Token' }))
    expect((await failureOf(connection.refresh(old))).code).toBe('SESSION_EXPIRED')
    server.answer(page(502))
    const begun = performance.now()
    expect((await failureOf(connection.refresh(old))).code).toBe('SERVER_FAILED')
    // The library's own half a minute of attempts is not waited for.
    expect(performance.now() - begun).toBeLessThan(1_000)
  })

  it('signs out with the person’s own token', async () => {
    server.answer((_request, response) => {
      response.writeHead(204)
      response.end()
    })
    await connection.signOut({ accessToken: 'mine', refreshToken: 'r', expiresAt: 0 })
    expect(server.requests[0]).toMatchObject({
      path: '/auth/v1/logout?scope=local',
      authorization: 'Bearer mine',
    })
  })
})
