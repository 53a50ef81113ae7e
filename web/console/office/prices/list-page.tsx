import { Button, Text } from '@mantine/core'
import { IconPencil, IconPercentage, IconPlus, IconTags } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Ago, useNow } from '#ui/show.tsx'
import { Empty, Loading, Trouble } from '#ui/states.tsx'
import { number } from '#shared/show.ts'
import { DataTable } from '../../frame/data-table.tsx'
import type { Column } from '../../frame/data-table.tsx'
import { FilterBar } from '../../frame/filter-bar.tsx'
import { useFilters } from '../../frame/filters.ts'
import { PageHeader } from '../../frame/page-header.tsx'
import { State } from '../../frame/state.tsx'
import { useAction } from '../../frame/use-action.ts'
import { useList } from '../../frame/use-list.ts'
import { ask } from '../../queries.ts'
import type { RowOf } from '../../queries.ts'
import { useMay } from '../../session.ts'
import { Missing } from '../../shell/missing.tsx'
import classes from '../office.module.css'
import { optionText } from '../../frame/articles.tsx'
import { MoneyInput } from '../pieces/money-input.tsx'
import { AddPricePanel } from './add-price-panel.tsx'
import { BulkPricesPanel } from './bulk-prices-panel.tsx'
import { ListPanel } from './list-panel.tsx'
import { VALIDITY, VALIDITY_TONE, validityOf } from './lists.ts'
import type { PriceList } from './lists.ts'
import { useWhere } from './use-where.ts'

const WORDS = {
  prices: { es: 'Precios', en: 'Prices' },
  edit: { es: 'Cambiar la lista', en: 'Change the list' },
  bulk: { es: 'Subir o bajar', en: 'Raise or lower' },
  add: { es: 'Poner precio', en: 'Add a price' },
  search: { es: 'Buscar artículo o SKU', en: 'Find an article or SKU' },
  article: { es: 'Artículo', en: 'Article' },
  from: { es: 'Desde', en: 'From' },
  units: { es: (count: string) => `${count} u.`, en: (count: string) => `${count} pcs` },
  price: { es: 'Precio', en: 'Price' },
  before: { es: 'Antes', en: 'Before' },
  changed: { es: 'Cambió', en: 'Changed' },
  empty: { es: 'Ningún precio aquí', en: 'No price here' },
  emptyText: {
    es: 'Pon el primer precio. Los artículos sin precio en esta lista cuestan lo que diga la siguiente.',
    en: 'Add the first price. Articles without one in this list cost what the next list says.',
  },
} as const

type Row = RowOf<'listPrices'>

/** What one list asks: found, changed in place, raised or lowered together. */
export function PriceListPage() {
  const { code = '' } = useParams({ strict: false }) as { code?: string }
  const lists = useQuery(ask('listPriceLists', {}))
  const list = lists.data?.items.find((one) => one.code === code)
  if (lists.error) return <Trouble error={lists.error} again={() => void lists.refetch()} />
  if (!lists.data) return <Loading />
  if (!list) return <Missing />
  return <ListOfPrices list={list} />
}

function ListOfPrices({ list }: { list: PriceList }) {
  const w = useWords(WORDS)
  const locale = useLanguage()
  const may = useMay()
  const where = useWhere()
  const validity = validityOf(list, useNow(60_000))
  const [filters, narrow] = useFilters<'text'>()
  const [opened, setOpened] = useState<'edit' | 'bulk' | 'add' | null>(null)
  const rows = useList('listPrices', {
    code: list.code,
    locale,
    ...(filters.text === undefined ? {} : { text: filters.text }),
  })
  const close = (): void => setOpened(null)
  return (
    <>
      <PageHeader
        title={list.name}
        above={{ to: '/prices', name: w.prices }}
        beside={<State tone={VALIDITY_TONE[validity]}>{VALIDITY[validity][locale]}</State>}
        about={where(list)}
        actions={
          may('prices.edit') && (
            <>
              <Button
                variant="default"
                leftSection={<IconPencil size={16} stroke={1.75} />}
                onClick={() => setOpened('edit')}
              >
                {w.edit}
              </Button>
              <Button
                variant="default"
                leftSection={<IconPercentage size={16} stroke={1.75} />}
                onClick={() => setOpened('bulk')}
              >
                {w.bulk}
              </Button>
              <Button leftSection={<IconPlus size={16} stroke={1.75} />} onClick={() => setOpened('add')}>
                {w.add}
              </Button>
            </>
          )
        }
      />
      <FilterBar text={filters.text} onText={(text) => narrow({ text })} placeholder={w.search} />
      <PriceTable list={list} rows={rows} />
      {opened === 'edit' && <ListPanel list={list} onClose={close} />}
      {opened === 'bulk' && <BulkPricesPanel list={list} text={filters.text} onClose={close} />}
      {opened === 'add' && <AddPricePanel list={list} onClose={close} />}
    </>
  )
}

type PriceListRows = ReturnType<typeof useList<'listPrices'>>

function PriceTable({ list, rows }: { list: PriceList; rows: PriceListRows }) {
  const w = useWords(WORDS)
  const columns = useColumns(list)
  return (
    <DataTable<Row>
      label={list.name}
      list={rows}
      rowKey={({ variant_id, min_quantity }) => `${variant_id} ${min_quantity}`}
      linkTo={({ variant_id }) => `/prices/articles?variant=${variant_id}`}
      empty={
        <Empty icon={<IconTags size={28} stroke={1.5} />} title={w.empty}>
          {w.emptyText}
        </Empty>
      }
      columns={columns}
    />
  )
}

/** Prices are changed where they stand: on leaving the field they are saved. */
function useColumns(list: PriceList): readonly Column<Row>[] {
  const w = useWords(WORDS)
  const language = useLanguage()
  const may = useMay()
  const save = useAction('setPrices', { refreshes: ['listPrices', 'getVariantPrices', 'quotePrices'] })
  const set = ({ variant_id, min_quantity, amount, compare_at }: Row, part: Partial<Row>): void =>
    save.mutate({ code: list.code, prices: [{ variant_id, min_quantity, amount, compare_at, ...part }] })
  const field = (row: Row, name: 'amount' | 'compare_at', label: string) => (
    <MoneyInput
      size="xs"
      w={110}
      ml="auto"
      variant={name === 'amount' ? 'default' : 'unstyled'}
      aria-label={`${label} ${row.sku}`}
      minor={row[name]}
      currency={list.currency}
      disabled={!may('prices.edit')}
      onMinor={(minor) => (minor !== null || name === 'compare_at') && set(row, { [name]: minor } as Partial<Row>)}
    />
  )
  return [
    {
      key: 'article',
      title: w.article,
      render: ({ name, options, sku }) => (
        <>
          <span className={classes['articleName']}>{name}</span>
          <span className={classes['quiet']}>{[optionText(options), sku].filter(Boolean).join(' · ')}</span>
        </>
      ),
    },
    {
      key: 'from',
      title: w.from,
      align: 'right',
      width: 90,
      from: 'tablet',
      render: ({ min_quantity }) =>
        min_quantity === 1 ? '' : <Text size="sm">{w.units(number(min_quantity, language))}</Text>,
    },
    {
      key: 'before',
      title: w.before,
      align: 'right',
      width: 130,
      from: 'tablet',
      render: (row) => field(row, 'compare_at', w.before),
    },
    { key: 'price', title: w.price, align: 'right', width: 140, render: (row) => field(row, 'amount', w.price) },
    {
      key: 'changed',
      title: w.changed,
      align: 'right',
      width: 150,
      from: 'desktop',
      render: ({ updated_at }) => <Ago when={updated_at} />,
    },
  ]
}
