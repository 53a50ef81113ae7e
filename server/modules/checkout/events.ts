import { Type } from 'typebox'
import { defineEvent } from '#platform/events'
import { Id } from '#platform/route'

/** Money is held for a cart that could not be placed by itself: a person or the customer decides. */
export const paymentWaits = defineEvent(
  'checkout.payment_waits',
  Type.Object({ cart_id: Id, payment_id: Id, because: Type.String() }),
)

/** The customer was sent the link to pay a cart; the link itself is a key, and stays out of the log. */
export const payLinkSent = defineEvent('checkout.pay_link_sent', Type.Object({ cart_id: Id, to_kind: Type.String() }))
