import { Button } from '@mantine/core'
import { IconBuildingWarehouse } from '@tabler/icons-react'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Empty, Loading, Trouble } from '#ui/states.tsx'
import { FilterBar } from '../../frame/filter-bar.tsx'
import { useFilters } from '../../frame/filters.ts'
import { PageHeader } from '../../frame/page-header.tsx'
import { useList } from '../../frame/use-list.ts'
import { ask } from '../../queries.ts'
import { useQuery } from '@tanstack/react-query'
import { StockActions } from './actions.tsx'
import { LedgerPanel } from './ledger-panel.tsx'
import { StockMatrix } from './stock-matrix.tsx'
import { StockTabs } from './tabs.tsx'

const WORDS = {
  title: { es: 'Existencias', en: 'Stock' },
  search: { es: 'Buscar producto o SKU', en: 'Find a product or SKU' },
  more: { es: 'Ver más', en: 'Show more' },
  all: { es: 'Ver todos los productos', en: 'Show all products' },
  empty: { es: 'Ningún producto se llama así', en: 'No product is called that' },
  emptyText: {
    es: 'Prueba con otra palabra, o crea el producto en el catálogo.',
    en: 'Try another word, or make the product in the catalogue.',
  },
} as const
const PRODUCTS_SHOWN = 12

/** What can be had where: products down, places across; every number leads to why. */
export function StockPage() {
  const w = useWords(WORDS)
  const locale = useLanguage()
  const [filters, narrow] = useFilters<'text' | 'product' | 'variant' | 'place'>()
  const list = useList(
    filters.text === undefined ? 'listProducts' : ('searchProducts' as 'listProducts'),
    filters.text === undefined
      ? { locale, sort: 'newest', limit: PRODUCTS_SHOWN }
      : ({ locale, text: filters.text, limit: PRODUCTS_SHOWN } as never),
  )
  const one = useQuery({
    ...ask('getProduct', { product_id: filters.product ?? '', locale }),
    enabled: filters.product !== undefined,
  })
  const only = one.data && [
    { id: one.data.id, name: one.data.name, picture: one.data.pictures[0]?.small ?? null, slug: one.data.slug },
  ]
  const rows = filters.product === undefined ? list.rows : only
  return (
    <>
      <PageHeader title={w.title} actions={<StockActions />} />
      <StockTabs />
      <FilterBar text={filters.text} onText={(text) => narrow({ text, product: null })} placeholder={w.search}>
        {filters.product !== undefined && (
          <Button variant="default" onClick={() => narrow({ product: null })}>
            {w.all}
          </Button>
        )}
      </FilterBar>
      {list.error ? (
        <Trouble error={list.error} again={list.again} />
      ) : !rows ? (
        <Loading />
      ) : rows.length === 0 ? (
        <Empty icon={<IconBuildingWarehouse size={28} stroke={1.5} />} title={w.empty}>
          {w.emptyText}
        </Empty>
      ) : (
        <StockMatrix
          products={rows}
          opened={filters.product ?? null}
          open={(variant, place) => narrow({ variant, place })}
          more={
            filters.product === undefined &&
            list.more && (
              <Button variant="subtle" color="gray" size="xs" loading={list.loadingMore} onClick={list.more}>
                {w.more}
              </Button>
            )
          }
        />
      )}
      {filters.variant !== undefined && filters.place !== undefined && (
        <LedgerPanel
          variant_id={filters.variant}
          location_id={filters.place}
          onClose={() => narrow({ variant: null, place: null })}
        />
      )}
    </>
  )
}
