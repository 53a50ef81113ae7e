import { Button } from '@mantine/core'
import { IconPlus, IconTags } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLanguage, useWords } from '#ui/face.tsx'
import { useNow } from '#ui/show.tsx'
import { Empty } from '#ui/states.tsx'
import { date, number } from '#shared/show.ts'
import { DataTable } from '../../frame/data-table.tsx'
import type { Column } from '../../frame/data-table.tsx'
import { PageHeader } from '../../frame/page-header.tsx'
import { State } from '../../frame/state.tsx'
import { ask } from '../../queries.ts'
import { useMay } from '../../session.ts'
import classes from '../office.module.css'
import { ListPanel } from './list-panel.tsx'
import { VALIDITY, VALIDITY_TONE, validityOf } from './lists.ts'
import type { PriceList } from './lists.ts'
import { PriceTabs } from './tabs.tsx'
import { useWhere } from './use-where.ts'

const WORDS = {
  title: { es: 'Precios', en: 'Prices' },
  make: { es: 'Crear lista', en: 'Make a list' },
  list: { es: 'Lista', en: 'List' },
  where: { es: 'Dónde vale', en: 'Where it holds' },
  when: { es: 'Cuándo', en: 'When' },
  state: { es: 'Estado', en: 'State' },
  currency: { es: 'Moneda', en: 'Currency' },
  tax: { es: 'Impuesto', en: 'Tax' },
  included: { es: 'incluido', en: 'included' },
  added: { es: 'aparte', en: 'added' },
  priority: { es: 'Prioridad', en: 'Priority' },
  always: { es: 'Siempre', en: 'Always' },
  from: { es: (day: string) => `desde el ${day}`, en: (day: string) => `from ${day}` },
  to: { es: (day: string) => `hasta el ${day}`, en: (day: string) => `until ${day}` },
  empty: { es: 'Todavía no hay listas de precios', en: 'There are no price lists yet' },
  emptyText: {
    es: 'Crea la primera: vale en todas partes. Las demás (una tienda, un canal, rebajas) ganan donde tienen más prioridad.',
    en: 'Make the first: it holds everywhere. Others (a shop, a channel, a sale) win where their priority is higher.',
  },
} as const

/** Price lists, the strongest first: that is the order in which they win. */
export function PriceListsPage() {
  const w = useWords(WORDS)
  const may = useMay()
  const columns = useColumns()
  const lists = useQuery(ask('listPriceLists', {}))
  const [making, setMaking] = useState(false)
  return (
    <>
      <PageHeader
        title={w.title}
        actions={
          <Button
            leftSection={<IconPlus size={16} stroke={1.75} />}
            disabled={!may('prices.edit')}
            onClick={() => setMaking(true)}
          >
            {w.make}
          </Button>
        }
      />
      <PriceTabs />
      <DataTable<PriceList>
        label={w.title}
        list={{ rows: lists.data?.items, error: lists.error, again: () => void lists.refetch() }}
        rowKey={({ id }) => id}
        linkTo={({ code }) => `/prices/${code}`}
        empty={
          <Empty icon={<IconTags size={28} stroke={1.5} />} title={w.empty}>
            {w.emptyText}
          </Empty>
        }
        columns={columns}
      />
      {making && <ListPanel list={null} onClose={() => setMaking(false)} />}
    </>
  )
}

function useColumns(): readonly Column<PriceList>[] {
  const w = useWords(WORDS)
  const language = useLanguage()
  const now = useNow(60_000)
  const where = useWhere()
  const day = (at: string): string => date(at, 'day', language)
  const when = ({ starts_at, ends_at }: PriceList): string =>
    [starts_at && w.from(day(starts_at)), ends_at && w.to(day(ends_at))].filter(Boolean).join(' ') || w.always
  return [
    {
      key: 'list',
      title: w.list,
      render: ({ name, code }) => (
        <>
          {name} <span className={classes['quiet']}>{code}</span>
        </>
      ),
    },
    { key: 'where', title: w.where, from: 'tablet', render: where },
    { key: 'when', title: w.when, from: 'desktop', render: when },
    {
      key: 'state',
      title: w.state,
      width: 130,
      render: (list) => {
        const validity = validityOf(list, now)
        return <State tone={VALIDITY_TONE[validity]}>{VALIDITY[validity][language]}</State>
      },
    },
    {
      key: 'currency',
      title: w.currency,
      from: 'desktop',
      render: ({ currency, tax_included }) => (
        <>
          {currency}{' '}
          <span className={classes['quiet']}>
            {w.tax.toLowerCase()} {tax_included ? w.included : w.added}
          </span>
        </>
      ),
    },
    {
      key: 'priority',
      title: w.priority,
      align: 'right',
      width: 90,
      render: ({ priority }) => number(priority, language),
    },
  ]
}
