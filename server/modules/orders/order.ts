import type { Address } from '#platform/route'
import type { DeliveryMethod, OrderStatus, PaymentStatus } from './rules.ts'

export type Contact = { name?: string; email?: string; phone?: string }
export type TaxSum = { name: string; tax_ppm: number; net: number; tax: number; gross: number }

/** A row of `orders`. Amounts are minor units of `currency`. */
export type Order = {
  id: string
  number: string
  cart_id: string | null
  external_id: string | null
  customer_id: string | null
  channel: string
  store_id: string | null
  legal_entity_id: string | null
  currency: string
  locale: string
  status: OrderStatus
  payment_status: PaymentStatus
  delivery_method: DeliveryMethod
  pickup_store_id: string | null
  address: Address | null
  contact: Contact
  tax_included: boolean
  net: number
  tax: number
  gross: number
  paid: number
  refunded: number
  taxes: TaxSum[]
  note: string | null
  touched_in: string[]
  placed_by_kind: string
  placed_by_id: string | null
  placed_at: Date
  updated_at: Date
  canceled_at: Date | null
  cancel_reason: string | null
  completed_at: Date | null
  /** What rounding to the smallest coin gave or took at the counter. */
  rounding: number
  /** Taken with less money than it costs: its goods may leave before it is paid. */
  pay_later: boolean
}

/** A row of `order_line`. `canceled + fulfilled <= quantity`; `unit_paid` has one share per unit, summing to gross. */
export type OrderLine = {
  id: string
  order_id: string
  position: number
  variant_id: string | null
  sku: string
  name: string
  options: Record<string, string>
  kind: 'goods' | 'service'
  quantity: number
  canceled: number
  fulfilled: number
  returned: number
  unit_price: number
  compare_at: number | null
  net: number
  tax: number
  gross: number
  tax_class: string
  tax_name: string
  tax_ppm: number
  price_list: string | null
  unit_paid: number[]
  note: string | null
}

export type Adjustment = {
  id: string
  order_id: string
  line_id: string | null
  kind: 'cancellation' | 'refund' | 'correction'
  quantity: number
  amount: number
  reason: string
  cause_id: string
  actor_kind: string
  actor_id: string | null
  made_at: Date
}

/** What an event about an order is about. The store is where the customer comes, else where it was sold. */
export const aboutOrder = (order: Pick<Order, 'id' | 'customer_id' | 'store_id' | 'pickup_store_id'>) => ({
  customer_id: order.customer_id,
  store_id: order.pickup_store_id ?? order.store_id,
  subject_kind: 'order',
  subject_id: order.id,
})
