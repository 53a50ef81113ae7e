import { defineModule } from '#platform/module'
import { doctor } from './doctor.ts'
import { priceChanged, priceListSaved, taxRateSaved } from './events.ts'
import { routes } from './routes.ts'

export const pricing = defineModule({
  name: 'pricing',
  uses: ['organisation', 'customers', 'catalog'],
  tables: ['tax_rate', 'price_list', 'price', 'price_history'],
  permissions: {
    'prices.read': 'See prices, price lists and taxes',
    'prices.edit': 'Change prices, price lists and taxes',
  },
  events: [priceChanged, priceListSaved, taxRateSaved],
  routes,
  doctor,
})
