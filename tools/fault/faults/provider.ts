import { MODES, OPERATIONS } from '../../sandbox/faults.ts'
import { drawsOf } from '../../trade/draws.ts'
import type { Draws } from '../../trade/draws.ts'
import { APPROVE, UNRULY } from '../../trade/provider.ts'
import type { Fault } from '../fault.ts'
import { PROVIDER_MAX_MS } from '../house.ts'
import type { House } from '../house.ts'

const PRICE = 3_333
const BUYERS = 4
const ROUNDS = OPERATIONS.flatMap((operation) => MODES.map((mode) => ({ operation, mode })))

export const provider: Fault = {
  name: 'provider',
  says: 'the card provider answers late, twice, out of order, never, or cuts the line after doing it',
  times: ROUNDS.length,
  seconds: 0,
  strike: async (house, { times, seed, say }) => {
    say(
      `${times} rounds of ${BUYERS} buyers who pay twice; each operation spoiled in each way, notices lost, the provider killed`,
    )
    const draws = drawsOf(seed)
    const stock = { [house.trade.ids.loc_central]: times * BUYERS }
    const variant_id = await house.trade.goods({ price: PRICE, stock })
    const from = draws.upTo(ROUNDS.length - 1)
    for (let n = 0; n < times; n++) {
      const { operation, mode } = ROUNDS[(from + n * 3) % ROUNDS.length]!
      await house.provider.spoil({ operation, mode, times: 1 + draws.upTo(2), delay_ms: PROVIDER_MAX_MS * 2 })
      await Promise.all(Array.from({ length: BUYERS }, () => buy(house, variant_id, draws)))
      if (draws.chance(0.2)) await house.provider.restart('SIGKILL')
    }
    await house.provider.behave()
    const missing = await paidAndNotOrdered(house)
    return { did: `${times} rounds, ${times * BUYERS} buyers`, findings: missing }
  },
}

/** Two payments for one cart, one of which must go back; some change their mind and want all of it back. */
async function buy({ trade, provider }: House, variant_id: string, draws: Draws): Promise<void> {
  const { api } = await trade.shopper()
  const { body: cart } = await api.post('/carts', { delivery: { method: 'ship', address: HOME } })
  const path = `/carts/${cart.id}`
  await api.post(`${path}/lines`, { variant_id, quantity: 1 })
  await api.put(`${path}/contact`, { name: 'Lucía', email: `${cart.id}@correo.es` })
  const started = await Promise.all([1, 2].map(() => api.post(`${path}/payments`, { provider: 'sandbox' })))
  for (const { body } of started) {
    // Where the provider's answer was lost there is no page to go to yet: asked again, it is known.
    const payment = body.action_url ? body : (await api.post(`/payments/${body.id}/refresh`, {})).body
    if (payment.action_url) await provider.pay(payment, draws.one([APPROVE, UNRULY]))
    if (draws.chance(0.5)) await api.post(`/payments/${body.id}/refresh`, {})
  }
  const placed = await api.post(`${path}/orders`, { expected_total: PRICE })
  if (placed.status === 201 && draws.chance(0.5))
    await api.post(`/orders/${placed.body.order_id}/cancellations`, { reason: 'no' })
}

const HOME = { line1: 'Calle Alta 1', city: 'Madrid', postcode: '28005', country: 'ES' }

/** Who paid gets the order, however long it took until we learned of it. */
async function paidAndNotOrdered({ read, provider }: House): Promise<string[]> {
  const held = provider.book().filter(({ amount_authorised }) => amount_authorised > 0)
  const carts = await read(
    (ctx) => ctx.sql<{ id: string; status: string }>`
      select c.id, c.status from payment p join cart c on c.id = p.cart_id
       where p.id = any(${held.map(({ reference }) => reference)}::uuid[]) and c.status not in ('open', 'placed')`,
  )
  return carts.map(({ id, status }) => `cart ${id} is paid for and ${status}`)
}
