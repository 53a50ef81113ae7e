import { fragment } from '#platform/ctx'
import type { Fragment } from '#platform/ctx'

/** What is counted. A promise is a parcel or pick-up that was ready, in time or not. */
export const KINDS = ['order', 'cart', 'promise', 'customer'] as const
export type Kind = (typeof KINDS)[number]

/** What tells rows of sums apart; `hour` and `kind` beside it. */
export const SIDES = fragment`channel, store_id, pickup_store_id, currency, began_in, paid_in, received, cut_from`

/** So long a cart may have stood for a purchase in another channel to count as begun anew. */
export const CUT_DAYS = 14

/**
 * The fact of a subject. Lists have indexes that begin with the kind and end with the subject, and in an empty shop those
 * would look as good a way to it as the key (docs/decisions/0013): no index serves a kind that is said like this.
 */
export const ofSubject = (subject: Fragment, kind: Kind): Fragment =>
  fragment`subject_id = ${subject} and kind is not distinct from ${kind}`

/** Of each of a person's ids the newest: who orders for a thousand others has left nothing standing behind these. */
const CARTS_MAX = 50

type Source = {
  /** Where its subjects live. */
  table: string
  /** The id of the subject in `facts`, for whoever says which ones. */
  id: string
  /** The facts of the subjects that `which` names, as they are now: in the columns of insight_fact from `at` on. */
  facts: (which: Fragment) => Fragment
  /** Nothing happened to the subject since; what has just happened may not have been heard yet. */
  restsSince: (at: Fragment) => Fragment
}

const orders: Source = {
  table: 'orders',
  id: 'o.id',
  facts: (which) => fragment`
    select o.id as subject_id, o.placed_at as at, o.channel, o.store_id, o.pickup_store_id, o.currency,
           coalesce(o.touched_in[1], o.channel) as began_in,
           coalesce(paying.channel, case when o.paid > 0 then o.channel end) as paid_in,
           o.delivery_method as received,
           case when counted.subject_id is null then (${LEFT_STANDING}) else counted.cut_from end as cut_from,
           (select coalesce(sum(quantity), 0)::int from order_line where order_id = o.id and kind = 'goods') as units,
           o.gross as amount,
           (select coalesce(sum(amount), 0)::bigint from order_adjustment where order_id = o.id and kind = 'cancellation') as canceled,
           o.status <> 'canceled' as good
      from orders o
      left join lateral (
        select subject_id, cut_from from insight_fact where ${ofSubject(fragment`o.id`, 'order')} offset 0) counted on true
      left join lateral (
        select channel from payment where order_id = o.id and (authorised > 0 or captured > 0) order by created_at, id limit 1) paying on true
     where ${which}`,
  restsSince: (at) => fragment`
    o.updated_at < ${at} and not coalesce((select true from order_adjustment where order_id = o.id and made_at >= ${at} limit 1), false)`,
}

/**
 * The thread was cut: the buyer had left goods in a cart of another channel, that cart had no part in this order, and
 * nobody went on with it. Judged once, when the order is first counted.
 */
const LEFT_STANDING = fragment`
  select coalesce(c.touched_in[1], c.channel)
    from customer buyer
    join customer same on same.cluster_id = buyer.cluster_id
   cross join lateral (
     select * from cart
      where customer_id = same.id
        and updated_at between o.placed_at - make_interval(days => ${CUT_DAYS}::int) and o.placed_at
      order by updated_at desc limit ${CARTS_MAX}) c
   where buyer.id = o.customer_id and c.status in ('open', 'expired') and c.id is distinct from o.cart_id
     and not coalesce(c.touched_in[1], c.channel) = any(o.touched_in || o.channel)
     and exists (select from cart_line l where l.cart_id = c.id and not l.saved)
   order by c.updated_at desc limit 1`

/** A cart that was joined with another went on there. */
const carts: Source = {
  table: 'cart',
  id: 'c.id',
  facts: (which) => fragment`
    select c.id as subject_id, c.created_at as at, c.channel, c.store_id, null::uuid as pickup_store_id, null::char(3) as currency,
           null::text as began_in, null::text as paid_in, null::text as received, null::text as cut_from,
           0 as units, 0::bigint as amount, 0::bigint as canceled, c.status = 'placed' as good
      from cart c where c.status <> 'merged' and ${which}`,
  restsSince: (at) => fragment`c.updated_at < ${at}`,
}

const promises: Source = {
  table: 'fulfilment',
  id: 'f.id',
  facts: (which) => fragment`
    select f.id as subject_id, f.due_at as at, o.channel, l.store_id, null::uuid as pickup_store_id, null::char(3) as currency,
           null::text as began_in, null::text as paid_in, f.kind as received, null::text as cut_from,
           0 as units, 0::bigint as amount, 0::bigint as canceled, f.ready_at <= f.due_at as good
      from fulfilment f
     cross join lateral (select channel from orders where id = f.order_id offset 0) o
      left join location l on l.id = f.location_id
     where f.kind in ('ship', 'pickup') and f.ready_at is not null and ${which}`,
  restsSince: (at) => fragment`f.updated_at < ${at}`,
}

/** From the moment the retailer first had a contact of theirs; `good` where something may be advertised to it. */
const customers: Source = {
  table: 'customer',
  id: 'c.id',
  facts: (which) => fragment`
    select c.id as subject_id, known.at, c.created_in as channel, null::uuid as store_id, null::uuid as pickup_store_id,
           null::char(3) as currency, null::text as began_in, null::text as paid_in, null::text as received, null::text as cut_from,
           0 as units, 0::bigint as amount, 0::bigint as canceled, ${MAY_BE_TOLD} as good
      from customer c
     cross join lateral (
       select min(valid_from) as at from customer_identity
        where customer_id = c.id and kind <> 'device' and level in ('claimed', 'verified')) known
     where known.at is not null and c.erased_at is null and ${which}`,
  restsSince: (at) => fragment`
    c.updated_at < ${at} and not exists (select from customer_identity where customer_id = c.id and valid_from >= ${at})
      and not exists (select from consent where customer_id = c.id and answered_at >= ${at})`,
}

/** The last answer for one of their contacts and a way to use it was yes. */
const MAY_BE_TOLD = fragment`
  exists (select from (
    select distinct on (contact_kind, contact_value, channel) answer from consent
     where customer_id = c.id and purpose = 'marketing'
     order by contact_kind, contact_value, channel, answered_at desc, id desc) last where answer = 'granted')`

export const SOURCES: Readonly<Record<Kind, Source>> = {
  order: orders,
  cart: carts,
  promise: promises,
  customer: customers,
}
