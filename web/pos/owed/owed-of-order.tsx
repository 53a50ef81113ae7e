import { Alert, Stack, Text } from '@mantine/core'
import { IconCashOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { money } from '#shared/show.ts'
import { isByHand } from '#shared/way-back.ts'
import { useLanguage, useWords } from '#ui/face.tsx'
import { ask } from '../sync/queries.ts'
import type { Order } from './give-back.ts'
import { Owing } from './owing.tsx'

const WORDS = {
  owed: { es: (sum: string) => `Se deben ${sum} al cliente`, en: (sum: string) => `${sum} is owed to the customer` },
  online: {
    es: (sum: string) =>
      `${sum} se pagaron en línea y todavía no han vuelto: quien lleva la tienda lo pide en el panel.`,
    en: (sum: string) =>
      `${sum} was paid online and has not gone back yet: whoever runs the shop asks for it at the desk.`,
  },
} as const

/** What an order owes its customer, wherever it is opened at the till; nothing where it owes nothing. */
export function OwedOfOrder({ order }: { order: Order }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  if (order.owed === 0) return null
  const sum = (minor: number): string => money(minor, order.currency, language)
  const byHand = order.payments.filter((payment) => payment.owed > 0 && isByHand(payment))
  const online = order.owed - byHand.reduce((total, { owed }) => total + owed, 0)
  return (
    <Alert color="yellow" bg="var(--warn-wash)" icon={<IconCashOff stroke={1.75} color="var(--warn-ink)" />}>
      <Stack gap="md">
        <Text fw={600}>{w.owed(sum(order.owed))}</Text>
        {byHand.map((payment) => (
          <Owing key={payment.id} payment={payment} number={order.number} />
        ))}
        {online > 0 && <Text size="sm">{w.online(sum(online))}</Text>}
      </Stack>
    </Alert>
  )
}

/** Beside other work on an order: it never stands in its way. */
export function OwedOf({ order_id }: { order_id: string }) {
  const order = useQuery(ask('getOrder', { order_id }))
  return order.data ? <OwedOfOrder order={order.data} /> : null
}
