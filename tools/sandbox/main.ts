import { join } from 'node:path'
import Fastify from 'fastify'
import { apiRoutes } from './api.ts'
import { openFaults } from './faults.ts'
import { hostedRoutes } from './hosted.ts'
import { Declined, openIntents } from './intents.ts'
import type { IntentEntry } from './intents.ts'
import { openJournal } from './journal.ts'
import { openNotices } from './notices.ts'
import type { NoticeEntry } from './notices.ts'

const SLOW_CARDS_EVERY_MS = 250

/** Of every answer; the hosted pages have a policy that opens as much as each needs (pages.ts). */
const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), usb=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

/** A card provider for development and tests: see README.md. */
async function main(): Promise<void> {
  const port = Number(process.env['SANDBOX_PORT'] || 4110)
  const folder = process.env['SANDBOX_DATA'] || '.data/sandbox'
  const secret = needed('SANDBOX_WEBHOOK_SECRET')
  const api_key = needed('SANDBOX_API_KEY')

  const intentJournal = openJournal<IntentEntry>(join(folder, 'intents'))
  const noticeJournal = openJournal<NoticeEntry>(join(folder, 'notices'))
  const notices = openNotices(noticeJournal, secret)
  const intents = openIntents(intentJournal, notices.announce)

  const app = Fastify({ logger: false, forceCloseConnections: true })
  let base = ''
  app.addHook('onRequest', async (_request, reply) => void reply.headers(HEADERS))
  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof Declined) return reply.code(error.status).send({ code: error.code })
    const status = (error as { statusCode?: number }).statusCode ?? 500
    return reply.code(status).send({
      code: status < 500 ? 'bad_request' : 'internal_error',
      detail: status < 500 ? (error as Error).message : undefined,
    })
  })
  await app.register(async (api) =>
    apiRoutes(api, { intents, faults: openFaults(), api_key, page_url: (id) => `${base}/pay/${id}` }),
  )
  await app.register(async (hosted) => hostedRoutes(hosted, intents))

  const address = await app.listen({ port, host: '127.0.0.1' })
  base = (process.env['SANDBOX_PUBLIC_URL'] || address).replace(/\/$/, '')
  notices.resume()
  const slowCards = setInterval(() => intents.settleSlow(new Date()), SLOW_CARDS_EVERY_MS)

  const stop = (): void => {
    clearInterval(slowCards)
    notices.stop()
    void app.close().then(() => process.exit(0))
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  // Only where another program of ours started this one (spawn.ts): it does not outlive it.
  process.once('disconnect', stop)
  console.log(`sandbox card provider listening at ${address}`)
}

function needed(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is missing`)
  return value
}

await main()
