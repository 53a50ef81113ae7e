import { Text, TextInput } from '@mantine/core'
import { IconReceipt } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { Reply } from '#sdk'
import { channelName } from '#shared/channels.ts'
import { number } from '#shared/show.ts'
import { useLanguage, useWords } from '#ui/face.tsx'
import { ChannelDot, Money, When } from '#ui/show.tsx'
import { Empty } from '#ui/states.tsx'
import { DataTable } from '../frame/data-table.tsx'
import type { Column } from '../frame/data-table.tsx'
import { FilterBar, FilterSelect } from '../frame/filter-bar.tsx'
import { useFilters } from '../frame/filters.ts'
import { PageHeader } from '../frame/page-header.tsx'
import { SavedViews } from '../frame/saved-views.tsx'
import { useList } from '../frame/use-list.ts'
import { useStores } from '../frame/use-stores.ts'
import { ask } from '../queries.ts'
import { ExportOrders } from './export-orders.tsx'
import classes from './orders.module.css'
import { DELIVERY_WORDS, ORDER_WORDS, OrderState, PAYMENT_WORDS, PaymentState } from './order-states.tsx'
import type { OrderStatus, PaymentStatus } from './order-states.tsx'
import { OwedList } from './owed-list.tsx'
import { useOwing } from './owed-notice.tsx'

const WORDS = {
  title: { es: 'Pedidos', en: 'Orders' },
  find: { es: 'Número, contacto o artículo', en: 'Number, contact or article' },
  number: { es: 'Número', en: 'Number' },
  placed: { es: 'Fecha', en: 'Date' },
  customer: { es: 'Cliente', en: 'Customer' },
  channel: { es: 'Canal', en: 'Channel' },
  state: { es: 'Estado', en: 'State' },
  payment: { es: 'Pago', en: 'Payment' },
  delivery: { es: 'Entrega', en: 'Delivery' },
  total: { es: 'Total', en: 'Total' },
  store: { es: 'Tienda', en: 'Shop' },
  from: { es: 'Desde', en: 'From' },
  to: { es: 'Hasta', en: 'To' },
  inWork: { es: 'En marcha', en: 'In progress' },
  unpaid: { es: 'Sin pagar', en: 'Unpaid' },
  canceled: { es: 'Anulados', en: 'Cancelled' },
  owed: { es: 'Por devolver', en: 'To give back' },
  none: { es: 'Ningún pedido así', en: 'No such order' },
  noneText: {
    es: 'Cuando alguien compre en cualquier canal, su pedido aparecerá aquí. Quita algún filtro para ver más.',
    en: 'When somebody buys in any channel, the order appears here. Take a filter away to see more.',
  },
  fitting: {
    es: (n: number, said: string) => (n === 1 ? 'Un pedido' : `${said} pedidos`),
    en: (n: number, said: string) => (n === 1 ? 'One order' : `${said} orders`),
  },
  over: { es: (n: string) => `Más de ${n} pedidos`, en: (n: string) => `More than ${n} orders` },
} as const
const PAGE = 50
const KEYS = ['status', 'payment', 'channel', 'store', 'from', 'to', 'text', 'owed'] as const

type Key = (typeof KEYS)[number] | 'open'
type Row = Reply<'listOrders'>['items'][number]

/** All orders, or what is owed to their customers. */
export function OrdersPage() {
  const w = useWords(WORDS)
  const [{ owed, open }, narrow] = useFilters<Key>()
  if (owed === undefined) return <Orders />
  return (
    <>
      <PageHeader title={w.title} />
      <Views />
      <OwedList opened={open} open={(payment_id) => narrow({ open: payment_id })} />
    </>
  )
}

function Views() {
  const w = useWords(WORDS)
  const [filters, narrow] = useFilters<Key>()
  const owing = useOwing()
  return (
    <SavedViews
      list="orders"
      keys={KEYS}
      filters={filters}
      narrow={(change) => narrow({ ...change, open: null })}
      presets={[
        { name: w.inWork, filters: { status: 'in_progress' } },
        { name: w.unpaid, filters: { payment: 'unpaid' } },
        { name: w.canceled, filters: { status: 'canceled' } },
        ...(owing === null
          ? []
          : [{ name: owing === '0' ? w.owed : `${w.owed} · ${owing}`, filters: { owed: 'yes' } }]),
      ]}
    />
  )
}

function Orders() {
  const w = useWords(WORDS)
  const [filters] = useFilters<Key>()
  const { status, payment, channel, store, from, to, text } = filters
  const asked = {
    ...(status && { status: status as OrderStatus }),
    ...(payment && { payment_status: payment as PaymentStatus }),
    ...(channel && { channel }),
    ...(store && { store_id: store }),
    ...(from && { placed_from: startOf(from) }),
    ...(to && { placed_to: startOf(to, 1) }),
    ...(text && { text }),
  }
  const list = useList('listOrders', { limit: PAGE, ...asked })
  const { data: fitting } = useQuery({ ...ask('countOrders', asked), placeholderData: (before) => before })
  const columns = useColumns()
  return (
    <>
      <PageHeader
        title={w.title}
        about={fitting && <Fitting {...fitting} />}
        actions={<ExportOrders filter={asked} disabled={!list.rows?.length} />}
      />
      <Views />
      <OrderFilters />
      <DataTable
        label={w.title}
        columns={columns}
        list={list}
        rowKey={({ id }) => id}
        linkTo={({ id }) => `/orders/${id}`}
        empty={
          <Empty icon={<IconReceipt size={28} stroke={1.75} />} title={w.none}>
            {w.noneText}
          </Empty>
        }
      />
    </>
  )
}

function Fitting({ count, more }: Reply<'countOrders'>) {
  const w = useWords(WORDS)
  const said = number(count, useLanguage())
  return more ? w.over(said) : w.fitting(count, said)
}

function useColumns(): Column<Row>[] {
  const w = useWords(WORDS)
  const delivery = useWords(DELIVERY_WORDS)
  return [
    {
      key: 'number',
      title: w.number,
      render: ({ number: drawn, placed_at }) => (
        <>
          <span className="whole">{drawn}</span>
          <span className={classes['placedBelow']}>
            <When when={placed_at} />
          </span>
        </>
      ),
    },
    { key: 'placed', title: w.placed, render: ({ placed_at }) => <When when={placed_at} />, from: 'desktop' },
    {
      key: 'customer',
      title: w.customer,
      render: ({ contact_name }) => <span className="whole">{contact_name}</span>,
      from: 'tablet',
    },
    { key: 'channel', title: w.channel, render: ({ channel: code }) => <Channel code={code} />, from: 'desktop' },
    { key: 'delivery', title: w.delivery, render: ({ delivery_method }) => delivery[delivery_method], from: 'desktop' },
    { key: 'state', title: w.state, render: (row) => <OrderState status={row.status} /> },
    {
      key: 'payment',
      title: w.payment,
      render: (row) => <PaymentState status={row.payment_status} />,
      from: 'desktop',
    },
    {
      key: 'total',
      title: w.total,
      align: 'right',
      render: ({ gross, currency }) => <Money minor={gross} currency={currency} />,
    },
  ]
}

/** Midnight of a day where the reader is; a moment is itself: a day of a shop elsewhere, or an hour. */
function startOf(day: string, later = 0): string {
  if (isMoment(day)) return day
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date + later).toISOString()
}

const isMoment = (text: string): boolean => text.includes('T')

export function Channel({ code }: { code: string }) {
  const language = useLanguage()
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: 8 }}>
      <span aria-hidden>
        <ChannelDot channel={code} />
      </span>
      {channelName(code, language)}
    </span>
  )
}

function OrderFilters() {
  const w = useWords(WORDS)
  const language = useLanguage()
  const [{ status, payment, channel, store, from, to, text }, narrow] = useFilters<Key>()
  const stores = useStores()
  const channels = useQuery(ask('listChannels', {}))
  const choices = <K extends string>(words: Readonly<Record<K, { es: string; en: string }>>) =>
    (Object.keys(words) as K[]).map((value) => ({ value, label: words[value][language] }))
  const day = (label: string, key: 'from' | 'to', value: string | undefined) => (
    <TextInput
      type="date"
      w={172}
      aria-label={label}
      leftSection={<Text size="xs">{label}</Text>}
      leftSectionWidth={48}
      value={(value ?? '').slice(0, 10)}
      onChange={(event) => narrow({ [key]: event.target.value || null })}
    />
  )
  return (
    <FilterBar text={text} onText={(next) => narrow({ text: next })} placeholder={w.find}>
      <FilterSelect
        label={w.state}
        value={status}
        options={choices(ORDER_WORDS)}
        choose={(next) => narrow({ status: next })}
      />
      <FilterSelect
        label={w.payment}
        value={payment}
        options={choices(PAYMENT_WORDS)}
        choose={(next) => narrow({ payment: next })}
      />
      <FilterSelect
        label={w.channel}
        value={channel}
        options={(channels.data?.items ?? []).map(({ code }) => ({ value: code, label: channelName(code, language) }))}
        choose={(next) => narrow({ channel: next })}
      />
      <FilterSelect
        label={w.store}
        value={store}
        options={stores}
        choose={(next) => narrow({ store: next })}
        searchable
      />
      {day(w.from, 'from', from)}
      {day(w.to, 'to', to)}
    </FilterBar>
  )
}
