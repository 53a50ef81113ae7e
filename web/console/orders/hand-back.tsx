import { Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import type { Reply } from '#sdk'
import { money } from '#shared/show.ts'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Trouble } from '#ui/states.tsx'
import { useAction } from '../frame/use-action.ts'
import { useMay, useMe } from '../session.ts'
import classes from './orders.module.css'

const WORDS = {
  cash: {
    es: (sum: string) => `${sum} en efectivo, en mano`,
    en: (sum: string) => `${sum} in cash, by hand`,
  },
  terminal: {
    es: (sum: string) => `${sum} a su tarjeta, en el datáfono`,
    en: (sum: string) => `${sum} to their card, at the terminal`,
  },
  given: { es: 'Ya se ha devuelto', en: 'It was given back' },
  sureCash: {
    es: (sum: string) => `¿Tiene ya el cliente sus ${sum} en efectivo?`,
    en: (sum: string) => `Does the customer have their ${sum} in cash?`,
  },
  sureTerminal: {
    es: (sum: string) => `¿Se han devuelto ya ${sum} a su tarjeta en el datáfono?`,
    en: (sum: string) => `Was ${sum} given back to their card at the terminal?`,
  },
  yesCash: { es: (sum: string) => `Sí, ${sum} en efectivo`, en: (sum: string) => `Yes, ${sum} in cash` },
  yesTerminal: { es: (sum: string) => `Sí, ${sum} a la tarjeta`, en: (sum: string) => `Yes, ${sum} to the card` },
  no: { es: 'Todavía no', en: 'Not yet' },
  drawer: {
    es: 'Si el dinero sale de una caja, dilo en ella: así cuadra su cajón.',
    en: 'If the money leaves a till, say it there: so its drawer agrees.',
  },
  done: { es: (sum: string) => `Devuelto: ${sum}.`, en: (sum: string) => `Given back: ${sum}.` },
  cannot: { es: 'Tu puesto no devuelve dinero.', en: 'Your role does not give money back.' },
  elsewhere: { es: 'Lo devuelve la tienda donde se pagó.', en: 'The shop where it was paid gives it back.' },
} as const

export type OwingPayment = Pick<
  Reply<'listPayments'>['items'][number],
  'id' | 'provider' | 'store_id' | 'owed' | 'currency'
>

/** Money taken face to face goes back by hand; who did it says so, once, by its sum and where it came from. */
export function HandBack({ payment, why }: { payment: OwingPayment; why: string }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const [asks, setAsks] = useState(false)
  const cannot = useCannot(payment.store_id)
  const sum = money(payment.owed, payment.currency, language)
  const isCash = payment.provider === 'cash'
  return (
    <li className={classes['owing']}>
      <div className={classes['owingWhat']}>
        <strong>{isCash ? w.cash(sum) : w.terminal(sum)}</strong>
        <Text size="xs" c="dimmed">
          {why}
        </Text>
      </div>
      {asks ? (
        <Sure payment={payment} sum={sum} onNo={() => setAsks(false)} />
      ) : (
        <Button
          variant="default"
          disabled={cannot !== undefined}
          title={cannot && w[cannot]}
          onClick={() => setAsks(true)}
        >
          {w.given}
        </Button>
      )}
    </li>
  )
}

function useCannot(store_id: string | null): 'cannot' | 'elsewhere' | undefined {
  const { store_ids } = useMe()
  const may = useMay()
  if (!may('payments.refund')) return 'cannot'
  return store_ids === null || store_id === null || store_ids.includes(store_id) ? undefined : 'elsewhere'
}

/** On the question, not on its answer: Enter pressed twice gives nothing back. */
const focus = (question: HTMLElement | null): void => question?.focus()

function Sure({ payment, sum, onNo }: { payment: OwingPayment; sum: string; onNo: () => void }) {
  const w = useWords(WORDS)
  const isCash = payment.provider === 'cash'
  const give = useAction('handBackPayment', {
    quiet: true,
    done: w.done(sum),
    refreshes: ['getOrder', 'listOrders', 'listPayments', 'getTimeline'],
  })
  const question = isCash ? w.sureCash(sum) : w.sureTerminal(sum)
  return (
    <div role="group" aria-label={question} tabIndex={-1} ref={focus} className={classes['sure']}>
      <Text fw={500}>{question}</Text>
      {isCash && (
        <Text size="xs" c="dimmed">
          {w.drawer}
        </Text>
      )}
      {give.error && <Trouble error={give.error} />}
      <Group gap="xs">
        <Button loading={give.isPending} onClick={() => give.mutate({ payment_id: payment.id })}>
          {isCash ? w.yesCash(sum) : w.yesTerminal(sum)}
        </Button>
        <Button variant="default" disabled={give.isPending} onClick={onNo}>
          {w.no}
        </Button>
      </Group>
    </div>
  )
}
