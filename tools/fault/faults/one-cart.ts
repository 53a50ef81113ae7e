import { newId } from '#platform/ids'
import { drawsOf } from '../../trade/draws.ts'
import type { Fault } from '../fault.ts'
import type { House } from '../house.ts'

const HANDS = 50
const PRICE = 2_495

export const oneCart: Fault = {
  name: 'one-cart',
  says: '50 parallel placings of one cart, with keys of their own and with one key',
  times: 10,
  seconds: 0,
  strike: async (house, { times, seed, say }) => {
    say(`${times} carts, each placed by ${HANDS} hands at once`)
    const draws = drawsOf(seed)
    const variant_id = await house.trade.goods({ price: PRICE, stock: { [house.trade.ids.loc_granvia]: times * 2 } })
    const findings: string[] = []
    for (let n = 0; n < times; n++) {
      const cart = await filledCart(house, variant_id)
      const one = newId()
      // All with one key, each with its own, or a half and a half.
      const share = [0, 1, 0.5][n % 3]!
      const replies = await Promise.all(
        Array.from({ length: HANDS }, () =>
          house.trade.desk.post(
            `/carts/${cart.id}/orders`,
            { expected_total: cart.gross, pay_later: true },
            draws.chance(share) ? { 'idempotency-key': one } : undefined,
          ),
        ),
      )
      const answers = new Set(
        replies.map(({ status, body }) => `${status} ${body.code ?? body.order_id} ${body.number}`),
      )
      if (answers.size !== 1 || replies[0]?.status !== 201)
        findings.push(`cart ${cart.id}: ${answers.size} answers: ${[...answers].join('; ')}`)
    }
    return { did: `${times} carts, ${times * HANDS} placings`, findings }
  },
}

async function filledCart({ trade }: House, variant_id: string): Promise<{ id: string; gross: number }> {
  const { api } = await trade.shopper()
  const { body: cart } = await api.post('/carts', {
    delivery: { method: 'pickup', pickup_store_id: trade.ids.granvia },
  })
  await api.post(`/carts/${cart.id}/lines`, { variant_id, quantity: 1 })
  return (await api.put(`/carts/${cart.id}/contact`, { name: 'Lucía', email: `${cart.id}@correo.es` })).body
}
