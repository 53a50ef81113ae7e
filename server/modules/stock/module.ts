import { defineModule } from '#platform/module'
import { doctor } from './doctor.ts'
import * as events from './events.ts'
import { routes } from './routes.ts'
import { goodsRoutes } from './routes-goods.ts'
import { sweepHolds } from './sweep-holds.ts'

export const stock = defineModule({
  name: 'stock',
  uses: ['organisation', 'catalog'],
  tables: [
    'stock_level',
    'stock_movement',
    'stock_reservation',
    'stock_plan',
    'stock_allocation',
    'stock_transfer',
    'stock_transfer_line',
    'stock_count',
    'stock_capacity',
    'stock_exclusion',
  ],
  permissions: {
    'stock.read': 'See stock levels, their history, holds and where orders would be taken from',
    'stock.receive': 'Book goods that come in',
    'stock.adjust': 'Correct stock with a reason, set safety stock and backorder limits',
    'stock.count': 'Count shelves and book the difference',
    'stock.transfer': 'Send goods to another place and book their arrival',
  },
  routes: [...routes, ...goodsRoutes],
  events: Object.values(events).filter((event) => 'schema' in event),
  jobs: [sweepHolds],
  recurring: [{ name: sweepHolds.name, cron: '* * * * *' }],
  doctor,
})
