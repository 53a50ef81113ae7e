import { indexOrders } from '#customers'
import type { Ctx } from '#platform/ctx'
import type { EventRow } from '#platform/events'
import type { Listener } from '#platform/module'
import { orderPlaced } from './events.ts'

/** Whoever has just ordered has not called yet: what is ordered within a moment is one statement, and no order waits for it. */
const GATHER_MS = 100

/** Makes buyers findable by the numbers of their orders. The orders themselves are found by them at once (`ordersNumbered`). */
export const findBuyers: Listener = {
  name: 'orders.find_buyers',
  types: [orderPlaced.name],
  handle: (ctx, event) => findable(ctx, [event]),
  together: { wait_ms: GATHER_MS, handle: findable },
}

async function findable(ctx: Ctx, events: readonly EventRow[]): Promise<void> {
  const bought = events.flatMap(({ customer_id, data }) =>
    customer_id === null ? [] : [{ customer_id, number: data['number'] as string }],
  )
  if (bought.length > 0) await indexOrders(ctx, bought)
}
