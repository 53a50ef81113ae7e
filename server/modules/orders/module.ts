import type { Ctx } from '#platform/ctx'
import type { EventRow } from '#platform/events'
import { customerErased } from '#customers'
import { defineModule, listen } from '#platform/module'
import { doctor } from './doctor.ts'
import {
  orderCanceled,
  orderCompleted,
  orderContactChanged,
  orderDeliveryChanged,
  orderLinesCanceled,
  orderPlaced,
  orderRecorded,
} from './events.ts'
import { findBuyers } from './find-buyers.ts'
import { forgetPeople } from './forget.ts'
import { routes } from './routes.ts'
import { settleMoney } from './settle.ts'

/** Money arrives and goes back on its own time; the order shows where it stands. */
async function followMoney(ctx: Ctx, event: EventRow): Promise<void> {
  const order_id = event.data['order_id']
  if (typeof order_id === 'string') await settleMoney(ctx, order_id)
}

export const orders = defineModule({
  name: 'orders',
  uses: ['organisation', 'customers', 'payments'],
  tables: ['orders', 'order_line', 'order_adjustment'],
  permissions: {
    'orders.read': 'See orders',
    'orders.place': 'Place orders for customers',
    'orders.edit': 'Change contact and delivery of orders',
    'orders.cancel': 'Cancel orders and lines',
  },
  routes,
  events: [
    orderPlaced,
    orderRecorded,
    orderLinesCanceled,
    orderCanceled,
    orderCompleted,
    orderContactChanged,
    orderDeliveryChanged,
  ],
  listeners: [
    findBuyers,
    {
      name: 'orders.follow_money',
      types: ['payment.authorised', 'payment.captured', 'payment.refunded', 'payment.voided', 'payment.effect_failed'],
      handle: followMoney,
    },
    listen('orders.forget', customerErased, async (ctx, { data }) => {
      await forgetPeople(ctx, data.customer_ids)
    }),
    {
      name: 'orders.forget_closed',
      types: [orderCompleted.name, orderCanceled.name],
      handle: async (ctx, event) => {
        if (event.customer_id) await forgetPeople(ctx, [event.customer_id])
      },
    },
  ],
  doctor,
})
