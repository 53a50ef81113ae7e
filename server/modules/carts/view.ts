import { Type } from 'typebox'
import type { Static } from 'typebox'
import { Amount, Currency } from '#platform/money'
import { Address, Id, Nullable, OneOf, Text, Time } from '#platform/route'

export const MethodName = OneOf(['ship', 'pickup', 'carry_out'])

/** Where goods could be had instead: another store, and from when. */
export const Elsewhere = Type.Object({
  store_id: Id,
  name: Type.String(),
  available: Type.Integer(),
  distance_km: Nullable(Type.Number()),
  pickup_from: Nullable(Time),
})
export type Elsewhere = Static<typeof Elsewhere>

/** Why a line cannot be ordered as it is; `available` is how many could. */
export const Problem = Type.Object({
  code: OneOf(['out_of_stock', 'not_here', 'unpriced', 'archived']),
  available: Type.Integer(),
  elsewhere: Type.Array(Elsewhere),
})
export type Problem = Static<typeof Problem>

export const Held = Type.Object({ location_id: Id, quantity: Type.Integer(), until: Time })
export type Held = Static<typeof Held>

export const CartLineView = Type.Object({
  line_id: Id,
  variant_id: Id,
  sku: Type.String(),
  slug: Type.String({ description: 'Of the product' }),
  name: Type.String(),
  options: Type.Record(Type.String(), Type.String()),
  picture: Nullable(Type.String()),
  quantity: Type.Integer(),
  saved: Type.Boolean(),
  note: Nullable(Type.String()),
  unit_price: Nullable(Amount),
  compare_at: Nullable(Amount),
  lowest_30d: Nullable(Amount),
  price_seen: Nullable({ ...Amount, description: 'What one cost when it was put in or its number was set' }),
  net: Amount,
  tax: Amount,
  gross: Amount,
  tax_name: Nullable(Type.String()),
  added_in: Type.String(),
  added_by: Type.String(),
  held: Nullable(Held),
  problem: Nullable(Problem),
})
export type CartLineView = Static<typeof CartLineView>

export const ContactView = Type.Object({
  name: Type.Optional(Text(200)),
  email: Type.Optional(Text(320)),
  phone: Type.Optional(Text(40)),
})

/** A cart as every screen sees it: shop, till, desk and bot. Saved lines are priced but not summed. */
export const CartView = Type.Object({
  id: Id,
  code: Type.String(),
  version: Type.Integer(),
  status: OneOf(['open', 'placed', 'merged', 'expired']),
  customer: Nullable(
    Type.Object({ id: Id, given_name: Nullable(Type.String()), family_name: Nullable(Type.String()) }),
  ),
  channel: Type.String(),
  touched_in: Type.Array(Type.String()),
  currency: Currency,
  locale: Type.String(),
  store_id: Nullable(Id),
  delivery: Type.Object({
    method: Nullable(MethodName),
    pickup_store_id: Nullable(Id),
    pickup_store_name: Nullable(Type.String()),
    address: Nullable(Address),
  }),
  contact: Nullable(ContactView),
  note: Nullable(Type.String()),
  lines: Type.Array(CartLineView),
  tax_included: Type.Boolean(),
  net: Amount,
  tax: Amount,
  gross: Amount,
  taxes: Type.Array(
    Type.Object({ name: Type.String(), tax_ppm: Type.Integer(), net: Amount, tax: Amount, gross: Amount }),
  ),
  promise: Nullable(Type.Object({ ready_at: Nullable(Time), ships_at: Nullable(Time) })),
  plan: Type.Array(
    Type.Object({ location_id: Id, store_id: Nullable(Id), units: Type.Integer(), promised_at: Nullable(Time) }),
  ),
  problems: Type.Integer(),
  ready: Type.Boolean(),
  missing: Type.Array(OneOf(['lines', 'problems', 'delivery', 'address', 'contact'])),
  order_id: Nullable(Id),
  merged_into_id: Nullable(Id),
  updated_at: Time,
  expires_at: Time,
})
export type CartView = Static<typeof CartView>
