import { Type } from 'typebox'
import { defineEvent } from '#platform/events'
import { Id } from '#platform/route'

/** Money is held for a cart that could not be placed by itself: a person or the customer decides. */
export const paymentWaits = defineEvent(
  'checkout.payment_waits',
  Type.Object({ cart_id: Id, payment_id: Id, because: Type.String() }),
)
