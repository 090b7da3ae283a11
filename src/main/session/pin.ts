// PINs: hashed with scrypt (RFC 7914) under a salt of their own, compared in constant time, and refused when they are
// among the first that anybody would try.
import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'

/** Of 32 MiB and about a tenth of a second a try: a PIN is short, so what protects it is the price of guessing. */
const cost = { N: 2 ** 15, r: 8, p: 1 } as const
const saltLength = 16
const keyLength = 32
/** More than the cost above takes, less than a forged hash could ask for. */
const memoryLimit = 256 * 1024 * 1024

function derive(pin: string, salt: Buffer, length: number, options: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, length, { ...options, maxmem: memoryLimit }, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
}

/** The text to keep of a PIN: `scrypt$N$r$p$salt$key`, the last two in base64. */
export async function hashPin(pin: string): Promise<string> {
  const salt = randomBytes(saltLength)
  const key = await derive(pin, salt, keyLength, cost)
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64'), key.toString('base64')].join('$')
}

/** Whether `pin` is the one that `hash` was made of; a text that is no hash fits no PIN. */
export async function verifyPin(pin: string, hash: string): Promise<boolean> {
  const match = /^scrypt\$(\d{1,8})\$(\d{1,3})\$(\d{1,3})\$([\w+/=]+)\$([\w+/=]+)$/.exec(hash)
  if (!match) return false
  const [, N, r, p, salt = '', key = ''] = match
  const expected = Buffer.from(key, 'base64')
  if (expected.length < 16) return false
  try {
    const options = { N: Number(N), r: Number(r), p: Number(p) }
    const found = await derive(pin, Buffer.from(salt, 'base64'), expected.length, options)
    return timingSafeEqual(found, expected)
  } catch {
    return false
  }
}

/** Down the middle of the pad and around its corners. */
const wellTrodden = new Set(['2580', '0852', '1379', '1397', '7913', '9731', '147258369', '369258147'])

/** Whether a PIN is too easy: fewer than three different digits, a run up or down, a piece repeated, a path on the pad. */
export function isWeakPin(pin: string): boolean {
  if (new Set(pin).size < 3 || wellTrodden.has(pin)) return true
  const steps = new Set(
    [...pin].slice(1).map((digit, index) => (Number(digit) - Number(pin[index]) + 10) % 10),
  )
  if (steps.size === 1) return true
  return [2, 3, 4].some((length) => pin.length > length && isRepeated(pin, length))
}

function isRepeated(pin: string, length: number): boolean {
  return pin.length % length === 0 && pin === pin.slice(0, length).repeat(pin.length / length)
}
