import type { Ctx } from '#platform/ctx'
import { clusterOf } from '#customers'
import { aboutCart, touchCart } from './cart.ts'
import { settleCart } from './cart-view.ts'
import { cartParted, factOf } from './events.ts'
import { linesOf } from './lines.ts'
import { cartExpiry } from './rules.ts'

/** Ended carts looked at for one id, and how far each is followed to where it went. */
const CARTS_MAX = 20

/**
 * Two who were taken for one person are two again: the cart that ended in the other's is open again as it was, and what
 * came from it leaves the other: who and where they are first of all. Goods that were changed meanwhile stay, as does what
 * was ordered. Said twice, it finds nothing.
 */
export async function partCarts(ctx: Ctx, { customer_id }: { customer_id: string }): Promise<void> {
  const parted = await partedOf(ctx, await clusterOf(ctx, customer_id))
  for (const [kept, pairs] of Map.groupBy(parted, ({ kept }) => kept)) {
    const ended = pairs.map(({ id }) => id)
    await takeBackGoods(ctx, kept, ended)
    await forget(ctx, kept, ended)
    await reopen(ctx, ended)
    for (const id of [...ended, kept]) await settle(ctx, id, id === kept ? (ended[0] as string) : kept)
  }
}

/** Carts of theirs that ended in an open one of somebody else's, by however many steps; the open ones stay locked. */
const partedOf = (ctx: Ctx, people: readonly string[]) => ctx.sql<{ id: string; kept: string }>`
  with recursive way as (
    select e.id, e.merged_into_id as into_id, 1 as steps
      from unnest(${people}::uuid[]) as p(id)
     cross join lateral (
       select id, merged_into_id from cart
        where customer_id = p.id and status = 'merged' order by updated_at desc limit ${CARTS_MAX}) e
    union all
    select w.id, c.merged_into_id, w.steps + 1 from way w
     cross join lateral (select merged_into_id from cart where id = w.into_id and status = 'merged' offset 0) c
     where w.steps < ${CARTS_MAX})
  select w.id, k.id as kept from way w join cart k on k.id = w.into_id
   where k.status = 'open' and k.expires_at > ${ctx.now} and k.customer_id <> all(${people}::uuid[])
   order by k.id, w.id limit ${CARTS_MAX} for no key update of k`

/** A line that came whole goes whole; where both had the article, the number that came is taken off again. */
async function takeBackGoods(ctx: Ctx, kept: string, ended: readonly string[]): Promise<void> {
  await ctx.sql`
    with came as (
      select variant_id, saved, sum(quantity) as quantity, min(added_at) as added_at, max(note) as note
        from cart_line where cart_id = any(${ended}::uuid[]) group by variant_id, saved),
    gone as (
      delete from cart_line l using came
       where l.cart_id = ${kept} and l.variant_id = came.variant_id and l.saved = came.saved
         and l.added_at = came.added_at and l.quantity <= came.quantity)
    update cart_line l set quantity = l.quantity - came.quantity, note = nullif(l.note, came.note)
      from came
     where l.cart_id = ${kept} and l.variant_id = came.variant_id and l.saved = came.saved and l.quantity > came.quantity`
}

const forget = (ctx: Ctx, kept: string, ended: readonly string[]) => ctx.sql`
    update cart k
       set contact = case when k.contact in (select contact from cart where id = any(${ended}::uuid[])) then null else k.contact end,
           address = case when k.address in (select address from cart where id = any(${ended}::uuid[])) then null else k.address end
     where k.id = ${kept}`

const reopen = (ctx: Ctx, ended: readonly string[]) => ctx.sql`
  update cart set status = 'open', merged_into_id = null, expires_at = ${cartExpiry(ctx.now)} where id = any(${ended}::uuid[])`

async function settle(ctx: Ctx, cart_id: string, other_cart_id: string): Promise<void> {
  const cart = await touchCart(ctx, { cart_id })
  ctx.emit(cartParted, { ...factOf(cart), other_cart_id }, aboutCart(cart))
  await settleCart(ctx, cart, await linesOf(ctx, cart_id))
}
