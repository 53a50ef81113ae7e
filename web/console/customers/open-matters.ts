import { useQuery } from '@tanstack/react-query'
import type { Reply } from '#sdk'
import { ask } from '../queries.ts'
import { useMay } from '../session.ts'

/** What is open with a customer: a cart being filled, an order on its way. */
export type Matter = {
  customer_id: string
  name: string | null
  carts: Cart[]
  orders: Order[]
  /** When anything of it last moved. */
  at: string
}
type Cart = Reply<'listCarts'>['items'][number]
type Order = Reply<'listOrders'>['items'][number]

/** More than are shown: many carts are begun and left empty. */
const CARTS_MAX = 60
const EACH_MAX = 12
const PEOPLE_MAX = 12

/** Open carts with something in them, the last moved first; an empty one is nothing anybody asks about. */
export function useFilledCarts(): { carts: Cart[] | undefined; isLoading: boolean } {
  const may = useMay()
  const asked = useQuery({ ...ask('listCarts', { status: 'open', limit: CARTS_MAX }), enabled: may('carts.read') })
  return { carts: asked.data?.items.filter(({ units }) => units > 0), isLoading: asked.isLoading }
}

/** Whom somebody may be about to ask about, who moved last first. Undefined until it is known. */
export function useOpenMatters(): Matter[] | undefined {
  const may = useMay()
  const { carts, isLoading } = useFilledCarts()
  const orders = { enabled: may('orders.read') }
  const placed = useQuery({ ...ask('listOrders', { status: 'placed', limit: EACH_MAX }), ...orders })
  const begun = useQuery({ ...ask('listOrders', { status: 'in_progress', limit: EACH_MAX }), ...orders })
  if (isLoading || placed.isLoading || begun.isLoading) return undefined
  return mattersOf(carts ?? [], [...(placed.data?.items ?? []), ...(begun.data?.items ?? [])])
}

function mattersOf(carts: readonly Cart[], orders: readonly Order[]): Matter[] {
  const people = new Map<string, Matter>()
  const add = (customer_id: string | null, name: string | null, at: string, what: Partial<Matter>): void => {
    if (customer_id === null) return
    const known = people.get(customer_id)
    people.set(customer_id, {
      customer_id,
      name: known?.name ?? name,
      carts: [...(known?.carts ?? []), ...(what.carts ?? [])],
      orders: [...(known?.orders ?? []), ...(what.orders ?? [])],
      at: known && known.at > at ? known.at : at,
    })
  }
  // With an order the whole name was said; a cart knows the first one.
  for (const order of orders) add(order.customer_id, order.contact_name, order.placed_at, { orders: [order] })
  for (const cart of carts) add(cart.customer_id, cart.given_name, cart.updated_at, { carts: [cart] })
  return [...people.values()].toSorted((a, b) => (a.at < b.at ? 1 : -1)).slice(0, PEOPLE_MAX)
}
