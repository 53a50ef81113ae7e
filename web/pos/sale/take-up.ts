import type { Cart } from '../contract.ts'
import { mustTill } from '../session.ts'
import { customers } from '../store/customers.ts'
import { api, network } from '../sync/link.ts'
import { act, ticket } from './current.ts'
import type { Ticket } from './ticket.ts'

const CODE = /(?:\/c\/|^)([A-Za-z0-9][A-Za-z0-9-]{5,11})$/

/** A cart begun on the web or by phone, by the code its screen shows: it goes on at this counter. */
export async function takeUpByCode(typed: string): Promise<boolean> {
  const code = CODE.exec(typed.trim())?.[1]
  if (!code || !network.get().reachable || ticket.get().cart) return false
  const cart = await api.takeUpCart({ code }).catch(() => null)
  if (!cart) return false
  await onto(cart)
  return true
}

/** An open cart of the customer at the counter. */
export async function takeOver(cart_id: string): Promise<void> {
  await onto(await api.getCart({ cart_id }))
}

/** The goods are here where they can be; where not, the cart says so and may be collected or sent instead. */
async function onto(cart: Cart): Promise<void> {
  const here = await api.setCartDelivery({ cart_id: cart.id, method: 'carry_out', store_id: mustTill().store.id })
  act({ do: 'cart', cart: here })
  const id = here.customer?.id
  if (id && !ticket.get().customer) act({ do: 'customer', customer: customerOf(here, id) })
}

function customerOf(cart: Cart, id: string): Ticket['customer'] {
  const known = customers.get().get(id)
  if (known) return known
  const { given_name = null, family_name = null } = cart.customer ?? {}
  return { customer_id: id, given_name, family_name, company: null, tags: [] }
}
