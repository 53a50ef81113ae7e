import { chain, mustAssistant, mustTill, readChain } from '../session.ts'
import type { OrderTender } from '../sale/sums.ts'
import { record } from '../store/record.ts'
import { api } from '../sync/link.ts'
import { countQueue, sendSoon } from '../sync/sender.ts'

/**
 * Money at this counter for an order of the server: told to the API to the cent, and to the drawer, as a fact of this
 * device, as what lies in it.
 */
export async function takeForOrder(
  order_id: string,
  { id, kind, amount, rounding, given }: OrderTender,
): Promise<void> {
  if (!chain.get()?.shift) return
  await api.takeTenderForOrder({
    order_id,
    id,
    provider: kind,
    amount: amount - rounding,
    store_id: mustTill().store.id,
    ...(given === undefined ? {} : { given: given - rounding }),
  })
  await record({
    kind: 'tender_taken',
    device_id: mustTill().device.id,
    staff_id: mustAssistant().id,
    at: new Date(),
    body: ({ shift }) =>
      shift && { payment_id: id, shift_id: shift.id, order_id, kind, amount, ...(rounding ? { rounding } : {}) },
  })
  await Promise.all([readChain(), countQueue()])
  sendSoon()
}
