import { newId } from '#platform/ids'
import type { Act, World } from '../world.ts'

/**
 * Serves who knows what they want: a cart with its lines, whom and how in one, the money with the order. Sometimes all
 * is said twice, or two tills take the money, or the total is another one.
 */
export async function clerk({ at, articles, carts, orders, people, know, delivery, ids }: World): Promise<Act> {
  return async (draws) => {
    const { api, customer_id } = await at.shopper()
    know(people, customer_id)
    const id = newId()
    const lines = Array.from({ length: 1 + draws.upTo(1) }, () => ({
      variant_id: draws.one(articles).id,
      quantity: 1 + draws.upTo(1),
    }))
    const begin = { id, lines, ...(draws.chance(0.3) ? { delivery: delivery(draws) } : {}) }
    const begun = draws.chance(0.2) ? [begin, begin] : [begin]
    const [{ body: cart } = { body: {} }] = await Promise.all(begun.map((body) => api.post('/carts', body)))
    know(carts, cart.code && { id, code: cart.code })
    const contact = { name: 'Eva', email: `${id}@correo.es` }
    const { body } = await api.patch(`/carts/${id}`, { contact, delivery: delivery(draws) })
    const tender = () => ({
      id: newId(),
      store_id: ids.granvia,
      provider: draws.one(['cash', 'terminal']),
      amount: body.gross ?? 1,
    })
    const first = tender()
    const taken = [first, ...(draws.chance(0.2) ? [first] : []), ...(draws.chance(0.2) ? [tender()] : [])]
    const expected_total = draws.chance(0.1) ? 1 : (body.gross ?? 1)
    const placing = taken.map((one) => at.till.post(`/carts/${id}/orders`, { expected_total, tenders: [one] }))
    for (const { status, body: placed } of await Promise.all(placing)) if (status === 201) know(orders, placed.order_id)
  }
}
