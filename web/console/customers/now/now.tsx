import { Button, Text } from '@mantine/core'
import { IconShoppingCartPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { date } from '#shared/show.ts'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Ago, ChannelDot, Money } from '#ui/show.tsx'
import { Loading, Trouble } from '#ui/states.tsx'
import { CartPanel } from '../../carts/cart-panel.tsx'
import { useAction } from '../../frame/use-action.ts'
import { OrderState, PaymentState } from '../../orders/order-states.tsx'
import { ask } from '../../queries.ts'
import { useMay } from '../../session.ts'
import type { Customer } from '../customer-page.tsx'
import classes from '../customers.module.css'

const WORDS = {
  now: { es: 'Qué hay abierto', en: 'What is open' },
  orders: { es: 'Pedidos en marcha', en: 'Orders in progress' },
  past: { es: 'Pedidos anteriores', en: 'Earlier orders' },
  noCart: { es: 'No tiene ninguna cesta abierta.', en: 'No cart is open.' },
  newCart: { es: 'Empezar una cesta', en: 'Begin a cart' },
  noOrders: { es: 'Ningún pedido en marcha.', en: 'No order in progress.' },
  all: { es: 'Ver todos', en: 'See all' },
} as const
const CARTS_MAX = 3
const PAST_MAX = 4

/** What is open between us and the customer now: carts to edit together, orders on their way. */
export function Now({ customer }: { customer: Customer }) {
  const w = useWords(WORDS)
  return (
    <aside className={classes['now']} aria-label={w.now}>
      <Carts customer={customer} />
      <Orders customer={customer} />
    </aside>
  )
}

function Carts({ customer }: { customer: Customer }) {
  const w = useWords(WORDS)
  const may = useMay()
  const { data, error } = useQuery({
    ...ask('listCarts', { customer_id: customer.id, status: 'open', limit: CARTS_MAX }),
    enabled: may('carts.read'),
  })
  const begin = useAction('createCart', { refreshes: ['listCarts', 'getTimeline'] })
  if (!may('carts.read')) return null
  if (error) return <Trouble error={error} />
  if (!data) return <Loading />
  if (data.items.length > 0)
    return data.items.map(({ id }) => (
      <div key={id} className={classes['card']}>
        <CartPanel cart_id={id} />
      </div>
    ))
  return (
    <div className={classes['card']}>
      <Text size="sm" c="dimmed">
        {w.noCart}
      </Text>
      {may('carts.edit') && !customer.erased_at && (
        <Button
          mt={8}
          size="xs"
          variant="default"
          leftSection={<IconShoppingCartPlus size={16} stroke={1.75} />}
          loading={begin.isPending}
          onClick={() => begin.mutate({ customer_id: customer.id })}
        >
          {w.newCart}
        </Button>
      )}
    </div>
  )
}

function Orders({ customer }: { customer: Customer }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const may = useMay()
  const { data, error } = useQuery({
    ...ask('listOrders', { customer_id: customer.id, limit: 20 }),
    enabled: may('orders.read'),
  })
  if (!may('orders.read')) return null
  if (error) return <Trouble error={error} />
  if (!data) return <Loading />
  const open = data.items.filter(({ status }) => status === 'placed' || status === 'in_progress')
  const past = data.items.filter((order) => !open.includes(order)).slice(0, PAST_MAX)
  return (
    <>
      <h2 className={classes['partName']}>{w.orders}</h2>
      {open.length === 0 && (
        <Text size="sm" c="dimmed">
          {w.noOrders}
        </Text>
      )}
      {open.map((order) => (
        <OpenOrder key={order.id} order={order} />
      ))}
      {past.length > 0 && <h2 className={classes['partName']}>{w.past}</h2>}
      <ul className={classes['plain']}>
        {past.map(({ id, number, gross, currency, placed_at, channel, status }) => (
          <li key={id}>
            <Link to="/orders/$order_id" params={{ order_id: id }} className={classes['pastOrder'] as string}>
              <ChannelDot channel={channel} />
              <span>
                {number}
                <small>{date(placed_at, 'short', language)}</small>
              </span>
              {status === 'canceled' && <OrderState status={status} />}
              <strong>
                <Money minor={gross} currency={currency} />
              </strong>
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}

type Summary = {
  id: string
  number: string
  status: string
  payment_status: string
  gross: number
  currency: string
  placed_at: string
  channel: string
}

function OpenOrder({ order }: { order: Summary }) {
  const { data } = useQuery(ask('getOrder', { order_id: order.id }))
  return (
    <Link to="/orders/$order_id" params={{ order_id: order.id }} className={classes['openOrder'] as string}>
      <span className={classes['openOrderHead']}>
        <ChannelDot channel={order.channel} />
        <strong>{order.number}</strong>
        <Money minor={order.gross} currency={order.currency} />
      </span>
      <span className={classes['openOrderStates']}>
        <OrderState status={order.status as never} />
        <PaymentState status={order.payment_status as never} />
      </span>
      {data?.expectations
        .filter(({ closed_at }) => closed_at === null)
        .map((one) => (
          <span key={one.id} className={classes['promise']}>
            {one.store_name ?? one.location_name} · <Ago when={one.due_at} />
          </span>
        ))}
    </Link>
  )
}
