import { askCapture, askVoid } from '#payments'
import type { Ctx } from '#platform/ctx'
import type { Money } from './rules.ts'
import { heldOf, owedOf } from './rules.ts'
import { settleMoney } from './settle.ts'

/** Takes what an order owes from what is held for it; what is held beyond that goes back. */
export async function takeHeld(ctx: Ctx, order_id: string, money: Omit<Money, 'refunded'>): Promise<void> {
  const [held, owed] = [heldOf(money), owedOf(money)]
  const amount = Math.min(held, owed)
  if (amount > 0) await askCapture(ctx, { order_id, amount })
  if (held > owed) await askVoid(ctx, { order_id, reason: 'more than the total' })
}

/**
 * Money may be held beyond what an order owes: a second card, a payment finished after the order was cancelled
 * or made smaller. Only then is anything done: what is owed is taken, the rest goes back.
 */
export async function letRestGo(ctx: Ctx, order_id: string): Promise<void> {
  const money = await settleMoney(ctx, order_id)
  if (heldOf(money) > owedOf(money)) await takeHeld(ctx, order_id, money)
}
