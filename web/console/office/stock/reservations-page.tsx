import { Anchor } from '@mantine/core'
import { IconClock } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Ago } from '#ui/show.tsx'
import { Empty } from '#ui/states.tsx'
import { number } from '#shared/show.ts'
import { DataTable } from '../../frame/data-table.tsx'
import { FilterBar } from '../../frame/filter-bar.tsx'
import { useFilters } from '../../frame/filters.ts'
import { PageHeader } from '../../frame/page-header.tsx'
import { State } from '../../frame/state.tsx'
import { useList } from '../../frame/use-list.ts'
import type { RowOf } from '../../queries.ts'
import { ArticleCell, useVariants } from '../../frame/articles.tsx'
import { PlaceSelect, usePlaces } from '../pieces/places.tsx'
import { StockActions } from './actions.tsx'
import { StockTabs } from './tabs.tsx'

const WORDS = {
  title: { es: 'Existencias', en: 'Stock' },
  held: { es: 'Apartado para cestas', en: 'Held for carts' },
  article: { es: 'Artículo', en: 'Article' },
  place: { es: 'Sitio', en: 'Place' },
  units: { es: 'Unidades', en: 'Pieces' },
  ends: { es: 'Se suelta', en: 'Let go' },
  due: { es: 'Ya libre', en: 'Free already' },
  cart: { es: 'Cesta', en: 'Cart' },
  open: { es: 'Abrir cesta', en: 'Open cart' },
  empty: { es: 'Ninguna cesta aparta nada', en: 'No cart holds anything' },
  emptyText: {
    es: 'Cuando alguien pone un artículo en su cesta se le aparta un rato. Aquí se ve dónde y hasta cuándo.',
    en: 'When somebody puts an article in their cart it is held for a while. Here you see where, and until when.',
  },
} as const

type Hold = RowOf<'listReservations'>

/** What carts hold, the soonest to end first. */
export function ReservationsPage() {
  const w = useWords(WORDS)
  const language = useLanguage()
  const { nameOf } = usePlaces()
  const [filters, narrow] = useFilters<'at'>()
  const list = useList('listReservations', filters.at === undefined ? {} : { location_id: filters.at })
  const variants = useVariants((list.rows ?? []).map(({ variant_id }) => variant_id))
  return (
    <>
      <PageHeader title={w.title} actions={<StockActions place={filters.at} />} />
      <StockTabs />
      <FilterBar>
        <PlaceSelect value={filters.at} onPick={(at) => narrow({ at })} hideLabel clearable />
      </FilterBar>
      <DataTable<Hold>
        label={w.held}
        list={list}
        rowKey={({ id }) => id}
        empty={
          <Empty icon={<IconClock size={28} stroke={1.5} />} title={w.empty}>
            {w.emptyText}
          </Empty>
        }
        columns={[
          {
            key: 'article',
            title: w.article,
            render: ({ variant_id, sku }) => <ArticleCell variant={variants.get(variant_id)} sku={sku} />,
          },
          { key: 'place', title: w.place, from: 'tablet', render: ({ location_id }) => nameOf(location_id) },
          {
            key: 'cart',
            title: w.cart,
            from: 'tablet',
            render: ({ cart_id }) => (
              <Anchor component={Link} to="/carts" search={{ cart: cart_id } as never} size="sm">
                {w.open}
              </Anchor>
            ),
          },
          {
            key: 'units',
            title: w.units,
            align: 'right',
            width: 100,
            render: ({ quantity }) => number(quantity, language),
          },
          {
            key: 'ends',
            title: w.ends,
            align: 'right',
            width: 160,
            render: ({ due, expires_at }) => (due ? <State tone="plain">{w.due}</State> : <Ago when={expires_at} />),
          },
        ]}
      />
    </>
  )
}
