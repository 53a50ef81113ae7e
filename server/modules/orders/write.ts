import type { Ctx } from '#platform/ctx'
import { assert } from '#platform/errors'
import type { Address } from '#platform/route'
import { orderPlaced } from './events.ts'
import type { Inserted } from './insert.ts'
import { drawNumber, insertOrders } from './insert.ts'
import type { Contact, Order, OrderLine, TaxSum } from './order.ts'
import { aboutOrder } from './order.ts'
import type { DeliveryMethod } from './rules.ts'
import { paymentStatusOf } from './rules.ts'

export const LINES_MAX = 500
const EVENT_LINES_MAX = 20

export type OrderLineInput = Pick<
  OrderLine,
  | 'id'
  | 'variant_id'
  | 'sku'
  | 'name'
  | 'options'
  | 'quantity'
  | 'unit_price'
  | 'compare_at'
  | 'net'
  | 'tax'
  | 'gross'
  | 'tax_class'
  | 'tax_name'
  | 'tax_ppm'
  | 'price_list'
  | 'unit_paid'
> & { kind?: 'goods' | 'service'; note?: string | null }

export type OrderInput = {
  /** Made by the caller. */
  id: string
  /** What people call it (`drawNumber`); drawn here where nobody needs to know it before. */
  number?: string
  /** An order is placed once per cart. */
  cart_id: string | null
  /** The other system's id, unique per channel: offline till, marketplace. */
  external_id?: string | null
  customer_id: string | null
  channel: string
  store_id: string | null
  legal_entity_id: string | null
  currency: string
  locale: string
  delivery_method: DeliveryMethod
  pickup_store_id: string | null
  address: Address | null
  contact: Contact
  tax_included: boolean
  net: number
  tax: number
  gross: number
  taxes: readonly TaxSum[]
  note?: string | null
  touched_in: readonly string[]
  /** What is known of the money when it is written; later news comes from payments. */
  authorised?: number
  paid?: number
  /** What rounding to the smallest coin gave or took: the tenders come to gross and this. */
  rounding?: number
  /** Goods left with the customer at once (till): nothing stays to be fulfilled. */
  completed?: boolean
  /** When it happened, if not now (offline till). */
  placed_at?: Date
  lines: readonly OrderLineInput[]
}

export type Written = { id: string; number: string; created: boolean }

/**
 * Writes the immutable order: one statement for order and lines. The same cart
 * or external id again answers the order that exists (`created: false`) and writes nothing.
 */
export async function writeOrder(ctx: Ctx, input: OrderInput): Promise<Written> {
  assert(input.lines.length > 0 && input.lines.length <= LINES_MAX, 'an order has 1 to 500 lines')
  const order = orderRow(ctx, input)
  const lines = input.lines.map((line, position) => lineRow(input, line, position))
  const [written] = await insertOrders(ctx, { orders: [{ ...order, number: input.number ?? drawNumber() }], lines })
  if (written) {
    announce(ctx, order, lines, written)
    return { id: order.id, number: written.number, created: true }
  }
  const [existing] = await ctx.sql<{ id: string; number: string }>`
    select id, number from orders
     where id = ${order.id} or cart_id = ${order.cart_id}::uuid
        or (external_id = ${order.external_id}::text and channel = ${order.channel})
     limit 1`
  if (existing) return { ...existing, created: false }
  throw numberInUse()
}

/** One draw in 10^11 for each order there is: the transaction is done again and draws anew (40001, serialization_failure). */
const numberInUse = (): Error => Object.assign(new Error('that order number is in use'), { code: '40001' })

function announce(ctx: Ctx, order: Order, lines: readonly OrderLine[], written: Inserted): void {
  ctx.emit(orderPlaced, saleFacts(order, lines, written), { ...aboutOrder(order), occurred_at: order.placed_at })
}

/** The order as readers of the timeline want to see it. */
export const saleFacts = (
  order: Order,
  lines: readonly OrderLine[],
  written: Pick<Inserted, 'number' | 'store_name'>,
) => ({
  number: written.number,
  currency: order.currency,
  gross: order.gross,
  units: lines.reduce((units, line) => units + (line.kind === 'goods' ? line.quantity : 0), 0),
  lines: lines
    .slice(0, EVENT_LINES_MAX)
    .map(({ sku, name, quantity, gross }) => ({ sku, name, quantity, amount: gross })),
  delivery_method: order.delivery_method,
  store_name: written.store_name,
  touched_in: order.touched_in,
})

export function orderRow(ctx: Ctx, input: OrderInput): Order {
  const { authorised = 0, paid = 0, rounding = 0, completed = false, placed_at = ctx.now, gross } = input
  return {
    id: input.id,
    number: '',
    cart_id: input.cart_id,
    external_id: input.external_id ?? null,
    customer_id: input.customer_id,
    channel: input.channel,
    store_id: input.store_id,
    legal_entity_id: input.legal_entity_id,
    currency: input.currency,
    locale: input.locale,
    status: completed ? 'completed' : 'placed',
    payment_status: paymentStatusOf({ due: gross, authorised, paid, refunded: 0 }),
    delivery_method: input.delivery_method,
    pickup_store_id: input.pickup_store_id,
    address: input.address,
    contact: input.contact,
    tax_included: input.tax_included,
    net: input.net,
    tax: input.tax,
    gross,
    paid,
    refunded: 0,
    taxes: [...input.taxes],
    note: input.note ?? null,
    touched_in: [...input.touched_in],
    placed_by_kind: ctx.actor.kind,
    placed_by_id: ctx.actor.id,
    placed_at,
    updated_at: ctx.now,
    canceled_at: null,
    cancel_reason: null,
    completed_at: completed ? placed_at : null,
    rounding,
    pay_later: authorised < gross,
  }
}

export function lineRow(
  order: Pick<OrderInput, 'id' | 'completed'>,
  line: OrderLineInput,
  position: number,
): OrderLine {
  return {
    id: line.id,
    order_id: order.id,
    position,
    variant_id: line.variant_id,
    sku: line.sku,
    name: line.name,
    options: line.options,
    kind: line.kind ?? 'goods',
    quantity: line.quantity,
    canceled: 0,
    fulfilled: order.completed ? Math.abs(line.quantity) : 0,
    returned: 0,
    unit_price: line.unit_price,
    compare_at: line.compare_at,
    net: line.net,
    tax: line.tax,
    gross: line.gross,
    tax_class: line.tax_class,
    tax_name: line.tax_name,
    tax_ppm: line.tax_ppm,
    price_list: line.price_list,
    unit_paid: line.unit_paid,
    note: line.note ?? null,
  }
}
