import { expect, it, vi } from 'vitest'
import type { ErrorCode } from '../../shared/errors.ts'
import { createCarrier } from './carrier.ts'
import { RemoteError, type RemoteSession } from './remote.ts'

const tokens = (name: string): RemoteSession => ({
  accessToken: name,
  refreshToken: `${name}-refresh`,
  expiresAt: 0,
})

function makeCarrier(refresh: (session: RemoteSession) => Promise<RemoteSession>) {
  const told = { refreshed: vi.fn(), expired: vi.fn(), barred: vi.fn() }
  const carrier = createCarrier({
    refresh,
    onRefreshed: told.refreshed,
    onExpired: told.expired,
    onBarred: told.barred,
  })
  carrier.use('nok', tokens('old'))
  return { carrier, told }
}

/** A server that takes only these tokens. */
const taking =
  (...good: string[]) =>
  async (token: string) => {
    if (!good.includes(token)) throw new RemoteError('SESSION_EXPIRED')
    return token
  }

const refusing = (code: ErrorCode) => async () => {
  throw new RemoteError(code)
}

it('renews tokens that ran out once, tells of them, and makes the call again', async () => {
  const { carrier, told } = makeCarrier(async () => tokens('new'))
  expect(await carrier.carry(taking('new'))).toBe('new')
  expect(told.refreshed).toHaveBeenCalledExactlyOnceWith('nok', tokens('new'))
  expect(carrier.token()).toBe('new')
})

it('renews once for calls made side by side, and for one that failed before another had renewed', async () => {
  const refresh = vi.fn(async () => tokens('new'))
  const { carrier } = makeCarrier(refresh)
  const late = carrier.carry(async (token) => {
    if (token === 'old') await new Promise((resolve) => setTimeout(resolve, 20))
    return taking('new')(token)
  })
  await Promise.all([carrier.carry(taking('new')), carrier.carry(taking('new')), late])
  expect(refresh).toHaveBeenCalledOnce()
})

it('gives up tokens that cannot be renewed, and has nobody then', async () => {
  const { carrier, told } = makeCarrier(refusing('SESSION_EXPIRED'))
  await expect(carrier.carry(taking('new'))).rejects.toMatchObject({ code: 'SESSION_EXPIRED' })
  expect(told.expired).toHaveBeenCalledExactlyOnceWith('nok')
  await expect(carrier.carry(taking('new'))).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' })
})

it('gives up fresh tokens that are refused, rather than renewing for ever', async () => {
  const refresh = vi.fn(async () => tokens('new'))
  const { carrier, told } = makeCarrier(refresh)
  await expect(carrier.carry(taking())).rejects.toMatchObject({ code: 'SESSION_EXPIRED' })
  expect(refresh).toHaveBeenCalledOnce()
  expect(told.expired).toHaveBeenCalledOnce()
})

it('keeps tokens when renewing failed for another reason', async () => {
  const { carrier, told } = makeCarrier(refusing('SERVER_UNREACHABLE'))
  await expect(carrier.carry(taking('new'))).rejects.toMatchObject({ code: 'SERVER_UNREACHABLE' })
  expect(told.expired).not.toHaveBeenCalled()
  expect(carrier.token()).toBe('old')
})

it.each(['STAFF_DEACTIVATED', 'STAFF_UNKNOWN'] as const)('tells who may no longer work: %s', async (code) => {
  const { carrier, told } = makeCarrier(refusing('SERVER_FAILED'))
  await expect(carrier.carry(refusing(code))).rejects.toMatchObject({ code })
  expect(told.barred).toHaveBeenCalledExactlyOnceWith('nok')
  expect(carrier.token()).toBeNull()
})

it('does not blame the next person for tokens of the one before', async () => {
  const { carrier, told } = makeCarrier(refusing('SESSION_EXPIRED'))
  const call = carrier.carry(async (token) => {
    carrier.use('som', tokens('other'))
    return taking('new')(token)
  })
  await expect(call).rejects.toMatchObject({ code: 'SESSION_EXPIRED' })
  expect(told.expired).not.toHaveBeenCalled()
  expect(carrier.token()).toBe('other')
})
