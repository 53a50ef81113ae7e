import { defineJob } from '#platform/jobs'
import { defineModule } from '#platform/module'
import type { Listener } from '#platform/module'
import { checkDue } from './check.ts'
import { payments as doctor } from './doctor.ts'
import * as events from './events.ts'
import { applyNotice } from './notice.ts'
import { routes } from './routes.ts'
import { settlePayment } from './settle.ts'

/** Providers are called after the commit that asked for it, by a job: no NOTIFY while a customer waits. */
const settleAsked: Listener = {
  name: 'payments.settle_asked',
  types: [events.captureAsked.name, events.voidAsked.name, events.refundAsked.name],
  handle: async (ctx, event) => {
    const payment_id = String(event.data['payment_id'])
    ctx.job('payments.settle', { payment_id }, { key: `payments.settle:${payment_id}` })
  },
}

const applyReceived: Listener = {
  name: 'payments.apply_received',
  types: [events.noticeReceived.name],
  handle: async (ctx, event) => ctx.job('payments.apply_notice', { notice_id: event.data['notice_id'] }),
}

export const payments = defineModule({
  name: 'payments',
  uses: [],
  tables: ['payment', 'payment_effect', 'payment_notice'],
  permissions: {
    'payments.read': 'See payments and how they stand',
    'payments.take': 'Take payments for carts and orders',
    'payments.refund': 'Give money back',
  },
  routes,
  events: [
    events.paymentStarted,
    events.paymentAuthorised,
    events.paymentDeclined,
    events.captureAsked,
    events.paymentCaptured,
    events.paymentTaken,
    events.voidAsked,
    events.paymentVoided,
    events.refundAsked,
    events.paymentRefunded,
    events.effectFailed,
    events.noticeReceived,
  ],
  listeners: [settleAsked, applyReceived],
  jobs: [
    defineJob<{ payment_id: string }>(
      'payments.settle',
      async (steps, payload) => void (await settlePayment(steps, payload)),
      'providers',
    ),
    defineJob<{ notice_id: string }>('payments.apply_notice', applyNotice, 'providers'),
    defineJob('payments.check_due', async (steps) => void (await checkDue(steps)), 'providers'),
  ],
  recurring: [{ name: 'payments.check_due', cron: '* * * * *' }],
  doctor,
})
