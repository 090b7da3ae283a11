import { expect, it } from 'vitest'
import { uuidSchema } from './customer.ts'
import { makeUuid } from './uuid.ts'

it('puts the moment first and marks version 7, variant 10', () => {
  const id = makeUuid(0x0123456789ab, new Uint8Array(10).fill(0xff))
  expect(id).toBe('01234567-89ab-7fff-bfff-ffffffffffff')
  expect(uuidSchema.isValidSync(id)).toBe(true)
})
