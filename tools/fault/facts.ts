import type { Fragment } from '#platform/ctx'
import { fragment } from '#platform/ctx'
import type { House } from './house.ts'

/** How often something is to be told: `rows` are the ids of what it is about, each with how often that must have been. */
type Rule = { types: readonly string[]; by: Fragment; rows: Fragment }

const TOLD_MAX = 50

const bySubject = fragment`e.subject_id::text`
const byData = (name: string): Fragment => fragment`e.data ->> ${name}`

const told = (type: string, by: Fragment, rows: Fragment): Rule => ({ types: [type], by, rows })
/** Told once of what is in that state now, which it never leaves again, and never of anything else. */
const ofFulfilments = (name: string, is: Fragment): Rule =>
  told(`fulfilment.${name}`, bySubject, fragment`select id, (${is})::int from fulfilment`)
const ofOrders = (name: string, is: Fragment): Rule =>
  told(`order.${name}`, bySubject, fragment`select id, (${is})::int from orders`)
const ofEffects = (types: readonly string[], kind: string, is = fragment`true`): Rule => ({
  types,
  by: byData('effect_id'),
  rows: fragment`select id, 1 from payment_effect where kind = ${kind} and status = 'done' and ${is}`,
})

/** What is taken face to face is told once, as payment.taken, and nothing before. */
const BY_A_PROVIDER = fragment`provider not in ('cash', 'terminal')`

/** From the verbs of each module: what they emit with which change. What may be told any number of times is not here. */
const RULES: readonly Rule[] = [
  // Carried out of the shop: handed over as soon as it is there, which the sale tells.
  ofFulfilments('handed_over', fragment`status = 'handed_over' and kind <> 'carry_out'`),
  ofFulfilments('shipped', fragment`status in ('shipped', 'delivered')`),
  ofFulfilments('delivered', fragment`status = 'delivered'`),
  ofFulfilments('expired', fragment`status = 'expired'`),
  ofFulfilments('canceled', fragment`status = 'canceled'`),
  // Nothing that was ready is picked again: it goes on in a fulfilment of its own.
  ofFulfilments('ready', fragment`ready_at is not null`),
  told('fulfilment.rejected', bySubject, fragment`select fulfilment_id, 1 from fulfilment_rejection`),

  // What the customer takes along at once is complete when it is placed.
  ofOrders('completed', fragment`status = 'completed' and delivery_method <> 'carry_out'`),
  ofOrders('canceled', fragment`status = 'canceled'`),

  told('payment.started', byData('payment_id'), fragment`select id, 1 from payment where ${BY_A_PROVIDER}`),
  told(
    'payment.authorised',
    byData('payment_id'),
    fragment`
      select p.id, 1 from payment_effect e join payment p on p.id = e.payment_id
       where e.kind = 'authorise' and e.status = 'done' and ${BY_A_PROVIDER}`,
  ),
  ofEffects(['payment.captured', 'payment.taken'], 'capture'),
  // Of a payment that its provider never heard of nothing was let go: it is closed and nobody is told.
  ofEffects(['payment.voided'], 'void', fragment`provider_ref is not null`),
  ofEffects(['payment.refunded'], 'refund'),

  told('customer.created', bySubject, fragment`select id, 1 from customer`),
  told('customer.merged', byData('merge_id'), fragment`select id, 1 from customer_merge`),
  // Told to both, who are two again.
  told('customer.unmerged', byData('merge_id'), fragment`select id, 2 from customer_merge where undone_at is not null`),
  told('customer.erased', bySubject, fragment`select customer_id, 1 from customer_erasure`),

  told(
    'stock.received',
    byData('receipt_id'),
    fragment`select distinct cause_id, 1 from stock_movement where cause_kind = 'receipt'`,
  ),
  told(
    'stock.adjusted',
    byData('adjustment_id'),
    fragment`select distinct cause_id, 1 from stock_movement where cause_kind = 'adjustment'`,
  ),
  told('stock.transfer_sent', bySubject, fragment`select id, 1 from stock_transfer`),
]

const broken = ({ types, by, rows }: Rule): Fragment => fragment`
  select ${types.join(' or ')}::text || ' of ' || coalesce(r.id, t.id) || ' told ' || coalesce(t.told, 0) || ' times, not '
         || coalesce(r.times, 0) as what
    from (select id::text as id, sum(times)::int as times from (${rows}) as x(id, times) group by id) r
    full join (select ${by} as id, count(*)::int as told from event e where e.type = any(${types}::text[]) group by 1) t on t.id = r.id
   where coalesce(t.told, 0) <> coalesce(r.times, 0)`

/** Each time goods are asked of a place it is told once: at first, with every move, and where it had said no and is asked again. */
const assignedOnce = fragment`
  select 'fulfilment.assigned of ' || id || ' told ' || told || ' times' as what
    from (
      select f.id, count(e.id) filter (where e.type = 'fulfilment.assigned') as told,
             count(e.id) filter (where e.type = 'fulfilment.rerouted' and e.xid <> born.xid) as moved,
             count(e.id) filter (where e.type = 'fulfilment.rejected') as refused,
             coalesce(bool_or(e.type = 'fulfilment.assigned' and e.xid = born.xid), false)::int as at_once
        from fulfilment f
        left join lateral (select min(b.xid::text::bigint)::text::xid8 as xid from event b where b.subject_id = f.id) born on true
        left join event e on e.subject_id = f.id
       where f.location_id is not null and f.status = 'assigned'
       group by f.id) counted
   where told = 0 or told < moved + at_once or told > moved + at_once + refused`

/** As often as each thing happened there is a fact of it, and none of what is not there. */
export async function heardOnce({ read }: House): Promise<string[]> {
  const rules = RULES.map(broken).reduce((all, one) => fragment`${all} union all (${one})`)
  const rows = await read(
    (ctx) => ctx.sql<{ what: string }>`
      (${rules})
      union all (${assignedOnce})
      union all (select 'twice in the log: ' || id from event group by id having count(*) > 1)
      limit ${TOLD_MAX}`,
  )
  return rows.map(({ what }) => what)
}
