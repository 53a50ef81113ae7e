import { createHash } from 'node:crypto'
import { HiloError, createClient } from '#sdk'
import type { Client, Fetch } from '#sdk'
import { languageFrom } from '#shared/words.ts'
import type { Language } from '#shared/words.ts'
import { addresses } from './addresses.ts'
import type { Ask, Choice, Choices, Page, Session, Shown } from './ask.ts'
import { beginAnew, sayingSo } from './begin-anew.ts'
import { readBuilt } from './built.ts'
import { openHouse } from './house.ts'
import type { House } from './house.ts'
import { openAgain, openKept } from './kept.ts'
import { refusedPage, troublePage } from './pages/trouble.ts'
import type { Refusal } from './pages/trouble.ts'
import { elsewhere } from './pages/welcome.ts'

/** A request of a browser, as far as the shop's pages care. */
export type Asked = {
  url: URL
  params: Readonly<Record<string, string>>
  form: URLSearchParams
  /** The shopper's session, where the browser has one. */
  token: string | null
  chosen: Choices
  /** The shop front's publishable key. */
  key: string
  accept_language: string | undefined
  /** The way to the API, which always ends. */
  fetch: Fetch
}

export type Answer = {
  status: number
  type: string
  body: Buffer
  headers: Record<string, string>
  session: Session | 'ended' | null
  /** What the browser is to remember; null forgets it. */
  choices: Partial<Record<Choice, string | null>>
}

export type Shop = {
  addresses: readonly { method: 'GET' | 'POST'; path: string }[]
  answer: (asked: Asked, method: 'GET' | 'POST', path: string) => Promise<Answer>
  /** The page for what was refused before any page was asked: too much, the wrong kind, from another site. */
  refuse: (asked: Asked, refusal: Refusal) => Promise<Answer>
}

/** As any network of caches would: a page that is the same for everybody is written once in two seconds. So many bytes of them. */
const PAGES = { for_ms: 2_000, most: 12 * 1024 * 1024, weigh: ({ body }: Answer) => body.length }
/** What is asked for once (each letter and advertisement brings an address of its own) takes no room from what is asked for again. */
const ASKED_LATELY = 4_000
/** What stands beside what somebody came for may be some seconds old. */
const SHARED = { for_ms: 10_000, most: 500 }

/** The shop as a function from requests to pages. It knows the server only by its API. */
export function openShop({ built, public_url }: { built: string; public_url: string }): Shop {
  const files = readBuilt(built)
  const houseOf = openHouse()
  const kept = openKept<Answer>(PAGES)
  const isAskedAgain = openAgain(ASKED_LATELY)
  const shared = openKept<unknown>(SHARED)
  const pages = new Map(addresses.map(({ method, path, page }) => [`${method} ${path}`, page]))

  async function write(asked: Asked, page: Page): Promise<Answer> {
    const language = languageOf(asked)
    const visit = openVisit(asked)
    const house = houseFor(asked, houseOf(language, visit.front))
    // A page that only sends somebody on never looks at its frame, nor at why there is none.
    house.catch(() => {})
    const units = unitsOf(visit)
    const share = shareFor(asked, shared)
    const ask: Ask = { ...asked, ...visit, house, units, share, language, files: files(), public_url }
    const shown = await page(ask).catch((error: unknown) => {
      if (isSessionDead(error, asked)) throw error
      return troublePage(ask, error)
    })
    return { ...ofOne(toAnswer(shown), asked), session: visit.session() }
  }

  async function answer(asked: Asked, method: 'GET' | 'POST', path: string): Promise<Answer> {
    // What ends in a slash is looked for without it, whatever part of an address would be empty.
    const page =
      method === 'GET' && asked.url.pathname.endsWith('/') && path !== '/' ? elsewhere : pages.get(`${method} ${path}`)
    if (!page) throw new Error(`no page at ${method} ${path}`)
    try {
      const made = await write(asked, page)
      return method === 'GET' && asked.url.searchParams.has('ended') ? sayingSo(made) : made
    } catch (error) {
      if (!isSessionDead(error, asked)) throw error
      return beginAnew({ asked, method, language: languageOf(asked) }, (again) => write(again, page))
    }
  }

  return {
    addresses: addresses.map(({ method, path }) => ({ method, path })),
    refuse: (asked, refusal) => write(asked, (ask) => refusedPage(ask, refusal)),
    answer: async (asked, method, path) => {
      if (method !== 'GET' || asked.token !== null) return answer(asked, method, path)
      const key = keyOf(asked)
      let [mine, again] = [false, false]
      const make = (): Promise<Answer> => {
        mine = true
        again = isAskedAgain(key)
        return answer(asked, method, path)
      }
      const made = await kept(key, make, (page) => again && isForAll(page))
      // Who waited for the page of somebody else gets it only where it is everybody's: never a session or a choice.
      return mine || isForAll(made) ? made : answer(asked, method, path)
    },
  }
}

/** Visitors without a session who chose the same see the same page. */
const keyOf = ({ url, chosen, accept_language }: Asked): string =>
  [url.pathname + url.search, languageFrom(accept_language), JSON.stringify(chosen)].join(' ')

const isForAll = ({ status, headers, session, choices }: Answer): boolean =>
  status === 200 && session === null && headers['cache-control'] !== 'no-store' && Object.keys(choices).length === 0

async function houseFor({ chosen }: Asked, known: Promise<Omit<House, 'store'>>): Promise<House> {
  const { stores, ...rest } = await known
  return { ...rest, stores, store: stores.find(({ id }) => id === chosen.store) ?? null }
}

/** What counts somebody's basket is theirs: the browser may keep it and ask again, what stands between may not. */
const ofOne = (made: Omit<Answer, 'session'>, { token }: Asked): Omit<Answer, 'session'> =>
  token === null || made.headers['cache-control'] !== 'no-cache'
    ? made
    : { ...made, headers: { ...made.headers, 'cache-control': 'private, no-cache' } }

/** Who has a session may see prices of their own: for them everything is asked anew. */
const shareFor =
  ({ token }: Asked, shared: Shared): Ask['share'] =>
  (key, make) =>
    token === null ? (shared(key, make, () => true) as ReturnType<typeof make>) : make()

type Shared = ReturnType<typeof openKept<unknown>>

/** A frame that cannot count still frames the page. */
const unitsOf = async ({ known, client }: { known: boolean; client: Client }): Promise<number> =>
  known
    ? client.myCarts().then(
        ({ items }) => items[0]?.units ?? 0,
        () => 0,
      )
    : 0

const isSessionDead = (error: unknown, { token }: Asked): boolean =>
  error instanceof HiloError && error.code === 'bad_credential' && token !== null

/** Who asks: the shopper of the session, or the shop front for somebody who has done nothing yet. */
function openVisit(asked: Asked) {
  let session: Session | 'ended' | null = null
  let { token } = asked
  const clientFor = (token: string): Client =>
    createClient({ url: '', token, fetch: asked.fetch, retries: 0, timeout_ms: null })
  const front = clientFor(asked.key)
  const visit = {
    /** What is the same for everybody is asked as nobody in particular. */
    front,
    client: asked.token === null ? front : clientFor(asked.token),
    /** Somebody with a thread: an anonymous visitor who did something, or a known shopper. */
    known: asked.token !== null,
    /** The first thing a visitor does begins their thread. */
    begin: async (language: Language): Promise<Client> => {
      if (visit.known) return visit.client
      const opened = await visit.client.startVisit({ language })
      visit.keep(opened)
      return visit.client
    },
    keep: (opened: Session): void => {
      session = { token: opened.token, expires_at: opened.expires_at }
      ;({ token } = opened)
      visit.client = clientFor(opened.token)
      visit.known = true
    },
    end: (): void => {
      session = 'ended'
      token = null
      visit.client = front
      visit.known = false
    },
    session: () => session,
    mark: (): string | null => (token === null ? null : markOf(token)),
  }
  return visit
}

const MARK_LETTERS = 16
/** Tells sessions apart without telling their token. */
const markOf = (token: string): string =>
  createHash('sha256').update(`mark ${token}`).digest('base64url').slice(0, MARK_LETTERS)

const languageOf = ({ url, accept_language }: Asked): Language => {
  const [, first] = url.pathname.split('/')
  return first === 'es' || first === 'en' ? first : languageFrom(accept_language)
}

/** A header holds visible ASCII alone: whatever else a person or an address brought in is written as addresses write it. */
const asAddress = (text: string): string => text.toWellFormed().replaceAll(/[^\u0021-\u007E]+/g, encodeURIComponent)

function toAnswer({ choices = {}, ...shown }: Shown): Omit<Answer, 'session'> {
  if ('redirect' in shown) {
    const headers = { ...shown.headers, location: asAddress(shown.redirect), 'cache-control': 'no-store' }
    return { status: shown.status ?? 303, type: 'text/plain; charset=utf-8', body: Buffer.alloc(0), headers, choices }
  }
  const { status = 200, type = 'text/html; charset=utf-8', headers = {} } = shown
  // Bytes at once: a page that is kept is sent many times.
  const body = typeof shown.body === 'string' ? Buffer.from(shown.body) : shown.body
  return { status, type, body, headers: { 'cache-control': 'no-cache', ...headers }, choices }
}
