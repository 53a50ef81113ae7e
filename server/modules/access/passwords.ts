import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { throughGate } from './slow-hashing.ts'

// OWASP Password Storage Cheat Sheet (2025): scrypt with N=2^17, r=8, p=1, that is 128 MiB each.
const N = 2 ** 17
const R = 8
const P = 1
const KEY_BYTES = 32
const SALT_BYTES = 16

export const PASSWORD_MIN = 12
export const PASSWORD_MAX = 200

/** Verified against when nobody has the e-mail: the same work, never a match (the key is random bytes). */
export const NOBODYS_HASH = `scrypt$${N}$${R}$${P}$${randomBytes(SALT_BYTES).toString('base64url')}$${randomBytes(KEY_BYTES).toString('base64url')}`

/** The hash to store: `scrypt$N$r$p$salt$key`, so that stronger parameters can come beside older rows. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  const key = await derive(password, salt, N, R, P)
  return `scrypt$${N}$${R}$${P}$${salt.toString('base64url')}$${key.toString('base64url')}`
}

/** Compares in constant time. Never inside a transaction: it takes a quarter of a second. */
export async function isPassword(password: string, hash: string): Promise<boolean> {
  const [, n, r, p, salt, key] = hash.split('$')
  const expected = Buffer.from(key ?? '', 'base64url')
  const derived = await derive(password, Buffer.from(salt ?? '', 'base64url'), Number(n), Number(r), Number(p))
  return expected.length === derived.length && timingSafeEqual(expected, derived)
}

/** NFKC, so that an ñ typed on a Mac and on a Windows till is the same ñ (NIST SP 800-63B §3.1.1.2). */
const inOneForm = (password: string): string => password.normalize('NFKC')

export const isSamePassword = (one: string, other: string): boolean => inOneForm(one) === inOneForm(other)

const derive = (password: string, salt: Buffer, n: number, r: number, p: number): Promise<Buffer> =>
  throughGate(
    () =>
      new Promise((resolve, reject) => {
        const options = { N: n, r, p, maxmem: 256 * n * r }
        scrypt(inOneForm(password), salt, KEY_BYTES, options, (error, key) => (error ? reject(error) : resolve(key)))
      }),
  )
