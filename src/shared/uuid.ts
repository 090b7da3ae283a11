// UUID version 7 (RFC 9562, section 5.7): 48 bits of Unix milliseconds, then random bits, so ids sort by when they were made.

/** Makes a UUIDv7 from a moment in milliseconds and at least 10 random bytes. */
export function makeUuid(milliseconds: number, random: Uint8Array): string {
  const bytes = new Uint8Array(16)
  for (let index = 0; index < 6; index++) bytes[5 - index] = Math.floor(milliseconds / 256 ** index) % 256
  bytes.set(random.subarray(0, 10), 6)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/**
 * Makes ids of one moment one after the other: the first as `makeUuid` would, each further one the next higher (RFC 9562,
 * section 6.2, method 2). For thousands at a time.
 */
export function makeUuidSequence(milliseconds: number, random: Uint8Array): () => string {
  const first = makeUuid(milliseconds, random)
  const stem = first.slice(0, 24)
  // Half of the numbers are left to count up to.
  let last = Number.parseInt(first.slice(24), 16) % 2 ** 47
  return () => stem + (last++).toString(16).padStart(12, '0')
}
