import type { FastifyInstance, FastifyReply } from 'fastify'
import { conductOf, digitsOf, wrongFields } from './cards.ts'
import { Declined, awaitsCard } from './intents.ts'
import type { Intent, Intents } from './intents.ts'
import { backTo, cardPage, missingPage, policyFor, standingPage, stepPage } from './pages.ts'

const FORM_BYTES_MAX = 4_096

/** The payer's side: pages in the browser, forms without scripts. The id in the address is the payer's secret. */
export function hostedRoutes(app: FastifyInstance, intents: Intents): void {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: FORM_BYTES_MAX },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  )
  app.setErrorHandler((error, request, reply) => {
    if (!(error instanceof Declined)) throw error
    const locale = request.headers['accept-language']?.startsWith('en') ? 'en' : 'es'
    return html(reply.code(404), missingPage(locale), null)
  })

  app.get('/pay/:id', async (request, reply) => show(reply, intents.get(idOf(request.params))))

  app.post('/pay/:id', async (request, reply) => {
    const intent = intents.get(idOf(request.params))
    const { number = '', expiry = '', code = '' } = (request.body ?? {}) as Record<string, string>
    const now = new Date()
    if (!awaitsCard(intent)) return show(reply, intent)
    const wrong = wrongFields({ number, expiry, code }, now)
    const digits = digitsOf(number)
    const conduct = conductOf(digits)
    if (wrong.length > 0 || conduct === undefined) return html(reply.code(422), cardPage(intent, wrong), intent)
    return leave(reply, intents.pay(intent.id, digits, conduct, now))
  })

  app.get('/pay/:id/step', async (request, reply) => {
    const intent = intents.get(idOf(request.params))
    return intent.status === 'requires_step' ? html(reply, stepPage(intent), intent) : show(reply, intent)
  })

  app.post('/pay/:id/step', async (request, reply) => {
    const { answer } = (request.body ?? {}) as Record<string, string>
    return leave(reply, intents.answerStep(idOf(request.params), answer === 'yes'))
  })
}

const idOf = (params: unknown): string => (params as { id: string }).id

function show(reply: FastifyReply, intent: Intent): FastifyReply {
  if (intent.status === 'requires_step') return reply.redirect(`/pay/${intent.id}/step`, 303)
  return html(reply, awaitsCard(intent) ? cardPage(intent, []) : standingPage(intent), intent)
}

/** After a form: on to the next page, or home to the shop. */
function leave(reply: FastifyReply, intent: Intent): FastifyReply {
  if (intent.status === 'requires_step') return reply.redirect(`/pay/${intent.id}/step`, 303)
  if (intent.status === 'declined' || intent.return_url === null) return reply.redirect(`/pay/${intent.id}`, 303)
  return reply.redirect(backTo(intent, intent.return_url), 303)
}

const html = (reply: FastifyReply, text: string, intent: Intent | null): FastifyReply =>
  reply
    .header('content-security-policy', policyFor(intent?.return_url ?? null))
    .type('text/html; charset=utf-8')
    .send(text)
