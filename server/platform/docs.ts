import { createHash } from 'node:crypto'
import { fastify } from 'fastify'
import type { FastifyInstance } from 'fastify'
import { openPage } from './headers.ts'
import { keep, sendKept } from './packed.ts'
import type { Kept } from './packed.ts'

/** What the API is, put together when somebody first reads it. */
export type Describe = () => Record<string, unknown>

const ADDRESS = '/api/docs'

const PARTS = ['/', '/js/scalar.js', '/openapi.json', '/openapi.yaml'] as const
type Part = { kept: Kept; scripts: string[] }

/**
 * The API's documentation. Its viewer weighs as much as many modules, so it is a program of its own in this process,
 * loaded when somebody first reads. What it says of each of its parts is kept: its script alone is 4 MB, and anybody
 * may ask for it.
 */
export function serveDocs(server: FastifyInstance, describe: Describe): void {
  let viewer: Promise<FastifyInstance> | null = null
  server.get(ADDRESS, (_request, reply) => reply.redirect(`${ADDRESS}/`, 301))
  for (const path of PARTS) {
    let part: Promise<Part> | null = null
    server.get(`${ADDRESS}${path}`, async (request, reply) => {
      const { kept, scripts } = await (part ??= (viewer ??= openViewer(describe())).then((opened) =>
        read(opened, path),
      ))
      // Its viewer writes its own styles.
      if (scripts.length > 0) openPage(reply, { sources: { 'script-src': scripts, 'style-src': ["'unsafe-inline'"] } })
      return sendKept(request, reply, kept)
    })
  }
}

async function read(viewer: FastifyInstance, path: string): Promise<Part> {
  const { headers, rawPayload } = await viewer.inject({ url: `${ADDRESS}${path}`, method: 'GET' })
  const type = String(headers['content-type'])
  return { kept: keep(type, rawPayload), scripts: type.startsWith('text/html') ? scriptsOf(rawPayload.toString()) : [] }
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
 * §2.3.1).
 */
const scriptsOf = (page: string): string[] =>
  [...page.matchAll(/<script[^>]*>([^]*?)<\/script>/g)].map(
    ([, text]) =>
      `'sha256-${createHash('sha256')
        .update(text as string)
        .digest('base64')}'`,
  )
