import { mustBe, mustEqual, mustHave, mustRefuse } from './expect.ts'
import { visitor } from './house.ts'
import type { House, Session } from './house.ts'
import type { Cart } from './on-the-web.ts'
import { pairsAt } from './on-the-web.ts'
import type { Told } from './report.ts'

const RIVALS = 6

type Rival = { session: Session; cart_id: string }
export type Rivals = {
  /** All of them reach for the pair, now. */
  reach: () => void
  /** What each of them has in the cart for it. */
  outcome: () => Promise<(Rival & { cart: Cart })[]>
}

/** Others who want the last pair at the same store, with a cart each and a finger on the button. */
export async function gatherRivals(house: House): Promise<Rivals> {
  const { boots, store } = house
  const rivals = await Promise.all(
    Array.from({ length: RIVALS }, async (): Promise<Rival> => {
      const session = await visitor(house.url, house.storefront_key)
      const delivery = { method: 'pickup' as const, pickup_store_id: store.store_id }
      const { id: cart_id } = await session.client.createCart({ delivery })
      return { session, cart_id }
    }),
  )
  const take = async (rival: Rival): Promise<Rival & { cart: Cart }> => {
    const { client } = rival.session
    return {
      ...rival,
      cart: await client.addCartLine({ cart_id: rival.cart_id, variant_id: boots.variant_id, quantity: 1 }),
    }
  }
  let reached: Promise<(Rival & { cart: Cart })[]> | null = null
  const reach = (): void => {
    reached = Promise.all(rivals.map(take))
    // Who asks for the outcome gets the failure.
    reached.catch(() => undefined)
  }
  return { reach, outcome: () => mustHave(reached, 'rivals who have tried') }
}

/** They reached for it while the order was placed. Nobody has it, nobody can order it, and each is told where there is one. */
export async function cannotHaveIt(house: House, rivals: Rivals): Promise<Told> {
  const { boots, store } = house
  const outcome = await rivals.outcome()
  const held = outcome.filter(({ cart }) => cart.lines[0]?.held)
  mustEqual(
    'carts that hold the pair too',
    held.map(({ cart_id }) => cart_id),
    [],
  )
  const [first] = outcome
  const {
    session: { client },
    cart_id,
  } = mustHave(first, 'a rival')
  await client.setCartContact({ cart_id, email: 'bruno@correo.es' })
  const before = await client.getCart({ cart_id })
  await mustRefuse('cart_not_ready', client.placeOrder({ cart_id, expected_total: before.gross }))
  mustEqual(`pairs at ${store.name}`, await pairsAt(client, house), 0)
  const problem = mustHave(before.lines[0]?.problem, 'a problem with the pair')
  mustEqual('problem', problem.code, 'not_here')
  const offer = mustHave(problem.elsewhere[0], 'an offer of another store')
  const cart = await client.setCartDelivery({ cart_id, method: 'pickup', pickup_store_id: offer.store_id })
  mustBe(cart.ready, 'a cart that can be ordered at the other store', cart.missing)
  const from = mustHave(cart.promise?.ready_at, 'a promised time').slice(0, 16).replace('T', ' ')
  const seen = `${outcome.length} reached for ${boots.name} as the order was placed, none has it; offered ${offer.name}, ${offer.distance_km} km, from ${from} UTC: held`
  return { seen }
}
