import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { HiloError, createClient } from '#sdk'
import type { Client } from '#sdk'
import { languageFrom } from '#shared/words.ts'
import type { Language } from '#shared/words.ts'
import { addresses } from './addresses.ts'
import type { Session, Shown } from './ask.ts'
import { troublePage } from './pages/trouble.ts'

/** A request of a browser, as far as the shop's pages care. */
export type Asked = {
  url: URL
  params: Readonly<Record<string, string>>
  form: URLSearchParams
  /** The shopper's session, where the browser has one. */
  token: string | null
  /** The shop front's publishable key. */
  key: string
  accept_language: string | undefined
  request_id: string
  fetch: typeof fetch
}

export type Answer = {
  status: number
  type: string
  body: string | Buffer
  headers: Record<string, string>
  session: Session | 'ended' | null
}

export type Shop = {
  addresses: readonly { method: 'GET' | 'POST'; path: string }[]
  answer: (asked: Asked, method: 'GET' | 'POST', path: string) => Promise<Answer>
}

/** The shop as a function from requests to pages. It knows the server only by its API. */
export function openShop({ built, public_url }: { built: string; public_url: string }): Shop {
  const files = readBuilt(built)
  const pages = new Map(addresses.map(({ method, path, page }) => [`${method} ${path}`, page]))

  async function answer(asked: Asked, method: 'GET' | 'POST', path: string): Promise<Answer> {
    const page = pages.get(`${method} ${path}`)
    if (!page) throw new Error(`no page at ${method} ${path}`)
    const visit = openVisit(asked)
    const ask = { ...asked, ...visit, files: files(), public_url, language: languageOf(asked) }
    const shown = await page(ask).catch((error: unknown) => {
      // Who was signed in and is no more begins anew, as a visitor; scripts cannot delete the dead cookie.
      if (error instanceof HiloError && error.code === 'bad_credential' && asked.token !== null) visit.end()
      return troublePage(ask, error)
    })
    return { ...toAnswer(shown), session: visit.session() }
  }

  return { addresses: addresses.map(({ method, path }) => ({ method, path })), answer }
}

/** Who asks: the shopper of the session, or the shop front for somebody who has done nothing yet. */
function openVisit(asked: Asked) {
  let session: Session | 'ended' | null = null
  const clientFor = (token: string): Client => createClient({ url: '', token, fetch: asked.fetch, retries: 0 })
  const visit = {
    client: clientFor(asked.token ?? asked.key),
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
      visit.client = clientFor(opened.token)
      visit.known = true
    },
    end: (): void => {
      session = 'ended'
      visit.client = clientFor(asked.key)
      visit.known = false
    },
    session: () => session,
  }
  return visit
}

const languageOf = ({ params, accept_language }: Asked): Language =>
  params['lang'] === 'es' || params['lang'] === 'en' ? params['lang'] : languageFrom(accept_language)

function toAnswer(shown: Shown): Omit<Answer, 'session'> {
  if ('redirect' in shown)
    return { status: shown.status ?? 303, type: 'text/plain', body: '', headers: { location: shown.redirect } }
  const { status = 200, type = 'text/html; charset=utf-8', body, headers = {} } = shown
  return { status, type, body, headers: { 'cache-control': 'no-cache', ...headers } }
}

/** Names of the built script and style, with their hash; read again when they were built anew. */
function readBuilt(built: string): () => { script: string | null; style: string | null } {
  const manifest = join(built, '.vite/manifest.json')
  let known: { script: string | null; style: string | null } = { script: null, style: null }
  let read_at = 0
  return () => {
    const changed_at = statSync(manifest, { throwIfNoEntry: false })?.mtimeMs ?? 0
    if (changed_at === read_at) return known
    const entries = JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, { file: string; css?: string[] }>
    const entry = Object.values(entries).find(({ file }) => file.endsWith('.js'))
    const address = (file: string | undefined): string | null =>
      file === undefined ? null : `/assets/store/${file.replace(/^assets\//, '')}`
    known = { script: address(entry?.file), style: address(entry?.css?.[0]) }
    read_at = changed_at
    return known
  }
}
