import { Type } from 'typebox'
import type { Static } from 'typebox'
import { fragment } from '#platform/ctx'
import type { Ctx } from '#platform/ctx'
import { gathered, rowsOf } from '#platform/gathered'
import { notFound } from '#platform/errors'
import { Amount, Currency } from '#platform/money'
import { momentCursor, pageOf } from '#platform/page'
import type { PageOf } from '#platform/page'
import { Id, Nullable, OneOf, Time } from '#platform/route'
import type { Steps } from '#platform/route'

export const STATUSES = [
  'created',
  'pending',
  'action_required',
  'authorised',
  'captured',
  'declined',
  'voided',
  'unknown',
] as const
export const TENDERS = ['cash', 'card', 'transfer', 'other'] as const

/** A payment as everyone sees it. `…ing` amounts are asked of the provider and not answered yet. */
export const Payment = Type.Object({
  id: Id,
  cart_id: Nullable(Id),
  order_id: Nullable(Id),
  customer_id: Nullable(Id),
  store_id: Nullable(Id),
  channel: Type.String({ description: 'Where the customer paid' }),
  provider: Type.String(),
  tender: OneOf(TENDERS),
  currency: Currency,
  amount: Amount,
  given: Nullable(Amount),
  authorised: Amount,
  capturing: Amount,
  captured: Amount,
  voiding: Amount,
  refunding: Amount,
  owed: Type.Integer({
    minimum: 0,
    description: 'To be given back and not on its way: the provider refused it, or a person hands it over',
  }),
  refunded: Amount,
  status: OneOf(STATUSES),
  provider_ref: Nullable(Type.String()),
  action_url: Nullable(Type.String({ description: 'Where the payer goes to pay, while the payment waits for them' })),
  decline_code: Nullable(Type.String()),
  details: Type.Record(Type.String(), Type.Unknown(), {
    description: 'Brand and last four digits of the card, reference of the terminal',
  }),
  created_at: Time,
  updated_at: Time,
})
export type Payment = Static<typeof Payment>
export type PaymentStatus = (typeof STATUSES)[number]
export type EffectKind = 'authorise' | 'capture' | 'void' | 'refund'

export const paymentColumns = fragment`
  id, cart_id, order_id, customer_id, store_id, channel, provider, tender, currency, amount, given, authorised, capturing, captured,
  voiding, refunding, owed, refunded, status, provider_ref, action_url, decline_code, details, created_at, updated_at`

/** A payment by id, whoever asks; refuses 'not_found'. */
export async function paymentById(ctx: Ctx, id: string): Promise<Payment> {
  const [payment] = await ctx.sql<Payment>`select ${paymentColumns} from payment where id = ${id}`
  if (!payment) throw notFound('payment', id)
  return payment
}

/** The payments of one cart or order, oldest first. */
export const paymentsOf = (ctx: Ctx, of: { cart_id: string } | { order_id: string }): Promise<Payment[]> =>
  'cart_id' in of
    ? paymentsOfCarts(ctx, of.cart_id)
    : ctx.sql<Payment>`select ${paymentColumns} from payment where order_id = ${of.order_id} order by created_at, id`

const paymentsOfCarts = gathered<string, Payment[]>(async ({ sql }, cart_ids) => {
  const all = await sql<Payment>`
    select ${paymentColumns} from payment where cart_id = any(${cart_ids}::uuid[]) order by created_at, id`
  return rowsOf(cart_ids, all, ({ cart_id }) => cart_id)
})

export type ListPayments = {
  cart_id?: string | undefined
  order_id?: string | undefined
  owed?: boolean | undefined
  limit: number
  after?: string | undefined
}

/** Payments newest first, of the caller's stores; those of no store (paid online) only of the cart or order that is named. */
export async function payments(
  ctx: Ctx,
  { cart_id, order_id, owed, limit, after }: ListPayments,
): Promise<PageOf<Payment>> {
  const { at, id } = momentCursor(after)
  const stores = ctx.actor.store_ids
  const rows = await ctx.sql<Payment>`
    select ${paymentColumns} from payment
     where (created_at, id) < (${at}::timestamptz, ${id}::uuid)
       ${cart_id ? fragment`and cart_id = ${cart_id}` : fragment``}
       ${order_id ? fragment`and order_id = ${order_id}` : fragment``}
       ${owed ? fragment`and owed > 0` : fragment``}
       ${stores ? fragment`and (store_id = any(${stores}::uuid[]) or (store_id is null and ${cart_id !== undefined || order_id !== undefined}::boolean))` : fragment``}
     order by created_at desc, id desc
     limit ${limit + 1}`
  return pageOf(rows, limit, (row) => [row.created_at, row.id])
}

/** What a verb gets that calls a provider between its transactions. */
export type Between = Pick<Steps, 'write' | 'read'>
