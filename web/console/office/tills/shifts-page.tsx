import { IconReceipt } from '@tabler/icons-react'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Money, When } from '#ui/show.tsx'
import { Empty } from '#ui/states.tsx'
import { number } from '#shared/show.ts'
import { DataTable } from '../../frame/data-table.tsx'
import type { Column } from '../../frame/data-table.tsx'
import { FilterBar } from '../../frame/filter-bar.tsx'
import { useFilters } from '../../frame/filters.ts'
import { PageHeader } from '../../frame/page-header.tsx'
import { State } from '../../frame/state.tsx'
import { useList } from '../../frame/use-list.ts'
import type { RowOf } from '../../queries.ts'
import classes from '../office.module.css'
import { StoreSelect, useStoreName } from '../pieces/stores.tsx'
import { ShiftPanel } from './shift-panel.tsx'
import { TillTabs } from './tabs.tsx'
import { Variance } from './variance.tsx'

const WORDS = {
  title: { es: 'Cajas', en: 'Tills' },
  shifts: { es: 'Turnos', en: 'Shifts' },
  till: { es: 'Caja', en: 'Till' },
  opened: { es: 'Abierto', en: 'Opened' },
  by: { es: 'Por', en: 'By' },
  state: { es: 'Estado', en: 'State' },
  open: { es: 'Abierto', en: 'Open' },
  z: { es: (count: string) => `Z ${count}`, en: (count: string) => `Z ${count}` },
  sales: { es: 'Ventas', en: 'Sales' },
  gross: { es: 'Importe', en: 'Amount' },
  variance: { es: 'Descuadre', en: 'Variance' },
  empty: { es: 'Todavía no hay turnos', en: 'There are no shifts yet' },
  emptyText: {
    es: 'Cuando una caja abra su turno con su fondo, aquí verás lo que vende y, al cerrar, su informe Z.',
    en: 'When a till opens its shift with its float, you see here what it sells and, once closed, its Z report.',
  },
} as const

type Shift = RowOf<'listShifts'>

/** Shifts of the tills, the latest first; each leads to its X or Z report. */
export function ShiftsPage() {
  const w = useWords(WORDS)
  const [filters, narrow] = useFilters<'store' | 'shift'>()
  const columns = useColumns()
  const list = useList('listShifts', filters.store === undefined ? {} : { store_id: filters.store })
  return (
    <>
      <PageHeader title={w.title} />
      <TillTabs />
      <FilterBar>
        <StoreSelect value={filters.store} onPick={(store) => narrow({ store })} clearable />
      </FilterBar>
      <DataTable<Shift>
        label={w.shifts}
        list={list}
        rowKey={({ id }) => id}
        open={({ id }) => narrow({ shift: id })}
        current={filters.shift}
        empty={
          <Empty icon={<IconReceipt size={28} stroke={1.5} />} title={w.empty}>
            {w.emptyText}
          </Empty>
        }
        columns={columns}
      />
      {filters.shift !== undefined && <ShiftPanel shift_id={filters.shift} onClose={() => narrow({ shift: null })} />}
    </>
  )
}

function useColumns(): readonly Column<Shift>[] {
  const w = useWords(WORDS)
  const language = useLanguage()
  const storeName = useStoreName()
  return [
    {
      key: 'till',
      title: w.till,
      render: ({ device_name, store_id }) => (
        <>
          {device_name} <span className={classes['quiet']}>{storeName(store_id)}</span>
        </>
      ),
    },
    { key: 'opened', title: w.opened, from: 'tablet', render: ({ opened_at }) => <When when={opened_at} /> },
    { key: 'by', title: w.by, from: 'desktop', render: ({ opened_by_name }) => opened_by_name },
    {
      key: 'state',
      title: w.state,
      width: 120,
      render: ({ closed_at, z_number }) =>
        closed_at === null ? (
          <State tone="info">{w.open}</State>
        ) : (
          <State tone="ok">{w.z(number(z_number ?? 0, language))}</State>
        ),
    },
    {
      key: 'sales',
      title: w.sales,
      align: 'right',
      width: 90,
      from: 'tablet',
      render: ({ sales }) => number(sales, language),
    },
    {
      key: 'gross',
      title: w.gross,
      align: 'right',
      width: 120,
      render: ({ gross, currency }) => <Money minor={gross} currency={currency} />,
    },
    {
      key: 'variance',
      title: w.variance,
      align: 'right',
      width: 120,
      from: 'tablet',
      render: ({ variance, currency }) =>
        variance && <Variance minor={variance.cash + variance.terminal} currency={currency} />,
    },
  ]
}
