import { askCapture, askRefund, askVoid, paymentsOf, refundable } from '#payments'
import type { Ctx } from '#platform/ctx'
import { newId } from '#platform/ids'
import type { Holding, Money } from './rules.ts'
import { excessOf, heldOf, owedOf } from './rules.ts'
import { settleMoney } from './settle.ts'

/** Takes what an order owes from what is held for it; what is held beyond that goes back. */
export async function takeHeld(ctx: Ctx, order_id: string, money: Holding): Promise<void> {
  const [held, owed] = [heldOf(money), owedOf(money)]
  const amount = Math.min(held, owed)
  if (amount > 0) await askCapture(ctx, { order_id, amount })
  if (held > owed) await askVoid(ctx, { order_id, reason: 'more than the total' })
}

/**
 * Money may come after an order was placed, even after its goods have left, and more than is owed: a second card, an order
 * made smaller. What is owed is taken at once, as at placing; the rest is let go of. What a provider took by itself of an
 * order that does not owe it any more goes back.
 */
export async function putMoneyRight(ctx: Ctx, order_id: string): Promise<Money> {
  const money = await settleMoney(ctx, order_id)
  if (heldOf(money) > 0) await takeHeld(ctx, order_id, money)
  await giveRestBack(ctx, order_id, money)
  return money
}

/** Asks to give back what was taken beyond what is due and nobody has asked for yet; the order is locked. */
export async function giveRestBack(ctx: Ctx, order_id: string, money: Money): Promise<number> {
  if (excessOf(money) === 0) return 0
  const payments = await paymentsOf(ctx, { order_id })
  const amount = Math.min(
    excessOf(money),
    payments.reduce((sum, payment) => sum + refundable(payment), 0),
  )
  // What was asked is no excess any more, so the cause need not be told again.
  await askRefund(ctx, { order_id, amount, reason: 'more than the total', cause_kind: 'excess', cause_id: newId() })
  return amount
}
