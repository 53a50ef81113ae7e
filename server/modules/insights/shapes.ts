import { Type } from 'typebox'
import type { Static } from 'typebox'
import { Currency, SignedAmount } from '#platform/money'
import { Day, Id, Nullable, OneOf, Time } from '#platform/route'
import type { Scope, Span } from './period.ts'

/** Which list of the API, asked with which query, shows exactly the rows of a figure. */
export const Rows = Type.Object({
  operation: OneOf(['listOrders', 'listFulfilments', 'listCounted']),
  query: Type.Record(Type.String(), Type.String()),
})
export type Rows = Static<typeof Rows>

export const FIGURES = [
  'sales',
  'orders',
  'basket',
  'units',
  'promise',
  'pickups',
  'conversion',
  'customers',
  'reachable',
] as const
export const Figure = Type.Object({
  name: OneOf(FIGURES),
  unit: OneOf(['money', 'count', 'share']),
  value: Nullable(Type.Number({ description: 'Null where there is nothing to tell it from' })),
  before: Nullable(Type.Number({ description: 'The same on the same weekdays before, as far as the period has come' })),
  of: Nullable(Type.Integer({ description: 'Out of how many, for shares' })),
  late: Nullable(Type.Integer({ description: 'How many of them are late' })),
  line: Type.Array(Type.Number(), {
    description:
      'Per hour of the day, or per day, as far as they are over; shares only of those with something to tell',
  }),
  rows: Rows,
})
export type Figure = Static<typeof Figure>

const Sold = {
  orders: Type.Integer(),
  gross: SignedAmount,
  units: Type.Integer(),
  canceled: SignedAmount,
  rows: Rows,
}
const Compared = { ...Sold, before_gross: SignedAmount, before_orders: Type.Integer() }

export const Overview = Type.Object({
  from_day: Day,
  to_day: Day,
  before_from_day: Type.String({ format: 'date' }),
  from: Time,
  to: Time,
  timezone: Type.String(),
  currency: Currency,
  store_id: Nullable(Id),
  step: OneOf(['hour', 'day']),
  counted: Type.Boolean({ description: 'False while what was there before is still being counted' }),
  behind: Type.Boolean({ description: 'What has just happened is not yet in the sums: ask again in a moment' }),
  figures: Type.Array(Figure),
  course: Type.Array(
    Type.Object({
      at: Time,
      gross: Nullable(SignedAmount),
      orders: Nullable(Type.Integer()),
      before_gross: SignedAmount,
      before_orders: Type.Integer(),
    }),
    { description: 'The period step by step; null for what is still to come' },
  ),
  channels: Type.Array(Type.Object({ channel: Type.String(), ...Compared })),
  stores: Type.Array(Type.Object({ store_id: Id, name: Type.String(), ...Compared }), {
    description: 'Sold or collected there: an order can belong to two',
  }),
  canceled: Type.Object({ orders: Type.Integer(), amount: SignedAmount, rows: Rows }),
})
export type Overview = Static<typeof Overview>

export const Sales = Type.Object({
  from: Time,
  to: Time,
  timezone: Type.String(),
  currency: Currency,
  items: Type.Array(Type.Object({ key: Type.String(), name: Nullable(Type.String()), ...Sold })),
})
export type Sales = Static<typeof Sales>

const Path = { orders: Type.Integer(), gross: SignedAmount, rows: Rows }
export const Flows = Type.Object({
  from: Time,
  to: Time,
  timezone: Type.String(),
  currency: Currency,
  orders: Type.Integer(),
  crossed: Type.Integer({ description: 'Orders that were begun in one channel and paid or handed over in another' }),
  paths: Type.Array(
    Type.Object({
      began_in: Type.String(),
      paid_in: Nullable(Type.String({ description: 'Null: not paid yet' })),
      received: Type.String(),
      crossed: Type.Boolean(),
      ...Path,
    }),
  ),
  cuts: Type.Array(Type.Object({ left_in: Type.String(), began_in: Type.String(), ...Path }), {
    description: 'Bought anew in another channel while a cart of the same person stood with goods in it',
  }),
})
export type Flows = Static<typeof Flows>

/** The orders of a span and scope, in the list of orders. */
export const ordersIn = ({ store_id }: Scope, { from, to }: Span, more: Record<string, string> = {}): Rows => ({
  operation: 'listOrders',
  query: { placed_from: from.toISOString(), placed_to: to.toISOString(), ...(store_id ? { store_id } : {}), ...more },
})

/** What was counted, in the list of it. */
export const countedIn = ({ store_id }: Scope, { from, to }: Span, more: Record<string, string>): Rows => ({
  operation: 'listCounted',
  query: { from: from.toISOString(), to: to.toISOString(), ...(store_id ? { store_id } : {}), ...more },
})
