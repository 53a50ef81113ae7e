import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto'
import { ConfigError } from './config.ts'
import { dataFile, laidDown } from './files.ts'

let known: { from: string; key: Buffer } | undefined

const FILE = 'secret'
/** Less than HILO_SECRET may have is no secret: a file that was cut off must not become a key that everybody can guess. */
const SIGNS_MIN = 32

/** HILO_SECRET, or a file only we may read, made at the first start. */
function key(): Buffer {
  const given = process.env['HILO_SECRET'] || undefined
  const from = given ?? dataFile(FILE)
  if (known?.from !== from)
    known = {
      from,
      key: createHash('sha256')
        .update(given ?? laidSecret())
        .digest(),
    }
  return known.key
}

function laidSecret(): string {
  const secret = laidDown(FILE, () => randomBytes(32).toString('base64url'))
  if (secret.length >= SIGNS_MIN) return secret
  throw new ConfigError(
    'HILO_DATA',
    `${dataFile(FILE)} is damaged. Put it back from your backup; without it, what was sealed cannot be read again.`,
  )
}

/** Before the doors open: what seals is there, or it is said that it cannot be. */
export const prepareSecret = (): void => void key()

/**
 * For looking up by a short code: a plain hash of six signs is guessed back in seconds, this one only by who has the key.
 * The word in front keeps it apart from what the same key encrypts.
 */
export const keyedHash = (text: string): string =>
  createHmac('sha256', key()).update(`look-up|${text}`).digest('base64url')

/** A number below this one that only who has the key can tell, the same each time it is asked for. */
export const keyedNumber = (text: string, below: number): number =>
  createHmac('sha256', key()).update(`number|${text}`).digest().readUIntBE(0, 6) % below

/** Encrypts what must be read back (AES-256-GCM; NIST SP 800-38D): "v1.nonce.tag.text". */
export function seal(text: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key(), nonce)
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return [
    'v1',
    nonce.toString('base64url'),
    cipher.getAuthTag().toString('base64url'),
    sealed.toString('base64url'),
  ].join('.')
}

export function unseal(sealed: string): string {
  const [version, nonce, tag, text] = sealed.split('.')
  if (version !== 'v1' || !nonce || !tag || text === undefined) throw new Error('not sealed by us')
  const decipher = createDecipheriv('aes-256-gcm', key(), Buffer.from(nonce, 'base64url'))
  decipher.setAuthTag(Buffer.from(tag, 'base64url'))
  return Buffer.concat([decipher.update(Buffer.from(text, 'base64url')), decipher.final()]).toString('utf8')
}
