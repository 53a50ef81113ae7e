import type { Ctx } from '#platform/ctx'
import { conflict, refused } from '#platform/errors'
import { announce, paymentStarted } from './events.ts'
import { learn } from './learn.ts'
import { paymentById, paymentColumns } from './payment.ts'
import type { Between, Payment } from './payment.ts'
import { providerOf } from './provider.ts'
import type { Answer, PaymentProvider } from './provider.ts'
import { PAYMENTS_PER_CART_MAX, nextCheck } from './rules.ts'

export type StartPayment = {
  /** Made by the caller: saying it again continues the same payment, whatever was lost on the way. */
  id: string
  cart_id?: string | null
  order_id?: string | null
  customer_id?: string | null
  store_id?: string | null
  provider: string
  amount: number
  currency: string
  return_url?: string | null
  locale?: 'es' | 'en'
}

/**
 * Opens a payment with an online provider: row, call, answer, the call outside any transaction. Where the
 * provider's answer is not known the payment says 'unknown'; repeat with the same id, or wait for the check.
 * Refuses unknown_provider, provider_not_configured, bad_return_url, too_many_payments, payment_differs.
 */
export async function startPayment(steps: Between, input: StartPayment): Promise<Payment> {
  const provider = providerOf(input.provider)
  provider.mustBeConfigured()
  mustBeWebAddress(input.return_url)
  const payment = await steps.write((ctx) => open(ctx, provider, input))
  if (payment.status !== 'created' && payment.status !== 'unknown') return payment
  const { id: payment_id, amount, currency } = payment
  const answer = await provider.create({
    payment_id,
    amount,
    currency,
    locale: input.locale ?? 'es',
    return_url: input.return_url ?? null,
  })
  return steps.write((ctx) => noteCreated(ctx, payment_id, answer))
}

async function open(ctx: Ctx, provider: PaymentProvider, input: StartPayment): Promise<Payment> {
  const {
    id,
    cart_id = null,
    order_id = null,
    customer_id = null,
    store_id = null,
    amount,
    currency,
    return_url = null,
  } = input
  // Tries of one cart or order are counted one after the other: those that come at once do not slip past the limit.
  await ctx.sql`select pg_advisory_xact_lock(hashtextextended(${`payment of ${order_id ?? cart_id ?? id}`}, 0))`
  const [opened] = await ctx.sql<Payment>`
    insert into payment (id, cart_id, order_id, customer_id, store_id, channel, provider, tender, currency, amount, status, return_url, check_at, created_at, updated_at)
    select ${id}::uuid, ${cart_id}::uuid, ${order_id}::uuid, ${customer_id}::uuid, ${store_id}::uuid, ${ctx.channel}, ${provider.name}, ${provider.tender}, ${currency},
           ${amount}::bigint, 'created', ${return_url}, ${nextCheck(ctx.now, 0)}::timestamptz, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
     where (select count(*) from payment p where p.cart_id = ${cart_id}::uuid or p.order_id = ${order_id}::uuid) < ${PAYMENTS_PER_CART_MAX}
    on conflict (id) do nothing
    returning ${paymentColumns}`
  if (opened) {
    announce(ctx, paymentStarted, opened, { amount })
    return opened
  }
  const [before] = await ctx.sql<Payment>`select ${paymentColumns} from payment where id = ${id}`
  if (!before)
    throw refused('too_many_payments', { detail: 'Too many payments were tried here.', limit: PAYMENTS_PER_CART_MAX })
  const samePlace = cart_id === null ? before.order_id === order_id : before.cart_id === cart_id
  const same =
    samePlace && before.provider === provider.name && before.amount === amount && before.currency === currency
  if (!same) throw conflict('payment_differs', { detail: 'A payment with this id says something else.' })
  return before
}

async function noteCreated(ctx: Ctx, payment_id: string, answer: Answer): Promise<Payment> {
  if (answer.outcome === 'answered') return learn(ctx, payment_id, answer.payment)
  const [status, decline_code] = answer.outcome === 'refused' ? ['declined', answer.code] : ['unknown', null]
  await ctx.sql`
    update payment set status = ${status}, decline_code = ${decline_code}, updated_at = ${ctx.now}
     where id = ${payment_id} and status in ('created', 'unknown')`
  return paymentById(ctx, payment_id)
}

function mustBeWebAddress(text: string | null | undefined): void {
  if (text === null || text === undefined) return
  const url = URL.parse(text)
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw refused('bad_return_url', { detail: 'The address to return to must begin with https:// or http://.' })
  }
}
