import { cartView } from '#carts'
import { orderById } from '#orders'
import { paymentsOf, startPayment } from '#payments'
import type { Payment } from '#payments'
import type { Ctx } from '#platform/ctx'
import { refused } from '#platform/errors'
import { Amount, Currency } from '#platform/money'
import { newId } from '#platform/ids'
import { Shape } from '#platform/route'
import type { Steps } from '#platform/route'
import type { Static } from 'typebox'
import { mustBeTheirs } from './whose-order.ts'
import { homeAddress } from './come-home.ts'

export type Pay = {
  id?: string | undefined
  provider: string
  amount?: number | undefined
  return_url?: string | undefined
}

export const Balance = Shape({ total: Amount, held: Amount, left: Amount, currency: Currency })
export type Balance = Static<typeof Balance>

type Owed = {
  amount: number
  currency: string
  locale: 'es' | 'en'
  customer_id: string | null
  store_id: string | null
}

/** Begins to pay a cart online: what is still open of it, or a part. The answer says where to send the customer. */
export async function payCart(steps: Steps, cart_id: string, input: Pay): Promise<Payment> {
  const return_url = await steps.read((ctx) => homeAddress(ctx, input.return_url))
  const owed = await steps.read((ctx) => owedOnCart(ctx, cart_id))
  return start(steps, owed, { cart_id, ...input, return_url })
}

/** Pays an order that was taken to be paid later. */
export async function payOrder(steps: Steps, order_id: string, input: Pay): Promise<Payment> {
  const return_url = await steps.read((ctx) => homeAddress(ctx, input.return_url))
  const owed = await steps.read((ctx) => owedOnOrder(ctx, order_id))
  return start(steps, owed, { order_id, ...input, return_url })
}

type Start = Omit<Pay, 'return_url'> & { return_url: string | null } & ({ cart_id: string } | { order_id: string })

function start(steps: Steps, owed: Owed, input: Start): Promise<Payment> {
  const amount = input.amount ?? owed.amount
  if (amount <= 0 || amount > owed.amount) {
    throw refused('nothing_to_pay', { detail: 'That is more than what is left to pay.', left: owed.amount, amount })
  }
  const { currency, locale, customer_id, store_id } = owed
  return startPayment(steps, {
    ...input,
    id: input.id ?? newId(),
    amount,
    currency,
    locale,
    customer_id,
    store_id,
  })
}

/** What a cart costs, how much of it is held or paid already, and what is left: who pays sees it before. */
export async function cartBalance(ctx: Ctx, cart_id: string): Promise<Balance> {
  const { gross, currency } = await cartView(ctx, cart_id)
  const held = sumHeld(await paymentsOf(ctx, { cart_id }))
  return { total: gross, held, left: Math.max(0, gross - held), currency }
}

async function owedOnCart(ctx: Ctx, cart_id: string): Promise<Owed> {
  const cart = await cartView(ctx, cart_id)
  if (cart.status !== 'open')
    throw refused('cart_closed', { detail: 'This cart is closed.', order_id: cart.order_id }, 409)
  if (!cart.ready)
    throw refused('cart_not_ready', {
      detail: `Something is missing: ${cart.missing.join(', ')}.`,
      missing: cart.missing,
    })
  const held = sumHeld(await paymentsOf(ctx, { cart_id }))
  return {
    amount: cart.gross - held,
    currency: cart.currency,
    locale: cart.locale as 'es' | 'en',
    customer_id: cart.customer?.id ?? null,
    store_id: cart.store_id,
  }
}

/** What is left to pay of an order, by whoever may act on it. */
export async function owedOnOrder(ctx: Ctx, order_id: string): Promise<Owed> {
  const order = await orderById(ctx, order_id)
  await mustBeTheirs(ctx, order)
  const [{ canceled } = { canceled: 0 }] = await ctx.sql<{ canceled: number }>`
    select coalesce(sum(amount), 0)::bigint as canceled from order_adjustment where order_id = ${order_id} and kind = 'cancellation'`
  const held = sumHeld(await paymentsOf(ctx, { order_id }))
  return {
    amount: order.gross + order.rounding - canceled - held,
    currency: order.currency,
    locale: order.locale as 'es' | 'en',
    customer_id: order.customer_id,
    store_id: order.store_id,
  }
}

/** What is held or taken, less all that goes back: done, on its way, or owed. */
const sumHeld = (payments: readonly Payment[]): number =>
  payments.reduce(
    (sum, { authorised, voiding, refunding, owed, refunded }) =>
      sum + authorised - voiding - refunding - owed - refunded,
    0,
  )
