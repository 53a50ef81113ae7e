import type { Language } from '#shared/words.ts'
import { FORGOTTEN } from './ask.ts'
import type { Answer, Asked } from './door.ts'
import { paths } from './paths.ts'

/** What a visitor can do as well as who they were: it adds something, or says who they are. */
const AGAIN: ReadonlySet<string> = new Set(['/cart/lines', '/saved', '/sign-in', '/sign-in/code', '/c'])

type Lost = { asked: Asked; method: 'GET' | 'POST'; language: Language }

/**
 * A session that is over (whom it was joined to signed in, or it was ended from elsewhere) ends with a word: the
 * browser begins anew as a visitor's, and the page that comes says where the basket is. What can be done again is done
 * again; the rest was about things a visitor has not.
 */
export async function beginAnew(lost: Lost, write: (asked: Asked) => Promise<Answer>): Promise<Answer> {
  const { asked, method } = lost
  const chosen = Object.fromEntries(Object.entries(asked.chosen).filter(([name]) => !(name in FORGOTTEN)))
  const again = method === 'POST' && AGAIN.has(partOf(asked))
  const made = again ? await write({ ...asked, token: null, chosen }) : sendOn(lost)
  return {
    ...sayingSo(made),
    choices: { ...FORGOTTEN, ...made.choices },
    session: made.session ?? 'ended',
  }
}

const partOf = ({ url }: Asked): string => url.pathname.replace(/^\/(es|en)/, '')

function sendOn({ asked, method, language }: Lost): Answer {
  const to = paths(language)
  const instead = partOf(asked).startsWith('/account') ? to.signIn(to.account) : to.cart
  const location = method === 'GET' ? `${asked.url.pathname}${asked.url.search}` : instead
  const headers = { location, 'cache-control': 'no-store' }
  return { status: 303, type: 'text/plain; charset=utf-8', body: Buffer.alloc(0), headers, session: null, choices: {} }
}

/** The page at the end of it says what happened (layout.ts), however many addresses lead there. */
export function sayingSo(made: Answer): Answer {
  const { location } = made.headers
  if (location === undefined) return made
  const url = URL.parse(location, 'http://shop') ?? new URL('http://shop')
  url.searchParams.set('ended', '')
  return { ...made, headers: { ...made.headers, location: `${url.pathname}${url.search}${url.hash}` } }
}
