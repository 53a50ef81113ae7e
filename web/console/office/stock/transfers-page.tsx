import { IconTruckDelivery } from '@tabler/icons-react'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Ago } from '#ui/show.tsx'
import { Empty } from '#ui/states.tsx'
import { number } from '#shared/show.ts'
import { DataTable } from '../../frame/data-table.tsx'
import type { Column } from '../../frame/data-table.tsx'
import { FilterBar, FilterSelect } from '../../frame/filter-bar.tsx'
import { useFilters } from '../../frame/filters.ts'
import { PageHeader } from '../../frame/page-header.tsx'
import { State } from '../../frame/state.tsx'
import { useList } from '../../frame/use-list.ts'
import { PlaceSelect, usePlaces } from '../pieces/places.tsx'
import { StockActions } from './actions.tsx'
import { StockTabs } from './tabs.tsx'
import { TransferPanel } from './transfer-panel.tsx'
import { TRANSFER_STATE, TRANSFER_TONE } from './transfers.ts'
import type { Transfer } from './transfers.ts'

const WORDS = {
  title: { es: 'Existencias', en: 'Stock' },
  transfers: { es: 'Traspasos', en: 'Transfers' },
  state: { es: 'Estado', en: 'State' },
  way: { es: 'De → a', en: 'From → to' },
  units: { es: 'Unidades', en: 'Pieces' },
  arrived: { es: 'Llegadas', en: 'Arrived' },
  sent: { es: 'Enviado', en: 'Sent' },
  note: { es: 'Nota', en: 'Note' },
  place: { es: 'Sitio', en: 'Place' },
  empty: { es: 'No hay traspasos', en: 'There are no transfers' },
  emptyText: {
    es: 'Envía mercancía de un sitio a otro con «Mover mercancía»: aquí verás qué va de camino y qué falta.',
    en: 'Send goods from one place to another with “Move goods”: here you see what is on its way and what is missing.',
  },
} as const

type Status = 'sent' | 'received' | 'received_short'

/** Goods between places: on their way, arrived, missing. */
export function TransfersPage() {
  const w = useWords(WORDS)
  const language = useLanguage()
  const columns = useColumns()
  const [filters, narrow] = useFilters<'status' | 'at' | 'transfer'>()
  const list = useList('listTransfers', {
    ...(filters.status === undefined ? {} : { status: filters.status as Status }),
    ...(filters.at === undefined ? {} : { location_id: filters.at }),
  })
  const opened = list.rows?.find(({ id }) => id === filters.transfer)
  return (
    <>
      <PageHeader title={w.title} actions={<StockActions place={filters.at} />} />
      <StockTabs />
      <FilterBar>
        <FilterSelect
          label={w.state}
          value={filters.status}
          choose={(status) => narrow({ status })}
          options={(['sent', 'received', 'received_short'] as const).map((value) => ({
            value,
            label: TRANSFER_STATE[value][language],
          }))}
        />
        <PlaceSelect value={filters.at} onPick={(at) => narrow({ at })} hideLabel clearable />
      </FilterBar>
      <DataTable<Transfer>
        label={w.transfers}
        list={list}
        rowKey={({ id }) => id}
        open={({ id }) => narrow({ transfer: id })}
        current={filters.transfer}
        empty={
          <Empty icon={<IconTruckDelivery size={28} stroke={1.5} />} title={w.empty}>
            {w.emptyText}
          </Empty>
        }
        columns={columns}
      />
      {opened && <TransferPanel key={opened.id} transfer={opened} onClose={() => narrow({ transfer: null })} />}
    </>
  )
}

function useColumns(): readonly Column<Transfer>[] {
  const w = useWords(WORDS)
  const language = useLanguage()
  const { nameOf } = usePlaces()
  const sum = (lines: Transfer['lines'], of: 'sent' | 'received'): string =>
    number(
      lines.reduce((all, line) => all + line[of], 0),
      language,
    )
  return [
    { key: 'way', title: w.way, render: ({ from_id, to_id }) => `${nameOf(from_id)} → ${nameOf(to_id)}` },
    {
      key: 'state',
      title: w.state,
      width: 190,
      render: ({ status }) => <State tone={TRANSFER_TONE[status]}>{TRANSFER_STATE[status][language]}</State>,
    },
    { key: 'note', title: w.note, from: 'desktop', render: ({ reason }) => reason ?? '' },
    { key: 'units', title: w.units, align: 'right', width: 90, render: ({ lines }) => sum(lines, 'sent') },
    {
      key: 'arrived',
      title: w.arrived,
      align: 'right',
      width: 90,
      from: 'tablet',
      render: ({ lines }) => sum(lines, 'received'),
    },
    {
      key: 'sent',
      title: w.sent,
      align: 'right',
      width: 150,
      from: 'tablet',
      render: ({ sent_at }) => <Ago when={sent_at} />,
    },
  ]
}
