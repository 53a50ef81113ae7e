import { giveRestBack, lockOrder, settleMoney } from '#orders'
import { askOwed, paymentsOf } from '#payments'
import type { Payment } from '#payments'
import type { Ctx } from '#platform/ctx'
import { mustBeTheirs } from './whose-order.ts'

export type GivenBack = { refunding: number; owed: number }

/**
 * A person asks again for what an order owes its customer: refunds the provider refused, and money beyond what is due
 * that nobody asked for. Answers what is on its way now, and what somebody has to hand over. Saying it twice asks once.
 */
export async function giveBack(ctx: Ctx, order_id: string): Promise<GivenBack> {
  await mustBeTheirs(ctx, await lockOrder(ctx, order_id))
  await askOwed(ctx, { order_id })
  await giveRestBack(ctx, order_id, await settleMoney(ctx, order_id))
  const payments = await paymentsOf(ctx, { order_id })
  return { refunding: sum(payments, ({ refunding }) => refunding), owed: sum(payments, ({ owed }) => owed) }
}

const sum = (payments: readonly Payment[], pick: (payment: Payment) => number): number =>
  payments.reduce((total, payment) => total + pick(payment), 0)

type Sold = { gross: number; rounding: number }

/** What an order owes its customer and is not on its way: owed by its payments, or beyond what is due and not asked for. */
export function owedToCustomer({ gross, rounding }: Sold, canceled: number, payments: readonly Payment[]): number {
  const owed = sum(payments, (payment) => payment.owed)
  const kept = sum(
    payments,
    ({ captured, capturing, refunded, refunding }) => captured + capturing - refunded - refunding,
  )
  return kept === 0 ? 0 : owed + Math.max(0, kept - owed - rounding - (gross - canceled))
}
