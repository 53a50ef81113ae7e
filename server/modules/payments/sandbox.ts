import { Webhook } from 'standardwebhooks'
import { readConfig } from '#platform/config'
import { refused } from '#platform/errors'
import { isId } from '#platform/ids'
import { callOutward } from '#platform/outward'
import type { Answer, Effect, PaymentProvider, ProviderPayment } from './provider.ts'

const TIMEOUT_MS = 10_000
const ANSWER_BYTES_MAX = 1_048_576

/** What tools/sandbox answers. */
type Intent = {
  id: string
  version: number
  status: 'requires_card' | 'requires_step' | 'processing' | 'authorised' | 'captured' | 'declined' | 'voided'
  currency: string
  amount_authorised: number
  amount_captured: number
  amount_refunded: number
  operations: { id: string; key: string }[]
  page_url: string
  decline_code: string | null
  card: { brand: string; last4: string } | null
}

type Settings = { url: string; api_key: string; secret: string; notice_url: string; timeout_ms: number }

/** PAYMENTS_SANDBOX_URL, _KEY and _SECRET, given by whoever starts the program. */
function settings(): Settings {
  const { PAYMENTS_SANDBOX_URL: url, PAYMENTS_SANDBOX_KEY: api_key, PAYMENTS_SANDBOX_SECRET: secret } = process.env
  if (!url || !api_key || !secret) {
    throw refused('provider_not_configured', {
      detail: 'The payment provider is not set up on this server.',
      provider: 'sandbox',
    })
  }
  const notice_url = process.env['PAYMENTS_NOTICE_URL'] || `${readConfig().public_url}/api/payment-notices/sandbox`
  const timeout_ms = Number(process.env['PAYMENTS_TIMEOUT_MS'] || TIMEOUT_MS)
  return { url: url.replace(/\/$/, ''), api_key, secret, notice_url, timeout_ms }
}

/** The card provider for development and tests (tools/sandbox), spoken to over HTTP like any other. */
export const sandbox: PaymentProvider = {
  name: 'sandbox',
  tender: 'card',
  mustBeConfigured: () => void settings(),
  create: ({ payment_id, amount, currency, locale, return_url }) =>
    ask('POST', '/v1/payment_intents', payment_id, {
      reference: payment_id,
      amount,
      currency,
      locale,
      return_url,
      notice_url: settings().notice_url,
    }),
  query: (payment_id) => ask('GET', `/v1/payment_intents?reference=${payment_id}`),
  capture: (effect) => operate('capture', effect, { amount: effect.amount }),
  void: (effect) => operate('void', effect, {}),
  refund: (effect) => operate('refund', effect, { amount: effect.amount }),
  verifyNotice: (headers, raw) => {
    const { secret } = settings()
    try {
      new Webhook(secret).verify(raw, headers)
    } catch {
      throw refused('bad_signature', { detail: 'This notice is not signed by the provider, or is too old.' }, 401)
    }
    return { notice_id: headers['webhook-id'] ?? '' }
  },
  paymentOf: (raw) => {
    const { data } = (JSON.parse(raw) ?? {}) as { data?: { reference?: unknown } | null }
    return typeof data?.reference === 'string' && isId(data.reference) ? data.reference : null
  },
}

const operate = (kind: 'capture' | 'void' | 'refund', { ref, key }: Effect, body: object): Promise<Answer> =>
  ask('POST', `/v1/payment_intents/${encodeURIComponent(ref)}/${kind}`, key, body)

async function ask(method: 'GET', path: string): Promise<Answer | null>
async function ask(method: 'POST', path: string, key: string, body: object): Promise<Answer>
async function ask(method: 'GET' | 'POST', path: string, key?: string, body?: object): Promise<Answer | null> {
  const { url, api_key, timeout_ms } = settings()
  try {
    const heard = await callOutward(url + path, {
      set_by: 'operator',
      method,
      headers: {
        authorization: `Bearer ${api_key}`,
        ...(key ? { 'content-type': 'application/json', 'idempotency-key': key } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      timeout_ms,
      bytes_max: ANSWER_BYTES_MAX,
    })
    return read(heard.status, JSON.parse(heard.body.toString('utf8')))
  } catch (error) {
    return { outcome: 'unknown', because: error instanceof Error ? error.name : 'no answer' }
  }
}

/** Only an answer that says so is a definite no: wrong keys, throttling and 5xx tell nothing about the money. */
const TELLS_NOTHING = new Set([401, 403, 408, 425, 429])

function read(status: number, body: unknown): Answer | null {
  if (status >= 500 || TELLS_NOTHING.has(status)) return { outcome: 'unknown', because: `HTTP ${status}` }
  if (status >= 400) return { outcome: 'refused', code: String((body as { code?: unknown }).code ?? `http_${status}`) }
  if (!('items' in (body as object))) return { outcome: 'answered', payment: translate(body as Intent) }
  const [intent] = (body as { items: Intent[] }).items
  return intent ? { outcome: 'answered', payment: translate(intent) } : null
}

const STATUS: Readonly<Record<Intent['status'], ProviderPayment['status']>> = {
  requires_card: 'action_required',
  requires_step: 'action_required',
  processing: 'pending',
  authorised: 'authorised',
  captured: 'captured',
  declined: 'declined',
  voided: 'voided',
}

/** A word we do not know is judged with the rest of the answer. */
const wordOf = (status: Intent['status']) =>
  (Object.hasOwn(STATUS, status) ? STATUS[status] : undefined) as ProviderPayment['status']

/** An answer that lacks what makes it one tells nothing; sums and words that do not fit are judged in contract.ts. */
function translate(intent: Intent): ProviderPayment {
  if (typeof intent.id !== 'string' || !Array.isArray(intent.operations)) throw new TypeError('no payment')
  return {
    ref: intent.id,
    version: intent.version,
    status: wordOf(intent.status),
    currency: intent.currency,
    authorised: intent.amount_authorised,
    captured: intent.amount_captured,
    refunded: intent.amount_refunded,
    operations: intent.operations.map(({ id, key }) => ({ key, ref: id })),
    action_url: intent.page_url,
    decline_code: intent.decline_code,
    details: intent.card ?? {},
  }
}
