import { createVisitor } from '#customers'
import { newId } from '#platform/ids'
import { apportion } from '#platform/money'
import type { Shop } from '#test/shop'
import { orders } from './module.ts'
import type { OrderInput, OrderLineInput } from './write.ts'

/** A line of `quantity` units that cost `gross` together, 21 % inside. */
export function line(quantity: number, gross: number, fields: Partial<OrderLineInput> = {}): OrderLineInput {
  const net = Math.round(gross / 1.21)
  return {
    id: newId(),
    variant_id: null,
    sku: 'SKU-1',
    name: 'Zapatilla',
    options: {},
    quantity,
    unit_price: Math.round(gross / quantity),
    compare_at: null,
    net,
    tax: gross - net,
    gross,
    tax_class: 'standard',
    tax_name: 'IVA',
    tax_ppm: 210_000,
    price_list: 'base',
    unit_paid: apportion(
      gross,
      Array.from({ length: quantity }, () => 1),
    ),
    ...fields,
  }
}

export function orderOf(lines: readonly OrderLineInput[], fields: Partial<OrderInput> = {}): OrderInput {
  const sum = (pick: (line: OrderLineInput) => number) => lines.reduce((total, one) => total + pick(one), 0)
  return {
    id: newId(),
    cart_id: newId(),
    customer_id: null,
    channel: 'web',
    store_id: null,
    legal_entity_id: null,
    currency: 'EUR',
    locale: 'es',
    delivery_method: 'ship',
    pickup_store_id: null,
    address: { line1: 'Calle Alta 1', city: 'Madrid', postcode: '28005', country: 'ES' },
    contact: { email: 'ana@example.com' },
    tax_included: true,
    net: sum((one) => one.net),
    tax: sum((one) => one.tax),
    gross: sum((one) => one.gross),
    taxes: [],
    touched_in: ['web'],
    lines,
    ...fields,
  }
}

export const visitor = async (shop: Shop): Promise<string> =>
  (await shop.write((ctx) => createVisitor(ctx, { channel: 'web' }))).id

export const findings = (shop: Shop) => shop.read((ctx) => orders.doctor?.(ctx, 100) ?? Promise.resolve([]))
