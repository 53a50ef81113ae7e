import { Button, Skeleton, Stack, Text } from '@mantine/core'
import { IconCashOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Reply } from '#sdk'
import { isByHand } from '#shared/way-back.ts'
import { useWords } from '#ui/face.tsx'
import { Ago, Money } from '#ui/show.tsx'
import { Empty, Trouble } from '#ui/states.tsx'
import { DataTable } from '../frame/data-table.tsx'
import { SidePanel } from '../frame/side-panel.tsx'
import { useList } from '../frame/use-list.ts'
import { useStores } from '../frame/use-stores.ts'
import { ask } from '../queries.ts'
import { HandBack } from './hand-back.tsx'
import { Owed } from './owed.tsx'
import classes from './orders.module.css'

const WORDS = {
  title: { es: 'Dinero por devolver', en: 'Money to give back' },
  sum: { es: 'Importe', en: 'Amount' },
  way: { es: 'Cómo se devuelve', en: 'How it goes back' },
  where: { es: 'Dónde se pagó', en: 'Where it was paid' },
  taken: { es: 'Cobrado', en: 'Taken' },
  cash: { es: 'En efectivo', en: 'In cash' },
  terminal: { es: 'En el datáfono', en: 'At the card terminal' },
  online: { es: 'En línea: no se aceptó', en: 'Online: it was refused' },
  web: { es: 'En línea', en: 'Online' },
  none: { es: 'No se debe nada a nadie', en: 'Nothing is owed to anybody' },
  noneText: {
    es: 'Cuando haya que devolver dinero en mano, o el banco no acepte una devolución, aparecerá aquí hasta que alguien lo resuelva.',
    en: 'When money has to be handed back, or the bank refuses a refund, it appears here until somebody resolves it.',
  },
  order: { es: (number: string) => `Ver el pedido ${number}`, en: (number: string) => `See order ${number}` },
  cart: {
    es: 'Se pagó una cesta que no llegó a pedido.',
    en: 'A cart was paid that never became an order.',
  },
  byProvider: {
    es: 'Se pagó una cesta que no llegó a pedido. Devuélvelo desde el panel del proveedor de pago: aquí se verá solo.',
    en: 'A cart was paid that never became an order. Give it back on the payment provider’s own pages: it is seen here by itself.',
  },
} as const
const PAGE = 25

type Payment = Reply<'listPayments'>['items'][number]

const wayOf = (payment: Payment): 'cash' | 'terminal' | 'online' =>
  isByHand(payment) ? (payment.provider as 'cash' | 'terminal') : 'online'

/** Payments that owe money back and wait for a person, of the shops of whoever looks; each opens to what can be done. */
export function OwedList({ opened, open }: { opened: string | undefined; open: (payment_id: string | null) => void }) {
  const w = useWords(WORDS)
  const stores = useStores()
  const list = useList('listPayments', { owed: true, limit: PAGE })
  const shown = list.rows?.find(({ id }) => id === opened)
  return (
    <>
      <DataTable
        label={w.title}
        list={list}
        rowKey={({ id }) => id}
        current={opened}
        open={({ id }) => open(id)}
        columns={[
          { key: 'sum', title: w.sum, render: ({ owed, currency }) => <Money minor={owed} currency={currency} /> },
          { key: 'way', title: w.way, render: (payment) => w[wayOf(payment)] },
          {
            key: 'where',
            title: w.where,
            render: ({ store_id }) => stores.find(({ value }) => value === store_id)?.label ?? w.web,
            from: 'tablet',
          },
          { key: 'taken', title: w.taken, align: 'right', render: ({ created_at }) => <Ago when={created_at} /> },
        ]}
        empty={
          <Empty icon={<IconCashOff size={28} stroke={1.75} />} title={w.none}>
            {w.noneText}
          </Empty>
        }
      />
      <SidePanel opened={shown !== undefined} onClose={() => open(null)} title={w.title} size="md">
        {shown && (shown.order_id === null ? <OfCart payment={shown} /> : <OfOrder order_id={shown.order_id} />)}
      </SidePanel>
    </>
  )
}

function OfOrder({ order_id }: { order_id: string }) {
  const w = useWords(WORDS)
  const { data: order, error, refetch } = useQuery(ask('getOrder', { order_id }))
  if (error) return <Trouble error={error} again={() => void refetch()} />
  if (!order) return <Skeleton h={120} />
  return (
    <Stack align="stretch">
      <Owed order={order} />
      <Button component={Link} to={`/orders/${order_id}`} variant="default">
        {w.order(order.number)}
      </Button>
    </Stack>
  )
}

/** Money of a cart has no order to be asked for by: by hand it can be given back, a provider does it on its own pages. */
function OfCart({ payment }: { payment: Payment }) {
  const w = useWords(WORDS)
  if (!isByHand(payment)) return <Text size="sm">{w.byProvider}</Text>
  return (
    <ul className={classes['owings']}>
      <HandBack payment={payment} why={w.cart} />
    </ul>
  )
}
