import { defineModule } from '#platform/module'
import * as events from './events.ts'
import { routes } from './routes.ts'

export const imports = defineModule({
  name: 'imports',
  uses: ['organisation', 'customers', 'consent', 'catalog', 'pricing', 'stock', 'orders'],
  tables: ['import_run', 'import_row', 'import_error'],
  permissions: {
    'imports.run': 'Take in customers, consents, products, prices, stock and old orders from files',
  },
  events: Object.values(events),
  routes,
})
