import { Type } from 'typebox'
import { FulfilmentHead } from '#fulfilment'
import { DELIVERY_METHODS, ORDER_STATUSES, PAYMENT_STATUSES } from '#orders'
import { Payment } from '#payments'
import { Amount, Currency, SignedAmount } from '#platform/money'
import { Id, Nullable, OneOf, Shape, Text, Time } from '#platform/route'

const Words = Nullable(Type.String())
const Free = Type.Record(Type.String(), Type.Unknown())

export const Contact = Shape({
  name: Type.Optional(Text(200)),
  email: Type.Optional(Type.String({ format: 'email', maxLength: 320 })),
  phone: Type.Optional(Text(40)),
})

export const Line = Type.Object({
  id: Id,
  position: Type.Integer(),
  variant_id: Nullable(Id),
  sku: Type.String(),
  name: Type.String(),
  options: Type.Record(Type.String(), Type.String()),
  kind: Type.String(),
  quantity: Type.Integer(),
  canceled: Type.Integer(),
  fulfilled: Type.Integer(),
  returned: Type.Integer(),
  unit_price: SignedAmount,
  compare_at: Nullable(Amount),
  net: SignedAmount,
  tax: SignedAmount,
  gross: SignedAmount,
  tax_name: Type.String(),
  tax_ppm: Type.Integer({ description: 'Millionths: 21 % is 210000' }),
  unit_paid: Type.Array(SignedAmount, { description: 'What each unit cost, to the cent; refunds are paid from it' }),
  note: Words,
})

export const Order = Type.Object({
  id: Id,
  number: Type.String(),
  cart_id: Nullable(Id),
  customer_id: Nullable(Id),
  channel: Type.String(),
  store_id: Nullable(Id),
  pickup_store_id: Nullable(Id),
  currency: Currency,
  locale: Type.String(),
  status: OneOf(ORDER_STATUSES),
  payment_status: OneOf(PAYMENT_STATUSES),
  delivery_method: OneOf(DELIVERY_METHODS),
  address: Nullable(Free),
  contact: Free,
  tax_included: Type.Boolean(),
  net: SignedAmount,
  tax: SignedAmount,
  gross: SignedAmount,
  paid: SignedAmount,
  refunded: SignedAmount,
  owed: Type.Integer({
    minimum: 0,
    description: 'To be given back and not on its way: refused by the provider, or waiting for somebody at a counter',
  }),
  taxes: Type.Array(
    Type.Object({
      name: Type.String(),
      tax_ppm: Type.Integer(),
      net: SignedAmount,
      tax: SignedAmount,
      gross: SignedAmount,
    }),
  ),
  note: Words,
  touched_in: Type.Array(Type.String()),
  placed_at: Time,
  canceled_at: Nullable(Time),
  completed_at: Nullable(Time),
  lines: Type.Array(Line),
  expectations: Type.Array(FulfilmentHead, { description: 'What will happen with each part, where and by when' }),
  events: Type.Array(
    Type.Object({
      id: Id,
      type: Type.String(),
      channel: Type.String(),
      store_id: Nullable(Id),
      actor_kind: Type.String(),
      actor_name: Words,
      occurred_at: Time,
      data: Free,
    }),
    { description: 'What has happened, oldest first' },
  ),
  adjustments: Type.Array(
    Type.Object({
      id: Id,
      line_id: Nullable(Id),
      kind: Type.String(),
      quantity: Type.Integer(),
      amount: SignedAmount,
      reason: Type.String(),
      made_at: Time,
    }),
    { description: 'What was put right since' },
  ),
  payments: Type.Array(Payment),
})

export const Canceled = Type.Object({
  lines: Type.Array(Type.Object({ line_id: Id, quantity: Type.Integer(), amount: SignedAmount })),
  amount: SignedAmount,
  to_refund: SignedAmount,
})
