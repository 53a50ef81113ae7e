import { chain, mustAssistant, mustTill, readChain } from '../session.ts'
import { record } from '../store/record.ts'
import { api } from '../sync/link.ts'
import { countQueue, sendSoon } from '../sync/sender.ts'

/** Money at this counter for an order of the server: told to the API, and to the drawer as a fact of this device. */
export async function takeForOrder(order_id: string, kind: 'cash' | 'terminal', amount: number): Promise<void> {
  if (!chain.get()?.shift) return
  const id = crypto.randomUUID()
  await api.takeTenderForOrder({ order_id, id, provider: kind, amount, store_id: mustTill().store.id })
  await record({
    kind: 'tender_taken',
    device_id: mustTill().device.id,
    staff_id: mustAssistant().id,
    at: new Date(),
    body: ({ shift }) => shift && { payment_id: id, shift_id: shift.id, order_id, kind, amount },
  })
  await Promise.all([readChain(), countQueue()])
  sendSoon()
}
