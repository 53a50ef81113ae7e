import { defineModule } from '#platform/module'
import { doctor } from './doctor.ts'
import * as events from './events.ts'
import { routes } from './routes.ts'
import { sendReceiptJob } from './send-receipt.ts'

export const tills = defineModule({
  name: 'tills',
  uses: ['organisation', 'customers', 'access', 'catalog', 'pricing', 'stock', 'payments', 'orders'],
  tables: ['till', 'till_shift', 'till_fact', 'till_report', 'till_task', 'till_settings'],
  permissions: { 'tills.approve': 'Approve price changes at a till, and settle what its sales left open' },
  routes,
  events: Object.values(events),
  jobs: [sendReceiptJob],
  doctor,
})
