import { Type } from 'typebox'
import type { TSchema } from 'typebox'
import { Export, OwnExport } from '#customers'
import { Amount, Currency, SignedAmount } from '#platform/money'
import { Id, Nullable, Time } from '#platform/route'

// What is handed over is written once and read by people and programs we do not know: words are words here, not choices.
const Word = Type.String()
const Words = Nullable(Word)
const Free = Type.Record(Word, Type.Unknown())
const More = Type.Boolean({ description: 'There is more than was given' })
const listed = <S extends TSchema>(item: S, description: string) => Type.Array(item, { description })

const OrderLine = Type.Object({
  id: Id,
  sku: Word,
  name: Word,
  options: Type.Record(Word, Word),
  quantity: Type.Integer(),
  canceled: Type.Integer(),
  fulfilled: Type.Integer(),
  returned: Type.Integer(),
  unit_price: SignedAmount,
  net: SignedAmount,
  tax: SignedAmount,
  gross: SignedAmount,
  tax_name: Word,
  tax_ppm: Type.Integer({ description: 'Millionths: 21 % is 210000' }),
  note: Words,
})

const Adjustment = Type.Object({
  kind: Word,
  line_id: Nullable(Id),
  quantity: Type.Integer(),
  amount: SignedAmount,
  reason: Word,
  made_at: Time,
})

const sums = { net: SignedAmount, tax: SignedAmount, gross: SignedAmount }

const parcel = {
  id: Id,
  kind: Word,
  status: Word,
  carrier: Words,
  tracking: Words,
  signed_by: Words,
  signature: Nullable(Type.String({ description: 'Strokes on a sheet of 600 by 200: the `d` of an SVG path' })),
  created_at: Time,
  closed_at: Nullable(Time),
}

const order = {
  id: Id,
  number: Word,
  external_id: Words,
  channel: Word,
  store_id: Nullable(Id),
  currency: Currency,
  locale: Word,
  status: Word,
  payment_status: Word,
  delivery_method: Word,
  pickup_store_id: Nullable(Id),
  address: Nullable(Free),
  contact: Free,
  note: Words,
  touched_in: Type.Array(Word),
  tax_included: Type.Boolean(),
  ...sums,
  rounding: SignedAmount,
  paid: SignedAmount,
  refunded: SignedAmount,
  taxes: Type.Array(Type.Object({ name: Word, tax_ppm: Type.Integer(), ...sums })),
  placed_at: Time,
  canceled_at: Nullable(Time),
  cancel_reason: Words,
  completed_at: Nullable(Time),
  lines: Type.Array(OrderLine),
  adjustments: listed(Adjustment, 'Money put right since'),
}

const Cart = Type.Object({
  id: Id,
  status: Word,
  channel: Word,
  currency: Currency,
  locale: Word,
  store_id: Nullable(Id),
  delivery_method: Words,
  pickup_store_id: Nullable(Id),
  address: Nullable(Free),
  contact: Nullable(Free),
  note: Words,
  touched_in: Type.Array(Word),
  order_id: Nullable(Id),
  created_at: Time,
  updated_at: Time,
  expires_at: Time,
  lines: Type.Array(
    Type.Object({
      id: Id,
      variant_id: Id,
      sku: Words,
      name: Words,
      quantity: Type.Integer(),
      saved: Type.Boolean(),
      note: Words,
      price_seen: Nullable(Amount),
      added_in: Word,
      added_at: Time,
    }),
  ),
})

const Payment = Type.Object({
  id: Id,
  cart_id: Nullable(Id),
  order_id: Nullable(Id),
  channel: Word,
  provider: Word,
  tender: Word,
  currency: Currency,
  amount: Amount,
  given: Nullable(Amount),
  captured: Amount,
  refunded: Amount,
  status: Word,
  decline_code: Words,
  details: Type.Record(Word, Type.Unknown(), { description: 'Brand and last four digits of the card' }),
  created_at: Time,
})

const asked = { text: Type.Optional(Word), place: Type.Optional(Words), store_id: Type.Optional(Nullable(Id)) }
const consent = {
  id: Id,
  contact_kind: Word,
  contact_value: Word,
  channel: Word,
  purpose: Word,
  answer: Word,
  text_version: Word,
  asked_in: Word,
  answered_at: Time,
  current: Type.Boolean(),
}

const visits = {
  steps: listed(
    Type.Object({ type: Word, channel: Word, store_id: Nullable(Id), occurred_at: Time, data: Free }),
    'Pages, searches and visits that were followed',
  ),
  more_steps: More,
  sessions: Type.Array(
    Type.Object({
      channel: Words,
      user_agent: Words,
      verified_at: Nullable(Time),
      created_at: Time,
      seen_at: Time,
      expires_at: Time,
      revoked_at: Nullable(Time),
    }),
  ),
  more_sessions: More,
  passkeys: Type.Array(Type.Object({ name: Word, created_at: Time, used_at: Nullable(Time) })),
  more_passkeys: More,
}

/** Of the person in front of whoever hands it over: with what staff wrote for each other. */
export const Data = Type.Object({
  ...Export.properties,
  orders: Type.Array(
    Type.Object({ ...order, parcels: Type.Array(Type.Object({ ...parcel, handed_over_to: Type.Optional(Words) })) }),
  ),
  more_orders: More,
  carts: Type.Array(Cart),
  more_carts: More,
  payments: Type.Array(Payment),
  more_payments: More,
  consents: Type.Array(Type.Object({ ...consent, actor_kind: Word, proof: Free })),
  more_consents: More,
  ...visits,
})

/** Only what a shopper may see: a field that is not here cannot leave, whatever the query finds. */
export const OwnData = Type.Object({
  ...OwnExport.properties,
  orders: Type.Array(Type.Object({ ...order, parcels: Type.Array(Type.Object(parcel)) })),
  more_orders: More,
  carts: Type.Array(Cart),
  more_carts: More,
  payments: Type.Array(Payment),
  more_payments: More,
  consents: Type.Array(Type.Object({ ...consent, proof: Type.Object(asked) })),
  more_consents: More,
  ...visits,
})
