// PINs: hashed with scrypt (RFC 7914) under a salt of their own and compared in constant time.
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
