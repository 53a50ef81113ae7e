import { HiloError } from '#sdk'
import { act, newTicket, ticket } from '../sale/current.ts'
import type { Done } from '../sale/complete.ts'
import type { Phone } from '../sale/ticket.ts'
import { mustTill } from '../session.ts'
import { api } from '../sync/link.ts'

/**
 * The ticket becomes a cart at the server, paid by its link. The cart's id is the ticket's: begun again, after a cut or
 * after it was called off, it is the same cart, made to hold what the ticket holds now.
 */
export async function begin(): Promise<void> {
  const { cart } = ticket.get()
  const { id: cart_id, gross: total } = cart ?? (await sameCart())
  const begun = api.payCart({ cart_id, id: crypto.randomUUID(), provider: 'sandbox' })
  const { id, action_url } = await begun.catch(async (error: unknown) => {
    await letGo(cart_id).catch(() => undefined)
    throw error
  })
  if (action_url === null) throw new Error('the provider gave no address to pay at')
  act({ do: 'phone', phone: { cart_id, payment_id: id, url: action_url, total } })
}

async function sameCart() {
  const { store } = mustTill()
  const { id, lines, customer } = ticket.get()
  const made = await api.createCart({
    id,
    store_id: store.id,
    customer_id: customer?.customer_id ?? null,
    delivery: { method: 'carry_out' },
    lines: lines.map(({ id: line_id, variant_id, quantity, note }) => ({ line_id, variant_id, quantity, note })),
  })
  // Begun before, it may hold what the ticket held then.
  let held = made
  const there = new Map(made.lines.map((line) => [line.line_id, line.quantity]))
  const wanted = new Set(lines.map((line) => line.id))
  for (const line_id of there.keys())
    if (!wanted.has(line_id)) held = await api.removeCartLine({ cart_id: id, line_id })
  for (const { id: line_id, variant_id, quantity, note } of lines)
    if (!there.has(line_id)) held = await api.addCartLine({ cart_id: id, line_id, variant_id, quantity, note })
    else if (there.get(line_id) !== quantity) held = await api.setCartLine({ cart_id: id, line_id, quantity, note })
  return held
}

/** Paid: the order is there, whoever placed it first, and the counter is clean. */
export async function finish({ cart_id, total }: Phone): Promise<Done> {
  const { cart, customer } = ticket.get()
  const { order_id, number } = await api.placeOrder({ cart_id, expected_total: total })
  newTicket()
  return {
    sale: null,
    order: { order_id, number, gross: total, taken_along: cart === null || cart.delivery.method === 'carry_out' },
    change: 0,
    customer_id: customer?.customer_id ?? null,
  }
}

/** They pay another way after all. Answers what was sold where their payment was quicker. */
export async function callOff(phone: Phone): Promise<Done | null> {
  try {
    await api.stopPaying({ cart_id: phone.cart_id })
  } catch (error) {
    if (error instanceof HiloError && error.code === 'cart_closed') return finish(phone)
    throw error
  }
  await letGo(phone.cart_id)
  act({ do: 'phone', phone: null })
  return null
}

/** What the cart held for them lies on this counter: nobody else must miss it. One begun elsewhere stays as it is. */
async function letGo(cart_id: string): Promise<void> {
  const { cart, lines } = ticket.get()
  if (cart === null) for (const { id } of lines) await api.removeCartLine({ cart_id, line_id: id })
}
