import { readyCart } from '#carts'
import { lockOrder, settleMoney } from '#orders'
import { heldForCart, mustBeGiven, notYetTaken, paymentsOf, recordTender } from '#payments'
import type { Payment } from '#payments'
import { mustHave, mustServeStore } from '#platform/actor'
import type { Actor } from '#platform/actor'
import { inTurn } from '#platform/ctx'
import type { Ctx } from '#platform/ctx'
import { refused } from '#platform/errors'
import { mustBeTheirs } from './whose-order.ts'
import { owedOnOrder } from './pay.ts'
import { mustBeSaidOnce, sumOf } from './quote-lines.ts'
import type { Tender } from './quote-lines.ts'

export type TakeTender = Tender & { store_id: string }

/**
 * Money is taken by tills, and by people who may, for the shops they serve; each time once.
 * Refused: forbidden, other_store, tender_twice, given_too_little.
 */
export function mustBeGoodTenders(actor: Actor, tenders: readonly TakeTender[]): void {
  if (tenders.length > 0 && actor.kind !== 'device') mustHave(actor, 'payments.take')
  for (const { store_id } of tenders) mustServeStore(actor, store_id)
  mustBeSaidOnce({ lines: [], tenders })
  tenders.forEach(mustBeGiven)
}

/** Cash or card at the counter for a cart that a shop is about to place. Refused: nothing_to_pay, payment_differs, cart_closed. */
export async function takeTenderForCart(ctx: Ctx, cart_id: string, input: TakeTender): Promise<Payment> {
  mustServeStore(ctx.actor, input.store_id)
  const [{ cart, priced }, held, payments] = await inTurn(
    readyCart(ctx, cart_id),
    heldForCart(ctx, cart_id),
    paymentsOf(ctx, { cart_id }),
  )
  mustBeOwed(notYetTaken(payments, [input]), priced.gross - held.authorised)
  return recordTender(ctx, { ...input, cart_id, customer_id: cart.customer_id, currency: cart.currency })
}

/** An order that was to be paid at collection is paid at the counter. Refused: nothing_to_pay, payment_differs. */
export async function takeTenderForOrder(ctx: Ctx, order_id: string, input: TakeTender): Promise<Payment> {
  mustServeStore(ctx.actor, input.store_id)
  const order = await lockOrder(ctx, order_id)
  await mustBeTheirs(ctx, order)
  const { amount: owed, currency, customer_id } = await owedOnOrder(ctx, order_id)
  mustBeOwed(notYetTaken(await paymentsOf(ctx, { order_id }), [input]), owed)
  const payment = await recordTender(ctx, { ...input, order_id, customer_id, currency })
  await settleMoney(ctx, order_id)
  return payment
}

/** Two tills may not both take the money; the row is locked, so this look is true. */
export function mustBeOwed(tenders: readonly TakeTender[], owed: number): void {
  const amount = sumOf(tenders)
  if (amount > Math.max(0, owed))
    throw refused('nothing_to_pay', { detail: 'That is more than what is left to pay.', left: owed, amount })
}
