import { isInside, isShopper, seesStore } from '#platform/actor'
import { fragment, json } from '#platform/ctx'
import type { Ctx, Fragment } from '#platform/ctx'
import { conflict, forbidden, notFound, refused } from '#platform/errors'
import { gathered } from '#platform/gathered'
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

const cartRows = ({ sql }: Pick<Ctx, 'sql'>, carts: Fragment): Promise<CartRow[]> =>
  sql<CartRow>`with c as (${carts}) ${CART}`

/** Each its own: nothing where there was none. */
function inOrder(rows: readonly CartRow[], ids: readonly string[]): (CartRow | undefined)[] {
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.map((id) => byId.get(id.toLowerCase()))
}

const cartOf = async (ctx: Ctx, row: CartRow | undefined): Promise<Cart | null> => (row ? around(ctx, row) : null)

/** A cart this actor may see; anybody else's is not found. */
export async function openCart(ctx: Ctx, cart_id: string): Promise<Cart> {
  const [row] = await cartRows(ctx, fragment`select * from cart where id = ${cart_id}`)
  return mustBeOurs(ctx, await cartOf(ctx, row), cart_id)
}

export type NewCart = Pick<Cart, 'id' | 'code' | 'customer_id' | 'channel' | 'currency' | 'locale' | 'store_id'> & {
  touched_in: string[]
  at: Date
  expires_at: Date
  /** Not made where its customer has so many open ones. */
  most: number | null
}

/** Nothing where the id was there before, or its customer has too many. */
export const insertCart = async (ctx: Ctx, cart: NewCart): Promise<Cart | null> =>
  cartOf(ctx, await insertCarts(ctx, cart))

const insertCarts = gathered<NewCart, CartRow | undefined>(async (line, carts) => {
  const rows = await cartRows(
    line,
    fragment`
      insert into cart (id, code, status, customer_id, channel, currency, locale, store_id, touched_in, created_at, updated_at, expires_at)
      select n.id, n.code, 'open', n.customer_id, n.channel, n.currency, n.locale, n.store_id, n.touched_in, n.at, n.at, n.expires_at
        from jsonb_to_recordset(${json(carts)}) as n(id uuid, code text, customer_id uuid, channel text, currency text, locale text,
               store_id uuid, touched_in text[], at timestamptz, expires_at timestamptz, most int)
       where n.most is null
          or (select count(*) from (select from cart o where o.customer_id = n.customer_id and o.status = 'open' limit n.most) as open) < n.most
      on conflict (id) do nothing returning *`,
  )
  return madeOnce(rows, carts)
})

/** An id that two of them give is the cart of the first. */
function madeOnce(rows: readonly CartRow[], carts: readonly NewCart[]): (CartRow | undefined)[] {
  const left = new Map(rows.map((row) => [row.id, row]))
  return carts.map(({ id }) => {
    const row = left.get(id.toLowerCase())
    left.delete(id.toLowerCase())
    return row
  })
}

/** The open cart of a code, whoever asks: the code is the proof. */
export async function cartByCode(ctx: Ctx, code: string): Promise<Cart | null> {
  const [row] = await cartRows(
    ctx,
    fragment`select * from cart where code = ${code} and status = 'open' and expires_at > ${ctx.now} for no key update`,
  )
  return cartOf(ctx, row)
}

/** Locks a cart until the transaction ends: hands that change it wait. Refuses `cart_closed`. */
export async function lockCart(ctx: Ctx, cart_id: string): Promise<Cart> {
  const cart = await cartOf(ctx, await lockCarts(ctx, cart_id))
  return mustBeOpen(ctx, await mustBeOurs(ctx, cart, cart_id))
}

const lockCarts = gathered<string, CartRow | undefined>(async (line, ids) =>
  inOrder(
    await cartRows(line, fragment`select * from cart where id = any(${ids}::uuid[]) order by id for no key update`),
    ids,
  ),
)

/** The channel somebody acts through; what the program does by itself leaves no trace there. */
export const handOf = (ctx: Ctx): string | null => (ctx.channel === 'system' ? null : ctx.channel)

export type Touch = { cart_id: string; expected_version?: number }

/** What a change sets beside: a pick-up store goes with its method. */
export type Changes = {
  contact?: Contact
  delivery_method?: Method
  pickup_store_id?: string | null
  address?: Address
  store_id?: string
  customer_id?: string
  shared_with?: readonly string[]
}

/**
 * The first statement of every change: takes the cart's row, counts its version up and keeps it alive, so that
 * many hands take turns and none is lost. Refuses `cart_changed` (409), `cart_closed`.
 */
export async function touchCart(ctx: Ctx, { cart_id, expected_version }: Touch, changes: Changes = {}): Promise<Cart> {
  const touch = {
    cart_id,
    expected_version,
    hand: handOf(ctx),
    at: ctx.now,
    expires_at: cartExpiry(ctx.now),
    ...changes,
  }
  const cart = await cartOf(ctx, await touchCarts(ctx, touch))
  if (cart) return mustBeOurs(ctx, cart, cart_id)
  const current = mustBeOpen(ctx, await openCart(ctx, cart_id))
  throw conflict('cart_changed', { detail: 'Somebody else has changed this cart meanwhile.', version: current.version })
}

type Touched = Changes & {
  cart_id: string
  expected_version: number | undefined
  hand: string | null
  at: Date
  expires_at: Date
}

const touchCarts = gathered<Touched, CartRow | undefined>(async (line, touches) =>
  inOrder(
    await cartRows(
      line,
      fragment`
        update cart c
           set version = c.version + 1, updated_at = greatest(c.updated_at, t.at), expires_at = t.expires_at,
               touched_in = case when t.hand is null or t.hand = any(c.touched_in) then c.touched_in else c.touched_in || t.hand end,
               contact = coalesce(t.contact, c.contact), address = coalesce(t.address, c.address),
               delivery_method = coalesce(t.delivery_method, c.delivery_method),
               pickup_store_id = case when t.delivery_method is null then c.pickup_store_id else t.pickup_store_id end,
               store_id = coalesce(t.store_id, c.store_id), customer_id = coalesce(t.customer_id, c.customer_id),
               shared_with = coalesce(t.shared_with, c.shared_with)
          from jsonb_to_recordset(${json(touches)}) as t(cart_id uuid, expected_version int, hand text, at timestamptz, expires_at timestamptz,
                 contact jsonb, address jsonb, delivery_method text, pickup_store_id uuid, store_id uuid, customer_id uuid, shared_with uuid[])
         where c.id = t.cart_id and c.status = 'open' and c.expires_at > t.at and c.version = coalesce(t.expected_version, c.version)
        returning c.*`,
    ),
    touches.map(({ cart_id }) => cart_id),
  ),
)

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
