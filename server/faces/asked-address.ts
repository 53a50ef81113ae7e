import type { FastifyInstance } from 'fastify'
import { site } from '#platform/site'

/** What is no page of the shop: what programs ask for, and the other faces. */
export const NO_PAGE = /^\/(api|media|assets|console|pos)(\/|$)/

/**
 * The address somebody asked for, at this site whatever it begins with: `//x` is a path here and no other server, and
 * what is no address at all is the front page's.
 */
export function askedAddress(url: string): URL {
  const { origin } = site()
  return (url.startsWith('/') ? URL.parse(origin + url) : URL.parse(url, origin)) ?? new URL(origin)
}

/**
 * A path with a lone % or with bytes that are no letters cannot be looked up. Where a page was asked for it is taken as
 * it stands, so that people get the page for what is not there and no JSON.
 */
export function readAsItStands(server: FastifyInstance): void {
  server.server.prependListener('request', (request: { url?: string }) => {
    const [path = '', ...query] = (request.url ?? '').split('?')
    if (NO_PAGE.test(path) || isReadable(path)) return
    request.url = [path.replaceAll('%', '%25'), ...query].join('?')
  })
}

function isReadable(path: string): boolean {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}
