import type { Steps } from '#platform/route'
import type { Opened } from './sessions.ts'
import { site } from './site.ts'

export const SESSION_COOKIE = 'hilo_session'

/** Out of reach of scripts, not sent along by foreign pages' forms, and only over TLS where there is TLS. */
const attributes = (): string => `Path=/; HttpOnly; SameSite=Lax${site().protocol === 'https:' ? '; Secure' : ''}`

/** Browsers that ask for it get the session as a cookie beside the answer. */
export function giveCookie<T extends Opened>(steps: Steps, asked: boolean | undefined, opened: T): T {
  if (asked)
    setCookie(steps, `${SESSION_COOKIE}=${opened.token}; Expires=${opened.expires_at.toUTCString()}; ${attributes()}`)
  return opened
}

export const takeCookie = (steps: Steps): void => setCookie(steps, `${SESSION_COOKIE}=; Max-Age=0; ${attributes()}`)

const setCookie = (steps: Steps, cookie: string): void =>
  (steps as Steps & { setCookie?: (cookie: string) => void }).setCookie?.(cookie)
