import { readyCart } from '#carts'
import { lockOrder, settleMoney } from '#orders'
import { paymentsOf, recordTender } from '#payments'
import type { Payment } from '#payments'
import { mustServeStore } from '#platform/actor'
import { inTurn } from '#platform/ctx'
import type { Ctx } from '#platform/ctx'
import { refused } from '#platform/errors'
import { mustBeTheirs } from './cancel-order.ts'
import { owedOnOrder, sumHeld } from './pay.ts'
import type { Tender } from './quote-lines.ts'

export type TakeTender = Tender & { store_id: string }

/** Cash or card at the counter for a cart that a shop is about to place. Refused: nothing_to_pay, payment_differs, cart_closed. */
export async function takeTenderForCart(ctx: Ctx, cart_id: string, input: TakeTender): Promise<Payment> {
  mustServeStore(ctx.actor, input.store_id)
  const [{ cart, priced }, payments] = await inTurn(readyCart(ctx, cart_id), paymentsOf(ctx, { cart_id }))
  mustBeOwed(payments, input, priced.gross - sumHeld(payments))
  return recordTender(ctx, { ...input, cart_id, customer_id: cart.customer_id, currency: cart.currency })
}

/** An order that was to be paid at collection is paid at the counter. Refused: nothing_to_pay, payment_differs. */
export async function takeTenderForOrder(ctx: Ctx, order_id: string, input: TakeTender): Promise<Payment> {
  mustServeStore(ctx.actor, input.store_id)
  const order = await lockOrder(ctx, order_id)
  await mustBeTheirs(ctx, order)
  const { amount: owed, currency, customer_id } = await owedOnOrder(ctx, order_id)
  mustBeOwed(await paymentsOf(ctx, { order_id }), input, owed)
  const payment = await recordTender(ctx, { ...input, order_id, customer_id, currency })
  await settleMoney(ctx, order_id)
  return payment
}

/** Two tills may not both take the money; the row is locked, so this look is true. One that is said twice is looked at again. */
function mustBeOwed(payments: readonly Payment[], { id, amount }: TakeTender, owed: number): void {
  if (amount > owed && !payments.some((payment) => payment.id === id))
    throw refused('nothing_to_pay', { detail: 'That is more than what is left to pay.', left: owed, amount })
}
