import { defineModule } from '#platform/module'
import { routes } from './routes.ts'

export const storefront = defineModule({
  name: 'storefront',
  uses: ['organisation', 'customers', 'catalog', 'pricing', 'stock'],
  tables: [],
  routes,
})
