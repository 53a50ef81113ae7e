import { cartCreated, cartDeliveryChosen, cartMerged, cartParted } from '#carts'
import { consentRecorded } from '#consent'
import { customerErased, customerIdentified } from '#customers'
import {
  orderCanceled,
  orderCompleted,
  orderDeliveryChanged,
  orderLinesCanceled,
  orderPlaced,
  orderRecorded,
} from '#orders'
import { inTurn } from '#platform/ctx'
import type { Ctx } from '#platform/ctx'
import type { EventRow } from '#platform/events'
import { asMany, gathered, rowsOf } from '#platform/gathered'
import type { Listener } from '#platform/module'
import { KINDS } from './kinds.ts'
import type { Kind } from './kinds.ts'
import { recount } from './recount.ts'

type About = (ctx: Ctx, event: EventRow) => Promise<readonly (string | null)[]> | readonly (string | null)[]
const subject: About = (_ctx, { subject_id }) => [subject_id]
const person: About = (_ctx, { customer_id }) => [customer_id]
/** What was paid names its order; before there is one, nothing is to be counted. */
const paid: About = (_ctx, { data: { order_id } }) => [typeof order_id === 'string' ? order_id : null]
/** A cart that became an order counts for the hour it was begun in. */
const cartOfOrder: About = async (ctx, { subject_id }) => [subject_id && (await cartBehind(ctx, subject_id))]
const cartBehind = gathered<string, string | null>(async ({ sql }, ids) => {
  const rows = await sql<{
    id: string
    cart_id: string | null
  }>`select id, cart_id from orders where id = any(${ids}::uuid[])`
  return rowsOf(ids, rows, ({ id }) => id).map(([order]) => order?.cart_id ?? null)
})
/** Only who carries goods out of a store may have taken the cart to its counter; it counts there from then on. */
const cartAtCounter: About = (_ctx, { subject_id, data: { method } }) => [method === 'carry_out' ? subject_id : null]

/** Which facts of the log change what is counted of whom. */
const HEARD: Readonly<Record<string, readonly [Kind, About][]>> = {
  [orderPlaced.name]: [
    ['order', subject],
    ['cart', cartOfOrder],
  ],
  [orderRecorded.name]: [['order', subject]],
  [orderLinesCanceled.name]: [['order', subject]],
  [orderCanceled.name]: [['order', subject]],
  [orderCompleted.name]: [['order', subject]],
  [orderDeliveryChanged.name]: [['order', subject]],
  'payment.authorised': [['order', paid]],
  'payment.captured': [['order', paid]],
  'payment.taken': [['order', paid]],
  // Held and let go again: then the order was paid nowhere.
  'payment.voided': [['order', paid]],
  [cartCreated.name]: [['cart', subject]],
  [cartDeliveryChosen.name]: [['cart', cartAtCounter]],
  [cartMerged.name]: [['cart', subject]],
  [cartParted.name]: [['cart', subject]],
  'fulfilment.ready': [['promise', subject]],
  'fulfilment.rerouted': [['promise', subject]],
  [customerIdentified.name]: [['customer', person]],
  [consentRecorded.name]: [['customer', person]],
  [customerErased.name]: [['customer', (_ctx, { data }) => data['customer_ids'] as string[]]],
}

/** Figures may follow by a moment: then what ten facts say of one order is counted once. */
const GATHER_MS = 100

async function count(ctx: Ctx, events: readonly EventRow[]): Promise<void> {
  const heard = events.flatMap((event) => (HEARD[event.type] ?? []).map(([kind, about]) => ({ kind, event, about })))
  const many = asMany(ctx)
  const whom = await inTurn(...heard.map(async ({ event, about }) => about(many, event)))
  const changed = new Map<Kind, Set<string>>(KINDS.map((kind) => [kind, new Set()]))
  for (const [index, { kind }] of heard.entries())
    for (const id of whom[index] ?? []) if (id !== null) changed.get(kind)?.add(id)
  for (const [kind, ids] of changed) if (ids.size > 0) await recount(ctx, kind, [...ids])
}

/** Keeps the sums as the log says. */
export const countFacts: Listener = {
  name: 'insights.count',
  types: Object.keys(HEARD),
  handle: (ctx, event) => count(ctx, [event]),
  together: { wait_ms: GATHER_MS, handle: count },
}
