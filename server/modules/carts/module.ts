import { defineJob } from '#platform/jobs'
import { defineModule, listen } from '#platform/module'
import { customerErased, customerMerged, customerUnmerged } from '#customers'
import { eraseCarts } from './erase-carts.ts'
import { doctor } from './doctor.ts'
import { cartTakenUp, events } from './events.ts'
import { EXPIRE_BATCH, expireCarts } from './expire-carts.ts'
import { sharedCarts } from './lists.ts'
import { mergeCarts } from './merge-carts.ts'
import { partCarts } from './part-carts.ts'
import { routes } from './routes.ts'

/** Batches one run of the job ends; the next minute goes on. */
const EXPIRE_ROUNDS = 50

const expire = defineJob('carts.expire', async ({ write }) => {
  for (let round = 0; round < EXPIRE_ROUNDS; round++) {
    if ((await write(expireCarts)) < EXPIRE_BATCH) return
  }
})

export const carts = defineModule({
  name: 'carts',
  uses: ['organisation', 'customers', 'access', 'catalog', 'pricing', 'stock'],
  tables: ['cart', 'cart_line'],
  permissions: {
    'carts.read': 'See carts of customers',
    'carts.edit': 'Fill and change carts for customers',
  },
  events,
  listeners: [
    listen('carts.join', customerMerged, async (ctx, { data }) => {
      await mergeCarts(ctx, { customer_id: data.kept_id })
    }),
    // Told to both sides: once is enough.
    listen('carts.part', customerUnmerged, async (ctx, { customer_id, data }) => {
      if (customer_id === data.kept_id) await partCarts(ctx, data)
    }),
    listen('carts.erase', customerErased, (ctx, { data }) => eraseCarts(ctx, data)),
  ],
  routes,
  hears: { ids: sharedCarts, changedBy: [cartTakenUp.name], shared: ['cart'] },
  doctor,
  jobs: [expire],
  recurring: [{ name: 'carts.expire', cron: '* * * * *' }],
})
