import { saveProduct } from '#catalog'
import { createVisitor } from '#customers'
import { orderLines, writeOrder } from '#orders'
import type { Order } from '#orders'
import { recordTender } from '#payments'
import { newId } from '#platform/ids'
import { allocate, receive, route } from '#stock'
import type { Shop } from '#test/shop'
import { doctor } from './doctor.ts'
import type { FulfilmentView } from './fulfilment.ts'
import { openedCode } from './handover-code.ts'
import { fulfilmentsOf } from './fulfilment.ts'
import { planFulfilments } from './plan.ts'

/** An article with so many units at these locations; answers its id and code. */
export async function article(
  shop: Shop,
  stock: Readonly<Record<string, number>>,
): Promise<{ variant_id: string; sku: string }> {
  const sku = `T-${newId()}`
  return shop.write(async (ctx) => {
    const { variant_ids } = await saveProduct(ctx, {
      slug: sku.toLowerCase(),
      status: 'active',
      texts: { es: { name: 'Vaquero' } },
      variants: [{ sku }],
    })
    const variant_id = variant_ids[sku] as string
    for (const [location_id, quantity] of Object.entries(stock)) {
      await receive(ctx, { id: newId(), location_id, opening: true, lines: [{ variant_id, quantity }] })
    }
    return { variant_id, sku }
  })
}

export type Placed = {
  order_id: string
  customer_id: string
  line_ids: string[]
  paid: number
  fulfilments: FulfilmentView[]
}
export type Wanted = { variant_id: string; sku: string; quantity: number }

const PRICE = 1_999

/** What checkout does, by the same doors: plan, order, allocation, money, fulfilments. */
export async function place(
  shop: Shop,
  wanted: readonly Wanted[],
  delivery: { pickup_store_id: string } | { ship_to: Order['address'] } = {
    ship_to: { line1: 'Calle Alta 1', city: 'Madrid', postcode: '28005', country: 'ES' },
  },
  paid = true,
): Promise<Placed> {
  const pickup_store_id = 'pickup_store_id' in delivery ? delivery.pickup_store_id : null
  const kind = pickup_store_id ? ('pickup' as const) : ('ship' as const)
  const order_id = newId()
  const lines = wanted.map(({ variant_id, sku, quantity }) => {
    const gross = PRICE * quantity
    const net = Math.round(gross / 1.21)
    return {
      id: newId(),
      variant_id,
      sku,
      name: 'Vaquero',
      options: {},
      quantity,
      unit_price: PRICE,
      compare_at: null,
      net,
      tax: gross - net,
      gross,
      tax_class: 'standard',
      tax_name: 'IVA',
      tax_ppm: 210_000,
      price_list: 'base',
      unit_paid: Array.from({ length: quantity }, () => PRICE),
    }
  })
  const sum = (pick: (line: (typeof lines)[number]) => number) => lines.reduce((total, line) => total + pick(line), 0)
  const gross = sum((line) => line.gross)
  return shop.write(async (ctx) => {
    const { id: customer_id } = await createVisitor(ctx, { channel: 'web' })
    const plan = await route(ctx, {
      wants: lines.map(({ id, variant_id, quantity }) => ({ key: id, variant_id, quantity })),
      channel: 'web',
      method: kind,
      country: 'ES',
      pickup_store_id: pickup_store_id ?? undefined,
    })
    const { number } = await writeOrder(ctx, {
      id: order_id,
      cart_id: newId(),
      customer_id,
      channel: 'web',
      store_id: null,
      legal_entity_id: null,
      currency: 'EUR',
      locale: 'es',
      delivery_method: kind,
      pickup_store_id,
      address: 'ship_to' in delivery ? delivery.ship_to : null,
      contact: { name: 'Ana', email: 'ana@correo.es' },
      tax_included: true,
      net: sum((line) => line.net),
      tax: sum((line) => line.tax),
      gross,
      taxes: [],
      touched_in: ['web'],
      lines,
    })
    if (paid)
      await recordTender(ctx, {
        id: newId(),
        order_id,
        provider: 'terminal',
        amount: gross,
        currency: 'EUR',
        store_id: null,
      })
    const places = plan.parts.flatMap(({ location_id, wants }) =>
      wants.map(({ key, variant_id, quantity }) => ({ order_line_id: key, variant_id, location_id, quantity })),
    )
    const fulfilments = await planFulfilments(ctx, { order_id, number, customer_id, kind, pickup_store_id, plan })
    await allocate(ctx, { order_id, cart_id: null, lines: places })
    return { order_id, customer_id, line_ids: lines.map(({ id }) => id), paid: gross, fulfilments }
  })
}

export const first = <T>(items: readonly T[]): T => {
  if (items[0] === undefined) throw new Error('there is none')
  return items[0]
}

export const codeOf = async (shop: Shop, id: string): Promise<string> =>
  openedCode(
    first(
      await shop.read(
        (ctx) => ctx.sql<{ handover_code: string }>`select handover_code from fulfilment where id = ${id}`,
      ),
    ).handover_code,
  )

export const ofOrder = (shop: Shop, order_id: string) => shop.read((ctx) => fulfilmentsOf(ctx, order_id))
export const linesOfOrder = (shop: Shop, order_id: string) => shop.read((ctx) => orderLines(ctx, order_id))

/** Types of the facts about a thing, in order. */
export const factsAbout = async (shop: Shop, id: string): Promise<string[]> =>
  (
    await shop.read(
      (ctx) => ctx.sql<{ type: string }>`select type from event where subject_id = ${id} order by xid, position`,
    )
  ).map(({ type }) => type)

export const levelAt = async (shop: Shop, variant_id: string, location_id: string) =>
  first(
    await shop.read(
      (ctx) => ctx.sql<{ on_hand: number; allocated: number }>`
    select on_hand, allocated from stock_level where variant_id = ${variant_id} and location_id = ${location_id}`,
    ),
  )

export const findings = (shop: Shop) => shop.read((ctx) => doctor(ctx, 50))
