import { IconBuildingWarehouse } from '@tabler/icons-react'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Empty } from '#ui/states.tsx'
import { number } from '#shared/show.ts'
import { DataTable } from '../../frame/data-table.tsx'
import type { Column } from '../../frame/data-table.tsx'
import { FilterBar } from '../../frame/filter-bar.tsx'
import { useFilters } from '../../frame/filters.ts'
import { PageHeader } from '../../frame/page-header.tsx'
import { State } from '../../frame/state.tsx'
import { useList } from '../../frame/use-list.ts'
import { ArticleCell, useVariants } from '../../frame/articles.tsx'
import { PlaceSelect, usePlaces } from '../pieces/places.tsx'
import { StockActions } from './actions.tsx'
import { LedgerPanel } from './ledger-panel.tsx'
import type { Level } from './stock-matrix.tsx'
import { StockTabs } from './tabs.tsx'

const WORDS = {
  title: { es: 'Existencias', en: 'Stock' },
  article: { es: 'Artículo', en: 'Article' },
  onHand: { es: 'Hay', en: 'There' },
  promised: { es: 'En pedidos', en: 'In orders' },
  held: { es: 'En cestas', en: 'In carts' },
  kept: { es: 'Apartadas', en: 'Kept back' },
  incoming: { es: 'De camino', en: 'Coming' },
  free: { es: 'Disponible', en: 'Available' },
  out: { es: 'Agotado', en: 'Out' },
  empty: { es: 'Aquí todavía no hay nada', en: 'Nothing is here yet' },
  emptyText: {
    es: 'Recibe mercancía o trae un traspaso, y cada artículo aparecerá con su cuenta.',
    en: 'Receive goods or bring a transfer, and each article appears with its count.',
  },
} as const

/** All that stands at one place. */
export function StockPlacesPage() {
  const w = useWords(WORDS)
  const [filters, narrow] = useFilters<'at' | 'variant'>()
  const { places } = usePlaces()
  const at = filters.at ?? places[0]?.id
  return (
    <>
      <PageHeader title={w.title} actions={<StockActions place={at} />} />
      <StockTabs />
      <FilterBar>
        <PlaceSelect value={at} onPick={(place) => narrow({ at: place })} hideLabel />
      </FilterBar>
      {at !== undefined && (
        <Levels location_id={at} open={(variant) => narrow({ variant })} current={filters.variant} />
      )}
      {filters.variant !== undefined && at !== undefined && (
        <LedgerPanel variant_id={filters.variant} location_id={at} onClose={() => narrow({ variant: null })} />
      )}
    </>
  )
}

type LevelsProps = { location_id: string; open: (variant_id: string) => void; current: string | undefined }

function Levels({ location_id, open, current }: LevelsProps) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const list = useList('listLevels', { location_id })
  const variants = useVariants((list.rows ?? []).map(({ variant_id }) => variant_id))
  const figure = (key: keyof Level & string, title: string, from?: 'tablet' | 'desktop'): Column<Level> => ({
    key,
    title,
    align: 'right',
    width: 110,
    ...(from ? { from } : {}),
    render: (row) =>
      row[key] === 0 ? <span style={{ color: 'var(--ink-soft)' }}>0</span> : number(Number(row[key]), language),
  })
  return (
    <DataTable<Level>
      label={w.title}
      list={list}
      rowKey={({ variant_id }) => variant_id}
      current={current}
      open={({ variant_id }) => open(variant_id)}
      empty={
        <Empty icon={<IconBuildingWarehouse size={28} stroke={1.5} />} title={w.empty}>
          {w.emptyText}
        </Empty>
      }
      columns={[
        {
          key: 'article',
          title: w.article,
          render: ({ variant_id, sku }) => <ArticleCell variant={variants.get(variant_id)} sku={sku} />,
        },
        figure('on_hand', w.onHand),
        figure('allocated', w.promised, 'tablet'),
        figure('reserved', w.held, 'tablet'),
        figure('safety_stock', w.kept, 'desktop'),
        figure('incoming', w.incoming, 'desktop'),
        {
          key: 'available',
          title: w.free,
          align: 'right',
          width: 120,
          render: ({ available }) =>
            available <= 0 ? <State tone="bad">{w.out}</State> : <strong>{number(available, language)}</strong>,
        },
      ]}
    />
  )
}
