import { defineModule } from '#platform/module'
import * as events from './events.ts'
import { routes } from './routes.ts'
import { registerRoutes } from './routes-registers.ts'

export const organisation = defineModule({
  name: 'organisation',
  uses: [],
  tables: [
    'legal_entity',
    'retailer',
    'channel',
    'store',
    'opening_hours',
    'opening_exception',
    'location',
    'channel_location',
    'register',
    'staff',
    'staff_store',
  ],
  permissions: {
    'organisation.read': 'See stores, channels and staff',
    'organisation.edit': 'Change stores, warehouses, channels and registers',
  },
  routes: [...routes, ...registerRoutes],
  events: Object.values(events),
})
