import { newId } from '#platform/ids'
import type { Draws } from '../draws.ts'
import type { Act, World } from '../world.ts'

const BY_PHONE = { 'hilo-channel': 'phone' }

/** Whole orders in one call, as a call centre and a marketplace send them: several at once, some twice, some wrong. */
export async function caller({ at, articles, orders, know, delivery }: World): Promise<Act> {
  const orderOf = (draws: Draws) => {
    const { id: variant_id, price } = draws.one(articles)
    const quantity = 1 + draws.upTo(1)
    return {
      id: newId(),
      delivery: delivery(draws),
      contact: { name: 'Ana', phone: '+34612345678' },
      lines: [{ id: newId(), variant_id, quantity }],
      tenders: [{ id: newId(), provider: 'terminal', amount: price * quantity }],
      expected_total: draws.chance(0.1) ? 1 : price * quantity,
    }
  }
  return async (draws) => {
    const rush = Array.from({ length: 1 + draws.upTo(7) }, () => orderOf(draws))
    const said = draws.chance(0.3) ? [...rush, ...rush.slice(0, 1)] : rush
    const replies = await Promise.all(said.map((order) => at.desk.post('/orders', order, BY_PHONE)))
    for (const { status, body } of replies) if (status === 201) know(orders, body.order_id as string)
  }
}
