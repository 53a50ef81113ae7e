import { Type } from 'typebox'
import type { Route } from '#platform/route'
import {
  Address,
  Day,
  Empty,
  Id,
  Nullable,
  OneOf,
  Quantity,
  Shape,
  Text,
  stepsRoute,
  writeRoute,
} from '#platform/route'
import { accept, startPicking } from './accept.ts'
import { handOverAtCounter, markDelivered, markShipped } from './hand-over.ts'
import { extend } from './hold.ts'
import { markReady } from './mark-ready.ts'
import { resolve } from './move.ts'
import { pick } from './pick.ts'
import { reject } from './reject.ts'
import { REASONS } from './rules.ts'
import { FulfilmentHead, FulfilmentLineShape, SignaturePath, fulfilmentParams } from './shapes.ts'

const PIECES_MAX = 500
const who = ['fulfilment.work', 'device'] as const
const always = ['other_store', 'wrong_state']

const acceptFulfilment = writeRoute({
  operation: 'acceptFulfilment',
  method: 'POST',
  path: '/fulfilments/:fulfilment_id/acceptances',
  summary: 'This place will do it',
  who,
  params: fulfilmentParams,
  body: Empty,
  reply: FulfilmentHead,
  refusals: always,
  handle: (ctx, { params }) => accept(ctx, params),
})

const rejectFulfilment = writeRoute({
  operation: 'rejectFulfilment',
  method: 'POST',
  path: '/fulfilments/:fulfilment_id/rejections',
  summary: 'This place cannot give it, or some of it: parcels go on elsewhere, pick-ups to a person',
  who,
  params: fulfilmentParams,
  body: Shape({
    reason: OneOf(REASONS),
    note: Type.Optional(Text(500)),
    lines: Type.Optional(
      Type.Array(Shape({ order_line_id: Id, quantity: Quantity }), { minItems: 1, maxItems: PIECES_MAX }),
    ),
    shelf_empty: Type.Optional(Type.Boolean({ description: 'Sets the stock to what lies in bags' })),
  }),
  reply: Type.Object({ fulfilment: FulfilmentHead, next: Type.Array(FulfilmentHead) }),
  refusals: [...always, 'more_than_open', 'line_twice'],
  handle: (ctx, { params, body }) => reject(ctx, { ...params, ...body }),
})

const startPickingRoute = writeRoute({
  operation: 'startPicking',
  method: 'POST',
  path: '/fulfilments/:fulfilment_id/picking',
  summary: 'Somebody goes for the goods; the order is not changed any more without them',
  who,
  params: fulfilmentParams,
  body: Empty,
  reply: FulfilmentHead,
  refusals: always,
  handle: (ctx, { params }) => startPicking(ctx, params),
})

const pickRoute = writeRoute({
  operation: 'pick',
  method: 'POST',
  path: '/fulfilments/:fulfilment_id/picks',
  summary: 'One scan into the bag',
  who,
  params: fulfilmentParams,
  body: Shape({ code: Text(80), quantity: Type.Optional(Quantity) }),
  reply: Type.Object({ lines: Type.Array(FulfilmentLineShape) }),
  refusals: [...always, 'unknown_code', 'not_in_fulfilment', 'picked_already'],
  handle: async (ctx, { params, body }) => ({ lines: await pick(ctx, { ...params, ...body }) }),
})

const markReadyRoute = writeRoute({
  operation: 'markReady',
  method: 'POST',
  path: '/fulfilments/:fulfilment_id/ready',
  summary: 'The bag or parcel is closed; a pick-up is held from now on and its customer is told',
  who,
  params: fulfilmentParams,
  body: Shape({
    picked_all: Type.Optional(Type.Boolean({ description: 'Nobody scanned: all that is open is in the bag' })),
  }),
  reply: FulfilmentHead,
  refusals: [...always, 'not_picked'],
  handle: (ctx, { params, body }) => markReady(ctx, { ...params, ...body }),
})

const Signed = Type.Optional(Shape({ by: Text(120), path: Type.Optional(SignaturePath) }))

const handOverRoute = stepsRoute({
  operation: 'handOver',
  method: 'POST',
  path: '/fulfilments/:fulfilment_id/handovers',
  summary: 'The customer gets the goods: against their code, or an identity document that is noted',
  who,
  params: fulfilmentParams,
  body: Type.Union([Shape({ code: Text(20), signed: Signed }), Shape({ id_note: Text(200, 3), signed: Signed })]),
  reply: FulfilmentHead,
  refusals: [...always, 'wrong_code', 'too_many_tries', 'order_unpaid', 'not_a_pickup'],
  handle: (steps, { params, body: { signed, ...proof } }) => handOverAtCounter(steps, { ...params, proof, signed }),
})

const markShippedRoute = writeRoute({
  operation: 'markShipped',
  method: 'POST',
  path: '/fulfilments/:fulfilment_id/shipments',
  summary: 'The parcel is with the carrier',
  who,
  params: fulfilmentParams,
  body: Shape({ carrier: Text(80), tracking: Type.Optional(Text(120)) }),
  reply: FulfilmentHead,
  refusals: [...always, 'not_a_shipment', 'order_unpaid'],
  handle: (ctx, { params, body }) => markShipped(ctx, { ...params, ...body }),
})

const markDeliveredRoute = writeRoute({
  operation: 'markDelivered',
  method: 'POST',
  path: '/fulfilments/:fulfilment_id/deliveries',
  summary: 'The carrier says the customer has it',
  who,
  params: fulfilmentParams,
  body: Empty,
  reply: FulfilmentHead,
  refusals: always,
  handle: (ctx, { params }) => markDelivered(ctx, params),
})

const extendHold = writeRoute({
  operation: 'extendHold',
  method: 'POST',
  path: '/fulfilments/:fulfilment_id/extensions',
  summary: 'Keeps a pick-up until the store closes on a later day',
  who: ['fulfilment.work', 'orders.edit'],
  params: fulfilmentParams,
  body: Shape({ until: Day }),
  reply: FulfilmentHead,
  refusals: [...always, 'not_later', 'too_late'],
  handle: (ctx, { params, body }) => extend(ctx, { ...params, ...body }),
})

const resolveException = writeRoute({
  operation: 'resolveException',
  method: 'POST',
  path: '/fulfilments/:fulfilment_id/resolutions',
  summary: 'What was agreed with the customer: another store, or by post',
  who: ['fulfilment.work', 'orders.edit'],
  params: fulfilmentParams,
  body: Type.Union([Shape({ store_id: Id }), Shape({ ship_to: Nullable(Address) })]),
  reply: Type.Object({ next: Type.Array(FulfilmentHead) }),
  refusals: [...always, 'not_at_store', 'address_missing', 'out_of_stock'],
  handle: async (ctx, { params, body }) => ({ next: await resolve(ctx, { ...params, how: body }) }),
})

export const workRoutes: readonly Route[] = [
  acceptFulfilment,
  rejectFulfilment,
  startPickingRoute,
  pickRoute,
  markReadyRoute,
  handOverRoute,
  markShippedRoute,
  markDeliveredRoute,
  extendHold,
  resolveException,
]
