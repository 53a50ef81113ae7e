import { letterCode } from '#test/letters'
import type { Shop } from '#test/shop'
import { parseSetCookie } from 'cookie'

export type Page = { status: number; text: string; location: string | null; headers: Headers }

export type Browser = {
  /** As a browser that follows no redirect: what an address answers. */
  get: (path: string, headers?: Record<string, string>) => Promise<Page>
  /** Sends a form of the shop’s own page. */
  post: (path: string, fields?: Record<string, string>, headers?: Record<string, string>) => Promise<Page>
  /** An address and wherever it leads. */
  open: (path: string) => Promise<Page>
  cookies: Map<string, string>
}

const LEAPS_MAX = 5

/** A browser without script: it keeps cookies and sends forms. */
export function openBrowser(url: string): Browser {
  const cookies = new Map<string, string>()
  const ask = async (method: string, path: string, headers: Record<string, string>, body?: string): Promise<Page> => {
    const answer = await fetch(`${url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        accept: 'text/html',
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...headers,
      },
      ...(body === undefined ? {} : { body }),
    })
    for (const cookie of answer.headers.getSetCookie()) {
      const { name, value, maxAge } = parseSetCookie(cookie, { decode: (text) => text })
      if (maxAge === 0) cookies.delete(name)
      else cookies.set(name, value ?? '')
    }
    return {
      status: answer.status,
      text: await answer.text(),
      location: answer.headers.get('location'),
      headers: answer.headers,
    }
  }
  const get: Browser['get'] = (path, headers = {}) => ask('GET', path, headers)
  return {
    cookies,
    get,
    post: (path, fields = {}, headers = {}) =>
      ask(
        'POST',
        path,
        { origin: url, 'content-type': 'application/x-www-form-urlencoded', ...headers },
        String(new URLSearchParams(fields)),
      ),
    open: async (path) => {
      let page = await get(path)
      for (let leap = 0; leap < LEAPS_MAX && page.location !== null; leap += 1) page = await get(page.location)
      return page
    },
  }
}

/** Proves a mail address by the code that is sent to it. */
export async function signIn(browser: Browser, shop: Shop, email: string, way = {}): Promise<void> {
  const { text } = await browser.post('/es/sign-in', { contact: email, ...way })
  const challenge = /name="challenge" value="([^"]+)"/.exec(text)?.[1] ?? ''
  await shop.work()
  await browser.post('/es/sign-in/code', { challenge, to: email, code: letterCode(shop, email), ...way })
}
