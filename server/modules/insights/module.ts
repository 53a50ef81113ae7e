import { defineModule } from '#platform/module'
import { countFacts } from './count-facts.ts'
import { doctor } from './doctor.ts'
import { countPastJob } from './rebuild.ts'
import { routes } from './routes.ts'

export const insights = defineModule({
  name: 'insights',
  uses: [
    'organisation',
    'customers',
    'consent',
    'catalog',
    'stock',
    'payments',
    'carts',
    'orders',
    'fulfilment',
    'touchpoints',
  ],
  tables: ['insight_fact', 'insight_hour', 'insight_progress'],
  permissions: { 'insights.read': 'See figures: sales by channel and store, promises, what is out of stock' },
  routes,
  listeners: [countFacts],
  jobs: [countPastJob],
  recurring: [{ name: countPastJob.name, cron: '* * * * *' }],
  doctor,
})
