import { isSecure } from './site.ts'

type Headers = Readonly<Record<string, string | string[] | undefined>>

/**
 * The cookies we set: a shopper's, and for calls that say `Hilo-As: staff` (the desk) one of their own, so that in one
 * browser somebody can work at the desk and look at the shop as a shopper. Over TLS the names begin with `__Host-`:
 * browsers then take them only from this very host, whole and Secure, so that no neighbouring host can plant one
 * (RFC 6265bis §4.1.3.2).
 */
export const cookieName = (headers: Headers): string =>
  `${isSecure() ? '__Host-' : ''}${headers['hilo-as'] === 'staff' ? 'hilo_staff' : 'hilo_session'}`

/** Out of reach of scripts, not sent along by foreign pages' forms, and only over TLS where there is TLS. */
const attributes = (): string => `Path=/; HttpOnly; SameSite=Lax${isSecure() ? '; Secure' : ''}`

export const sessionCookie = (name: string, token: string, expires_at: Date): string =>
  `${name}=${token}; Expires=${expires_at.toUTCString()}; ${attributes()}`

export const endedCookie = (name: string): string => `${name}=; Max-Age=0; ${attributes()}`
