import { chain, mustAssistant, mustTill, readChain } from '../session.ts'
import type { OrderTender } from '../sale/sums.ts'
import { record } from '../store/record.ts'
import { api } from '../sync/link.ts'
import { countQueue, facts, sendSoon } from '../sync/sender.ts'

/** Money at this counter for an order of the server, a pick-up for instance. Said again it is the same money. */
export async function takeForOrder(order_id: string, tender: OrderTender): Promise<void> {
  if (!chain.get()?.shift) return
  await api.takeTenderForOrder({ order_id, ...toldOf(tender) })
  await recordTaken([tender], order_id, null)
  await Promise.all([readChain(), countQueue()])
  sendSoon()
}

/** What the API is told of it: to the cent. */
export const toldOf = ({ id, kind, amount, rounding, given, reference }: OrderTender) => ({
  id,
  provider: kind,
  amount: amount - rounding,
  store_id: mustTill().store.id,
  ...(given === undefined ? {} : { given: given - rounding }),
  ...(reference === undefined ? {} : { reference }),
})

/**
 * The drawer is told as a fact of this device, by what lies in it, and once: what it knows already is left out. The last
 * one ends the ticket that is named.
 */
export async function recordTaken(
  tenders: readonly OrderTender[],
  order_id: string,
  ends_ticket: string | null,
): Promise<void> {
  const known = new Set((await facts()).map((fact) => (fact.kind === 'tender_taken' ? fact.body.payment_id : '')))
  for (const [at, { id, kind, amount, rounding }] of tenders.entries()) {
    if (known.has(id)) continue
    await record({
      kind: 'tender_taken',
      device_id: mustTill().device.id,
      staff_id: mustAssistant().id,
      at: new Date(),
      ...(ends_ticket !== null && at === tenders.length - 1 ? { ends_ticket } : {}),
      body: ({ shift }) =>
        shift && { payment_id: id, shift_id: shift.id, order_id, kind, amount, ...(rounding ? { rounding } : {}) },
    })
  }
}
