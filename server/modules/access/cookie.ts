import type { Steps } from '#platform/route'
import { endedCookie, sessionCookie } from '#platform/session-cookie'
import type { Opened } from './sessions.ts'

/** Browsers that ask for it get the session as a cookie beside the answer. */
export function giveCookie<T extends Opened>(steps: Steps, asked: boolean | undefined, opened: T): T {
  if (asked) steps.setCookie(sessionCookie(steps.cookie_name, opened.token, opened.expires_at))
  return opened
}

/** What the browser kept of the person goes too; not its storage: a till keeps sales there that are not told yet. */
export function takeCookie(steps: Steps): void {
  steps.setCookie(endedCookie(steps.cookie_name))
  steps.header('clear-site-data', '"cache"')
}
