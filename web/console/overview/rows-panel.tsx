import { Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { Input } from '#sdk'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Ago, ChannelDot, Money } from '#ui/show.tsx'
import { Empty } from '#ui/states.tsx'
import { channelName } from '#shared/channels.ts'
import { DataTable } from '../frame/data-table.tsx'
import type { Column } from '../frame/data-table.tsx'
import { SidePanel } from '../frame/side-panel.tsx'
import { State } from '../frame/state.tsx'
import { useList } from '../frame/use-list.ts'
import type { RowOf } from '../queries.ts'
import { stopName } from './stop-name.ts'

const WORDS = {
  order: { es: 'Pedidos de este camino', en: 'Orders of this way' },
  cut: { es: 'Hilos cortados', en: 'Threads cut' },
  cutAbout: {
    es: 'Cada uno compró aquí mientras su cesta esperaba en otro canal.',
    en: 'Each was bought here while a cart of theirs was waiting in another channel.',
  },
  promise: { es: 'Promesas', en: 'Promises' },
  cart: { es: 'Cestas empezadas', en: 'Carts begun' },
  customer: { es: 'Clientes nuevos', en: 'New customers' },
  what: { es: 'Qué', en: 'What' },
  when: { es: 'Cuándo', en: 'When' },
  outcome: { es: 'Resultado', en: 'Outcome' },
  amount: { es: 'Importe', en: 'Amount' },
  empty: { es: 'Aquí no hay nada en este periodo', en: 'There is nothing here in this period' },
  kept: { es: 'A tiempo', en: 'On time' },
  late: { es: 'Tarde', en: 'Late' },
  bought: { es: 'Pedido', en: 'Ordered' },
  open: { es: 'Sin comprar', en: 'Not bought' },
  offers: { es: 'Acepta ofertas', en: 'Accepts offers' },
  silent: { es: 'No las acepta', en: 'Does not' },
  canceled: { es: 'Cancelado', en: 'Cancelled' },
  standing: { es: 'En pie', en: 'Standing' },
  nameless: { es: 'Sin nombre', en: 'No name' },
  aCart: { es: 'Cesta', en: 'Cart' },
} as const

type Row = RowOf<'listCounted'>
type Kind = Row['kind']

/** What a figure was counted from, at the side; each row leads on to its order or customer. */
export function RowsPanel({ rows, close }: { rows: string | undefined; close: () => void }) {
  const w = useWords(WORDS)
  const query = Object.fromEntries(new URLSearchParams(rows ?? ''))
  const kind = query['kind'] as Kind | undefined
  const cut = query['cut_from'] !== undefined
  return (
    <SidePanel opened={kind !== undefined} onClose={close} title={cut ? w.cut : kind && w[kind]} size="xl">
      {cut && (
        <Text size="sm" c="dimmed" mb="sm">
          {w.cutAbout}
        </Text>
      )}
      {kind && <Rows query={query} kind={kind} />}
    </SidePanel>
  )
}

function Rows({ query, kind }: { query: Record<string, string>; kind: Kind }) {
  const w = useWords(WORDS)
  const { good, ...rest } = query
  const input = { ...rest, ...(good !== undefined && { good: good === 'true' }) }
  const navigate = useNavigate()
  const open = ({ id }: Row) => void navigate({ to: '/carts', search: { cart: id } })
  const list = useList('listCounted', input as Input<'listCounted'>)
  return (
    <DataTable
      label={w[kind]}
      columns={useColumns(kind)}
      list={list}
      rowKey={({ id }) => id}
      {...(kind === 'cart' ? { open } : { linkTo: pageOf })}
      empty={<Empty title={w.empty} />}
    />
  )
}

const pageOf = ({ id, order_id }: Row): string => (order_id ? `/orders/${order_id}` : `/customers/${id}`)

function useColumns(kind: Kind): readonly Column<Row>[] {
  const w = useWords(WORDS)
  const columns: Column<Row>[] = [
    { key: 'what', title: w.what, render: (row) => <What row={row} /> },
    { key: 'when', title: w.when, render: ({ at }) => <Ago when={at} /> },
    { key: 'outcome', title: w.outcome, render: (row) => <Outcome row={row} />, from: 'tablet' },
  ]
  if (kind !== 'order') return columns
  const amount: Column<Row> = {
    key: 'amount',
    title: w.amount,
    align: 'right',
    render: ({ amount: minor, currency }) => currency && <Money minor={minor} currency={currency} />,
  }
  return [...columns, amount]
}

function What({ row }: { row: Row }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const name = row.kind === 'customer' ? (row.name ?? w.nameless) : (row.number ?? w.aCart)
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: 8 }}>
      <ChannelDot channel={row.channel} />
      <span>{name}</span>
      <Text span size="xs" c="dimmed">
        {row.cut_from
          ? `${channelName(row.cut_from, language)} ✕ ${channelName(row.channel, language)}`
          : row.received
            ? stopName(row.received, language)
            : channelName(row.channel, language)}
      </Text>
    </span>
  )
}

const OUTCOMES = {
  promise: ['kept', 'late', 'bad'],
  cart: ['bought', 'open', 'waits'],
  customer: ['offers', 'silent', 'waits'],
  order: ['standing', 'canceled', 'bad'],
} as const

function Outcome({ row: { kind, good } }: { row: Row }) {
  const w = useWords(WORDS)
  const [yes, no, tone] = OUTCOMES[kind]
  return <State tone={good ? 'ok' : tone}>{good ? w[yes] : w[no]}</State>
}
