// Addresses as people write them twice, and addresses of neighbours.
import { expect, test } from 'vitest'
import { type AddressLevel, compareAddresses, readAddress } from './compare-addresses.ts'

test.each<[string, string, AddressLevel | null]>([
  ['99/12 ซอยสุขุมวิท 22 ถนนสุขุมวิท', '99/12 ซ.สุขุมวิท 22 ถ.สุขุมวิท', 'same'],
  ['99/12 ซอยสุขุมวิท 22 ถนนสุขุมวิท', '88/1 ซอยสุขุมวิท 22 ถนนสุขุมวิท', 'near'],
  ['12 giblin street, killarney, bittern 4814', '12 giblin str eet, kilarney, bittern 4184', 'same'],
  ['69 giblin street, killarney, bittern 4814', '96 giblin street, killarney, bittern 4814', 'similar'],
  ['69 giblin street, killarney, bittern 4814', 'giblin street, bittern', 'same'],
  ['52 florey drive, north stirling downs, coolaroo', '52, north stirilng downs, coolaroo', 'same'],
  ['6 frater crescent, st kilda east 6163', '6 morshead drive, st kilda east 6163', 'near'],
  ['69 giblin street, killarney, bittern 4814', '12 reveley crescent, wolumla 6210', 'different'],
  ['69 giblin street', 'Bkk', null],
  ['', '69 giblin street', null],
])('%s and %s are %s', (one, other, level) => {
  expect(compareAddresses(readAddress(one), readAddress(other))).toBe(level)
  expect(compareAddresses(readAddress(other), readAddress(one))).toBe(level)
})
