import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconDownload, IconPlus, IconTag, IconUpload } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Empty } from '#ui/states.tsx'
import { DataTable } from '../../frame/data-table.tsx'
import { FilterBar, FilterSelect } from '../../frame/filter-bar.tsx'
import { useFilters } from '../../frame/filters.ts'
import { PageHeader } from '../../frame/page-header.tsx'
import { useList } from '../../frame/use-list.ts'
import { ask } from '../../queries.ts'
import { useMay } from '../../session.ts'
import { BulkBar } from './bulk-bar.tsx'
import { ExportButton } from './export-button.tsx'
import { ImportPanel } from './import-panel.tsx'
import { useColumns } from './product-columns.tsx'
import { CatalogueTabs } from './tabs.tsx'
import { STATUS } from './words.ts'
import type { Status } from './words.ts'

const WORDS = {
  title: { es: 'Catálogo', en: 'Catalogue' },
  make: { es: 'Crear producto', en: 'Make a product' },
  import: { es: 'Importar', en: 'Import' },
  search: { es: 'Buscar por nombre, marca o SKU', en: 'Find by name, brand or SKU' },
  category: { es: 'Categoría', en: 'Category' },
  brand: { es: 'Marca', en: 'Brand' },
  status: { es: 'Estado', en: 'State' },
  empty: { es: 'Ningún producto encaja', en: 'No product fits' },
  emptyText: {
    es: 'Quita algún filtro, o crea el producto. Si tienes muchos, impórtalos desde una hoja de cálculo.',
    en: 'Take a filter away, or make the product. If you have many, import them from a spreadsheet.',
  },
} as const

export type CatalogueFilter = 'text' | 'category' | 'brand' | 'status' | 'open'

/** All products: found, narrowed, changed many at once. */
export function ProductsPage() {
  const w = useWords(WORDS)
  const may = useMay()
  const [filters, narrow] = useFilters<CatalogueFilter>()
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set())
  const list = useProducts(filters)
  const columns = useColumns(list.rows ?? [])
  return (
    <>
      <PageHeader title={w.title} actions={<Actions openImport={() => narrow({ open: 'import' })} />} />
      <CatalogueTabs />
      <FilterBar text={filters.text} onText={(text) => narrow({ text })} placeholder={w.search}>
        <ProductFilters filters={filters} narrow={narrow} />
      </FilterBar>
      <DataTable
        label={w.title}
        columns={columns}
        list={list}
        rowKey={({ id }) => id}
        linkTo={({ id }) => `/products/${id}`}
        {...(may('catalog.edit') ? { chosen: { ids: chosen, choose } } : {})}
        empty={
          <Empty icon={<IconTag size={28} stroke={1.5} />} title={w.empty}>
            {w.emptyText}
          </Empty>
        }
      />
      <BulkBar ids={[...chosen]} done={() => choose(new Set())} />
      <ImportPanel opened={filters.open === 'import'} onClose={() => narrow({ open: null })} />
    </>
  )
}

function Actions({ openImport }: { openImport: () => void }) {
  const w = useWords(WORDS)
  const may = useMay()
  return (
    <>
      <ExportButton icon={<IconDownload size={16} stroke={1.75} />} />
      <Button
        variant="default"
        leftSection={<IconUpload size={16} stroke={1.75} />}
        onClick={openImport}
        disabled={!may('catalog.edit')}
      >
        {w.import}
      </Button>
      {may('catalog.edit') && (
        <Button component={Link} to="/products/new" leftSection={<IconPlus size={16} stroke={1.75} />}>
          {w.make}
        </Button>
      )}
    </>
  )
}

type Narrowed = Partial<Record<CatalogueFilter, string>>

/** Words search all that is on sale; without words the other filters decide. */
function useProducts({ text, category, brand, status }: Narrowed) {
  const locale = useLanguage()
  const found = useList(
    text === undefined ? 'listProducts' : ('searchProducts' as 'listProducts'),
    text === undefined
      ? {
          locale,
          sort: 'newest',
          status: (status as Status | undefined) ?? 'active',
          ...(category === undefined ? {} : { category }),
          ...(brand === undefined ? {} : { brand }),
        }
      : ({ locale, text } as never),
  )
  return found
}

type Narrow = ReturnType<typeof useFilters<CatalogueFilter>>[1]

function ProductFilters({ filters, narrow }: { filters: Narrowed; narrow: Narrow }) {
  const w = useWords(WORDS)
  const locale = useLanguage()
  const categories = useQuery(ask('listCategories', { locale }))
  const facets = useQuery(ask('listFacets', { locale }))
  if (filters.text !== undefined) return null
  const brands = facets.data?.items.find(({ kind }) => kind === 'brand')?.values ?? []
  return (
    <>
      <FilterSelect
        label={w.category}
        value={filters.category}
        searchable
        options={(categories.data?.items ?? []).map(({ slug, name, depth }) => ({
          value: slug,
          label: `${'  '.repeat(depth)}${name}`,
        }))}
        choose={(category) => narrow({ category })}
      />
      <FilterSelect
        label={w.brand}
        value={filters.brand}
        searchable
        options={brands.map(({ code, name, products }) => ({ value: code, label: `${name} (${products})` }))}
        choose={(brand) => narrow({ brand })}
      />
      <FilterSelect
        label={w.status}
        value={filters.status ?? 'active'}
        options={Object.entries(STATUS).map(([value, name]) => ({ value, label: name[locale] }))}
        choose={(status) => narrow({ status: status === 'active' ? null : status })}
      />
    </>
  )
}
