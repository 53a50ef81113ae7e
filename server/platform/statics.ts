import scalar from '@scalar/fastify-api-reference'
import statics from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { systemActor } from './actor.ts'
import type { Database } from './db.ts'
import { mediaDir } from './files.ts'
import { registry } from './metrics.ts'

const MEDIA_SECONDS = 31_536_000

/** What is neither API nor app: pictures, the API's documentation, health and figures. */
export async function serveStatics(server: FastifyInstance, db: Database, api: Record<string, unknown>): Promise<void> {
  await server.register(statics, { root: mediaDir(), prefix: '/media/', maxAge: MEDIA_SECONDS * 1_000, immutable: true, index: false, decorateReply: false })
  server.get('/api/openapi.json', async () => api)
  await server.register(scalar as never, {
    routePrefix: '/api/docs',
    configuration: { content: api, withDefaultFonts: false, telemetry: false, agent: { disabled: true } },
  } as never)
  server.get('/health', async () => ({ status: 'alive' }))
  server.get('/ready', async () => {
    await db.read({ actor: systemActor('ready') }, (ctx) => ctx.sql`select 1`)
    return { status: 'ready' }
  })
  server.get('/metrics', async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()))
}
