import { cartExpired, cartMerged, cartParted } from '#carts'
import { orderLinesCanceled } from '#orders'
import { paymentAuthorised, paymentCaptured } from '#payments'
import { defineModule, listen } from '#platform/module'
import { payLinkSent, paymentWaits } from './events.ts'
import { endCart, placeWhenPaid } from './place-when-paid.ts'
import { routes } from './routes.ts'
import { sendOrderLettersJob, tellCanceled, tellPlaced } from './send-order-letters.ts'
import { sendPayLinkJob } from './send-pay-link.ts'

export const checkout = defineModule({
  name: 'checkout',
  uses: [
    'organisation',
    'customers',
    'consent',
    'catalog',
    'pricing',
    'stock',
    'payments',
    'carts',
    'orders',
    'fulfilment',
  ],
  tables: [],
  routes,
  events: [paymentWaits, payLinkSent],
  jobs: [sendPayLinkJob, sendOrderLettersJob],
  listeners: [
    listen('checkout.place_when_authorised', paymentAuthorised, (ctx, { data }) => placeWhenPaid(ctx, data)),
    listen('checkout.place_when_captured', paymentCaptured, (ctx, { data }) => placeWhenPaid(ctx, data)),
    tellPlaced,
    listen('checkout.tell_canceled', orderLinesCanceled, tellCanceled),
    listen('checkout.end_expired_cart', cartExpired, (ctx, { data }) => endCart(ctx, data)),
    listen('checkout.end_merged_cart', cartMerged, (ctx, { data }) => endCart(ctx, data)),
    listen('checkout.end_parted_cart', cartParted, (ctx, { data }) => endCart(ctx, data)),
  ],
})
