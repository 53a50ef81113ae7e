import type { Reply } from '#sdk'
import type { Ask } from '../ask.ts'
import { zoneOf } from '../parts/when.ts'
import { placeOf } from '../place.ts'
import type { Typed, Wrong } from './checkout-address.ts'
import { myCart } from './cart-mine.ts'
import type { Cart } from './cart-mine.ts'

export type Step = 'contact' | 'delivery' | 'payment'

/** What stands in the way of a step, with what was typed. */
export type Trouble = {
  contact?: {
    typed: { name: string; email: string; phone: string }
    wrong: { name?: string; email?: string; phone?: string }
  }
  delivery?: {
    way: string
    store_id: string
    address_id: string
    typed: Typed
    wrong: Wrong & { way?: string; store_id?: string }
  }
  payment?: string
}

export type Person = Reply<'getOwnCustomer'>
export type OwnAddress = Reply<'listOwnAddresses'>['items'][number]
export type CartStore = Reply<'getCartStores'>['items'][number]

export type Checkout = {
  cart: Cart
  zone: string
  step: Step
  /** The shopper, where they proved who they are. */
  person: Person | null
  addresses: OwnAddress[]
  stores: CartStore[]
  /** What is held already of what the cart costs: a total that changed while paying. */
  held: number
}

/** Everything the page needs; null where there is nothing to buy. What a step that is closed would need is not asked. */
export async function checkoutOf(ask: Ask, at?: Step): Promise<Checkout | null> {
  const cart = await myCart(ask)
  if (cart === null || cart.missing.includes('lines')) return null
  const { client } = ask
  const step = at ?? stepOf(cart, ask.url.searchParams.get('step'))
  const [zone, person] = await Promise.all([zoneOf(ask), personOf(ask)])
  const choosing = step === 'delivery'
  const [addresses, stores, held] = await Promise.all([
    choosing && person ? client.listOwnAddresses().then(({ items }) => items) : [],
    choosing ? client.getCartStores({ cart_id: cart.id, ...(await nearOf(ask)) }).then(({ items }) => items) : [],
    step === 'payment' ? client.getCartBalance({ cart_id: cart.id }).then((balance) => balance.held) : 0,
  ])
  return { cart, zone, step, person, addresses, stores, held }
}

export async function personOf({ client, known }: Pick<Ask, 'client' | 'known'>): Promise<Person | null> {
  return known && (await client.me()).verified ? client.getOwnCustomer() : null
}

/** Where the shopper says they are; else where their shop is. */
async function nearOf({ chosen, house }: Ask): Promise<{ near_lat: number; near_lng: number } | Record<never, never>> {
  const place = placeOf({ chosen })
  if (place) return { near_lat: place.lat, near_lng: place.lng }
  const { store } = await house
  return store?.lat && store.lng ? { near_lat: store.lat, near_lng: store.lng } : {}
}

export const hasContact = (cart: Cart): boolean => !cart.missing.includes('contact')
export const hasDelivery = (cart: Cart): boolean =>
  !cart.missing.includes('delivery') && !cart.missing.includes('address') && cart.delivery.method !== 'carry_out'

/** The step that was asked for, as far as those before it are done; else the first that is not. */
function stepOf(cart: Cart, asked: string | null): Step {
  if (asked === 'contact' || !hasContact(cart)) return 'contact'
  if (asked === 'delivery' || !hasDelivery(cart)) return 'delivery'
  return 'payment'
}
