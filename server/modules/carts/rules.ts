import { taxRegion } from '#pricing'
import type { Cart, Line } from './cart.ts'

export const LINES_MAX = 100
export const LINE_QUANTITY_MAX = 9_999
/** A cart nobody touches ends after this; every change starts the time anew. */
export const CART_DAYS = 30
export const SHARED_WITH_MAX = 20
/** A shopper works on few carts at a time; who has more keeps goods from others. */
export const OPEN_CARTS_MAX = 20
/** Units a cart keeps for a visitor who proved nothing: a household's shopping, not a shop's shelf. The rest is not held. */
export const VISITOR_UNITS_HELD_MAX = 100

const DAY_MS = 86_400_000

export const cartExpiry = (now: Date): Date => new Date(now.getTime() + CART_DAYS * DAY_MS)

export const holdExpiry = (now: Date, hold_seconds: number): Date => new Date(now.getTime() + hold_seconds * 1_000)

/** A fifth of the time is over: whoever is still at it gets all of it again. */
export const isDueSoon = (now: Date, expires_at: Date, hold_seconds: number): boolean =>
  expires_at.getTime() - now.getTime() < hold_seconds * 800

/** A code as typed or read aloud: any case, with spaces or dashes. */
export const spokenForm = (code: string): string => code.toUpperCase().replace(/[\s-]/g, '')

/** Whose tax applies: where the goods change hands, else where they are sold, else the retailer's country. */
export function taxPlace(cart: Cart): { country: string; region: string } {
  const { address } = cart
  if (cart.delivery_method === 'ship' && address) {
    return { country: address.country, region: taxRegion(address.country, address.region, address.postcode) }
  }
  if (cart.delivery_method === 'pickup' && cart.pickup_country) {
    return { country: cart.pickup_country, region: taxRegion(cart.pickup_country, cart.pickup_region) }
  }
  if (cart.store_country)
    return { country: cart.store_country, region: taxRegion(cart.store_country, cart.store_region) }
  return { country: cart.home_country, region: '' }
}

export type Method = 'ship' | 'pickup' | 'carry_out'

/** Where goods are looked for: as chosen; before that in the cart's own store, else anywhere that ships. */
export function sourcing(cart: Cart): { method: Method; place: string | null } {
  if (cart.delivery_method === 'pickup') return { method: 'pickup', place: cart.pickup_store_id }
  if (cart.delivery_method === 'carry_out') return { method: 'carry_out', place: cart.store_id }
  if (cart.delivery_method === 'ship' || !cart.store_id) return { method: 'ship', place: null }
  return { method: cart.channel_kind === 'store' ? 'carry_out' : 'pickup', place: cart.store_id }
}

export type Missing = 'lines' | 'delivery' | 'address' | 'contact' | 'problems'

/** What still keeps a cart from being ordered, in the order people fill it in. A sale at the till needs no contact. */
export function missingOf(cart: Cart, lines: readonly Line[], problems: number): Missing[] {
  const missing: Missing[] = []
  if (!lines.some((line) => !line.saved)) missing.push('lines')
  if (problems > 0) missing.push('problems')
  if (!cart.delivery_method) missing.push('delivery')
  if (cart.delivery_method === 'ship' && !cart.address) missing.push('address')
  if (cart.delivery_method !== 'carry_out' && !cart.contact?.email && !cart.contact?.phone) missing.push('contact')
  return missing
}

export type Known = 'nobody' | 'visitor' | 'known'
export type TakeUp = 'opened' | 'given' | 'shared' | 'handed_over' | 'copied'

/** What a code does: showing or scanning one never opens anything of anybody to the other device but goods and prices. */
export function decideTakeUp({ mine, owner, taker }: { mine: boolean; owner: Known; taker: Known }): TakeUp {
  if (mine) return 'opened'
  if (owner === 'nobody') return 'given'
  if (owner === 'visitor') return 'handed_over'
  return taker === 'known' ? 'copied' : 'shared'
}

export type OpenCart = { id: string; currency: string; updated_at: Date; lines: number }

/** In each currency the cart to `keep`, else the one touched last, goes on and takes in the others, as many as its lines allow. */
export function planMerges(
  open: readonly OpenCart[],
  lines_max: number,
  keep?: string,
): { kept: string; ended: string[] }[] {
  const age = (cart: OpenCart): number => (cart.id === keep ? Infinity : cart.updated_at.getTime())
  const newest = open.toSorted((a, b) => age(b) - age(a) || (a.id < b.id ? 1 : -1))
  return [...Map.groupBy(newest, (cart) => cart.currency).values()].flatMap(([kept, ...others]) => {
    if (!kept) return []
    let lines = kept.lines
    const ended = others.filter((cart) => {
      const fits = lines + cart.lines <= lines_max
      if (fits) lines += cart.lines
      return fits
    })
    return ended.length > 0 ? [{ kept: kept.id, ended: ended.map(({ id }) => id) }] : []
  })
}

/** Changes of one cart are made one after the other (`together` of its routes). */
export const cartTurn = ({ params }: { params: { cart_id: string } }): string => `cart ${params.cart_id}`
