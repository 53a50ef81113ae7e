import { Type } from 'typebox'
import { Id, Nullable, OneOf, Shape, Time } from '#platform/route'
import { KINDS, STATUSES } from './rules.ts'

export const fulfilmentParams = Shape({ fulfilment_id: Id })

export const FulfilmentHead = Type.Object({
  id: Id,
  order_id: Id,
  number: Type.String({ description: "The order's number" }),
  customer_id: Nullable(Id),
  kind: OneOf(KINDS),
  status: OneOf(STATUSES),
  attempt: Type.Integer({ description: 'The how-manieth place is asked for these goods' }),
  replaces_id: Nullable(Id),
  location_id: Nullable(Id),
  location_code: Nullable(Type.String()),
  location_name: Nullable(Type.String()),
  store_id: Nullable(Id),
  store_code: Nullable(Type.String()),
  store_name: Nullable(Type.String()),
  pickup_store_id: Nullable(Id),
  due_at: Time,
  ready_at: Nullable(Time),
  hold_until: Nullable(Time),
  handed_over_to: Nullable(Type.String()),
  signed_by: Nullable(Type.String({ description: 'Who signed for the goods' })),
  carrier: Nullable(Type.String()),
  tracking: Nullable(Type.String()),
  created_at: Time,
  updated_at: Time,
  closed_at: Nullable(Time),
})

export const FulfilmentLineShape = Type.Object({
  order_line_id: Id,
  variant_id: Id,
  sku: Type.String(),
  name: Type.String(),
  options: Type.Record(Type.String(), Type.String()),
  quantity: Type.Integer(),
  picked: Type.Integer(),
  missing: Type.Integer(),
  canceled: Type.Integer(),
})

/** Corners of pen strokes on a sheet of 600 by 200: the `d` of an SVG path. */
export const SignaturePath = Type.String({ maxLength: 8_000, pattern: '^[ML0-9 ]+$' })

export const FulfilmentItem = Type.Object({
  ...FulfilmentHead.properties,
  lines: Type.Array(FulfilmentLineShape),
  late: Type.Boolean({ description: 'Still being worked on after it was due' }),
  signature: Type.Optional(Nullable(SignaturePath)),
})
