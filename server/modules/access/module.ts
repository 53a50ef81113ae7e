import { customerErased } from '#customers'
import { defineJob } from '#platform/jobs'
import { defineModule, listen } from '#platform/module'
import { authenticate } from './authenticate.ts'
import { clean } from './clean.ts'
import * as events from './events.ts'
import { forgetPeople } from './forget.ts'
import { sendCode } from './one-time-codes.ts'
import { routes } from './routes.ts'

export const access = defineModule({
  name: 'access',
  uses: ['organisation', 'customers'],
  tables: [
    'access_password',
    'access_totp',
    'access_recovery_code',
    'access_pin',
    'access_passkey',
    'access_challenge',
    'access_session',
    'access_key',
    'access_device',
    'access_attempt',
  ],
  permissions: {
    'staff.edit': 'Add people, change their role and stores, set their password',
    'keys.edit': 'Make, rotate and revoke keys of shop fronts and machines',
    'devices.enrol': 'Enrol and lock out tills',
  },
  routes,
  events: Object.values(events),
  listeners: [listen('access.forget', customerErased, (ctx, { data }) => forgetPeople(ctx, data.customer_ids))],
  jobs: [defineJob('access.send_code', sendCode, 'letters'), defineJob('access.clean', clean)],
  recurring: [{ name: 'access.clean', cron: '17 * * * *' }],
  authenticate,
})
