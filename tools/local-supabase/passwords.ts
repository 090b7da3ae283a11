// Passwords are kept as scrypt hashes with their own salt (RFC 7914); Supabase itself uses bcrypt, nobody sees either.
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

const cost = { N: 2 ** 14, r: 8, p: 1 } as const
const keyLength = 32

function derive(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, keyLength, cost, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
}

/** Hashes a password with a fresh salt. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt)
  return `$scrypt$${salt.toString('base64url')}$${key.toString('base64url')}`
}

/** Whether the password is the hashed one; takes as long when there is no hash to compare with. */
export async function checkPassword(password: string, hash: string | null): Promise<boolean> {
  const [, kind, salt = '', key = ''] = (hash ?? '').split('$')
  const derived = await derive(password, Buffer.from(salt, 'base64url'))
  const known = Buffer.from(key, 'base64url')
  return kind === 'scrypt' && known.length === derived.length && timingSafeEqual(known, derived)
}
