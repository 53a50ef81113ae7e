import { createHash } from 'node:crypto'
import { json } from '#platform/ctx'
import type { Ctx } from '#platform/ctx'
import { done, gathered, rowsOf } from '#platform/gathered'
import { openingsOf, sourcesOf } from '#organisation'
import type { RouteInput } from './route.ts'
import { promiseOf } from './route.ts'
import type { Plan } from './route-rules.ts'

/** A plan whose goods are held, with the second at which that ends. */
export type KeptPlan = { question: string; plan: Plan; expires_at: Date }

/** What a plan is the answer to: the same question has the same answer as long as its goods are held. */
export const questionOf = ({
  wants,
  channel,
  method,
  pickup_store_id,
  country,
  near,
  exclude_locations,
}: RouteInput): string =>
  createHash('sha256')
    .update(JSON.stringify([wants, channel, method, pickup_store_id, country, near, exclude_locations]))
    .digest('base64url')

/**
 * The plan a cart holds goods by. Nothing where a hold is over, where goods are gone that it was promised (a till sold
 * them, a count missed them) or where a place has said no since.
 */
export const keptPlan = (ctx: Ctx, cart_id: string): Promise<KeptPlan | null> =>
  keptPlans(ctx, { cart_id, at: ctx.now })

const keptPlans = gathered<{ cart_id: string; at: Date }, KeptPlan | null>(async ({ sql }, asks) => {
  const cart_ids = asks.map(({ cart_id }) => cart_id)
  const rows = await sql<KeptPlan & { cart_id: string }>`
    select p.cart_id, p.question, p.plan, p.expires_at
      from unnest(${cart_ids}::uuid[], ${asks.map(({ at }) => at)}::timestamptz[]) as a(cart_id, at)
      join stock_plan p on p.cart_id = a.cart_id and p.expires_at > a.at
     where p.cart_id = any(${cart_ids}::uuid[]) and not exists (
         select from (select variant_id, location_id, sum(quantity) as quantity, min(expires_at) as expires_at
                        from stock_reservation where cart_id = p.cart_id group by 1, 2) r
          cross join lateral (
            select on_hand, allocated, backorder_limit from stock_level
             where variant_id = r.variant_id and location_id = r.location_id offset 0) l
          where r.expires_at <= a.at or l.on_hand - l.allocated + l.backorder_limit < r.quantity
             or exists (select from stock_exclusion x where x.until_at > a.at and x.location_id = r.location_id
                           and coalesce(x.variant_id, r.variant_id) = r.variant_id))`
  return rowsOf(cart_ids, rows, ({ cart_id }) => cart_id).map(([kept = null]) => kept)
})

/** The kept plan as the answer to this question, with the promises of this moment; null where it is none. */
export async function planKept(ctx: Ctx, kept: KeptPlan | null, input: RouteInput): Promise<Plan | null> {
  if (kept?.question !== questionOf(input)) return null
  const sources = new Map((await sourcesOf(ctx, input)).map((place) => [place.location_id, place]))
  const openings = await openingsOf(
    ctx,
    kept.plan.parts.flatMap(({ store_id }) => store_id ?? []),
  )
  const parts = kept.plan.parts.flatMap((part) => {
    const place = sources.get(part.location_id)
    const opening = (part.store_id && openings.get(part.store_id)) || null
    if (!place) return []
    const promise = promiseOf({ ...place, opening, capacity_left: null }, input.method, ctx.now)
    return [{ ...part, ...promise, counted: place.max_orders_per_day !== null }]
  })
  // A place that no longer sells for this channel gives nothing.
  return parts.length === kept.plan.parts.length ? { ...kept.plan, parts, held_until: kept.expires_at } : null
}

/** Goes with the holds it speaks of, in their transaction. */
export const keepPlan = (ctx: Ctx, cart_id: string, kept: KeptPlan): void =>
  ctx.later(keepPlans(ctx, { cart_id, ...kept }))

const keepPlans = gathered<KeptPlan & { cart_id: string }>(async ({ sql }, plans) => {
  await sql`
    insert into stock_plan (cart_id, question, plan, expires_at)
    select * from jsonb_to_recordset(${json(plans)}) as k(cart_id uuid, question text, plan jsonb, expires_at timestamptz)
    on conflict (cart_id) do update set question = excluded.question, plan = excluded.plan, expires_at = excluded.expires_at`
  return done(plans)
})

export const forgetPlan = (ctx: Ctx, cart_id: string): void => ctx.later(forgetPlans(ctx, cart_id))

const forgetPlans = gathered<string>(async ({ sql }, cart_ids) => {
  await sql`delete from stock_plan where cart_id = any(${cart_ids}::uuid[])`
  return done(cart_ids)
})

const FORGET_BATCH = 5_000

/** Plans whose holds are over; nobody reads them any more. */
export async function forgetOverduePlans(ctx: Ctx): Promise<void> {
  await ctx.sql`
    delete from stock_plan where cart_id in (
      select cart_id from stock_plan where expires_at <= ${ctx.now} order by expires_at limit ${FORGET_BATCH} for update skip locked)`
}
