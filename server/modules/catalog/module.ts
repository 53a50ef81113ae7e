import { defineModule } from '#platform/module'
import * as events from './events.ts'
import { routes } from './routes.ts'
import { indexCategory } from './save-category.ts'

export const catalog = defineModule({
  name: 'catalog',
  uses: [],
  tables: [
    'category',
    'category_text',
    'product',
    'product_text',
    'product_search',
    'product_category',
    'product_option',
    'variant',
    'media',
  ],
  permissions: {
    'catalog.read': 'See all products, also drafts and archived ones',
    'catalog.edit': 'Change products, categories and pictures, import and export them',
  },
  routes,
  events: Object.values(events),
  jobs: [indexCategory],
})
