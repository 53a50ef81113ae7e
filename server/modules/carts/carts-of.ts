import { variantCards } from '#catalog'
import type { Ctx } from '#platform/ctx'
import type { Cart, Line } from './cart.ts'

type Head = Pick<
  Cart,
  | 'id'
  | 'status'
  | 'channel'
  | 'currency'
  | 'locale'
  | 'store_id'
  | 'delivery_method'
  | 'pickup_store_id'
  | 'address'
  | 'contact'
  | 'note'
  | 'touched_in'
  | 'order_id'
  | 'created_at'
  | 'updated_at'
  | 'expires_at'
>
type Row = Pick<
  Line,
  'id' | 'cart_id' | 'variant_id' | 'quantity' | 'saved' | 'note' | 'price_seen' | 'added_in' | 'added_at'
>

export type OwnedCart = Head & {
  lines: (Omit<Row, 'cart_id'> & { sku: string | null; name: string | null })[]
}

/**
 * Carts of a person, open and past, touched last first: `customer_ids` is the whole cluster. What was put in and what was
 * said with it, priced by nobody. Those they took up by code are somebody else's; the code itself opens a cart, and stays.
 */
export async function cartsOf(ctx: Ctx, customer_ids: readonly string[], limit: number): Promise<OwnedCart[]> {
  const carts = await ctx.sql<Head>`
    select mine.* from unnest(${customer_ids}::uuid[]) as c(id)
     cross join lateral (
       select id, status, channel, currency, locale, store_id, delivery_method, pickup_store_id, address, contact, note, touched_in,
              order_id, created_at, updated_at, expires_at
         from cart where customer_id = c.id order by updated_at desc, id desc limit ${limit}) mine
     order by updated_at desc, id desc limit ${limit}`
  const rows = await ctx.sql<Row>`
    select id, cart_id, variant_id, quantity, saved, note, price_seen, added_in, added_at from cart_line
     where cart_id = any(${carts.map(({ id }) => id)}::uuid[]) order by cart_id, position, id`
  const lines = Map.groupBy(rows, ({ cart_id }) => cart_id)
  const names = await namesOf(ctx, carts, lines)
  return carts.map((cart) => ({
    ...cart,
    lines: (lines.get(cart.id) ?? []).map(({ cart_id: _, ...line }) => {
      const card = names[cart.locale].get(line.variant_id)
      return { ...line, sku: card?.sku ?? null, name: card?.name ?? null }
    }),
  }))
}

/** What the goods are called, in the language each cart was filled in. */
async function namesOf(ctx: Ctx, carts: readonly Head[], lines: ReadonlyMap<string, readonly Row[]>) {
  const named = (locale: Cart['locale']) => {
    const spoken = carts.filter((cart) => cart.locale === locale).flatMap(({ id }) => lines.get(id) ?? [])
    return variantCards(ctx, { ids: [...new Set(spoken.map(({ variant_id }) => variant_id))], locale })
  }
  return { es: await named('es'), en: await named('en') }
}
