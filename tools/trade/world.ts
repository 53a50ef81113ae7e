import type { Reply } from './api.ts'
import type { Draws } from './draws.ts'
import { HOME } from './trade.ts'
import type { Trade } from './trade.ts'

/** One step of a player; which one is drawn. */
export type Act = (draws: Draws) => Promise<unknown>

const PRICES = [1_000, 2_495, 3_333]
export const UNITS = 30
/** What everybody knows of, newest last; the old are forgotten. */
const KNOWN_MAX = 60

export type World = Awaited<ReturnType<typeof openWorld>>

/** Three articles in four places, two services, and what the players know of each other's carts, orders and people. */
export async function openWorld(at: Trade) {
  const { ids } = at
  const places = [ids.loc_granvia, ids.loc_sol, ids.loc_gracia, ids.loc_central]
  const articles = await Promise.all(
    PRICES.map(async (price) => ({
      price,
      id: await at.goods({ price, stock: Object.fromEntries(places.map((place) => [place, UNITS])) }),
    })),
  )
  const services = await Promise.all([250, 1_500].map((price) => at.goods({ kind: 'service', price })))
  const carts: { id: string; code: string }[] = []
  const orders: string[] = []
  const people: string[] = []
  const know = <T>(list: T[], item: T | undefined): void => {
    if (item === undefined) return
    list.push(item)
    if (list.length > KNOWN_MAX) list.shift()
  }
  const delivery = (draws: Draws) =>
    draws.chance(0.4)
      ? { method: 'ship', address: HOME }
      : { method: 'pickup', pickup_store_id: draws.one([ids.granvia, ids.sol, ids.gracia]) }
  const someLines = (lines: readonly { id: string }[], draws: Draws) => [
    { line_id: draws.one(lines).id, quantity: 1 + draws.upTo(1) },
  ]
  /** Cancels an order somebody knows, all of it or a piece, as it stands right now or a moment ago. */
  const cancel = async (api: Trade['desk'], order_id: string | undefined, draws: Draws): Promise<Reply | null> => {
    if (!order_id) return null
    const { body } = await api.get(`/orders/${order_id}`)
    const part = draws.chance(0.6) && body.lines ? { lines: someLines(body.lines, draws) } : {}
    return api.post(`/orders/${order_id}/cancellations`, { reason: 'no', ...part })
  }
  return { at, ids, places, articles, services, carts, orders, people, know, delivery, cancel }
}
