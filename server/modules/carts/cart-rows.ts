import { fragment, json } from '#platform/ctx'
import type { Ctx, Fragment } from '#platform/ctx'
import type { Address } from '#platform/route'
import { gathered, rowsOf } from '#platform/gathered'
import { isKnown } from '#customers'
import { channelKnown, retailer, storesById } from '#organisation'
import type { Cart, Contact } from './cart.ts'
import type { Method } from './rules.ts'

// The statements that read, make and take carts, for one or for all who travel in one convoy (gathered.ts).

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
export type CartRow = Omit<Cart, Around>

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

export const cartRows = ({ sql }: Pick<Ctx, 'sql'>, carts: Fragment): Promise<CartRow[]> =>
  sql<CartRow>`with c as (${carts}) ${CART}`

/** Each its own: nothing where there was none. */
const inOrder = (rows: readonly CartRow[], ids: readonly string[]): (CartRow | undefined)[] =>
  rowsOf(ids, rows, ({ id }) => id).map(([row]) => row)

export const cartOf = async (ctx: Ctx, row: CartRow | undefined): Promise<Cart | null> =>
  row ? around(ctx, row) : null

export type NewCart = Pick<Cart, 'id' | 'code' | 'customer_id' | 'channel' | 'currency' | 'locale' | 'store_id'> & {
  touched_in: string[]
  contact?: Contact
  delivery_method?: Method
  pickup_store_id?: string | null
  address?: Address
  at: Date
  expires_at: Date
  /** Not made where its customer has so many open ones. */
  most: number | null
}

/** Nothing where the id was there before, or its customer has too many. */
export const insertCarts = gathered<NewCart, CartRow | undefined>(async (line, carts) => {
  const rows = await cartRows(
    line,
    fragment`
      insert into cart (id, code, status, customer_id, channel, currency, locale, store_id, touched_in, contact, delivery_method,
                        pickup_store_id, address, created_at, updated_at, expires_at)
      select n.id, n.code, 'open', n.customer_id, n.channel, n.currency, n.locale, n.store_id, n.touched_in, n.contact, n.delivery_method,
             n.pickup_store_id, n.address, n.at, n.at, n.expires_at
        from jsonb_to_recordset(${json(carts)}) as n(id uuid, code text, customer_id uuid, channel text, currency text, locale text,
               store_id uuid, touched_in text[], contact jsonb, delivery_method text, pickup_store_id uuid, address jsonb,
               at timestamptz, expires_at timestamptz, most int)
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

/** They stay locked until the transaction ends. */
export const lockCarts = gathered<string, CartRow | undefined>(async (line, ids) =>
  inOrder(
    await cartRows(line, fragment`select * from cart where id = any(${ids}::uuid[]) order by id for no key update`),
    ids,
  ),
)

/** Whether somebody has said whom a cart is for or where it goes; it stays locked until the transaction ends. */
export const isSaid = gathered<string, boolean>(async ({ sql }, ids) => {
  const rows = await sql<{ id: string; said: boolean }>`
    select id, contact is not null or address is not null as said from cart
     where id = any(${ids}::uuid[]) order by id for no key update`
  return rowsOf(ids, rows, ({ id }) => id).map(([row]) => row?.said === true)
})

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

export type Touched = Changes & {
  cart_id: string
  expected_version: number | undefined
  hand: string | null
  at: Date
  expires_at: Date
}

/**
 * Nothing where it is closed, over, or of another version. `coalesce` keeps its plan from the index of all that is open,
 * which in an empty shop looks as good as the key.
 */
export const touchCarts = gathered<Touched, CartRow | undefined>(async (line, touches) =>
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
         where c.id = any(${touches.map(({ cart_id }) => cart_id)}::uuid[]) and c.id = t.cart_id and coalesce(c.status, '') = 'open'
           and c.expires_at > t.at and c.version = coalesce(t.expected_version, c.version)
        returning c.*`,
    ),
    touches.map(({ cart_id }) => cart_id),
  ),
)
