import { HOME } from '../trade.ts'
import type { Act, World } from '../world.ts'

/** Works on everybody's carts and orders from the desk, at the same time as their owners. */
export async function agent({ at, articles, carts, orders, people, know, cancel, delivery }: World): Promise<Act> {
  const merges: string[] = []
  const acts: Act[] = [
    (draws) => at.desk.post(`/carts/${draws.one(carts).id}/lines`, { variant_id: draws.one(articles).id, quantity: 1 }),
    (draws) => at.desk.put(`/carts/${draws.one(carts).id}/delivery`, delivery(draws)),
    async (draws) => {
      const { id } = draws.one(carts)
      const { body } = await at.desk.get(`/carts/${id}`)
      const { status, body: placed } = await at.desk.post(`/carts/${id}/orders`, {
        expected_total: body.gross,
        pay_later: true,
      })
      if (status !== 201) return
      know(orders, placed.order_id)
      if (draws.chance(0.5)) await at.pays(at.desk, `/orders/${placed.order_id}/payments`)
    },
    (draws) => cancel(at.desk, draws.one(orders), draws),
    (draws) =>
      at.desk.patch(`/orders/${draws.one(orders)}`, {
        pickup_store_id: draws.one([at.ids.granvia, at.ids.sol]),
      }),
    async (draws) => {
      const [kept, joined_id] = [draws.one(people), draws.one(people)]
      const { body } = await at.desk.post(`/customers/${kept}/merges`, {
        joined_id,
        evidence: { rule: 'staff', note: 'looks alike' },
      })
      know(merges, body.merge_id)
    },
    (draws) => (merges.length > 0 ? at.desk.delete(`/merges/${draws.one(merges)}`) : Promise.resolve()),
    async (draws) => {
      const { body } = await at.desk.get('/fulfilments?status=exception')
      if (body.items?.length > 0)
        await at.desk.post(
          `/fulfilments/${draws.one<{ id: string }>(body.items).id}/resolutions`,
          draws.chance(0.5) ? { ship_to: HOME } : { store_id: at.ids.sol },
        )
    },
    (draws) =>
      draws.chance(0.1) && people.length > 20 ? at.desk.post(`/customers/${people[0]}/erasure`, {}) : Promise.resolve(),
  ]
  return async (draws) => {
    if (carts.length > 0 && orders.length > 0 && people.length > 1) await draws.one(acts)(draws)
    else await at.desk.get('/orders')
  }
}
