import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { money } from '#shared/show.ts'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Loading, Trouble } from '#ui/states.tsx'
import { CashPad } from '../pay/cash-pad.tsx'
import { takeForOrder } from '../pay/take-for-order.ts'
import { kickDrawer } from '../receipt/kick-drawer.ts'
import { terms } from '../sale/complete.ts'
import { roundCash } from '../sale/sums.ts'
import type { OrderTender } from '../sale/sums.ts'
import { chain, mustTill } from '../session.ts'
import { Price } from '../show.tsx'
import type { Tender } from '../store/facts.ts'
import { useValue } from '../store/value.ts'
import { ask } from '../sync/queries.ts'

const WORDS = {
  first: { es: 'Este pedido se paga al recogerlo:', en: 'This order is paid when it is collected:' },
  cash: { es: 'Efectivo', en: 'Cash' },
  change: { es: (sum: string) => `Cambio: ${sum}`, en: (sum: string) => `Change: ${sum}` },
  terminal: { es: 'Cobrado con tarjeta', en: 'Paid by card' },
  closed: {
    es: 'Abre antes la caja, en Turno: el dinero va a su cajón.',
    en: 'Open the till first, under Shift: the money goes into its drawer.',
  },
} as const

const CHANGE_SHOWN_MS = 20_000

/** What was to be paid at collection is taken first; the drawer of this till holds it. */
export function PayFirst({ order_id, onPaid }: { order_id: string; onPaid: () => void }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const { currency } = mustTill()
  const shift = useValue(chain)?.shift ?? null
  const [counting, setCounting] = useState(false)
  const order = useQuery(ask('getOrder', { order_id }))
  const owed = order.data ? order.data.gross - order.data.paid : 0
  const cash_due = roundCash(owed, terms().cash_rounding)
  const take = useMutation({
    mutationFn: (tender: OrderTender) => takeForOrder(order_id, tender),
    onSuccess: (_, { kind, amount, rounding, given = amount }) => {
      if (kind === 'cash') kickDrawer(language)
      // Whoever gives it back reads it over the green screen.
      if (given > amount)
        notifications.show({ message: w.change(money(given - amount, currency, language)), autoClose: CHANGE_SHOWN_MS })
      if (amount - rounding >= owed) return onPaid()
      setCounting(false)
      return order.refetch()
    },
  })
  const pay = ({ kind, amount, given }: Omit<Tender, 'id'>): void => {
    // Said once more after it failed it is the same money, whose answer may only have been lost.
    const failed = take.isError ? take.variables : undefined
    take.mutate({
      id: failed?.kind === kind && failed.amount === amount ? failed.id : crypto.randomUUID(),
      kind,
      amount,
      rounding: kind === 'cash' && amount === cash_due ? cash_due - owed : 0,
      ...(given === undefined ? {} : { given }),
    })
  }
  if (order.isPending) return <Loading />
  if (order.error) return <Trouble error={order.error} again={() => void order.refetch()} />
  return (
    <Alert color="yellow">
      <Stack gap="sm">
        <Text>
          {w.first}{' '}
          <strong>
            <Price minor={owed} />
          </strong>
        </Text>
        {shift === null && <Text className="soft">{w.closed}</Text>}
        {take.error && <Trouble error={take.error} />}
        {counting ? (
          <CashPad key={cash_due} sums={{ cash_due }} busy={take.isPending} onTake={pay} />
        ) : (
          <Group>
            <Button variant="default" size="md" disabled={shift === null} onClick={() => setCounting(true)}>
              {w.cash}
            </Button>
            <Button
              variant="default"
              size="md"
              disabled={shift === null}
              loading={take.isPending}
              onClick={() => pay({ kind: 'terminal', amount: owed })}
            >
              {w.terminal}
            </Button>
          </Group>
        )}
      </Stack>
    </Alert>
  )
}
