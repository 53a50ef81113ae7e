import type { Steps } from '#platform/route'
import type { Opened } from './sessions.ts'
import { site } from './site.ts'

export const SESSION_COOKIE = 'hilo_session'

/** Out of reach of scripts, not sent along by foreign pages' forms, and only over TLS where there is TLS. */
const attributes = (): string => `Path=/; HttpOnly; SameSite=Lax${site().protocol === 'https:' ? '; Secure' : ''}`

/** Browsers that ask for it get the session as a cookie beside the answer. */
export function giveCookie<T extends Opened>(steps: Steps, asked: boolean | undefined, opened: T): T {
  if (asked)
    steps.setCookie(`${SESSION_COOKIE}=${opened.token}; Expires=${opened.expires_at.toUTCString()}; ${attributes()}`)
  return opened
}

export const takeCookie = (steps: Steps): void => steps.setCookie(`${SESSION_COOKIE}=; Max-Age=0; ${attributes()}`)
