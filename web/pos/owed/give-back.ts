import type { Reply } from '#sdk'
import { mustAssistant, mustTill, readChain } from '../session.ts'
import { roundCash } from '../sale/sums.ts'
import { terms } from '../sale/complete.ts'
import { record } from '../store/record.ts'
import { api } from '../sync/link.ts'
import { countQueue, facts, sendSoon } from '../sync/sender.ts'
import { cashBack } from './cash-back.ts'
import type { CashBack } from './cash-back.ts'

export type Order = Reply<'getOrder'>
type Payment = Order['payments'][number]

/** What is counted into somebody's hand: coins are no smaller than the shop's smallest. */
export const inCoins = (amount: number): number => roundCash(amount, terms().cash_rounding)

/**
 * Cash leaves this drawer for a customer. There is no fact of its own for that: it is money taken out, with its reason.
 * `id` is of what caused it, so that said again it is the same money.
 */
async function recordGivenBack({ id, amount }: CashBack, reason: string): Promise<void> {
  const known = (await facts()).some((fact) => fact.kind === 'cash_moved' && fact.body.movement_id === id)
  const coins = inCoins(amount)
  if (known || coins <= 0) return
  await record({
    kind: 'cash_moved',
    device_id: mustTill().device.id,
    staff_id: mustAssistant().id,
    at: new Date(),
    body: ({ shift }) => shift && { movement_id: id, shift_id: shift.id, direction: 'out', amount: coins, reason },
  })
}

async function written(): Promise<void> {
  await Promise.all([readChain(), countQueue()])
  sendSoon()
}

/**
 * What is owed of a payment is handed over here. The server is told first, so that no other counter hands it over too;
 * then the drawer. `id`: of this giving back, the same when it is tried again.
 */
export async function handBack(payment: Payment, id: string, reason: string): Promise<void> {
  await api.handBackPayment({ payment_id: payment.id }, { idempotency_key: id })
  if (payment.provider !== 'cash') return
  await recordGivenBack({ id, amount: payment.owed }, reason)
  await written()
}

/** What an order that was just called off gave back in cash, at once: this drawer counts it. Answers the order as it is. */
export async function countCalledOff(before: Order, reason: string): Promise<Order> {
  const after = await api.getOrder({ order_id: before.id })
  for (const given of cashBack(before.events, after.events)) await recordGivenBack(given, reason)
  await written()
  return after
}
