import { Button } from '@mantine/core'
import { IconKey, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { Reply } from '#sdk'
import { useWords } from '#ui/face.tsx'
import { Ago, useNow } from '#ui/show.tsx'
import { Empty } from '#ui/states.tsx'
import { DataTable } from '../../frame/data-table.tsx'
import type { Column } from '../../frame/data-table.tsx'
import { useFilters } from '../../frame/filters.ts'
import { PageHeader } from '../../frame/page-header.tsx'
import { State } from '../../frame/state.tsx'
import { ask } from '../../queries.ts'
import { useMay } from '../../session.ts'
import { KeyPanel } from './key-panel.tsx'
import { NewKeyPanel } from './new-key-panel.tsx'
import { SettingsTabs } from './tabs.tsx'

const WORDS = {
  title: { es: 'Ajustes', en: 'Settings' },
  keys: { es: 'Claves de API', en: 'API keys' },
  make: { es: 'Crear clave', en: 'Make a key' },
  name: { es: 'Nombre', en: 'Name' },
  kind: { es: 'Tipo', en: 'Kind' },
  publishable: { es: 'Pública', en: 'Publishable' },
  secret: { es: 'Secreta', en: 'Secret' },
  prefix: { es: 'Empieza por', en: 'Begins with' },
  used: { es: 'Último uso', en: 'Last used' },
  never: { es: 'Nunca', en: 'Never' },
  state: { es: 'Estado', en: 'State' },
  works: { es: 'Activa', en: 'Working' },
  ending: { es: 'Termina pronto', en: 'Ends soon' },
  ended: { es: 'Terminada', en: 'Ended' },
  empty: { es: 'Todavía no hay claves', en: 'There are no keys yet' },
  emptyText: {
    es: 'Una clave pública deja a una web enseñar y vender; una secreta deja a un programa hacer lo que le permitas.',
    en: 'A publishable key lets a site show and sell; a secret one lets a program do what you allow it.',
  },
} as const

type Key = Reply<'listKeys'>['items'][number]

/** Keys for programs: made, changed for a new one, ended. */
export function KeysPage() {
  const w = useWords(WORDS)
  const may = useMay()
  const keys = useQuery(ask('listKeys', {}))
  const columns = useColumns()
  const [{ open }, narrow] = useFilters<'open'>()
  const key = keys.data?.items.find(({ id }) => id === open)
  return (
    <>
      <PageHeader
        title={w.title}
        actions={
          <Button
            leftSection={<IconPlus size={16} stroke={1.75} />}
            disabled={!may('keys.edit')}
            onClick={() => narrow({ open: 'new' })}
          >
            {w.make}
          </Button>
        }
      />
      <SettingsTabs />
      <DataTable<Key>
        label={w.keys}
        list={{
          rows: keys.data?.items.toSorted((a, b) => Number(a.revoked_at !== null) - Number(b.revoked_at !== null)),
          error: keys.error,
          again: () => void keys.refetch(),
        }}
        rowKey={({ id }) => id}
        open={({ id }) => narrow({ open: id })}
        empty={
          <Empty icon={<IconKey size={28} stroke={1.5} />} title={w.empty}>
            {w.emptyText}
          </Empty>
        }
        columns={columns}
      />
      {open === 'new' && may('keys.edit') && <NewKeyPanel onClose={() => narrow({ open: null })} />}
      {key && <KeyPanel key={key.id} known={key} onClose={() => narrow({ open: null })} />}
    </>
  )
}

function useColumns(): readonly Column<Key>[] {
  const w = useWords(WORDS)
  const now = useNow(30_000)
  const isEnded = ({ revoked_at, expires_at }: Key): boolean =>
    revoked_at !== null || (expires_at !== null && new Date(expires_at).getTime() <= now)
  return [
    { key: 'name', title: w.name, render: ({ name }) => name },
    { key: 'kind', title: w.kind, width: 120, render: ({ kind }) => w[kind] },
    { key: 'prefix', title: w.prefix, from: 'tablet', render: ({ prefix }) => <code>{prefix}…</code> },
    {
      key: 'used',
      title: w.used,
      from: 'tablet',
      render: ({ used_at }) => (used_at === null ? w.never : <Ago when={used_at} />),
    },
    {
      key: 'state',
      title: w.state,
      width: 150,
      render: (key) =>
        isEnded(key) ? (
          <State tone="plain">{w.ended}</State>
        ) : key.expires_at !== null ? (
          <State tone="warn">{w.ending}</State>
        ) : (
          <State tone="ok">{w.works}</State>
        ),
    },
  ]
}
