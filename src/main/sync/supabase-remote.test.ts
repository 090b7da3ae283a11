// The real library against a server that lies in every way a network can.
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
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
  connection = connectSupabase({
    url: server.url,
    key,
    channelToken: () => null,
    timeouts: { small: 300, large: 600 },
  })
})
afterEach(async () => {
  connection.close()
  await server.stop()
})

const claim = () => connection.call('claim_codes', { p_device: 'd', p_count: 300 }, 'token')

async function failureOf(call: Promise<unknown>): Promise<RemoteError> {
  try {
    await call
  } catch (error) {
    expect(error).toBeInstanceOf(RemoteError)
    return error as RemoteError
  }
  throw new Error('the call should have failed')
}

describe('a call', () => {
  it('carries the arguments, the public key and the token, and answers what came', async () => {
    let apikey: unknown
    server.answer((request, response, body) => {
      apikey = request.headers.apikey
      return json(200, block)(request, response, body)
    })
    expect(await claim()).toEqual(block)
    expect(server.requests).toEqual([
      {
        path: '/rest/v1/rpc/claim_codes',
        authorization: 'Bearer token',
        body: '{"p_device":"d","p_count":300}',
      },
    ])
    expect(apikey).toBe(key)
  })

  it('is made once, whatever comes back', async () => {
    server.answer(page(503))
    await failureOf(claim())
    expect(server.requests).toHaveLength(1)
  })
})

describe('what is not our server', () => {
  it.each([
    ['a captive portal', page(200), 'SERVER_NOT_REGULARS'],
    ['a portal that wants a sign-in', page(511), 'SERVER_NOT_REGULARS'],
    ['a redirect to a portal', page(302, { location: 'http://portal.example/login' }), 'SERVER_NOT_REGULARS'],
    ['a page that is not there', page(404), 'SERVER_WRONG_ADDRESS'],
    [
      'a project without Regulars',
      json(404, { code: 'PGRST202', message: 'Could not find' }),
      'SERVER_NOT_REGULARS',
    ],
    ['another API', json(404, { error: 'nothing here' }), 'SERVER_WRONG_ADDRESS'],
    ['JSON of another shape', json(200, { hello: 'world' }), 'SERVER_NOT_REGULARS'],
    ['an empty answer', json(200, null), 'SERVER_NOT_REGULARS'],
    ['a list', json(200, []), 'SERVER_NOT_REGULARS'],
    ['a wrong key', json(401, { message: 'Invalid API key', hint: 'Double check' }), 'SERVER_WRONG_ADDRESS'],
    ['a forbidding proxy', page(403), 'SERVER_NOT_REGULARS'],
  ] as const)('%s', async (_name, answer, code) => {
    server.answer(answer)
    expect((await failureOf(claim())).code).toBe(code)
  })

  it('text that claims to be JSON', async () => {
    server.answer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end('Welcome to the hotel')
    })
    expect((await failureOf(claim())).code).toBe('SERVER_NOT_REGULARS')
  })

  it('an address that is none', () => {
    const connect = () => connectSupabase({ url: 'not an address', key, channelToken: () => null })
    expect(connect).toThrow(new RemoteError('SERVER_WRONG_ADDRESS'))
  })

  it('a pull of ragged rows, a push answered by half, a hello without an epoch', async () => {
    const part = { table: 'customers', columns: ['changed_xid', 'id'], rows: [['1', 'a'], ['2']] }
    const pulled = {
      epoch: 'e',
      reset: null,
      to: '1:1:',
      lastSeq: 0,
      parts: [part],
      next: null,
      remaining: 0,
    }
    server.answer(json(200, pulled))
    expect((await failureOf(connection.call('sync_pull', {}, 't'))).code).toBe('SERVER_NOT_REGULARS')
    server.answer(json(200, { ...pulled, parts: [{ ...part, rows: [['1', 'a']] }] }))
    expect(await connection.call('sync_pull', {}, 't')).toMatchObject({ to: '1:1:' })
    server.answer(json(200, { status: 'done', epoch: 'e', lastSeq: 1, results: [{ seq: 1 }] }))
    expect((await failureOf(connection.call('sync_push', {}, 't'))).code).toBe('SERVER_NOT_REGULARS')
    server.answer(json(200, { protocol: 1, oldestProtocol: 1 }))
    expect((await failureOf(connection.call('sync_hello', {}, 't'))).code).toBe('SERVER_NOT_REGULARS')
  })
})

describe('a server in trouble', () => {
  const inAnHour = new Date(Date.UTC(2036, 0, 1, 1)).toUTCString()
  const now = new Date(Date.UTC(2036, 0, 1)).toUTCString()
  it.each([
    ['too many requests', json(429, {}, { 'retry-after': '7' }), 'SERVER_BUSY', 7_000],
    [
      'busy until a moment by its own clock',
      page(503, { 'retry-after': inAnHour, date: now }),
      'SERVER_BUSY',
      3_600_000,
    ],
    ['busy without a word when', page(503), 'SERVER_BUSY', null],
    ['a failure', json(500, { message: 'boom' }), 'SERVER_FAILED', null],
    ['a gateway without a server', page(502), 'SERVER_FAILED', null],
    ['a deadlock', json(500, { code: '40P01', message: 'deadlock detected' }), 'SERVER_BUSY', null],
    ['a lock waited for in vain', json(500, { code: '55P03', message: 'lock' }), 'SERVER_BUSY', null],
    ['a request too large', page(413), 'PAYLOAD_TOO_LARGE', null],
  ] as const)('%s', async (_name, answer, code, retryAfter) => {
    server.answer(answer)
    expect(await failureOf(claim())).toMatchObject({ code, retryAfter })
  })

  it('nobody there', async () => {
    await server.stop()
    expect((await failureOf(claim())).code).toBe('SERVER_UNREACHABLE')
    server = await startLyingServer()
  })

  it('a connection that breaks before an answer', async () => {
    server.answer((request) => void request.socket.destroy())
    expect((await failureOf(claim())).code).toBe('SERVER_UNREACHABLE')
  })

  it('a body that is cut off', async () => {
    server.answer((request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
      response.write('{"firstCode":1,')
      setTimeout(() => request.socket.destroy(), 20)
    })
    expect((await failureOf(claim())).code).toBe('SERVER_UNREACHABLE')
  })

  it('a body that was cut off behind a proxy that closed it properly', async () => {
    server.answer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end('{"firstCode":1,"la')
    })
    expect((await failureOf(claim())).code).toBe('SERVER_UNREACHABLE')
  })

  it('a server that never answers, and one that never ends its answer', async () => {
    server.answer(() => undefined)
    expect((await failureOf(claim())).code).toBe('SERVER_UNREACHABLE')
    server.answer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.write('{"firstCode":')
    })
    expect((await failureOf(claim())).code).toBe('SERVER_UNREACHABLE')
  })

  it('is left at once when the connection is closed', async () => {
    server.answer(() => undefined)
    const failure = failureOf(claim())
    connection.close()
    expect((await failure).code).toBe('SERVER_UNREACHABLE')
  })
})

describe('what the server says of us', () => {
  it.each([
    ['an expired token', 401, { code: 'PGRST303', message: 'JWT expired' }, 'SESSION_EXPIRED'],
    ['a token of another project', 401, { code: 'PGRST301', message: 'JWSError' }, 'SESSION_EXPIRED'],
    [
      'a person who left',
      403,
      { code: 'PT403', message: 'STAFF_DEACTIVATED', details: 'x' },
      'STAFF_DEACTIVATED',
    ],
    ['a device shut out', 403, { code: 'PT403', message: 'DEVICE_REVOKED' }, 'DEVICE_REVOKED'],
    ['an app too old', 400, { code: 'PT400', message: 'SERVER_TOO_NEW' }, 'SERVER_TOO_NEW'],
    ['words it has no code for', 400, { code: 'P0001', message: 'NO_SUCH_CODE' }, 'SERVER_FAILED'],
  ] as const)('%s', async (_name, status, body, code) => {
    server.answer(json(status, body))
    expect((await failureOf(claim())).code).toBe(code)
  })
})

describe('a certificate that does not hold', () => {
  it('is told apart from a server that is not there', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'regulars-tls-'))
    const files = { key: path.join(folder, 'key.pem'), cert: path.join(folder, 'cert.pem') }
    execFileSync(
      'openssl',
      [
        ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
        ...['-subj', '/CN=127.0.0.1', '-days', '2', '-keyout', files.key, '-out', files.cert],
      ],
      { stdio: 'ignore' },
    )
    const read = (file: string) => fs.readFileSync(file, 'utf8')
    const secure = await startLyingServer({ key: read(files.key), cert: read(files.cert) })
    const own = connectSupabase({ url: secure.url, key, channelToken: () => null })
    const plain = connectSupabase({
      url: server.url.replace('http:', 'https:'),
      key,
      channelToken: () => null,
    })
    try {
      expect((await failureOf(own.call('claim_codes', {}, null))).code).toBe('SERVER_TLS_FAILED')
      expect((await failureOf(plain.call('claim_codes', {}, null))).code).toBe('SERVER_TLS_FAILED')
    } finally {
      own.close()
      plain.close()
      await secure.stop()
      fs.rmSync(folder, { recursive: true })
    }
  })
})
