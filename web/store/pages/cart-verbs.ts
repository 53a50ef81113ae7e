import { HiloError } from '#sdk'
import type { Client } from '#sdk'
import type { Ask, Shown } from '../ask.ts'
import { actOf, once } from '../parts/act.ts'
import { typed } from '../parts/field.ts'
import { paths, wayBack } from '../paths.ts'
import { myCart, myCartId } from './cart-mine.ts'
import type { CartLine } from './cart-mine.ts'

const QUANTITY_MAX = 9_999
const NOTE_LETTERS = 500
const isLong = (note: string): boolean => [...note].length > NOTE_LETTERS

/** Puts an article into the cart, once for each press; who has done nothing yet begins a visit by it. */
export async function addToCart(ask: Ask): Promise<Shown> {
  if (isLong(typed(ask.form, 'note'))) return { redirect: `${paths(ask.language).cart}?said=long_note` }
  const client = await ask.begin(ask.language)
  try {
    return { redirect: backWith(ask, 'added', await addLine(client, ask)) }
  } catch (error) {
    // The same press came twice and the first is on its way: the cart shows what it did.
    if (error instanceof HiloError && error.code === 'still_in_flight') return { redirect: paths(ask.language).cart }
    throw error
  }
}

async function addLine(client: Client, ask: Ask): Promise<string> {
  const { form } = ask
  const variant_id = typed(form, 'variant_id')
  const quantity = wholeNumber(typed(form, 'quantity')) ?? 1
  const note = typed(form, 'note')
  const cart_id = await myCartId(client)
  const line = { variant_id, quantity, ...(note ? { note } : {}) }
  const put = (one: FirstLine): Promise<Cart> =>
    cart_id === null
      ? beginCart(client, ask, one)
      : once(form, 'add', (options) => client.addCartLine({ cart_id, ...one }, options))
  // The line is called as the press that puts it in: said again, whether it began the cart or not, it is there already.
  const line_id = actOf(form)
  const cart = await put(line_id === null ? line : { line_id, ...line }).catch((error: unknown) => {
    if (error instanceof HiloError && error.code === 'line_exists') return put(line)
    throw error
  })
  return cart.lines.findLast((one) => one.variant_id === variant_id && !one.saved)?.line_id ?? ''
}

type Cart = Awaited<ReturnType<Client['createCart']>>
type FirstLine = { line_id?: string; variant_id: string; quantity: number; note?: string }

/** Who chose a shop sees its stock: their cart is for collecting there, which can be changed at any time. */
async function beginCart(client: Client, { house, language, form }: Ask, line: FirstLine): Promise<Cart> {
  const { store } = await house
  const begun = {
    locale: language,
    ...(store?.pickup ? { delivery: { method: 'pickup' as const, pickup_store_id: store.id } } : {}),
    lines: [line],
  }
  return once(form, 'cart', (options) => client.createCart(begun, options))
}

/** Back to where one was, with what is to be said there. Only to pages of ours. */
export function backWith({ form, language, public_url }: Ask, name: string, value: string): string {
  const url = new URL(wayBack(form.get('back'), paths(language).cart), public_url)
  url.searchParams.set(name, value)
  return `${url.pathname}${url.search}`
}

const wholeNumber = (text: string): number | null => {
  const value = Number(text)
  return Number.isInteger(value) && value >= 1 && value <= QUANTITY_MAX ? value : null
}

type OnLine = { client: Client; cart_id: string; line: CartLine }

/** One line of one's own cart; another browser may have taken it out meanwhile: then there is nothing to do. */
async function onLine(ask: Ask, act: (on: OnLine) => Promise<string>): Promise<Shown> {
  const to = paths(ask.language)
  const cart = await myCart(ask)
  const line = cart?.lines.find(({ line_id }) => line_id === ask.params['line'])
  if (!cart || !line) return { redirect: `${to.cart}?said=gone` }
  try {
    return { redirect: await act({ client: ask.client, cart_id: cart.id, line }) }
  } catch (error) {
    if (error instanceof HiloError && error.code === 'quantity_too_large')
      return { redirect: `${to.cart}?said=too_many` }
    throw error
  }
}

/** Buttons say one more or one fewer than there are now, so that quick taps all count; the field says how many. */
export const changeLine = (ask: Ask): Promise<Shown> =>
  onLine(ask, async ({ client, cart_id, line }) => {
    const step = Number(typed(ask.form, 'step') || 0)
    const wanted = step === 0 ? typed(ask.form, 'quantity') : String(line.quantity + Math.sign(step))
    const quantity = wholeNumber(wanted)
    const text = typed(ask.form, 'note')
    if (isLong(text)) return `${paths(ask.language).cart}?said=long_note`
    const note = ask.form.has('note') ? { note: text || null } : {}
    if (quantity === null && !ask.form.has('note')) return `${paths(ask.language).cart}?said=bad_quantity`
    await client.setCartLine({
      cart_id,
      line_id: line.line_id,
      ...(ask.form.has('note') ? note : { quantity: quantity ?? line.quantity }),
    })
    return paths(ask.language).cart
  })

export const setAside = (ask: Ask): Promise<Shown> =>
  onLine(ask, async ({ client, cart_id, line }) => {
    await client.setCartLine({ cart_id, line_id: line.line_id, saved: ask.form.get('saved') === 'yes' })
    return paths(ask.language).cart
  })

export const takeOut = (ask: Ask): Promise<Shown> =>
  onLine(ask, async ({ client, cart_id, line }) => {
    await client.removeCartLine({ cart_id, line_id: line.line_id })
    const undo = new URLSearchParams({
      removed: line.variant_id,
      quantity: String(line.quantity),
      note: line.note ?? '',
    })
    return `${paths(ask.language).cart}?${undo}`
  })

/** Where a short article can be had: the whole cart is collected there. */
export async function collectAt(ask: Ask): Promise<Shown> {
  const cart_id = ask.known ? await myCartId(ask.client) : null
  if (cart_id !== null)
    await ask.client.setCartDelivery({ cart_id, method: 'pickup', pickup_store_id: typed(ask.form, 'store_id') })
  return { redirect: paths(ask.language).cart }
}

/** Lets go of what is held for a cart; where the order was quicker the checkout shows it. */
export async function letGo({ client, known, language }: Ask): Promise<Shown> {
  const to = paths(language)
  const cart_id = known ? await myCartId(client) : null
  if (cart_id === null) return { redirect: to.cart }
  try {
    await client.stopPaying({ cart_id })
  } catch (error) {
    if (error instanceof HiloError && error.code === 'cart_closed') return { redirect: to.checkout }
    throw error
  }
  return { redirect: `${to.cart}?said=let_go` }
}

/** A form's address that is opened as a page shows the cart. */
export const cartAgain = async ({ language }: Ask): Promise<Shown> => ({ redirect: paths(language).cart })
