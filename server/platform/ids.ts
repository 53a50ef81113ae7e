import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import { v7, validate } from 'uuid'

/** A time-ordered id (UUIDv7, RFC 9562 §5.7). Clients may make their own: an offline till does. */
export const newId = (): string => v7()

export const isId = (value: string): boolean => validate(value)

/** Letters and digits nobody confuses when read aloud: no 0/O, 1/I/L, no vowels that make words. */
const SPOKEN = '23456789BCDFGHJKMNPQRSTVWXYZ'

/** A short code to read out, type or scan. 8 signs of 28 = 38 bits: look-ups by it are rate-limited. */
export function spokenCode(length = 8): string {
  let code = ''
  while (code.length < length) code += SPOKEN[randomInt(SPOKEN.length)]
  return code
}

/** A secret of 256 bits for sessions, keys and devices; only its hash is stored. */
export const newSecret = (prefix: string): string => `${prefix}_${randomBytes(32).toString('base64url')}`

/** SHA-256 suffices for secrets of full entropy; passwords take a slow hash instead. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('base64url')

export function sameSecret(a: string, b: string): boolean {
  const left = createHash('sha256').update(a).digest()
  const right = createHash('sha256').update(b).digest()
  return timingSafeEqual(left, right)
}
