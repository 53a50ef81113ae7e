import { createHash, randomBytes, randomFillSync, randomInt, timingSafeEqual } from 'node:crypto'
import { v7, validate } from 'uuid'

/** Asking the system for randomness costs more than all the rest of an id: fetched for many at a time. */
const drawn = new Uint8Array(16 * 1024)
let used = drawn.length

function draw(bytes: number): Uint8Array {
  if (used + bytes > drawn.length) {
    randomFillSync(drawn)
    used = 0
  }
  return drawn.subarray(used, (used += bytes))
}

/** Of the id before: those of one millisecond count up, so that ids of one process are in the order they were made. */
let msecs = 0
let seq = 0

/** A time-ordered id (UUIDv7, RFC 9562 §5.7 and §6.2 method 1). Clients may make their own: an offline till does. */
export function newId(): string {
  const random = draw(16)
  const now = Date.now()
  if (now > msecs) {
    msecs = now
    // Half the range is left to count up in.
    seq = new DataView(random.buffer, random.byteOffset).getUint32(0) >>> 1
  } else {
    seq += 1
  }
  return v7({ random, msecs, seq })
}

export const isId = (value: string): boolean => validate(value)

/** Whether one of these ids stands there twice: the database knows them in any case. */
export const isSaidTwice = (ids: readonly string[]): boolean =>
  new Set(ids.map((id) => id.toLowerCase())).size < ids.length

/** Letters and digits nobody confuses when read aloud: no 0/O, 1/I/L, no vowels that make words. */
export const SPOKEN = '23456789BCDFGHJKMNPQRSTVWXYZ'

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
