import { describe, expect, it } from 'vitest'
import { isWeakPin } from '../../shared/pin.ts'
import { hashPin, verifyPin } from './pin.ts'
import { mostTries, secondsLeft, waitAfter } from './pin-tries.ts'

describe('a PIN', () => {
  it('is known again by its hash, and no other is', async () => {
    const hash = await hashPin('4071')
    expect(await verifyPin('4071', hash)).toBe(true)
    for (const other of ['4072', '407', '40711', '', '1704']) expect(await verifyPin(other, hash)).toBe(false)
  })

  it('has another hash each time, which says how it was made and nothing of the PIN', async () => {
    const hashes = await Promise.all([hashPin('8264'), hashPin('8264')])
    expect(hashes[0]).not.toBe(hashes[1])
    for (const hash of hashes) {
      const [name, N] = hash.split('$')
      expect([name, Number(N) >= 2 ** 15]).toEqual(['scrypt', true])
      expect(hash).not.toContain('8264')
    }
  })

  it.each([
    '',
    'scrypt',
    'scrypt$1$1$1$AA==$AA==',
    'scrypt$99999999$8$1$AAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    '4071',
  ])('fits no text that is not a sound hash: %s', async (hash) =>
    expect(await verifyPin('4071', hash)).toBe(false),
  )

  it.each([
    '0000',
    '1234',
    '4321',
    '7890',
    '2468',
    '987654',
    '1212',
    '1122',
    '9998',
    '123123',
    '40714071',
    '2580',
    '1379',
    '147258369',
  ])('%s is too easy', (pin) => expect(isWeakPin(pin)).toBe(true))

  it.each(['4071', '8264', '1357924', '90210', '407182635490'])('%s will do', (pin) =>
    expect(isWeakPin(pin)).toBe(false),
  )
})

describe('wrong tries', () => {
  it('are free four times, then cost more each time', () => {
    const costs = Array.from({ length: mostTries - 1 }, (_, index) => waitAfter(index + 1))
    expect(costs).toEqual([0, 0, 0, 0, 30, 60, 120, 300, 600])
  })

  it('wait for what is left, and never for more than they cost', () => {
    const now = new Date('2026-11-02T10:00:00Z')
    expect(secondsLeft('2026-11-02T10:00:20Z', 5, now)).toBe(20)
    expect(secondsLeft('2026-11-02T09:59:59Z', 5, now)).toBe(0)
    expect(secondsLeft('2036-11-02T10:00:00Z', 5, now)).toBe(30)
    expect(secondsLeft(null, 5, now)).toBe(0)
  })
})
