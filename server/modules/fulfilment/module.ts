import { customerErased } from '#customers'
import { defineModule, listen } from '#platform/module'
import { doctor } from './doctor.ts'
import * as facts from './events.ts'
import { forgetProofs } from './forget.ts'
import { expireJob, remindJob } from './jobs.ts'
import { NOTICES } from './letters.ts'
import { notifyJob, notifyOf } from './notify.ts'
import { routes } from './routes.ts'

export const fulfilment = defineModule({
  name: 'fulfilment',
  uses: ['organisation', 'customers', 'consent', 'catalog', 'stock', 'payments', 'orders'],
  tables: ['fulfilment', 'fulfilment_line', 'fulfilment_rejection'],
  permissions: {
    'fulfilment.read': 'See what places have to pick, hand over and send',
    'fulfilment.work': 'Accept, pick, hand over and send',
  },
  routes,
  events: [
    facts.assigned,
    facts.accepted,
    facts.rejected,
    facts.rerouted,
    facts.pickingStarted,
    facts.ready,
    facts.reminded,
    facts.extended,
    facts.handedOver,
    facts.shipped,
    facts.delivered,
    facts.expired,
    facts.canceled,
    facts.exception,
  ],
  listeners: [
    { name: 'fulfilment.notify_customer', types: NOTICES.map((notice) => `fulfilment.${notice}`), handle: notifyOf },
    listen('fulfilment.forget', customerErased, (ctx, { data }) => forgetProofs(ctx, data.customer_ids)),
    // Goods may still be handed over to somebody who is erased already.
    listen('fulfilment.forget_late', facts.handedOver, async (ctx, { customer_id }) => {
      if (customer_id) await forgetProofs(ctx, [customer_id])
    }),
  ],
  jobs: [expireJob, remindJob, notifyJob],
  recurring: [
    { name: 'fulfilment.expire', cron: '* * * * *' },
    { name: 'fulfilment.remind', cron: '*/10 * * * *' },
  ],
  doctor,
})
