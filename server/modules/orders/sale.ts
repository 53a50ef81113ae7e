import { indexTerm } from '#customers'
import type { Ctx } from '#platform/ctx'
import { assert } from '#platform/errors'
import { newId } from '#platform/ids'
import { orderRecorded } from './events.ts'
import { drawNumber, insertOrders } from './insert.ts'
import type { Contact, Order, OrderLine } from './order.ts'
import { aboutOrder } from './order.ts'
import type { DeliveryMethod } from './rules.ts'
import { foldNumber, unitShares } from './rules.ts'
import { lineRow, orderRow, saleFacts } from './write.ts'

export const SALES_MAX = 500

/** Amounts are totals of the line, negative with a negative quantity: what came back in the source. */
export type SaleLine = {
  variant_id: string | null
  sku: string
  name: string
  options?: Record<string, string>
  kind?: 'goods' | 'service'
  quantity: number
  unit_price: number
  net: number
  tax: number
  gross: number
  tax_class: string
  tax_name: string
  tax_ppm: number
}

export type Sale = {
  /** The source's own id of the sale; once per channel. */
  external_id: string
  channel: string
  customer_id: string | null
  store_id: string | null
  legal_entity_id?: string | null
  currency: string
  locale: string
  tax_included: boolean
  delivery_method?: DeliveryMethod
  address?: Order['address']
  contact?: Contact
  note?: string | null
  touched_in?: string[]
  placed_at: Date
  lines: readonly SaleLine[]
}

export type Recorded = { external_id: string; order_id: string; number: string }

/**
 * Takes in sales that already happened elsewhere: no stock moves, no payment is made, the goods are with
 * the customer. At most 500 at once, in three statements. A sale known already is skipped; `recorded`
 * holds the new ones.
 */
export async function recordSales(
  ctx: Ctx,
  sales: readonly Sale[],
): Promise<{ recorded: Recorded[]; skipped: number }> {
  assert(sales.length <= SALES_MAX, 'at most 500 sales at once')
  if (sales.length === 0) return { recorded: [], skipped: 0 }
  const written = sales.map((sale) => rowsOf(ctx, sale))
  const inserted = await insertOrders(ctx, {
    orders: written.map(({ order }) => order),
    lines: written.flatMap(({ lines }) => lines),
  })
  const byId = new Map(inserted.map((row) => [row.id, row]))
  const fresh = written.filter(({ order }) => byId.has(order.id))
  const terms = fresh.flatMap(({ order }) =>
    order.customer_id
      ? [order.number, order.external_id ?? ''].map((term) => ({
          customer_id: order.customer_id ?? '',
          kind: 'order' as const,
          term: foldNumber(term),
        }))
      : [],
  )
  const useful = terms.filter(({ term }) => term !== '')
  if (useful.length > 0) indexTerm(ctx, useful)
  for (const { order, lines } of fresh) {
    const facts = saleFacts(order, lines, { number: order.number, store_name: byId.get(order.id)?.store_name ?? null })
    ctx.emit(
      orderRecorded,
      { ...facts, external_id: order.external_id ?? '' },
      { ...aboutOrder(order), channel: order.channel, occurred_at: order.placed_at },
    )
  }
  const recorded = fresh.map(({ order }) => ({
    external_id: order.external_id ?? '',
    order_id: order.id,
    number: order.number,
  }))
  return { recorded, skipped: sales.length - recorded.length }
}

/** One such sale; answers the order whether it is new or known. */
export async function recordSale(ctx: Ctx, sale: Sale): Promise<Recorded & { created: boolean }> {
  const { recorded } = await recordSales(ctx, [sale])
  if (recorded[0]) return { ...recorded[0], created: true }
  const [known] = await ctx.sql<Recorded>`
    select external_id, id as order_id, number from orders where external_id = ${sale.external_id} and channel = ${sale.channel}`
  assert(known, 'a sale that was not new is known')
  return { ...known, created: false }
}

function rowsOf(ctx: Ctx, sale: Sale): { order: Order; lines: OrderLine[] } {
  const id = newId()
  const sum = (pick: (line: SaleLine) => number) => sale.lines.reduce((total, line) => total + pick(line), 0)
  const gross = sum((line) => line.gross)
  const order = orderRow(ctx, {
    id,
    cart_id: null,
    external_id: sale.external_id,
    customer_id: sale.customer_id,
    channel: sale.channel,
    store_id: sale.store_id,
    legal_entity_id: sale.legal_entity_id ?? null,
    currency: sale.currency,
    locale: sale.locale,
    delivery_method: sale.delivery_method ?? 'carry_out',
    pickup_store_id: null,
    address: sale.address ?? null,
    contact: sale.contact ?? {},
    tax_included: sale.tax_included,
    net: sum((line) => line.net),
    tax: sum((line) => line.tax),
    gross,
    taxes: taxesOf(sale.lines),
    note: sale.note ?? null,
    touched_in: sale.touched_in ?? [sale.channel],
    // A sale of negative total gave money back: it was refunded there, nothing was paid here.
    paid: Math.max(0, gross),
    completed: true,
    placed_at: sale.placed_at,
    lines: [],
  })
  const lines = sale.lines.map((line, position) =>
    lineRow(
      { id, completed: true },
      {
        ...line,
        id: newId(),
        options: line.options ?? {},
        compare_at: null,
        price_list: null,
        unit_paid: unitShares(line.gross, line.quantity),
      },
      position,
    ),
  )
  return { order: { ...order, number: drawNumber(), payment_status: gross < 0 ? 'refunded' : 'paid' }, lines }
}

function taxesOf(lines: readonly SaleLine[]): Order['taxes'] {
  const sums = new Map<string, Order['taxes'][number]>()
  for (const { tax_name: name, tax_ppm, net, tax, gross } of lines) {
    const key = `${name} ${tax_ppm}`
    const sum = sums.get(key) ?? { name, tax_ppm, net: 0, tax: 0, gross: 0 }
    sums.set(key, { ...sum, net: sum.net + net, tax: sum.tax + tax, gross: sum.gross + gross })
  }
  return [...sums.values()]
}
