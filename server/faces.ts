import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import statics from '@fastify/static'
import { parseCookie } from 'cookie'
import type { FastifyInstance, FastifyReply, FastifyRequest, LightMyRequestResponse } from 'fastify'
import { openShop } from '../web/store/door.ts'
import type { Answer, Asked } from '../web/store/door.ts'
import { comesFromOwnSite, ownKey } from '#access'
import { systemActor } from '#platform/actor'
import type { Database } from '#platform/db'
import { refused } from '#platform/errors'
import { openPage } from '#platform/headers'
import type { PageNeeds } from '#platform/headers'
import { sendPacked } from '#platform/packed'
import { problemOf, sendProblem } from '#platform/problem'
import { cookieName } from '#platform/session-cookie'
import { site } from '#platform/site'
import type { Answered } from '#sdk'
import { NO_PAGE, askedAddress, readAsItStands } from './faces/asked-address.ts'
import { chosenBy, cookiesOf } from './faces/remembered.ts'

/**
 * The three faces, served by the same program: the shop's pages are written here for each request, the till and the
 * desk are files that were built (`tools/web.ts`). All three know the server only by its API: the shop's pages too call
 * it through the client everybody uses, without a network between.
 */
export async function serveFaces(server: FastifyInstance, db: Database): Promise<void> {
  readAsItStands(server)
  await serveShop(server, db)
  await serveApp(server, 'console', { powers: [] })
  // Its reader of codes, where the browser has none, is compiled code of our own.
  await serveApp(server, 'pos', {
    sources: { 'script-src': ["'wasm-unsafe-eval'"] },
    powers: ['camera', 'usb', 'serial'],
  })
}

const BUILT = join(import.meta.dirname, '../dist/web')
/** Twice what CSP asks for at least. */
const NONCE_BYTES = 32
const YEAR_MS = 31_536_000_000
const FORM_BYTES_MAX = 64 * 1024
/** The shop front is this channel; what is bought here was bought on the web. */
const SHOP_CHANNEL = 'web'

async function serveShop(server: FastifyInstance, db: Database): Promise<void> {
  await serveFiles(server, join(BUILT, 'store/assets'), '/assets/store/')
  serveOwnFiles(server, join(BUILT, 'store'), '/', ['sw.js', 'icon.svg', 'icon-192.png', 'icon-512.png'])
  let key: string | null = null
  // Asked again until there is a retailer to sell for; without a key the pages say that the shop is not open.
  const shopKey = async (): Promise<string> => {
    key ??= await db.write({ actor: systemActor('shop') }, (ctx) =>
      ownKey(ctx, { channel: SHOP_CHANNEL, name: 'Hilo' }),
    )
    return key ?? ''
  }
  const shop = openShop({ built: join(BUILT, 'store'), public_url: site().origin })
  await server.register(async (pages) => {
    pages.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: FORM_BYTES_MAX },
      (_request, body, done) => done(null, new URLSearchParams(body as string)),
    )
    pages.setErrorHandler(async (error, request, reply) => {
      if (!wantsPage(request)) return sendProblem(error, request, reply)
      const { problem } = problemOf(error, request.id)
      // Who comes too often, or to a server that is busy, is told so at the least cost.
      if (problem.status === 429 || problem.status === 503) return sendProblem(error, request, reply)
      if (problem.status >= 500) request.log.error({ err: error, problem: problem.code }, 'request failed')
      return give(request, reply, await shop.refuse(askedBy(server, request, await shopKey()), problem))
    })
    for (const { method, path } of shop.addresses) {
      pages.route({
        method,
        url: path,
        handler: async (request, reply) => {
          if (path === ELSEWHERE && isNoPage(request)) return reply.callNotFound()
          if (!comesFromOwnSite(request))
            throw refused('cross_site', { detail: 'This form came from another site.' }, 403)
          return give(request, reply, await shop.answer(askedBy(server, request, await shopKey()), method, path))
        },
      })
    }
  })
}

/** Every address that is nobody's is the shop's, which says so on a page; programs are told as the API tells them. */
const ELSEWHERE = '/*'
const wantsPage = ({ headers }: FastifyRequest): boolean => (headers.accept ?? '').includes('text/html')
const isNoPage = (request: FastifyRequest): boolean => NO_PAGE.test(request.url) || !wantsPage(request)

function give(request: FastifyRequest, reply: FastifyReply, answer: Answer): Promise<FastifyReply> {
  const cookies = cookiesOf(answer)
  if (cookies.length > 0) void reply.header('set-cookie', cookies)
  void reply.headers(answer.headers).header('vary', 'accept-language, cookie').code(answer.status)
  if (answer.type.startsWith('text/html')) openPage(reply, { powers: ['geolocation'] })
  return sendPacked(request, reply.type(answer.type), answer.body)
}

/** The browser's session is the shopper's cookie; the calls of its page count for the browser's own address. */
function askedBy(server: FastifyInstance, request: FastifyRequest, key: string): Asked {
  const { headers, ip, url } = request
  const cookies = parseCookie(headers.cookie ?? '')
  const token = cookies[cookieName({})]
  return {
    url: askedAddress(url),
    params: request.params as Record<string, string>,
    form: request.body instanceof URLSearchParams ? request.body : new URLSearchParams(),
    token: token === undefined || token === '' ? null : token,
    chosen: chosenBy(cookies),
    key,
    accept_language: headers['accept-language'],
    fetch: (address, { method = 'GET', headers: sent, body }) =>
      answered(
        server.inject({
          method: method as 'GET',
          url: address,
          remoteAddress: ip,
          headers: {
            ...(sent as Record<string, string>),
            host: request.host,
            'user-agent': headers['user-agent'] ?? '',
          },
          ...(body == null ? {} : { payload: body as string }),
        }),
      ),
  }
}

/** As much of a `Response` as the client reads; a whole one, with its stream, would cost as much as parsing what is in it. */
async function answered(injected: Promise<LightMyRequestResponse>): Promise<Answered> {
  const { statusCode: status, statusMessage: statusText, headers, payload } = await injected
  return {
    ok: status >= 200 && status < 300,
    status,
    statusText,
    headers: { get: (name) => headers[name]?.toString() ?? null },
    text: async () => payload,
    body: null,
  }
}

/** Files with their hash in their name never change. */
async function serveFiles(server: FastifyInstance, root: string, prefix: string): Promise<void> {
  mkdirSync(root, { recursive: true })
  await server.register(statics, {
    root,
    prefix,
    index: false,
    decorateReply: false,
    preCompressed: true,
    maxAge: YEAR_MS,
    immutable: true,
  })
}

const TYPES: Readonly<Record<string, string>> = {
  'sw.js': 'text/javascript; charset=utf-8',
  'manifest.webmanifest': 'application/manifest+json',
  'icon.svg': 'image/svg+xml; charset=utf-8',
  'icon-192.png': 'image/png',
  'icon-512.png': 'image/png',
  'icon-mask.png': 'image/png',
}

/** What an installed face is: its worker and its icons, under names that stay. */
function serveOwnFiles(server: FastifyInstance, root: string, prefix: string, names: readonly string[]): void {
  for (const name of names) {
    server.get(`${prefix}${name}`, async (_request, reply) => {
      const path = join(root, name)
      if (!existsSync(path)) throw refused('no_such_route', { detail: 'There is nothing at this address.' }, 404)
      // What a worker may fetch is what its own answer says.
      if (name === 'sw.js') openPage(reply)
      // An app's own address has no slash at its end; its worker looks after that one too.
      if (name === 'sw.js' && prefix !== '/') void reply.header('service-worker-allowed', prefix.slice(0, -1))
      return reply
        .header('cache-control', 'no-cache')
        .type(TYPES[name] as string)
        .send(readFileSync(path))
    })
  }
}

/** An app of one page: every address below it answers that page, which finds its way by itself. */
async function serveApp(server: FastifyInstance, name: string, needs: PageNeeds): Promise<void> {
  const root = join(BUILT, name)
  await serveFiles(server, join(root, 'assets'), `/${name}/assets/`)
  serveOwnFiles(server, root, `/${name}/`, Object.keys(TYPES))
  const page = async (_request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const path = join(root, 'index.html')
    if (!existsSync(path))
      throw refused('not_built', { detail: 'This app is not built yet: run bin/build, then load it again.' }, 404)
    const nonce = randomBytes(NONCE_BYTES).toString('base64url')
    openPage(reply, pageNeeds(nonce, needs))
    return reply
      .header('cache-control', 'no-cache')
      .type('text/html; charset=utf-8')
      .send(readFileSync(path, 'utf8').replaceAll('%NONCE%', nonce))
  }
  server.get(`/${name}`, page)
  server.get(`/${name}/*`, page)
}

/** The components write some of their styles into the page, marked with the page's own nonce (CSP Level 3 §6.6.2.3). */
const pageNeeds = (nonce: string, { sources, powers }: PageNeeds): PageNeeds => ({
  sources: { ...sources, 'style-src': [`'nonce-${nonce}'`], 'img-src': ['blob:'], 'media-src': ['blob:'] },
  ...(powers ? { powers } : {}),
})
