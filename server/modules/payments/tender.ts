import type { Ctx } from '#platform/ctx'
import { json } from '#platform/ctx'
import { conflict, refused } from '#platform/errors'
import { newId } from '#platform/ids'
import { announce, paymentTaken } from './events.ts'
import { paymentById, paymentColumns } from './payment.ts'
import type { Payment } from './payment.ts'
import { TENDER_PROVIDERS } from './provider.ts'
import type { TenderProvider } from './provider.ts'

export type RecordTender = {
  /** Made by the till: a replay after being offline says it again. */
  id: string
  cart_id?: string | null
  order_id?: string | null
  customer_id?: string | null
  store_id: string | null
  provider: TenderProvider
  amount: number
  currency: string
  /** Cash handed over, where it was more than the amount. */
  given?: number | null
  /** What the card terminal printed. */
  reference?: string | null
  /** When it was, if not now (offline till). */
  taken_at?: Date
}

/** Writes down money that was already taken face to face. Refuses given_too_little, payment_differs. */
export async function recordTender(ctx: Ctx, input: RecordTender): Promise<Payment> {
  const {
    id,
    cart_id = null,
    order_id = null,
    customer_id = null,
    store_id,
    provider,
    amount,
    currency,
    given = null,
    reference = null,
    taken_at = ctx.now,
  } = input
  if (given !== null && given < amount)
    throw refused('given_too_little', { detail: 'The cash handed over is less than the amount.', amount, given })
  const capture_id = newId()
  const [taken] = await ctx.sql<Payment>`
    with taken as (
      insert into payment (id, cart_id, order_id, customer_id, store_id, channel, provider, tender, currency, amount, given, authorised, captured, status,
                           provider_ref, details, created_at, updated_at)
      values (${id}, ${cart_id}, ${order_id}, ${customer_id}, ${store_id}, ${ctx.channel}, ${provider}, ${TENDER_PROVIDERS[provider]}, ${currency}, ${amount}, ${given},
              ${amount}, ${amount}, 'captured', null, ${json(reference === null ? {} : { reference })}, ${taken_at}, ${ctx.now})
      on conflict (id) do nothing
      returning ${paymentColumns}),
    effects as (
      insert into payment_effect (id, payment_id, kind, amount, status, reason, asked_at, settled_at)
      select e.id, taken.id, e.kind, taken.amount, 'done', null, taken.created_at, taken.created_at
        from taken, unnest(${[newId(), capture_id]}::uuid[], array['authorise', 'capture']) as e(id, kind))
    select * from taken`
  if (!taken) return sameAsBefore(await paymentById(ctx, id), input)
  announce(ctx, paymentTaken, taken, { amount, effect_id: capture_id, reason: null }, taken_at)
  return taken
}

function sameAsBefore(before: Payment, asked: RecordTender): Payment {
  const { cart_id = null, order_id = null, provider, amount, currency } = asked
  const samePlace = cart_id === null ? before.order_id === order_id : before.cart_id === cart_id
  if (samePlace && before.provider === provider && before.amount === amount && before.currency === currency)
    return before
  throw conflict('payment_differs', { detail: 'A payment with this id says something else.' })
}
