import { Collapse, Text, Title } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Reply } from '#sdk'
import { isByHand } from '#shared/way-back.ts'
import { useWords } from '#ui/face.tsx'
import { Ago } from '#ui/show.tsx'
import { Loading, Trouble } from '#ui/states.tsx'
import { Price } from '../show.tsx'
import { customers, nameOf } from '../store/customers.ts'
import { useValue } from '../store/value.ts'
import { network } from '../sync/link.ts'
import { ask } from '../sync/queries.ts'
import { OwedOfOrder } from './owed-of-order.tsx'

const WORDS = {
  title: { es: 'Dinero por devolver', en: 'Money to give back' },
  cash: { es: 'en efectivo', en: 'in cash' },
  terminal: { es: 'a su tarjeta', en: 'to their card' },
  taken: { es: 'cobrado', en: 'taken' },
} as const
const SHOWN_MAX = 50
const EVERY_MS = 60_000

type Payment = Reply<'listPayments'>['items'][number]

/** What this shop owes its customers and somebody here hands over, of orders; nothing where it owes nothing. */
export function useOwedHere(): Payment[] {
  const { reachable } = useValue(network)
  const owed = useQuery({
    ...ask('listPayments', { owed: true, limit: SHOWN_MAX }),
    enabled: reachable,
    refetchInterval: EVERY_MS,
  })
  return (owed.data?.items ?? []).filter((payment) => payment.order_id !== null && isByHand(payment))
}

export function OwedHere({ owed }: { owed: readonly Payment[] }) {
  const w = useWords(WORDS)
  if (owed.length === 0) return null
  return (
    <section aria-label={w.title}>
      <Title order={2} size="md">
        {w.title}
      </Title>
      <ul className="rows">
        {owed.map((payment) => (
          <Row key={payment.id} payment={payment} />
        ))}
      </ul>
    </section>
  )
}

function Row({ payment: { provider, owed, order_id, customer_id, created_at } }: { payment: Payment }) {
  const w = useWords(WORDS)
  const [open, setOpen] = useState(false)
  const customer = customer_id === null ? undefined : customers.get().get(customer_id)
  return (
    <li>
      <button type="button" className="row" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span className="row-words">
          <span className="strong">
            <Price minor={owed} /> {provider === 'cash' ? w.cash : w.terminal}
          </span>
          <br />
          <span className="soft">
            {customer && `${nameOf(customer)} · `}
            {w.taken} <Ago when={created_at} />
          </span>
        </span>
        <IconChevronDown size={20} stroke={1.75} style={{ rotate: open ? '180deg' : '0deg' }} aria-hidden />
      </button>
      <Collapse expanded={open}>{open && order_id !== null && <OfOrder order_id={order_id} />}</Collapse>
    </li>
  )
}

function OfOrder({ order_id }: { order_id: string }) {
  const order = useQuery(ask('getOrder', { order_id }))
  if (order.isPending) return <Loading />
  if (order.error) return <Trouble error={order.error} again={() => void order.refetch()} />
  return (
    <>
      <Text className="soft" px="sm" pt="xs">
        {order.data.number}
      </Text>
      <OwedOfOrder order={order.data} />
    </>
  )
}
