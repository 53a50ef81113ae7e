import { newId } from '#platform/ids'
import { APPROVE, DECLINED, UNRULY } from '../provider.ts'
import type { Act, World } from '../world.ts'

/** Fills carts, changes their mind, pays with good and bad cards, presses the button more than once. */
export async function shopper({ at, articles, carts, orders, people, know, delivery, cancel }: World): Promise<Act> {
  return async (draws) => {
    const { api, customer_id } = await at.shopper()
    know(people, customer_id)
    const { body: cart } = await api.post('/carts', { delivery: delivery(draws) })
    know(carts, { id: cart.id, code: cart.code })
    const path = `/carts/${cart.id}`
    for (let line = draws.upTo(2); line >= 0; line--)
      await api.post(`${path}/lines`, { variant_id: draws.one(articles).id, quantity: 1 + draws.upTo(2) })
    await api.put(`${path}/contact`, { name: 'Ana', email: `${cart.id}@correo.es` })
    if (draws.chance(0.3))
      await Promise.all([api.put(`${path}/delivery`, delivery(draws)), api.put(`${path}/delivery`, delivery(draws))])
    if (draws.chance(0.2)) await api.post('/carts/take-up', { code: draws.one(carts).code })
    const pay = async () => {
      const { body, status } = await api.post(`${path}/payments`, { provider: 'sandbox' })
      // Where the provider's answer was lost there is no page to go to.
      if (status !== 201 || body.action_url === null) return
      await at.sandbox.pay(body, draws.one([APPROVE, APPROVE, UNRULY, DECLINED]))
      if (draws.chance(0.7)) await api.post(`/payments/${body.id}/refresh`, {})
    }
    await Promise.all([
      pay(),
      draws.chance(0.2) ? pay() : null,
      draws.chance(0.2) ? api.post(`${path}/lines`, { variant_id: draws.one(articles).id, quantity: 1 }) : null,
    ])
    const { body: now } = await api.get(path)
    const key = { 'idempotency-key': newId() }
    const placing = Array.from({ length: 1 + draws.upTo(2) }, () =>
      api.post(`${path}/orders`, { expected_total: now.gross ?? 0 }, draws.chance(0.5) ? key : undefined),
    )
    for (const { status, body } of await Promise.all(placing)) if (status === 201) know(orders, body.order_id)
    if (draws.chance(0.3)) await cancel(api, (await api.get(path)).body.order_id, draws)
  }
}
