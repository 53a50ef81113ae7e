import { isSecure } from './site.ts'

/**
 * The one cookie we set. Over TLS its name begins with `__Host-`: browsers then take it only from this very host,
 * whole and Secure, so that no neighbouring host can plant one (RFC 6265bis §4.1.3.2).
 */
export const cookieName = (): string => (isSecure() ? '__Host-hilo_session' : 'hilo_session')

/** Out of reach of scripts, not sent along by foreign pages' forms, and only over TLS where there is TLS. */
const attributes = (): string => `Path=/; HttpOnly; SameSite=Lax${isSecure() ? '; Secure' : ''}`

export const sessionCookie = (token: string, expires_at: Date): string =>
  `${cookieName()}=${token}; Expires=${expires_at.toUTCString()}; ${attributes()}`

export const endedCookie = (): string => `${cookieName()}=; Max-Age=0; ${attributes()}`
