import statics from '@fastify/static'
import { findPackageJSON } from 'node:module'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { systemActor } from './actor.ts'
import { readConfig } from './config.ts'
import type { Database } from './db.ts'
import { serveDocs } from './docs.ts'
import type { Describe } from './docs.ts'
import { Outside, refused } from './errors.ts'
import { mediaDir } from './files.ts'
import { sameSecret } from './ids.ts'
import type { Unlimited } from './limits.ts'
import { registry } from './metrics.ts'
import { keep, sendKept } from './packed.ts'
import type { Kept } from './packed.ts'

const MEDIA_SECONDS = 31_536_000
const READY_MAX_MS = 2_000

/** What is neither API nor app: pictures, the API's documentation, health and figures. */
export async function serveStatics(server: FastifyInstance, db: Database, describe: Describe): Promise<void> {
  await serveAssets(server)
  await server.register(statics, {
    root: mediaDir(),
    prefix: '/media/',
    maxAge: MEDIA_SECONDS * 1_000,
    immutable: true,
    index: false,
    decorateReply: false,
    // Whatever else may lie there is no picture of ours.
    allowedPath: (path) => path.endsWith('.webp'),
    setHeaders: showPicture,
  })
  let description: Kept | null = null
  server.get('/api/openapi.json', (request, reply) =>
    sendKept(
      request,
      reply,
      (description ??= keep('application/json; charset=utf-8', Buffer.from(JSON.stringify(describe())))),
    ),
  )
  serveDocs(server, describe)
  const probe = { config: { probe: true } satisfies Unlimited }
  server.get('/health', probe, async () => ({ status: 'alive' }))
  let look: Promise<unknown> | null = null
  server.get('/ready', probe, async () => {
    // However many ask, the database is asked once at a time.
    const mine = (look ??= db.read({ actor: systemActor('ready') }, (ctx) => ctx.sql`select 1`))
    try {
      await Promise.race([mine, tooLate()])
    } finally {
      if (look === mine) look = null
    }
    return { status: 'ready' }
  })
  server.get('/metrics', async (request, reply) => {
    if (!mayReadFigures(request))
      throw refused('sign_in_needed', { detail: 'Send METRICS_TOKEN as a bearer token.' }, 401)
    return reply
      .header('cache-control', 'no-store')
      .type(registry.contentType)
      .send(await registry.metrics())
  })
}

/** Who asks whether we are ready does not wait for a database that hangs. */
async function tooLate(): Promise<never> {
  await pause(READY_MAX_MS, undefined, { ref: false })
  throw new Outside('database_unavailable', 'The database does not answer.')
}

const THIS_MACHINE = /^(::ffff:)?127\.|^::1$/

/** Programs on this machine, but not whom a proxy on this machine speaks for; or whoever has the token. */
function mayReadFigures({ headers, socket }: FastifyRequest): boolean {
  const { metrics_token } = readConfig()
  if (metrics_token !== null && sameSecret(headers.authorization ?? '', `Bearer ${metrics_token}`)) return true
  const spokenFor = headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined
  return !spokenFor && THIS_MACHINE.test(socket.remoteAddress ?? '')
}

/** Pictures are for any shop front's pages, and for nothing but being looked at. */
const showPicture = (reply: FastifyReply): void =>
  void reply.headers({
    'cross-origin-resource-policy': 'cross-origin',
    'content-disposition': 'inline; filename="picture.webp"',
  })

const WEB = join(import.meta.dirname, '../../web')
const FONTS = ['inter', 'fraunces']

/** Styles of the pages and the fonts they use; fonts come from their packages, not from a stranger's server. */
async function serveAssets(server: FastifyInstance): Promise<void> {
  await server.register(statics, { root: join(WEB, 'ui'), prefix: '/assets/ui/', index: false, decorateReply: false })
  const fonts = FONTS.map((name) =>
    join(dirname(findPackageJSON(`@fontsource-variable/${name}`, import.meta.url) as string), 'files'),
  )
  await server.register(statics, {
    root: fonts,
    prefix: '/assets/fonts/',
    maxAge: MEDIA_SECONDS * 1_000,
    immutable: true,
    index: false,
    decorateReply: false,
  })
}
