import type { DeliveryMethod } from '#orders'
import { may } from '#platform/actor'
import { fragment } from '#platform/ctx'
import type { Ctx, Fragment } from '#platform/ctx'
import { refused } from '#platform/errors'
import type { PageOf } from '#platform/page'
import { PAGE_DEFAULT, momentCursor, pageOf } from '#platform/page'
import type { Kind } from './kinds.ts'
import { DAYS_MAX, scopeOf } from './period.ts'
import { ofStores } from './sums.ts'

export type AskCounted = {
  kind: Kind
  from: Date
  to: Date
  store_id?: string
  channel?: string
  began_in?: string
  /** '': not paid yet. */
  paid_in?: string
  received?: string
  cut_from?: string
  good?: boolean
  limit?: number
  after?: string
}

export type Counted = {
  kind: Kind
  id: string
  at: Date
  channel: string
  store_id: string | null
  order_id: string | null
  number: string | null
  /** Where the caller may see people: who it is. */
  customer_id: string | null
  name: string | null
  currency: string | null
  amount: number
  began_in: string | null
  paid_in: string | null
  received: DeliveryMethod | null
  cut_from: string | null
  good: boolean
}

const DAY_MS = 86_400_000

/** What a figure was counted from, newest first. Refuses `other_store`, `bad_period`. */
export async function counted(ctx: Ctx, ask: AskCounted): Promise<PageOf<Counted>> {
  const { kind, from, to, limit = PAGE_DEFAULT } = ask
  const scope = await scopeOf(ctx, ask.store_id)
  // The day on which clocks go back is an hour longer.
  if (to <= from || to.getTime() - from.getTime() > (DAYS_MAX + 1) * DAY_MS)
    throw refused('bad_period', { detail: `Ask for at most ${DAYS_MAX} days.`, most: DAYS_MAX }, 400)
  const cursor = momentCursor(ask.after)
  const where = [
    fragment`at >= ${from}::timestamptz`,
    fragment`at < ${to}::timestamptz`,
    fragment`(at, subject_id) < (${cursor.at}::timestamptz, ${cursor.id}::uuid)`,
    fragment`kind = ${kind}`,
    ofStores(scope.stores),
    ...sidesOf(ask),
  ]
  const hits = await ctx.sql<Counted>`
    select h.kind, h.subject_id as id, h.at, h.channel, h.store_id, o.id as order_id, o.number,
           c.id as customer_id, nullif(concat_ws(' ', c.given_name, c.family_name), '') as name, h.currency, h.amount,
           h.began_in, h.paid_in, h.received, h.cut_from, h.good
      from (select * from (${kind === 'promise' ? fragment`${FACTS} union all ${overdue(ctx.now)}` : FACTS}) f
             where ${fragment.join(where, fragment` and `)}
             order by at desc, subject_id desc limit ${limit + 1}) h
      left join orders o on o.id = (
        case h.kind when 'order' then h.subject_id
                    when 'cart' then (select order_id from cart where id = h.subject_id)
                    when 'promise' then (select order_id from fulfilment where id = h.subject_id) end)
      left join customer c on h.kind = 'customer' and c.id = h.subject_id and ${may(ctx.actor, 'customers.read')}::boolean
     order by h.at desc, h.subject_id desc`
  return pageOf(hits, limit, (row) => [row.at, row.id])
}

const FACTS = fragment`
  select kind, subject_id, at, channel, store_id, pickup_store_id, currency, amount, began_in, paid_in, received, cut_from, good
    from insight_fact`

/** Not ready and overdue: no fact tells of it, the clock does. Few at any time. */
const overdue = (now: Date): Fragment => fragment`
  select 'promise', f.id, f.due_at, o.channel, l.store_id, null::uuid, null::char(3), 0::bigint, null::text, null::text, f.kind, null::text, false
    from fulfilment f join orders o on o.id = f.order_id left join location l on l.id = f.location_id
   where f.status in ('assigned', 'accepted', 'picking', 'exception') and f.ready_at is null and f.kind in ('ship', 'pickup') and f.due_at < ${now}::timestamptz`

const sidesOf = ({ channel, began_in, paid_in, received, cut_from, good }: AskCounted): Fragment[] => [
  ...(channel === undefined ? [] : [fragment`channel = ${channel}`]),
  ...(began_in === undefined ? [] : [fragment`began_in = ${began_in}`]),
  ...(paid_in === undefined ? [] : [paid_in === '' ? fragment`paid_in is null` : fragment`paid_in = ${paid_in}`]),
  ...(received === undefined ? [] : [fragment`received = ${received}`]),
  ...(cut_from === undefined ? [] : [fragment`cut_from = ${cut_from}`]),
  ...(good === undefined ? [] : [fragment`good = ${good}`]),
]
