import { newId } from '#platform/ids'
import type { Act, World } from '../world.ts'

/** Sells over the counter, sometimes said twice. */
export async function till({ at, articles, ids }: World): Promise<Act> {
  return async (draws) => {
    const { id, price } = draws.one(articles)
    const sale = at.sale(id, price, 1 + draws.upTo(1))
    const twice = draws.chance(0.3) ? [sale, sale] : [sale]
    await Promise.all(twice.map((body) => at.till.post('/sales', body)))
    // A shop sells less over the counter than it gets.
    await at.desk.post('/stock/receipts', {
      id: newId(),
      location_id: ids.loc_granvia,
      lines: [{ variant_id: id, quantity: 2 }],
    })
  }
}
