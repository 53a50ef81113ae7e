import { createHash } from 'node:crypto'
import { fastify } from 'fastify'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { openPage } from './headers.ts'

const ADDRESS = '/api/docs'

/**
 * The API's documentation. Its viewer weighs as much as many modules, so it is a program of its own in this process,
 * loaded when somebody first reads.
 */
export function serveDocs(server: FastifyInstance, api: Record<string, unknown>): void {
  let viewer: Promise<FastifyInstance> | null = null
  const show = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    viewer ??= openViewer(api)
    const { statusCode, headers, rawPayload } = await (await viewer).inject({ url: request.url, method: 'GET' })
    const type = String(headers['content-type'] ?? '')
    if (type.startsWith('text/html')) allowOwnScripts(reply, rawPayload.toString())
    if (headers.location !== undefined) void reply.header('location', headers.location)
    return reply.code(statusCode).type(type).send(rawPayload)
  }
  server.get(ADDRESS, show)
  server.get(`${ADDRESS}/*`, show)
}

async function openViewer(api: Record<string, unknown>): Promise<FastifyInstance> {
  const { default: scalar } = await import('@scalar/fastify-api-reference')
  const viewer = fastify()
  await viewer.register(
    scalar as never,
    {
      routePrefix: ADDRESS,
      configuration: {
        content: api,
        withDefaultFonts: false,
        telemetry: false,
        agent: { disabled: true },
        mcp: { disabled: true },
        showDeveloperTools: 'never',
        hideClientButton: true,
      },
    } as never,
  )
  await viewer.ready()
  return viewer
}

/**
 * The page of the documentation begins with a script in its text: that one, by its hash, and no other (CSP Level 3
 * §2.3.1). Its viewer writes its own styles.
 */
function allowOwnScripts(reply: FastifyReply, page: string): void {
  const scripts = [...page.matchAll(/<script[^>]*>([^]*?)<\/script>/g)].map(
    ([, text]) =>
      `'sha256-${createHash('sha256')
        .update(text as string)
        .digest('base64')}'`,
  )
  openPage(reply, { sources: { 'script-src': scripts, 'style-src': ["'unsafe-inline'"] } })
}
