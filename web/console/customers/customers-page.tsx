import { Badge, Button, Group, Text } from '@mantine/core'
import { IconUserPlus, IconUsers } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { Reply } from '#sdk'
import { useWords } from '#ui/face.tsx'
import { Empty } from '#ui/states.tsx'
import { DataTable } from '../frame/data-table.tsx'
import type { Column } from '../frame/data-table.tsx'
import { FilterBar } from '../frame/filter-bar.tsx'
import { useFilters } from '../frame/filters.ts'
import { PageHeader } from '../frame/page-header.tsx'
import { ask } from '../queries.ts'
import { useMay } from '../session.ts'
import { Begin } from './begin.tsx'
import { NewCustomer } from './new-customer.tsx'

const WORDS = {
  title: { es: 'Clientes', en: 'Customers' },
  find: { es: 'Nombre, correo, teléfono, tarjeta o pedido', en: 'Name, e-mail, phone, card or order' },
  add: { es: 'Nuevo cliente', en: 'New customer' },
  name: { es: 'Nombre', en: 'Name' },
  email: { es: 'Correo', en: 'E-mail' },
  phone: { es: 'Teléfono', en: 'Phone' },
  tags: { es: 'Etiquetas', en: 'Tags' },
  matched: { es: 'Coincide', en: 'Matches' },
  unnamed: { es: 'Sin nombre', en: 'No name' },
  none: { es: 'Nadie coincide', en: 'Nobody fits' },
  noneText: {
    es: 'Prueba con otra parte del dato, o crea un cliente nuevo.',
    en: 'Try another piece, or create a new customer.',
  },
  by_name: { es: 'nombre', en: 'name' },
  by_email: { es: 'correo', en: 'e-mail' },
  by_phone: { es: 'teléfono', en: 'phone' },
  by_card: { es: 'tarjeta', en: 'card' },
  by_order: { es: 'pedido', en: 'order' },
  by_external: { es: 'cuenta externa', en: 'outside account' },
  by_social: { es: 'redes', en: 'social' },
} as const
const FOUND_MAX = 20

type Row = Reply<'findCustomers'>['items'][number]

/** Find anybody by any piece of what they are known by. */
export function CustomersPage() {
  const w = useWords(WORDS)
  const may = useMay()
  const [{ text = '', open }, narrow] = useFilters<'text' | 'open'>()
  return (
    <>
      <PageHeader
        title={w.title}
        actions={
          may('customers.edit') && (
            <Button leftSection={<IconUserPlus size={16} stroke={1.75} />} onClick={() => narrow({ open: 'new' })}>
              {w.add}
            </Button>
          )
        }
      />
      <FilterBar text={text} onText={(next) => narrow({ text: next })} placeholder={w.find} wide />
      {text.length < 2 ? <Begin /> : <Found text={text} />}
      <NewCustomer opened={open === 'new'} onClose={() => narrow({ open: null })} given={text} />
    </>
  )
}

function Found({ text }: { text: string }) {
  const w = useWords(WORDS)
  const { data, error, refetch, isPlaceholderData } = useQuery({
    ...ask('findCustomers', { text, limit: FOUND_MAX }),
    placeholderData: (before) => before,
  })
  const columns: Column<Row>[] = [
    { key: 'name', title: w.name, render: ({ name }) => name ?? w.unnamed },
    { key: 'email', title: w.email, render: ({ email }) => email, from: 'tablet' },
    { key: 'phone', title: w.phone, render: ({ phone }) => phone },
    {
      key: 'tags',
      title: w.tags,
      from: 'desktop',
      render: ({ tags }) => (
        <Group gap={4}>
          {tags.map((tag) => (
            <Badge key={tag} size="sm" variant="default" tt="none">
              {tag}
            </Badge>
          ))}
        </Group>
      ),
    },
    {
      key: 'matched',
      title: w.matched,
      from: 'desktop',
      render: ({ matched }) => (
        <Text size="xs" c="dimmed">
          {w[`by_${matched.kind}`]}
        </Text>
      ),
    },
  ]
  return (
    <DataTable
      label={w.title}
      columns={columns}
      list={{ rows: data?.items, error, again: () => void refetch(), changing: isPlaceholderData }}
      rowKey={({ id }) => id}
      linkTo={({ id }) => `/customers/${id}`}
      empty={
        <Empty icon={<IconUsers size={28} stroke={1.75} />} title={w.none}>
          {w.noneText}
        </Empty>
      }
    />
  )
}
