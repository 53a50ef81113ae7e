import { defineModule } from '#platform/module'
import { pages } from './pages.ts'

/** The front door until the shop exists: what runs, where to look, and one thread of the demo. */
export const home = defineModule({
  name: 'home',
  uses: ['organisation', 'customers', 'catalog', 'orders', 'touchpoints'],
  tables: [],
  pages,
})
