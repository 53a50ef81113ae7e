import { defineModule } from '#platform/module'
import { consentRecorded } from './events.ts'
import { forgetsErased } from './forget.ts'
import { routes } from './routes.ts'

export const consent = defineModule({
  name: 'consent',
  uses: ['organisation', 'customers'],
  tables: ['consent'],
  permissions: {
    'consent.read': 'See what customers agreed to, with proofs',
    'consent.edit': 'Write down what a customer agreed to or took back',
  },
  routes,
  events: [consentRecorded],
  listeners: [forgetsErased],
})
