import { Button, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useId } from 'react'
import { money } from '#shared/show.ts'
import { isByHand } from '#shared/way-back.ts'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Trouble } from '#ui/states.tsx'
import { useAction } from '../frame/use-action.ts'
import { useStores } from '../frame/use-stores.ts'
import { useMay } from '../session.ts'
import { HandBack } from './hand-back.tsx'
import type { Order } from './order-page.tsx'
import { errorOf, reasonOf } from './owed-why.ts'
import classes from './orders.module.css'

const WORDS = {
  title: { es: (sum: string) => `Se deben ${sum} al cliente`, en: (sum: string) => `${sum} is owed to the customer` },
  taken: { es: (where: string) => `Se pagó en ${where}.`, en: (where: string) => `It was paid in ${where}.` },
  counter: { es: 'una tienda', en: 'a shop' },
  because: { es: (why: string) => `Motivo: ${why}.`, en: (why: string) => `Reason: ${why}.` },
  online: {
    es: (sum: string) => `${sum} por donde se pagó, en línea`,
    en: (sum: string) => `${sum} the way it was paid, online`,
  },
  refused: {
    es: 'El proveedor de pago no ha aceptado la devolución.',
    en: 'The payment provider did not accept the refund.',
  },
  refusedBy: {
    es: (code: string) => `El proveedor de pago no ha aceptado la devolución (${code}).`,
    en: (code: string) => `The payment provider did not accept the refund (${code}).`,
  },
  again: { es: 'Pedir otra vez la devolución', en: 'Ask for the refund again' },
  unasked: {
    es: (sum: string) => `${sum} de más que todavía nadie ha pedido devolver`,
    en: (sum: string) => `${sum} too much that nobody has asked to refund yet`,
  },
  beyond: { es: 'Se cobró más de lo que se debe.', en: 'More was taken than is due.' },
  ask: { es: 'Pedir la devolución', en: 'Ask for the refund' },
  cannot: { es: 'Tu puesto no devuelve dinero.', en: 'Your role does not give money back.' },
  asked: {
    es: (sum: string) => `Pedido. ${sum} van de vuelta.`,
    en: (sum: string) => `Asked. ${sum} is on its way back.`,
  },
  noted: { es: 'Apuntado. Falta devolverlo en mano.', en: 'Noted. It has to be handed over.' },
  nothing: { es: 'No queda nada que pedir.', en: 'Nothing is left to ask for.' },
} as const

/** What the order owes its customer and is not on its way: how much, why, and what a person does about it. */
export function Owed({ order }: { order: Order }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const stores = useStores()
  const title = useId()
  if (order.owed === 0) return null
  const owing = order.payments.filter(({ owed }) => owed > 0)
  const online = owing.filter((payment) => !isByHand(payment))
  const unasked = order.owed - owing.reduce((sum, { owed }) => sum + owed, 0)
  const whyOf = (payment: Order['payments'][number]): string => {
    const reason = reasonOf(order.events, payment.id, language)
    const where = stores.find(({ value }) => value === payment.store_id)?.label ?? w.counter
    return [w.taken(where), reason && w.because(reason)].filter(Boolean).join(' ')
  }
  return (
    <section className={`${classes['box']} ${classes['owed']}`} aria-labelledby={title}>
      <h2 className={classes['boxName']} id={title}>
        <IconAlertTriangle size={16} stroke={1.75} aria-hidden />
        {w.title(money(order.owed, order.currency, language))}
      </h2>
      <ul className={classes['owings']}>
        {owing.filter(isByHand).map((payment) => (
          <HandBack key={payment.id} payment={payment} why={whyOf(payment)} />
        ))}
        {(online.length > 0 || unasked > 0) && <AskAgain order={order} online={online} unasked={unasked} />}
      </ul>
    </section>
  )
}

type Asked = { order: Order; online: Order['payments']; unasked: number }

/** What the provider refused, or nobody asked it for: one button, since the server asks for all of the order at once. */
function AskAgain({ order, online, unasked }: Asked) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const may = useMay()
  const sum = (minor: number): string => money(minor, order.currency, language)
  const ask = useAction('giveBackOwed', {
    quiet: true,
    done: ({ refunding, owed }) => (refunding > 0 ? w.asked(sum(refunding)) : owed > 0 ? w.noted : w.nothing),
    refreshes: ['getOrder', 'listOrders', 'listPayments', 'getTimeline'],
  })
  const refused = online.reduce((total, { owed }) => total + owed, 0)
  const code = online.map(({ id }) => errorOf(order.events, id, language)).find(Boolean)
  return (
    <li className={classes['owing']}>
      <div className={classes['owingWhat']}>
        {refused > 0 && (
          <>
            <strong>{w.online(sum(refused))}</strong>
            <Text size="xs" c="dimmed">
              {code ? w.refusedBy(code) : w.refused}
            </Text>
          </>
        )}
        {unasked > 0 && (
          <>
            <strong>{w.unasked(sum(unasked))}</strong>
            <Text size="xs" c="dimmed">
              {w.beyond}
            </Text>
          </>
        )}
        {ask.error && <Trouble error={ask.error} />}
      </div>
      <Button
        variant="default"
        disabled={!may('payments.refund')}
        title={may('payments.refund') ? undefined : w.cannot}
        loading={ask.isPending}
        onClick={() => ask.mutate({ order_id: order.id })}
      >
        {refused > 0 ? w.again : w.ask}
      </Button>
    </li>
  )
}
