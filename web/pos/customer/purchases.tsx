import { Collapse } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { date } from '#shared/show.ts'
import type { Reply } from '#sdk'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Empty, Loading, Trouble } from '#ui/states.tsx'
import { OwedOfOrder } from '../owed/owed-of-order.tsx'
import { Price, optionsOf } from '../show.tsx'
import { ask } from '../sync/queries.ts'

const WORDS = {
  none: { es: 'Aún no ha comprado', en: 'Nothing bought yet' },
  why: { es: 'Su primera compra aparecerá aquí.', en: 'Their first purchase will appear here.' },
} as const

const SHOWN = 30

/** What they bought, in any channel; each opens to its articles and sizes. */
export function Purchases({ customer_id }: { customer_id: string }) {
  const w = useWords(WORDS)
  const orders = useQuery(ask('listOrders', { customer_id, limit: SHOWN }))
  if (orders.isPending) return <Loading />
  if (orders.error) return <Trouble error={orders.error} again={() => void orders.refetch()} />
  if (orders.data.items.length === 0) return <Empty title={w.none}>{w.why}</Empty>
  return (
    <ul className="rows">
      {orders.data.items.map((order) => (
        <Purchase key={order.id} order={order} />
      ))}
    </ul>
  )
}

function Purchase({ order: { id, number, placed_at, gross } }: { order: Reply<'listOrders'>['items'][number] }) {
  const language = useLanguage()
  const [open, setOpen] = useState(false)
  return (
    <li>
      <button type="button" className="row" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span className="row-words">
          <span className="strong">{number}</span>
          <br />
          <span className="soft">{date(placed_at, 'day', language)}</span>
        </span>
        <span className="num strong">
          <Price minor={gross} />
        </span>
        <IconChevronDown size={20} stroke={1.75} style={{ rotate: open ? '180deg' : '0deg' }} aria-hidden />
      </button>
      <Collapse expanded={open}>{open && <Bought order_id={id} />}</Collapse>
    </li>
  )
}

function Bought({ order_id }: { order_id: string }) {
  const order = useQuery(ask('getOrder', { order_id }))
  if (order.isPending) return <Loading />
  if (order.error) return <Trouble error={order.error} again={() => void order.refetch()} />
  return (
    <>
      <OwedOfOrder order={order.data} />
      <BoughtLines order={order.data} />
    </>
  )
}

function BoughtLines({ order }: { order: Reply<'getOrder'> }) {
  return (
    <ul className="rows" style={{ paddingLeft: 16 }}>
      {order.lines.map(({ id, name, options, quantity, gross }) => (
        <li key={id} className="row">
          <span className="row-words">
            {quantity > 1 && `${quantity} × `}
            {name}
            <br />
            <span className="soft">{optionsOf(options)}</span>
          </span>
          <span className="num">
            <Price minor={gross} />
          </span>
        </li>
      ))}
    </ul>
  )
}
