import { Button, Group, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { money } from '#shared/show.ts'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Trouble } from '#ui/states.tsx'
import { kickDrawer } from '../receipt/kick-drawer.ts'
import { chain, mustTill } from '../session.ts'
import { drawer } from '../shift/verbs.ts'
import { useValue } from '../store/value.ts'
import { refresh } from '../sync/queries.ts'
import { handBack, inCoins } from './give-back.ts'
import type { Order } from './give-back.ts'

const WORDS = {
  cash: { es: (sum: string) => `${sum} en efectivo`, en: (sum: string) => `${sum} in cash` },
  terminal: {
    es: (sum: string) => `${sum} a su tarjeta, en el datáfono`,
    en: (sum: string) => `${sum} to their card, at the terminal`,
  },
  giveCash: { es: 'Devolver en efectivo', en: 'Give back in cash' },
  giveTerminal: { es: 'Devolver a la tarjeta', en: 'Give back to the card' },
  sureCash: {
    es: (sum: string) => `Se abre el cajón: entrega ${sum} en efectivo.`,
    en: (sum: string) => `The drawer opens: hand over ${sum} in cash.`,
  },
  sureTerminal: {
    es: (sum: string) => `¿Ha devuelto ya el datáfono ${sum} a su tarjeta?`,
    en: (sum: string) => `Did the terminal give ${sum} back to their card?`,
  },
  given: { es: 'Devuelto', en: 'Given back' },
  notYet: { es: 'Todavía no', en: 'Not yet' },
  done: {
    es: (sum: string) => `Devuelto: ${sum}. El cajón ya lo cuenta.`,
    en: (sum: string) => `Given back: ${sum}. The drawer counts it.`,
  },
  doneCard: {
    es: (sum: string) => `Devuelto a la tarjeta: ${sum}.`,
    en: (sum: string) => `Given back to the card: ${sum}.`,
  },
  reason: {
    es: (number: string) => `Devuelto al cliente, pedido ${number}`,
    en: (number: string) => `Given back to the customer, order ${number}`,
  },
  closed: {
    es: 'Abre antes la caja, en Turno: el dinero sale de su cajón.',
    en: 'Open the till first, under Shift: the money leaves its drawer.',
  },
  lacks: {
    es: 'En el cajón no hay tanto. Mete antes efectivo, en Turno.',
    en: 'The drawer does not hold that much. Pay cash in first, under Shift.',
  },
  elsewhere: { es: 'Lo devuelve la tienda donde se pagó.', en: 'The shop where it was paid gives it back.' },
} as const

type Props = { payment: Order['payments'][number]; number: string }

/** Money of this counter that is owed: given back here, it is the server's and the drawer's at once. */
export function Owing({ payment, number }: Props) {
  const w = useWords(WORDS)
  const { currency, store } = mustTill()
  const [asks, setAsks] = useState(false)
  const shift = useValue(chain)?.shift ?? null
  const isCash = payment.provider === 'cash'
  const sum = money(isCash ? inCoins(payment.owed) : payment.owed, currency, useLanguage())
  const elsewhere = payment.store_id !== store.id
  const closed = isCash && shift === null
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Text fw={600}>{isCash ? w.cash(sum) : w.terminal(sum)}</Text>
        {!asks && (
          <Button variant="default" size="md" disabled={elsewhere || closed} onClick={() => setAsks(true)}>
            {isCash ? w.giveCash : w.giveTerminal}
          </Button>
        )}
      </Group>
      {elsewhere ? (
        <Text className="soft">{w.elsewhere}</Text>
      ) : closed ? (
        <Text className="soft">{w.closed}</Text>
      ) : (
        asks && <Sure payment={payment} number={number} sum={sum} onNo={() => setAsks(false)} />
      )}
    </Stack>
  )
}

function Sure({ payment, number, sum, onNo }: Props & { sum: string; onNo: () => void }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  // Tried again after an answer was lost, it is the same giving back.
  const [id] = useState(() => crypto.randomUUID())
  const [lacks, setLacks] = useState(false)
  const isCash = payment.provider === 'cash'
  const give = useMutation({
    mutationFn: () => handBack(payment, id, w.reason(number)),
    onSuccess: async () => {
      if (isCash) kickDrawer(language)
      notifications.show({ message: isCash ? w.done(sum) : w.doneCard(sum), color: 'green' })
      await refresh('getOrder', 'listPayments', 'listOrders')
    },
  })
  const press = async (): Promise<void> => {
    const short = isCash && ((await drawer())?.expected.cash ?? 0) < inCoins(payment.owed)
    setLacks(short)
    if (!short) give.mutate()
  }
  const words = isCash ? w.sureCash(sum) : w.sureTerminal(sum)
  return (
    <Stack gap="xs" role="group" aria-label={words}>
      <Text>{words}</Text>
      {lacks && (
        <Text c="var(--bad)" role="alert">
          {w.lacks}
        </Text>
      )}
      {give.error && <Trouble error={give.error} />}
      <Group grow>
        <Button size="md" px="xs" loading={give.isPending} onClick={() => void press()}>
          {w.given}
        </Button>
        <Button size="md" px="xs" variant="default" disabled={give.isPending} onClick={onNo}>
          {w.notYet}
        </Button>
      </Group>
    </Stack>
  )
}
