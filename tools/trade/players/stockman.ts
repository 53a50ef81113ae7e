import { newId } from '#platform/ids'
import { UNITS } from '../world.ts'
import type { Act, World } from '../world.ts'

/** Counts, sends from place to place, receives. */
export async function stockman({ at, articles, places }: World): Promise<Act> {
  return async (draws) => {
    const { id: variant_id } = draws.one(articles)
    const [from_id, to_id] = [draws.one(places), draws.one(places)]
    if (draws.chance(0.3))
      return at.desk.post('/stock/counts', {
        location_id: from_id,
        reason: 'shelf',
        lines: [{ id: newId(), variant_id, counted: UNITS - draws.upTo(5) }],
      })
    const id = newId()
    const quantity = 1 + draws.upTo(2)
    const { status } = await at.desk.post('/stock/transfers', { id, from_id, to_id, lines: [{ variant_id, quantity }] })
    if (status === 201)
      await at.desk.post(`/stock/transfers/${id}/receipts`, {
        lines: [{ variant_id, received: draws.upTo(quantity) }],
        close: true,
      })
    return at.desk.post('/stock/receipts', { id: newId(), location_id: to_id, lines: [{ variant_id, quantity: 1 }] })
  }
}
