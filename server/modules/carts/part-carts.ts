import type { Ctx } from '#platform/ctx'
import { clusterOf } from '#customers'
import { aboutCart, touchCart } from './cart.ts'
import { settleCart } from './cart-view.ts'
import { cartParted, factOf } from './events.ts'
import { linesOf } from './lines.ts'
import { cartExpiry } from './rules.ts'

/** Carts looked at for one id: the newest. */
const CARTS_MAX = 20

type Parting = { merge_id: string; kept_id: string; joined_id: string }

/**
 * Two who were taken for one person are two again. Who and where they are, said since, is forgotten in the carts of both:
 * nobody can tell any more which of them said it. A cart that ended in one of the other's is open again. Goods stay where
 * they are, in both: whoever has too many takes them out. Said twice, it finds less to do.
 */
export async function partCarts(ctx: Ctx, { merge_id, kept_id, joined_id }: Parting): Promise<void> {
  const sides = [await clusterOf(ctx, kept_id), await clusterOf(ctx, joined_id)]
  const sideOf = new Map(sides.flatMap((ids, side) => ids.map((id) => [id, side] as const)))
  const touched = await touchedSince(ctx, merge_id, [...sideOf.keys()])
  const carts = new Map(touched.map((cart) => [cart.id, cart]))
  const across = ({ customer_id, into_id }: Touched): boolean => {
    const into = carts.get(into_id ?? '')
    return into !== undefined && sideOf.get(into.customer_id) !== sideOf.get(customer_id)
  }
  const ended = touched.filter(across)
  await forget(
    ctx,
    touched.flatMap(({ id, said }) => (said ? id : [])),
  )
  await reopen(
    ctx,
    ended.map(({ id }) => id),
  )
  const went = new Set(ended.map(({ into_id }) => into_id))
  const open = touched.filter(
    (cart) => ended.includes(cart) || (cart.status === 'open' && (cart.said || went.has(cart.id))),
  )
  for (const { id } of open) {
    const cart = await touchCart(ctx, { cart_id: id })
    ctx.emit(cartParted, factOf(cart), aboutCart(cart))
    await settleCart(ctx, cart, await linesOf(ctx, id))
  }
}

type Touched = { id: string; customer_id: string; status: string; into_id: string | null; said: boolean }

/** What their carts that are no order came to since they were joined; they stay locked. Who was forgotten has none. */
const touchedSince = (ctx: Ctx, merge_id: string, people: readonly string[]) => ctx.sql<Touched>`
  select c.id, c.customer_id, c.status, c.merged_into_id as into_id, c.contact is not null or c.address is not null as said
    from customer_merge m
   cross join unnest(${people}::uuid[]) as p(id)
    join customer owner on owner.id = p.id and owner.erased_at is null
   cross join lateral (
     select * from cart
      where customer_id = p.id and updated_at >= m.merged_at and (status = 'merged' or (status = 'open' and expires_at > ${ctx.now}))
      order by updated_at desc limit ${CARTS_MAX}
        for no key update) c
   where m.id = ${merge_id}
   order by c.id`

const forget = (ctx: Ctx, ids: readonly string[]) => ctx.sql`
  update cart set contact = null, address = null where id = any(${ids}::uuid[])`

const reopen = (ctx: Ctx, ids: readonly string[]) => ctx.sql`
  update cart set status = 'open', merged_into_id = null, expires_at = ${cartExpiry(ctx.now)} where id = any(${ids}::uuid[])`
