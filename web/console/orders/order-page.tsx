import { Button, Group, Skeleton, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { Reply } from '#sdk'
import { channelName } from '#shared/channels.ts'
import { date } from '#shared/show.ts'
import { useLanguage, useWords } from '#ui/face.tsx'
import { addressLine } from '../frame/address-fields.tsx'
import { PageHeader } from '../frame/page-header.tsx'
import { Facts } from '../frame/state.tsx'
import { ask } from '../queries.ts'
import { useMay } from '../session.ts'
import { PageTrouble } from '../shell/page-trouble.tsx'
import { CancelOrder } from './cancel-order.tsx'
import { ChangeContact, ChangeStore } from './change-order.tsx'
import { Expectations } from './expectations.tsx'
import { Happened } from './happened.tsx'
import { Lines } from './lines.tsx'
import { OrderState, PaymentState } from './order-states.tsx'
import classes from './orders.module.css'
import { Owed } from './owed.tsx'
import { Payments } from './payments.tsx'

const WORDS = {
  orders: { es: 'Pedidos', en: 'Orders' },
  customer: { es: 'Cliente', en: 'Customer' },
  seeThread: { es: 'Ver su hilo', en: 'See their thread' },
  contact: { es: 'Contacto', en: 'Contact' },
  delivery: { es: 'Entrega', en: 'Delivery' },
  ship: { es: 'Envío', en: 'Delivery' },
  pickup: { es: 'Recogida', en: 'Pick-up' },
  carry_out: { es: 'Se lo llevó', en: 'Carried out' },
  channels: { es: 'Canales', en: 'Channels' },
  note: { es: 'Nota', en: 'Note' },
  cancel: { es: 'Anular', en: 'Cancel' },
  changeStore: { es: 'Cambiar tienda', en: 'Change shop' },
  change: { es: 'Cambiar', en: 'Change' },
  cannot: { es: 'Tu puesto no anula pedidos.', en: 'Your role does not cancel orders.' },
  guest: { es: 'Compró sin identificarse', en: 'Bought without saying who they are' },
} as const

export type Order = Reply<'getOrder'>

/** One order: what was bought, where it is, what happened and what will. */
export function OrderPage() {
  const { order_id } = useParams({ strict: false }) as { order_id: string }
  const { data: order, error, refetch } = useQuery(ask('getOrder', { order_id }))
  if (error) return <PageTrouble error={error} again={() => void refetch()} />
  if (!order)
    return (
      <>
        <Skeleton h={26} w={220} mb={22} />
        <Skeleton h={420} />
      </>
    )
  return <Shown order={order} />
}

function Shown({ order }: { order: Order }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const may = useMay()
  const [sheet, setSheet] = useState<'cancel' | 'store' | null>(null)
  const isOpen = order.status === 'placed' || order.status === 'in_progress'
  return (
    <>
      <PageHeader
        title={order.number}
        above={{ to: '/orders', name: w.orders }}
        beside={
          <>
            <OrderState status={order.status} />
            <PaymentState status={order.payment_status} />
          </>
        }
        about={`${date(order.placed_at, 'long', language)}, ${date(order.placed_at, 'time', language)} · ${channelName(order.channel, language)}`}
        actions={
          isOpen && (
            <>
              {order.delivery_method === 'pickup' && may('orders.edit') && (
                <Button variant="default" onClick={() => setSheet('store')}>
                  {w.changeStore}
                </Button>
              )}
              <Button
                variant="default"
                color="red"
                disabled={!may('orders.cancel')}
                title={may('orders.cancel') ? undefined : w.cannot}
                onClick={() => setSheet('cancel')}
              >
                {w.cancel}
              </Button>
            </>
          )
        }
      />
      <div className={classes['columns']}>
        <div className={classes['column']}>
          <Owed order={order} />
          <Lines order={order} />
          <Expectations order={order} />
          <Payments order={order} />
        </div>
        <div className={classes['column']}>
          <About order={order} isOpen={isOpen} />
          <Happened order={order} />
        </div>
      </div>
      <CancelOrder order={order} opened={sheet === 'cancel'} onClose={() => setSheet(null)} />
      <ChangeStore order={order} opened={sheet === 'store'} onClose={() => setSheet(null)} />
    </>
  )
}

function About({ order, isOpen }: { order: Order; isOpen: boolean }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const may = useMay()
  const [changes, setChanges] = useState(false)
  const contact = order.contact as { name?: string; email?: string; phone?: string }
  const to = order.address ? addressLine(order.address) : (order.expectations[0]?.store_name ?? '')
  return (
    <section className={classes['box']}>
      <Group justify="space-between" mb={10}>
        <h2 className={classes['boxName']}>{w.customer}</h2>
        {order.customer_id && (
          <Button component={Link} to={`/customers/${order.customer_id}`} size="compact-xs" variant="default">
            {w.seeThread}
          </Button>
        )}
      </Group>
      {!order.customer_id && (
        <Text size="sm" c="dimmed" mb={8}>
          {w.guest}
        </Text>
      )}
      <Facts
        of={[
          [
            w.contact,
            <Group key="contact" gap={8} justify="space-between" wrap="nowrap">
              <span>{[contact.name, contact.email, contact.phone].filter(Boolean).join(' · ') || '–'}</span>
              {isOpen && may('orders.edit') && (
                <Button flex="none" size="compact-xs" variant="subtle" color="gray" onClick={() => setChanges(true)}>
                  {w.change}
                </Button>
              )}
            </Group>,
          ],
          [w.delivery, [w[order.delivery_method], to].filter(Boolean).join(' · ')],
          [w.channels, order.touched_in.map((code) => channelName(code, language)).join(' → ')],
          ...(order.note ? [[w.note, order.note] as const] : []),
        ]}
      />
      <ChangeContact order={order} opened={changes} onClose={() => setChanges(false)} />
    </section>
  )
}
