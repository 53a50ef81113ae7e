import type { Ask } from '../ask.ts'
import type { Order } from './order-thread.ts'

export type OtherStore = { store_id: string; name: string; pickup_from: string | null }

/** So many different articles are asked for one by one; who has more calls the shop. */
const ARTICLES_MAX = 12
const SHOWN_MAX = 6

/** Shops that have all of an order now, beside the one it waits in, soonest first. */
export async function otherStores({ client }: Ask, order: Order): Promise<OtherStore[]> {
  const wanted = new Map<string, number>()
  for (const { variant_id, quantity, canceled } of order.lines)
    if (variant_id !== null && quantity > canceled)
      wanted.set(variant_id, (wanted.get(variant_id) ?? 0) + quantity - canceled)
  if (wanted.size === 0 || wanted.size > ARTICLES_MAX) return []
  const found = await Promise.all(
    [...wanted].map(async ([variant_id, quantity]) => {
      const { stores } = await client.getAvailability({ variant_id, in_stock: true, limit: 100 })
      return stores.filter(({ available }) => available >= quantity)
    }),
  )
  const [first = [], ...rest] = found
  return first
    .filter(
      ({ store_id }) =>
        store_id !== order.pickup_store_id && rest.every((stores) => stores.some((one) => one.store_id === store_id)),
    )
    .map(({ store_id, name, pickup_from }) => ({ store_id, name, pickup_from }))
    .toSorted((a, b) => (a.pickup_from ?? '9').localeCompare(b.pickup_from ?? '9'))
    .slice(0, SHOWN_MAX)
}
