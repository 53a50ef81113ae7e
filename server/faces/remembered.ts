import { CHOICES } from '../../web/store/ask.ts'
import type { Choice, Choices } from '../../web/store/ask.ts'
import type { Answer } from '../../web/store/door.ts'
import { cookieName, endedCookie, sessionCookie } from '#platform/session-cookie'
import { isSecure } from '#platform/site'

const CHOICE_SECONDS = 31_536_000

/** Over TLS no neighbouring host can plant one, as with the session's (`session-cookie.ts`). */
const nameOf = (choice: Choice): string => `${isSecure() ? '__Host-' : ''}hilo_${choice}`

/** What a browser brought of what the shop remembers in it. */
export const chosenBy = (cookies: Readonly<Record<string, string | undefined>>): Choices =>
  Object.fromEntries(CHOICES.map((choice) => [choice, cookies[nameOf(choice)]]).filter(([, value]) => value))

/** The cookies of an answer: the session it began or ended, and what the browser is to remember or forget. */
export function cookiesOf({ session, choices }: Answer): string[] {
  const own =
    session === null
      ? []
      : session === 'ended'
        ? [endedCookie(cookieName({}))]
        : [sessionCookie(cookieName({}), session.token, new Date(session.expires_at))]
  const secure = isSecure() ? '; Secure' : ''
  const remembered = Object.entries(choices).map(
    ([choice, value]) =>
      `${nameOf(choice as Choice)}=${encodeURIComponent(value ?? '')}; Path=/; Max-Age=${value === null ? 0 : CHOICE_SECONDS}; HttpOnly; SameSite=Lax${secure}`,
  )
  return [...own, ...remembered]
}
