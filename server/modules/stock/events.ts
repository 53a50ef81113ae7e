import { Type } from 'typebox'
import type { Static } from 'typebox'
import { defineEvent } from '#platform/events'
import { Id, Nullable } from '#platform/route'

const Where = { location_id: Id, location: Type.String(), lines: Type.Integer(), units: Type.Integer() }

/** Facts about one level; ids let a reader look the article up. */
const Level = { variant_id: Id, location_id: Id, location: Type.String() }

export const stockReceived = defineEvent('stock.received', Type.Object({ ...Where, receipt_id: Id }))
export const stockAdjusted = defineEvent(
  'stock.adjusted',
  Type.Object({ ...Where, adjustment_id: Id, reason: Type.String() }),
)
export const stockCounted = defineEvent(
  'stock.counted',
  Type.Object({ ...Where, reason: Type.String(), variance: Type.Integer() }),
)
export const stockReturned = defineEvent('stock.returned', Type.Object({ ...Where, return_id: Id }))
export const transferSent = defineEvent(
  'stock.transfer_sent',
  Type.Object({ ...Where, transfer_id: Id, to: Type.String() }),
)
export const transferReceived = defineEvent(
  'stock.transfer_received',
  Type.Object({ ...Where, transfer_id: Id, missing: Type.Integer(), status: Type.String() }),
)
export const stockPolicySet = defineEvent('stock.policy_set', Type.Object(Where))
export const locationExcluded = defineEvent(
  'stock.location_excluded',
  Type.Object({
    location_id: Id,
    location: Type.String(),
    variant_id: Nullable(Id),
    reason: Type.String(),
    until_at: Type.String(),
  }),
)

/** A take brought what can be promised to zero. */
export const stockRanOut = defineEvent('stock.ran_out', Type.Object(Level))

const below = Type.Object({
  ...Level,
  on_hand: Type.Integer(),
  allocated: Type.Integer(),
  reserved: Type.Integer(),
  missing: Type.Integer(),
})
export type BelowPromise = Static<typeof below>
/** Fewer goods than promises: somebody must look at the orders that wait for them. */
export const stockBelowPromise = defineEvent('stock.below_promise', below)
