import type { Act, World } from '../world.ts'

type Part = { id: string; kind: string; status: string }

/** Takes goods with a service on account, has them before paying, pays late, twice or not at all, and cancels what has left. */
export async function debtor({ at, articles, services, orders, know, delivery, cancel }: World): Promise<Act> {
  /** One of the parts of an order, worked to its end. */
  const fulfil = async (order_id: string): Promise<void> => {
    const { body } = await at.desk.get(`/orders/${order_id}`)
    const part: Part | undefined = body.expectations?.[0]
    if (!part) return
    const path = `/fulfilments/${part.id}`
    await at.desk.post(`${path}/picking`, {})
    await at.desk.post(`${path}/ready`, { picked_all: true })
    if (part.kind === 'pickup') await at.desk.post(`${path}/handovers`, { id_note: 'DNI 4321' })
    else await at.desk.post(`${path}/shipments`, { carrier: 'SEUR' })
  }
  return async (draws) => {
    const { api } = await at.shopper()
    const { body: cart } = await api.post('/carts', { delivery: delivery(draws) })
    const path = `/carts/${cart.id}`
    const wants = draws.chance(0.85) ? [draws.one(articles).id, draws.one(services)] : [draws.one(services)]
    for (const variant_id of wants) await api.post(`${path}/lines`, { variant_id, quantity: 1 + draws.upTo(1) })
    const { body: full } = await api.put(`${path}/contact`, { name: 'Eva', email: `${cart.id}@correo.es` })
    const placing = { expected_total: full.gross ?? 0, pay_later: true }
    const { status, body } = await at.desk.post(`${path}/orders`, placing)
    if (status !== 201) return
    know(orders, body.order_id)
    const mine = `/orders/${body.order_id}`
    const pay = () => at.pays(api, `${mine}/payments`, draws.chance(0.3) ? Math.ceil((full.gross ?? 2) / 2) : undefined)
    const acts = [
      () => fulfil(body.order_id),
      pay,
      pay,
      () => cancel(draws.chance(0.5) ? api : at.desk, body.order_id, draws),
    ]
    // First the parcel, then the money.
    if (draws.chance(0.5)) {
      await fulfil(body.order_id)
      await pay()
    }
    for (let step = draws.upTo(3); step >= 0; step--)
      await Promise.all(draws.chance(0.3) ? [draws.one(acts)(), draws.one(acts)()] : [draws.one(acts)()])
  }
}
