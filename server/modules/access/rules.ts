/** How secrets announce what they are, so that one look-up finds them and scanners recognise a leak. */
export const PREFIX = { session: 'hs', publishable: 'hpk', secret: 'hsk', device: 'hdt' } as const
export type CredentialKind = keyof typeof PREFIX

const KIND_OF: Readonly<Record<string, CredentialKind>> = {
  hs: 'session',
  hpk: 'publishable',
  hsk: 'secret',
  hdt: 'device',
}
/** A prefix and 32 bytes in base64url. */
const CREDENTIAL = /^(hs|hpk|hsk|hdt)_[A-Za-z0-9_-]{43}$/

/** What kind of credential this is, or null when it is none of ours: then no database is asked. */
export function credentialKind(secret: string): CredentialKind | null {
  const prefix = CREDENTIAL.exec(secret)?.[1]
  return prefix === undefined ? null : (KIND_OF[prefix] ?? null)
}

const SHOWN_SIGNS = 9
/** What is shown of a key to recognise it: its prefix and five signs of 43. */
export const shownStart = (secret: string): string => secret.slice(0, SHOWN_SIGNS)

/** The secret in `Authorization: Bearer …` (RFC 6750 §2.1); null: another scheme or a broken header. */
export const bearerOf = (header: string): string | null => /^bearer +(\S+) *$/i.exec(header)?.[1] ?? null

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

export type CookieCall = {
  method: string
  channel_header: string | undefined
  origin: string | undefined
  /** Sec-Fetch-Site: the browser's own word on who asks; no script can write it. */
  fetch_site: string | undefined
  /** Ours, as browsers write them. */
  origins: readonly string[]
}

/**
 * Whether a call that brings its credential in a cookie may change something. A foreign page can make a
 * browser send the cookie, but neither our own header (without a preflight we never answer) nor a false
 * `Origin`. OWASP CSRF prevention, "custom request headers" and "verifying origin".
 */
export function isOwnSite({ method, channel_header, origin, fetch_site, origins }: CookieCall): boolean {
  if (SAFE_METHODS.has(method)) return true
  if (fetch_site !== undefined && fetch_site !== 'same-origin' && fetch_site !== 'none') return false
  if (channel_header !== undefined) return true
  return origin !== undefined && origins.includes(origin)
}

/** The fixed window an attempt falls into: its start and how long until the next one. */
export function windowOf(now: Date, seconds: number): { window_at: Date; retry_after_s: number } {
  const length = seconds * 1000
  const start = Math.floor(now.getTime() / length) * length
  return { window_at: new Date(start), retry_after_s: Math.max(1, Math.ceil((start + length - now.getTime()) / 1000)) }
}

/** The one spelling by which staff are looked up and their attempts counted. */
export const plainEmail = (typed: string): string => typed.trim().toLowerCase()

/** Recovery codes are typed from paper: case, spaces and hyphens do not matter. */
export const plainRecoveryCode = (typed: string): string => typed.toUpperCase().replaceAll(/[^0-9A-Z]/g, '')

export const shownRecoveryCode = (code: string): string => code.match(/.{1,4}/g)?.join('-') ?? code

/** `a***@tienda.es`, `+34 *** 678`: enough to recognise one's own contact, too little to learn another's. */
export function maskedContact(kind: 'email' | 'phone', contact: string): string {
  if (kind === 'phone') return `${contact.slice(0, 3)} *** ${contact.slice(-3)}`
  const at = contact.lastIndexOf('@')
  return `${contact.slice(0, 1)}***${contact.slice(at)}`
}

const UP = '01234567890'
const DOWN = '09876543210'

/** One digit again and again, or a walk over the keys: what is tried first with a PIN. */
export const isGuessedFirst = (pin: string): boolean => /^(\d)\1+$/.test(pin) || UP.includes(pin) || DOWN.includes(pin)

export const after = (now: Date, seconds: number): Date => new Date(now.getTime() + seconds * 1000)
