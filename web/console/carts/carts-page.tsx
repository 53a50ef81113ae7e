import { IconShoppingCart } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import type { Reply } from '#sdk'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Ago } from '#ui/show.tsx'
import { Empty } from '#ui/states.tsx'
import { number } from '#shared/show.ts'
import { DataTable } from '../frame/data-table.tsx'
import type { Column } from '../frame/data-table.tsx'
import { FilterBar, FilterSelect } from '../frame/filter-bar.tsx'
import { useFilters } from '../frame/filters.ts'
import { PageHeader } from '../frame/page-header.tsx'
import { SidePanel } from '../frame/side-panel.tsx'
import { State } from '../frame/state.tsx'
import { useList } from '../frame/use-list.ts'
import { useStores } from '../frame/use-stores.ts'
import { Channel } from '../orders/orders-page.tsx'
import { CartPanel } from './cart-panel.tsx'

const WORDS = {
  title: { es: 'Cestas', en: 'Carts' },
  customer: { es: 'Cliente', en: 'Customer' },
  unknown: { es: 'Sin identificar', en: 'Not identified' },
  channel: { es: 'Canal', en: 'Channel' },
  units: { es: 'Unidades', en: 'Units' },
  touched: { es: 'Último cambio', en: 'Last change' },
  state: { es: 'Estado', en: 'State' },
  open: { es: 'Abierta', en: 'Open' },
  placed: { es: 'Pedida', en: 'Ordered' },
  merged: { es: 'Unida a otra', en: 'Joined to another' },
  expired: { es: 'Caducada', en: 'Ran out' },
  store: { es: 'Tienda', en: 'Shop' },
  code: { es: 'Código', en: 'Code' },
  none: { es: 'Ninguna cesta así', en: 'No such cart' },
  noneText: {
    es: 'Cuando alguien ponga algo en su cesta, en la web, la aplicación o la tienda, la verás aquí.',
    en: 'When somebody puts something into a cart, on the web, in the app or in the shop, you see it here.',
  },
  cart: { es: 'Cesta', en: 'Cart' },
} as const
const STATUSES = ['open', 'placed', 'merged', 'expired'] as const
const TONES = { open: 'info', placed: 'ok', merged: 'plain', expired: 'plain' } as const
const PAGE = 50

type Row = Reply<'listCarts'>['items'][number]
type Status = (typeof STATUSES)[number]

/** Every cart; the open ones first, since those can still be helped along. */
export function CartsPage() {
  const w = useWords(WORDS)
  const language = useLanguage()
  const navigate = useNavigate()
  const [{ status = 'open', store, cart }, narrow] = useFilters<'status' | 'store' | 'cart'>()
  const stores = useStores()
  const list = useList('listCarts', {
    limit: PAGE,
    status: status as Status,
    ...(store && { store_id: store }),
  })
  const columns: Column<Row>[] = [
    { key: 'customer', title: w.customer, render: ({ given_name }) => given_name ?? w.unknown },
    { key: 'code', title: w.code, render: ({ code }) => code, from: 'tablet' },
    { key: 'channel', title: w.channel, render: ({ channel }) => <Channel code={channel} />, from: 'tablet' },
    {
      key: 'state',
      title: w.state,
      from: 'desktop',
      render: ({ status: now }) => <State tone={TONES[now as Status]}>{w[now as Status]}</State>,
    },
    { key: 'units', title: w.units, align: 'right', render: ({ units }) => number(units, language) },
    { key: 'touched', title: w.touched, align: 'right', render: ({ updated_at }) => <Ago when={updated_at} /> },
  ]
  return (
    <>
      <PageHeader title={w.title} />
      <FilterBar>
        <FilterSelect
          label={w.state}
          value={status}
          options={STATUSES.map((value) => ({ value, label: w[value] }))}
          choose={(next) => narrow({ status: next })}
        />
        <FilterSelect
          label={w.store}
          value={store}
          options={stores}
          choose={(next) => narrow({ store: next })}
          searchable
        />
      </FilterBar>
      <DataTable
        label={w.title}
        columns={columns}
        list={list}
        rowKey={({ id }) => id}
        current={cart}
        open={({ id, customer_id }) =>
          // A cart of somebody known is worked on beside their thread.
          customer_id ? void navigate({ to: `/customers/${customer_id}` }) : narrow({ cart: id })
        }
        empty={
          <Empty icon={<IconShoppingCart size={28} stroke={1.75} />} title={w.none}>
            {w.noneText}
          </Empty>
        }
      />
      <SidePanel opened={cart !== undefined} onClose={() => narrow({ cart: null })} title={w.cart} size="md">
        {cart && <CartPanel cart_id={cart} />}
      </SidePanel>
    </>
  )
}
