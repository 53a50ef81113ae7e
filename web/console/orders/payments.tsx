import { Text } from '@mantine/core'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Money, When } from '#ui/show.tsx'
import { State } from '../frame/state.tsx'
import type { Tone } from '../frame/state.tsx'
import type { Order } from './order-page.tsx'
import classes from './orders.module.css'

const WORDS = {
  title: { es: 'Dinero', en: 'Money' },
  none: { es: 'Todavía no se ha cobrado nada.', en: 'Nothing was taken yet.' },
  paid: { es: 'Cobrado', en: 'Paid' },
  refunded: { es: 'Devuelto', en: 'Refunded' },
  refunding: { es: 'Devolviéndose', en: 'Being refunded' },
  owed: { es: 'Por devolver', en: 'Owed to the customer' },
  left: { es: 'Falta por cobrar', en: 'Left to pay' },
  cash: { es: 'Efectivo', en: 'Cash' },
  card: { es: 'Tarjeta', en: 'Card' },
  transfer: { es: 'Transferencia', en: 'Transfer' },
  other: { es: 'Otro medio', en: 'Another way' },
  created: { es: 'Empezado', en: 'Begun' },
  pending: { es: 'En espera', en: 'Waiting' },
  action_required: { es: 'Espera al cliente', en: 'Waits for the customer' },
  authorised: { es: 'Autorizado', en: 'Authorised' },
  captured: { es: 'Cobrado', en: 'Captured' },
  declined: { es: 'Rechazado', en: 'Declined' },
  voided: { es: 'Liberado', en: 'Released' },
  unknown: { es: 'Sin respuesta', en: 'No answer' },
} as const
/** Who took the money; others are called by their own name. */
const PROVIDERS: Readonly<Record<string, { es: string; en: string }>> = {
  cash: { es: 'En el mostrador', en: 'At the counter' },
  terminal: { es: 'Datáfono', en: 'Card terminal' },
  sandbox: { es: 'Pago en línea, de prueba', en: 'Online payment, for trying' },
}
const TONES: Readonly<Record<Order['payments'][number]['status'], Tone>> = {
  created: 'waits',
  pending: 'waits',
  action_required: 'waits',
  authorised: 'info',
  captured: 'ok',
  declined: 'bad',
  voided: 'plain',
  unknown: 'warn',
}

/** Each tender, and how the money stands altogether: what came, what went back, what is on its way. */
export function Payments({ order }: { order: Order }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const canceled = order.adjustments.reduce((sum, { amount }) => sum + amount, 0)
  const refunding = order.payments.reduce((sum, one) => sum + one.refunding, 0)
  const due = order.gross - Math.abs(canceled) - order.paid + order.refunded
  const authorised = order.payments.some(({ status }) => status === 'authorised')
  const rows = [
    [w.paid, order.paid],
    [w.refunded, -order.refunded],
    [w.refunding, -refunding],
    [w.owed, order.owed],
    [w.left, order.status === 'canceled' || authorised ? 0 : Math.max(0, due)],
  ] as const
  return (
    <section className={classes['box']} aria-label={w.title}>
      <h2 className={classes['boxName']}>{w.title}</h2>
      {order.payments.length === 0 && (
        <Text size="sm" c="dimmed">
          {w.none}
        </Text>
      )}
      {order.payments.map((one) => (
        <div key={one.id} className={classes['payment']}>
          <span>
            {w[one.tender]}
            <Text size="xs" c="dimmed">
              {PROVIDERS[one.provider]?.[language] ?? one.provider} · <When when={one.created_at} />
            </Text>
          </span>
          <State tone={TONES[one.status]}>{w[one.status]}</State>
          <strong>
            <Money minor={one.amount} currency={one.currency} />
          </strong>
        </div>
      ))}
      <dl className={classes['sums']}>
        {rows
          .filter(([, minor]) => minor !== 0)
          .map(([name, minor]) => (
            <div key={name} style={{ display: 'contents' }}>
              <dt>{name}</dt>
              <dd>
                <Money minor={minor} currency={order.currency} />
              </dd>
            </div>
          ))}
      </dl>
    </section>
  )
}
