import { defineModule } from '#platform/module'
import { idsOfSession } from './cluster.ts'
import { doctor } from './doctor.ts'
import * as events from './events.ts'
import { routes } from './routes.ts'

export const customers = defineModule({
  name: 'customers',
  uses: ['organisation'],
  tables: [
    'customer',
    'customer_identity',
    'customer_merge',
    'customer_address',
    'customer_preference',
    'customer_note',
    'customer_term',
    'customer_word',
    'customer_erasure',
  ],
  permissions: {
    'customers.read': 'Find customers and see who they are',
    'customers.edit': 'Register customers and change their data, contacts, addresses and notes',
    'customers.merge': 'Join two customers into one person, and take it back',
    'customers.export': 'Hand over everything held of a customer',
    'customers.erase': 'Forget a customer for good',
    'customers.audit': 'See who looked at customers and who changed them',
  },
  routes,
  events: Object.values(events),
  doctor,
  hears: { ids: idsOfSession, changedBy: ['customer'] },
})
