import { Button } from '@mantine/core'
import { IconBroadcast, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Reply } from '#sdk'
import { useWords } from '#ui/face.tsx'
import { ChannelDot } from '#ui/show.tsx'
import { Empty } from '#ui/states.tsx'
import { DataTable } from '../../frame/data-table.tsx'
import type { Column } from '../../frame/data-table.tsx'
import { PageHeader } from '../../frame/page-header.tsx'
import { State } from '../../frame/state.tsx'
import { ask } from '../../queries.ts'
import { useMay } from '../../session.ts'
import classes from '../office.module.css'
import { ChannelPanel } from './channel-panel.tsx'

const WORDS = {
  title: { es: 'Canales', en: 'Channels' },
  make: { es: 'Abrir canal', en: 'Open a channel' },
  name: { es: 'Canal', en: 'Channel' },
  currency: { es: 'Moneda', en: 'Currency' },
  hold: { es: 'Aparta en la cesta', en: 'Holds in the cart' },
  minutes: { es: (minutes: number) => `${minutes} min`, en: (minutes: number) => `${minutes} min` },
  state: { es: 'Estado', en: 'State' },
  sells: { es: 'Vende', en: 'Sells' },
  off: { es: 'Cerrado', en: 'Closed' },
  empty: { es: 'Todavía no hay canales', en: 'There are no channels yet' },
  emptyText: {
    es: 'Un canal es una ventana de la tienda: la web, el teléfono, un marketplace.',
    en: 'A channel is a window of the shop: the web, the phone, a marketplace.',
  },
} as const

type Channel = Reply<'listChannels'>['items'][number]

/** Where customers come from, and what each channel may sell. */
export function ChannelsPage() {
  const w = useWords(WORDS)
  const may = useMay()
  const columns = useColumns()
  const channels = useQuery(ask('listChannels', {}))
  const [editing, setEditing] = useState<Channel | 'new' | null>(null)
  return (
    <>
      <PageHeader
        title={w.title}
        actions={
          <Button
            leftSection={<IconPlus size={16} stroke={1.75} />}
            disabled={!may('organisation.edit')}
            onClick={() => setEditing('new')}
          >
            {w.make}
          </Button>
        }
      />
      <DataTable<Channel>
        label={w.title}
        list={{ rows: channels.data?.items, error: channels.error, again: () => void channels.refetch() }}
        rowKey={({ code }) => code}
        open={setEditing}
        empty={
          <Empty icon={<IconBroadcast size={28} stroke={1.5} />} title={w.empty}>
            {w.emptyText}
          </Empty>
        }
        columns={columns}
      />
      {editing && (
        <ChannelPanel
          key={editing === 'new' ? 'new' : editing.code}
          channel={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  )
}

function useColumns(): readonly Column<Channel>[] {
  const w = useWords(WORDS)
  return [
    {
      key: 'name',
      title: w.name,
      render: ({ name, code }) => (
        <span className={classes['article']}>
          <ChannelDot channel={code} />
          <span>
            {name} <span className={classes['quiet']}>{code}</span>
          </span>
        </span>
      ),
    },
    {
      key: 'currency',
      title: w.currency,
      from: 'tablet',
      render: ({ currency, locale }) => `${currency} · ${locale}`,
    },
    {
      key: 'hold',
      title: w.hold,
      align: 'right',
      from: 'tablet',
      render: ({ hold_seconds }) => w.minutes(Math.round(hold_seconds / 60)),
    },
    {
      key: 'state',
      title: w.state,
      width: 130,
      render: ({ active }) => <State tone={active ? 'ok' : 'plain'}>{active ? w.sells : w.off}</State>,
    },
  ]
}
