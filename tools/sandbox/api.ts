import { createHash, randomUUID, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { MODES, OPERATIONS } from './faults.ts'
import type { Fault, Faults } from './faults.ts'
import { Declined } from './intents.ts'
import type { Intent, Intents, NewIntent, OperationKind } from './intents.ts'

const AMOUNT_MAX = 1_000_000_000_000
const amount = { type: 'integer', minimum: 1, maximum: AMOUNT_MAX }
const webAddress = { type: 'string', maxLength: 2_000, pattern: '^https?://' }

const createBody = {
  type: 'object',
  additionalProperties: false,
  required: ['reference', 'amount', 'currency'],
  properties: {
    reference: { type: 'string', minLength: 1, maxLength: 100 },
    amount,
    currency: { type: 'string', pattern: '^[A-Z]{3}$' },
    locale: { type: 'string', enum: ['es', 'en'], default: 'es' },
    return_url: { ...webAddress, nullable: true, default: null },
    notice_url: { ...webAddress, nullable: true, default: null },
  },
}

const faultBody = {
  type: 'object',
  additionalProperties: false,
  required: ['operation', 'mode'],
  properties: {
    operation: { type: 'string', enum: OPERATIONS },
    mode: { type: 'string', enum: MODES },
    delay_ms: { type: 'integer', minimum: 0, maximum: 60_000, default: 1_500 },
    times: { type: 'integer', minimum: 1, maximum: 1_000, default: 1 },
    code: { type: 'string', minLength: 1, maxLength: 100, default: 'refused' },
    fields: { type: 'object', default: {} },
  },
}

export type ApiOptions = { intents: Intents; faults: Faults; api_key: string; page_url: (id: string) => string }

/** What merchants' servers call. Every money effect needs an Idempotency-Key. */
export function apiRoutes(app: FastifyInstance, { intents, faults, api_key, page_url }: ApiOptions): void {
  const shown = (intent: Intent) => {
    const {
      create_key: _,
      return_url: __,
      notice_url: ___,
      unruly_notices: ____,
      settles_at: _____,
      locale: ______,
      ...rest
    } = intent
    return { ...rest, page_url: page_url(intent.id) }
  }

  app.addHook('onRequest', async (request) => {
    if (!sameText(request.headers.authorization ?? '', `Bearer ${api_key}`)) throw new Declined('bad_api_key', 401)
  })

  const create = faults.spoil('create', (request, reply) => {
    const intent = intents.create(keyOf(request), request.body as NewIntent, new Date())
    void reply.code(201)
    return shown(intent)
  })
  app.post('/v1/payment_intents', { schema: { body: createBody } }, create)

  const query = faults.spoil('query', (request) => {
    const { reference } = request.query as { reference: string }
    const intent = intents.find(reference)
    return { items: intent ? [shown(intent)] : [] }
  })
  app.get(
    '/v1/payment_intents',
    {
      schema: {
        querystring: { type: 'object', required: ['reference'], properties: { reference: { type: 'string' } } },
      },
    },
    query,
  )

  for (const kind of ['capture', 'void', 'refund'] satisfies OperationKind[]) {
    const operate = faults.spoil(kind, (request) => {
      const { id } = request.params as { id: string }
      const { amount: wanted = null } = (request.body ?? {}) as { amount?: number }
      return shown(intents.operate(id, kind, keyOf(request), wanted, new Date()))
    })
    const body = { type: 'object', additionalProperties: false, properties: kind === 'void' ? {} : { amount } }
    app.post(`/v1/payment_intents/:id/${kind}`, { schema: { body } }, operate)
    // What the provider does of its own accord, or its merchant in its dashboard: under no key the merchant's server knows.
    app.post(`/_test/payment_intents/:id/${kind}`, { schema: { body } }, async (request) => {
      const { id } = request.params as { id: string }
      const { amount: wanted = null } = (request.body ?? {}) as { amount?: number }
      return shown(intents.operate(id, kind, `own_${randomUUID()}`, wanted, new Date()))
    })
  }

  app.post('/_test/faults', { schema: { body: faultBody } }, async (request, reply) => {
    faults.order(request.body as Fault)
    return reply.code(204).send()
  })
  app.delete('/_test/faults', async (_request, reply) => {
    faults.clear()
    return reply.code(204).send()
  })
}

function keyOf(request: FastifyRequest): string {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || key.length === 0 || key.length > 200)
    throw new Declined('idempotency_key_missing', 400)
  return key
}

function sameText(a: string, b: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(a), hash(b))
}
