import { isInside, isShopper, seesStore } from '#platform/actor'
import { fragment } from '#platform/ctx'
import type { Ctx, Fragment } from '#platform/ctx'
import { conflict, forbidden, notFound, refused } from '#platform/errors'
import type { Address } from '#platform/route'
import { isKnown, isMine, speaksForPerson } from '#customers'
import { channelKnown, retailer, storesById } from '#organisation'
import { cartExpiry } from './rules.ts'
import type { Method } from './rules.ts'

export type Contact = { name?: string; email?: string; phone?: string }

/** A cart with what every decision about it needs from its channel, stores and customer. */
export type Cart = {
  id: string
  code: string
  version: number
  status: 'open' | 'placed' | 'merged' | 'expired'
  customer_id: string | null
  shared_with: string[]
  channel: string
  currency: string
  locale: 'es' | 'en'
  store_id: string | null
  delivery_method: Method | null
  pickup_store_id: string | null
  address: Address | null
  contact: Contact | null
  note: string | null
  touched_in: string[]
  merged_into_id: string | null
  order_id: string | null
  created_at: Date
  updated_at: Date
  expires_at: Date
  channel_kind: string
  hold_seconds: number
  home_country: string
  store_country: string | null
  store_region: string | null
  pickup_store_name: string | null
  pickup_country: string | null
  pickup_region: string | null
  /** Of the store it speaks of: chosen for pick-up, else its own. */
  lat: number | null
  lng: number | null
  given_name: string | null
  family_name: string | null
  customer_tags: string[]
  /** Somebody is known behind it: more than a visitor who typed at this or another cart. */
  owner_known: boolean
}

export type Line = {
  id: string
  cart_id: string
  variant_id: string
  quantity: number
  position: number
  saved: boolean
  note: string | null
  added_in: string
  added_by: string
  added_at: Date
  /** Of one, when the line was put in or its number was set; null until the cart has been priced. */
  price_seen: number | null
}

type Around =
  | 'channel_kind'
  | 'hold_seconds'
  | 'home_country'
  | 'store_country'
  | 'store_region'
  | 'pickup_store_name'
  | 'pickup_country'
  | 'pickup_region'
  | 'lat'
  | 'lng'
type CartRow = Omit<Cart, Around>

/** A cart with its customer, from a CTE `c` of cart rows: one statement, whether they were read, locked or changed. */
const CART = fragment`
  select c.*, cu.given_name, cu.family_name,
         case when cu.id is null then '{}'
              else array(select distinct tag from customer k cross join unnest(k.tags) as tag where k.cluster_id = cu.cluster_id) end as customer_tags,
         ${isKnown(fragment`cu.cluster_id`)} as owner_known
    from c left join customer cu on cu.id = c.customer_id`

/** What else decisions about a cart need, of its channel and stores: it is remembered. */
async function around(ctx: Ctx, row: CartRow): Promise<Cart> {
  const { store_id, pickup_store_id } = row
  const [channel, home, stores] = await Promise.all([
    channelKnown(ctx, row.channel),
    retailer(ctx),
    storesById(
      ctx,
      [store_id, pickup_store_id].filter((id) => id !== null),
    ),
  ])
  const own = stores.find(({ id }) => id === store_id)
  const pickup = stores.find(({ id }) => id === pickup_store_id)
  return {
    ...row,
    channel_kind: channel.kind,
    hold_seconds: channel.hold_seconds,
    home_country: home.country,
    store_country: own?.country ?? null,
    store_region: own?.region ?? null,
    pickup_store_name: pickup?.name ?? null,
    pickup_country: pickup?.country ?? null,
    pickup_region: pickup?.region ?? null,
    lat: (pickup ?? own)?.lat ?? null,
    lng: (pickup ?? own)?.lng ?? null,
  }
}

async function oneCart(ctx: Ctx, carts: Fragment): Promise<Cart | null> {
  const [row] = await ctx.sql<CartRow>`with c as (${carts}) ${CART}`
  return row ? around(ctx, row) : null
}

/** A cart this actor may see; anybody else's is not found. */
export async function openCart(ctx: Ctx, cart_id: string): Promise<Cart> {
  const cart = await oneCart(ctx, fragment`select * from cart where id = ${cart_id}`)
  return mustBeOurs(ctx, cart, cart_id)
}

/** A new cart by its insert; nothing where the id was there before. */
export const insertCart = (ctx: Ctx, insert: Fragment): Promise<Cart | null> =>
  oneCart(ctx, fragment`${insert} returning *`)

/** The open cart of a code, whoever asks: the code is the proof. */
export const cartByCode = (ctx: Ctx, code: string): Promise<Cart | null> =>
  oneCart(
    ctx,
    fragment`select * from cart where code = ${code} and status = 'open' and expires_at > ${ctx.now} for no key update`,
  )

/** Locks a cart until the transaction ends: hands that change it wait. Refuses `cart_closed`. */
export async function lockCart(ctx: Ctx, cart_id: string): Promise<Cart> {
  const cart = await oneCart(ctx, fragment`select * from cart where id = ${cart_id} for no key update`)
  return mustBeOpen(ctx, await mustBeOurs(ctx, cart, cart_id))
}

/** The channel somebody acts through; what the program does by itself leaves no trace there. */
export const handOf = (ctx: Ctx): string | null => (ctx.channel === 'system' ? null : ctx.channel)

export type Touch = { cart_id: string; expected_version?: number }

/**
 * The first statement of every change: takes the cart's row, counts its version up and keeps it alive, so that
 * many hands take turns and none is lost. `set` are further columns. Refuses `cart_changed` (409), `cart_closed`.
 */
export async function touchCart(ctx: Ctx, { cart_id, expected_version }: Touch, set = fragment``): Promise<Cart> {
  const hand = handOf(ctx)
  const cart = await oneCart(
    ctx,
    fragment`
      update cart
         set version = version + 1, updated_at = greatest(updated_at, ${ctx.now}::timestamptz), expires_at = ${cartExpiry(ctx.now)},
             touched_in = case when ${hand}::text is null or ${hand}::text = any(touched_in) then touched_in
                               else touched_in || ${hand}::text end
             ${set}
       where id = ${cart_id} and status = 'open' and expires_at > ${ctx.now}
         and version = coalesce(${expected_version ?? null}::int, version)
      returning *`,
  )
  if (cart) return mustBeOurs(ctx, cart, cart_id)
  const current = mustBeOpen(ctx, await openCart(ctx, cart_id))
  throw conflict('cart_changed', { detail: 'Somebody else has changed this cart meanwhile.', version: current.version })
}

function mustBeOpen(ctx: Ctx, cart: Cart): Cart {
  const status = cart.status === 'open' && cart.expires_at <= ctx.now ? 'expired' : cart.status
  if (status !== 'open') {
    const { order_id, merged_into_id } = cart
    throw refused('cart_closed', { detail: 'This cart is closed.', status, order_id, merged_into_id }, 409)
  }
  return cart
}

async function mustBeOurs(ctx: Ctx, cart: Cart | null, cart_id: string): Promise<Cart> {
  if (!cart || !(await isOurs(ctx, cart))) throw notFound('cart', cart_id)
  return cart
}

/**
 * Shoppers open what is theirs or was shared by code. People of the retailer help any customer; a cart without
 * a customer belongs to its store.
 */
async function isOurs(ctx: Ctx, cart: Cart): Promise<boolean> {
  const { actor } = ctx
  if (isInside(actor)) return cart.customer_id !== null || cart.store_id === null || seesStore(actor, cart.store_id)
  if (!isShopper(actor) || actor.customer_id === null) return false
  return ownsOrShares(actor.customer_id, cart) || (await isMine(ctx, cart.customer_id))
}

const ownsOrShares = (customer_id: string, cart: Cart): boolean =>
  cart.customer_id === customer_id || cart.shared_with.includes(customer_id)

/** Who only holds the code, or a visit that was joined to somebody, sees goods and prices, not where the owner lives. */
export async function seesPrivate(ctx: Ctx, cart: Cart): Promise<boolean> {
  const { actor } = ctx
  if (!isShopper(actor)) return true
  if (cart.shared_with.includes(actor.customer_id ?? '')) return isMine(ctx, cart.customer_id)
  return actor.verified || (cart.customer_id === actor.customer_id ? !cart.owner_known : speaksForPerson(ctx))
}

/**
 * Where goods go and who gets the code for them is said by who owns the cart: else whoever was shown its code once could
 * have them sent elsewhere before the owner pays. Refused: not_the_owner (403).
 */
export async function mustOwn(ctx: Ctx, cart: Cart): Promise<void> {
  if (!(await seesPrivate(ctx, cart)))
    throw forbidden('not_the_owner', {
      detail:
        'Only the owner of this cart says where it goes and whom to write to. Is it yours? Prove your e-mail or phone.',
    })
}

/** What an event of a cart is about. */
export const aboutCart = (cart: Pick<Cart, 'id' | 'customer_id' | 'store_id' | 'pickup_store_id'>) => ({
  customer_id: cart.customer_id,
  store_id: cart.store_id ?? cart.pickup_store_id,
  subject_kind: 'cart',
  subject_id: cart.id,
})
