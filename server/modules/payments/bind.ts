import { fragment, json } from '#platform/ctx'
import type { Ctx } from '#platform/ctx'
import { gathered, rowsOf } from '#platform/gathered'

export type BindToOrder = { cart_id: string; order_id: string; customer_id: string | null }

/** `back`: what went back or is on its way, which stands for nothing. */
export type Covered = { authorised: number; captured: number; back: number }

/** What is on its way back, was given back or is owed; a payment stands for the rest. */
const wentBack = fragment`refunding + owed + refunded`
const taken = fragment`captured - (${wentBack})`
const standing = fragment`authorised - voiding - (${wentBack})`

type Sums = Covered & { cart_id: string }

const NOTHING: Covered = { authorised: 0, captured: 0, back: 0 }

/** What each cart's are; a cart without payments has nothing. */
const inOrder = (sums: readonly Sums[], cart_ids: readonly string[]): Covered[] =>
  rowsOf(cart_ids, sums, ({ cart_id }) => cart_id).map(([{ authorised, captured, back } = NOTHING]) => ({
    authorised,
    captured,
    back,
  }))

/** How much is authorised for a cart and how much of it is captured and stays. */
export const heldForCart = gathered<string, Covered>(async ({ sql }, cart_ids) =>
  inOrder(
    await sql<Sums>`
      select cart_id, sum(${standing})::bigint as authorised, sum(${taken})::bigint as captured,
             sum(${wentBack})::bigint as back
        from payment where cart_id = any(${cart_ids}::uuid[]) and order_id is null group by cart_id`,
    cart_ids,
  ),
)

/**
 * The payments of a cart become those of its order, at placing, in one statement. Answers what is held of
 * them now.
 */
export const bindToOrder = (ctx: Ctx, input: BindToOrder): Promise<Covered> => bindAll(ctx, { ...input, at: ctx.now })

const bindAll = gathered<BindToOrder & { at: Date }, Covered>(async ({ sql }, asks) =>
  inOrder(
    await sql<Sums>`
      with bound as (
        update payment p
           set order_id = o.order_id, customer_id = coalesce(o.customer_id, p.customer_id), updated_at = o.at
          from jsonb_to_recordset(${json(asks)}) as o(cart_id uuid, order_id uuid, customer_id uuid, at timestamptz)
         where p.cart_id = any(${asks.map(({ cart_id }) => cart_id)}::uuid[]) and p.cart_id = o.cart_id and (p.order_id is null or p.order_id = o.order_id)
        returning p.cart_id, ${standing} as standing, ${taken} as taken, ${wentBack} as back)
      select cart_id, sum(standing)::bigint as authorised, sum(taken)::bigint as captured, sum(back)::bigint as back from bound group by cart_id`,
    asks.map(({ cart_id }) => cart_id),
  ),
)
