import { customerErased } from '#customers'
import { defineModule, listen } from '#platform/module'
import { forget } from './forget.ts'
import { routes } from './routes.ts'

export const touchpoints = defineModule({
  name: 'touchpoints',
  uses: ['organisation', 'customers', 'consent', 'access', 'payments', 'carts', 'orders', 'fulfilment'],
  tables: ['touchpoint'],
  permissions: { 'timeline.read': "See a customer's whole thread" },
  routes,
  listeners: [
    listen('touchpoints.forget', customerErased, async (ctx, { data }) => {
      await forget(ctx, data.customer_ids)
    }),
  ],
})
