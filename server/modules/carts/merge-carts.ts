import { isShopper } from '#platform/actor'
import { fragment } from '#platform/ctx'
import type { Ctx } from '#platform/ctx'
import { clusterOf, idsOfSession } from '#customers'
import { releaseCart } from '#stock'
import { aboutCart, lockCart, touchCart } from './cart.ts'
import { settleCart } from './cart-view.ts'
import { copyLines } from './copy-lines.ts'
import { cartMerged, factOf } from './events.ts'
import { linesOf } from './lines.ts'
import { LINES_MAX, planMerges } from './rules.ts'
import type { OpenCart } from './rules.ts'

/** Carts looked at for one person; nobody fills more at once. */
const CARTS_MAX = 20

/** `keep` = the cart somebody looks at: it goes on whatever was touched last. */
export type MergeCarts = { customer_id: string; keep?: string }

/**
 * When two people turn out to be one, their open carts become one: goods are added up, the newest delivery and
 * contact stay. Carts of another currency stay apart, as does a sale somebody rings up at a till. The lines of
 * the cart that ends are kept as they were. Answers the carts that go on.
 */
export async function mergeCarts(ctx: Ctx, { customer_id, keep }: MergeCarts): Promise<string[]> {
  // Not those of a member whom staff have joined their visit to: they may not touch them.
  const people = isShopper(ctx.actor) ? [customer_id, ...(await idsOfSession(ctx))] : await clusterOf(ctx, customer_id)
  const open = await ctx.sql<OpenCart>`
    select c.id, c.currency, c.updated_at, (select count(*)::int from cart_line l where l.cart_id = c.id) as lines
      from cart c join channel ch on ch.code = c.channel
     where c.customer_id = any(${people}::uuid[]) and c.status = 'open' and c.expires_at > ${ctx.now} and ch.kind <> 'store'
     order by c.id
     limit ${CARTS_MAX}
       for no key update of c`
  const merges = planMerges(open, LINES_MAX, keep)
  for (const { kept, ended } of merges) await mergeInto(ctx, kept, ended)
  return merges.map(({ kept }) => kept)
}

async function mergeInto(ctx: Ctx, kept: string, ended: readonly string[]): Promise<void> {
  await copyLines(ctx, { from: ended, to: kept })
  for (const cart_id of ended) {
    const cart = await lockCart(ctx, cart_id)
    await releaseCart(ctx, { cart_id })
    const lines = await linesOf(ctx, cart_id)
    ctx.emit(cartMerged, { ...factOf(cart), into_cart_id: kept, lines: lines.length }, aboutCart(cart))
  }
  await inherit(ctx, kept, ended)
  await ctx.sql`
    update cart set status = 'merged', merged_into_id = ${kept}, version = version + 1, updated_at = ${ctx.now}
     where id = any(${ended}::uuid[])`
  const cart = await touchCart(ctx, { cart_id: kept })
  await settleCart(ctx, cart, await linesOf(ctx, kept))
}

/** What the newest cart does not say yet, the next newest may. Method and store belong together. */
const inherit = (ctx: Ctx, kept: string, ended: readonly string[]) => {
  // By their keys: asked for the newest, PostgreSQL would go down an index of all carts by age (docs/decisions/0013).
  const those = fragment`(select * from cart where id = any(${ended}::uuid[]) offset 0)`
  return ctx.sql`
    update cart c
       set delivery_method = coalesce(c.delivery_method, d.delivery_method),
           pickup_store_id = case when c.delivery_method is null then d.pickup_store_id else c.pickup_store_id end,
           address = coalesce(c.address, a.address),
           contact = coalesce(c.contact, t.contact),
           touched_in = array(
             select distinct t.hand from cart o cross join unnest(o.touched_in) as t(hand)
              where o.id = c.id or o.id = any(${ended}::uuid[]) order by t.hand)
      from (select 1) as one
           left join lateral (select delivery_method, pickup_store_id from ${those} o
             where o.delivery_method <> 'carry_out' order by updated_at desc limit 1) d on true
           left join lateral (select address from ${those} o
             where address is not null order by updated_at desc limit 1) a on true
           left join lateral (select contact from ${those} o
             where contact is not null order by updated_at desc limit 1) t on true
     where c.id = ${kept}`
}
