import { Button } from '@mantine/core'
import { IconPlus, IconUsersGroup } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Empty } from '#ui/states.tsx'
import { DataTable } from '../../frame/data-table.tsx'
import { useFilters } from '../../frame/filters.ts'
import { PageHeader } from '../../frame/page-header.tsx'
import { State } from '../../frame/state.tsx'
import { ask } from '../../queries.ts'
import { useMay } from '../../session.ts'
import { ROLE } from './roles.ts'
import type { Person } from './roles.ts'
import { StaffPanel } from './staff-panel.tsx'

const WORDS = {
  title: { es: 'Equipo', en: 'Staff' },
  add: { es: 'Añadir persona', en: 'Add a person' },
  name: { es: 'Nombre', en: 'Name' },
  email: { es: 'Correo', en: 'E-mail' },
  role: { es: 'Puesto', en: 'Role' },
  stores: { es: 'Tiendas', en: 'Shops' },
  all: { es: 'Todas', en: 'All' },
  state: { es: 'Estado', en: 'State' },
  active: { es: 'Activa', en: 'Active' },
  left: { es: 'Sin acceso', en: 'No access' },
  empty: { es: 'Todavía no hay nadie', en: 'Nobody is here yet' },
  emptyText: {
    es: 'Añade a quien trabaja contigo: cada puesto ve lo suyo.',
    en: 'Add whoever works with you: each role sees what it needs.',
  },
} as const

/** Who works here, in what role, in which shops. */
export function StaffPage() {
  const w = useWords(WORDS)
  const language = useLanguage()
  const may = useMay()
  const staff = useQuery(ask('listStaff', {}))
  const stores = useQuery(ask('listStores', {}))
  const [{ open }, narrow] = useFilters<'open'>()
  const editing = staff.data?.items.find(({ id }) => id === open)
  const nameOf = (id: string): string => stores.data?.items.find((one) => one.id === id)?.name ?? '…'
  return (
    <>
      <PageHeader
        title={w.title}
        actions={
          <Button
            leftSection={<IconPlus size={16} stroke={1.75} />}
            disabled={!may('staff.edit')}
            onClick={() => narrow({ open: 'new' })}
          >
            {w.add}
          </Button>
        }
      />
      <DataTable<Person>
        label={w.title}
        list={{ rows: staff.data?.items, error: staff.error, again: () => void staff.refetch() }}
        rowKey={({ id }) => id}
        open={({ id }) => narrow({ open: id })}
        empty={
          <Empty icon={<IconUsersGroup size={28} stroke={1.5} />} title={w.empty}>
            {w.emptyText}
          </Empty>
        }
        columns={[
          { key: 'name', title: w.name, render: ({ name }) => name },
          { key: 'role', title: w.role, render: ({ role }) => ROLE[role][language] },
          {
            key: 'stores',
            title: w.stores,
            from: 'tablet',
            render: ({ store_ids }) => (store_ids === null ? w.all : store_ids.map(nameOf).join(', ')),
          },
          { key: 'email', title: w.email, from: 'desktop', render: ({ email }) => email },
          {
            key: 'state',
            title: w.state,
            width: 130,
            render: ({ active }) => <State tone={active ? 'ok' : 'plain'}>{active ? w.active : w.left}</State>,
          },
        ]}
      />
      {(editing || (open === 'new' && may('staff.edit'))) && (
        <StaffPanel key={open} person={editing ?? null} onClose={() => narrow({ open: null })} />
      )}
    </>
  )
}
