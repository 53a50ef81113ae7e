import { Button } from '@mantine/core'
import { IconDeviceTablet, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Reply } from '#sdk'
import { useWords } from '#ui/face.tsx'
import { Ago } from '#ui/show.tsx'
import { Empty } from '#ui/states.tsx'
import { DataTable } from '../../frame/data-table.tsx'
import { PageHeader } from '../../frame/page-header.tsx'
import { State } from '../../frame/state.tsx'
import { useAction } from '../../frame/use-action.ts'
import { ask } from '../../queries.ts'
import { useMay } from '../../session.ts'
import { ConfirmButton } from '../pieces/confirm-button.tsx'
import { EnrolPanel } from './enrol-panel.tsx'
import { RegisterPanel } from './register-panel.tsx'
import { TillTabs } from './tabs.tsx'

const WORDS = {
  title: { es: 'Cajas', en: 'Tills' },
  enrol: { es: 'Dar de alta un dispositivo', en: 'Enrol a device' },
  register: { es: 'Añadir puesto de caja', en: 'Add a register' },
  device: { es: 'Dispositivo', en: 'Device' },
  place: { es: 'Puesto', en: 'Register' },
  store: { es: 'Tienda', en: 'Shop' },
  seen: { es: 'Visto', en: 'Seen' },
  never: { es: 'Todavía no', en: 'Not yet' },
  state: { es: 'Estado', en: 'State' },
  works: { es: 'Activo', en: 'Working' },
  locked: { es: 'Bloqueado', en: 'Locked out' },
  lock: { es: 'Bloquear', en: 'Lock out' },
  lockAsk: {
    es: 'El dispositivo deja de vender al momento. Para usarlo otra vez hay que darlo de alta de nuevo.',
    en: 'The device stops selling at once. To use it again it must be enrolled anew.',
  },
  lockDone: { es: 'Dispositivo bloqueado', en: 'Device locked out' },
  empty: { es: 'Ningún dispositivo cobra todavía', en: 'No device is a till yet' },
  emptyText: {
    es: 'Da de alta una tableta o un ordenador en un puesto de caja: se le dice una clave una sola vez.',
    en: 'Enrol a tablet or computer at a register: it is told a key this once.',
  },
} as const

type Device = Reply<'listDevices'>['items'][number]

/** Registers, and the devices that are tills at them. */
export function TillsPage() {
  const w = useWords(WORDS)
  const may = useMay()
  const devices = useQuery(ask('listDevices', {}))
  const [opened, setOpened] = useState<'enrol' | 'register' | null>(null)
  const close = (): void => setOpened(null)
  return (
    <>
      <PageHeader
        title={w.title}
        actions={
          <>
            <Button variant="default" disabled={!may('organisation.edit')} onClick={() => setOpened('register')}>
              {w.register}
            </Button>
            <Button
              leftSection={<IconPlus size={16} stroke={1.75} />}
              disabled={!may('devices.enrol')}
              onClick={() => setOpened('enrol')}
            >
              {w.enrol}
            </Button>
          </>
        }
      />
      <TillTabs />
      <Devices list={{ rows: devices.data?.items, error: devices.error, again: () => void devices.refetch() }} />
      {opened === 'enrol' && <EnrolPanel onClose={close} />}
      {opened === 'register' && <RegisterPanel onClose={close} />}
    </>
  )
}

type List = { rows: Device[] | undefined; error: Error | null; again: () => void }

function Devices({ list }: { list: List }) {
  const w = useWords(WORDS)
  const stores = useQuery(ask('listStores', {}))
  const lock = useAction('revokeDevice', { done: w.lockDone, refreshes: ['listDevices'] })
  const isLocked = ({ revoked_at }: Device): boolean => revoked_at !== null
  const rows = list.rows?.toSorted((a, b) => Number(isLocked(a)) - Number(isLocked(b)))
  return (
    <DataTable<Device>
      label={w.title}
      list={{ ...list, rows }}
      rowKey={({ id }) => id}
      empty={
        <Empty icon={<IconDeviceTablet size={28} stroke={1.5} />} title={w.empty}>
          {w.emptyText}
        </Empty>
      }
      columns={[
        { key: 'device', title: w.device, render: ({ name }) => name },
        {
          key: 'store',
          title: w.store,
          render: ({ store_id }) => stores.data?.items.find(({ id }) => id === store_id)?.name ?? '…',
        },
        { key: 'register', title: w.place, from: 'tablet', render: ({ register }) => register },
        {
          key: 'seen',
          title: w.seen,
          from: 'tablet',
          render: ({ seen_at }) => (seen_at === null ? w.never : <Ago when={seen_at} />),
        },
        {
          key: 'state',
          title: w.state,
          width: 130,
          render: (device) => (
            <State tone={isLocked(device) ? 'plain' : 'ok'}>{isLocked(device) ? w.locked : w.works}</State>
          ),
        },
        {
          key: 'lock',
          title: '',
          align: 'right',
          width: 120,
          render: (device) =>
            !isLocked(device) && (
              <ConfirmButton size="compact-sm" question={w.lockAsk} onYes={() => lock.mutate({ device_id: device.id })}>
                {w.lock}
              </ConfirmButton>
            ),
        },
      ]}
    />
  )
}
