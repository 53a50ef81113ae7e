import { ActionIcon, Button, Checkbox, List, Menu, Stack, Text, Tooltip } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconDots, IconDownload, IconEraser, IconEye } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { explainRefusal } from '#shared/refusals.ts'
import { channelName } from '#shared/channels.ts'
import { useLanguage, useWords } from '#ui/face.tsx'
import { When } from '#ui/show.tsx'
import { Empty, Trouble } from '#ui/states.tsx'
import { SidePanel } from '../frame/side-panel.tsx'
import { DataTable } from '../frame/data-table.tsx'
import { download } from '../frame/download.ts'
import { useAction } from '../frame/use-action.ts'
import { useList } from '../frame/use-list.ts'
import { useActorName } from '../office/pieces/actors.ts'
import { api } from '../queries.ts'
import { useMay } from '../session.ts'
import type { Customer } from './customer-page.tsx'
import { tell } from './thread/tell.ts'

const WORDS = {
  more: { es: 'Más acciones', en: 'More actions' },
  trail: { es: 'Quién lo ha visto', en: 'Who looked' },
  export: { es: 'Descargar sus datos', en: 'Download their data' },
  erase: { es: 'Borrar sus datos', en: 'Erase their data' },
  notYours: { es: 'Tu puesto no incluye esto.', en: 'Your role does not include this.' },
  exported: { es: 'Archivo descargado.', en: 'File downloaded.' },
  eraseLead: { es: 'Se borra para siempre:', en: 'What is erased for ever:' },
  erase1: {
    es: 'Nombre, contactos, direcciones, notas y preferencias',
    en: 'Name, contacts, addresses, notes and preferences',
  },
  erase2: { es: 'Lo que hizo en la web y la aplicación', en: 'What they did on the web and in the app' },
  keepLead: { es: 'Se conserva, sin su nombre:', en: 'What stays, without their name:' },
  keep1: { es: 'Los pedidos y los pagos, como obliga la ley', en: 'Orders and payments, as the law demands' },
  keep2: { es: 'Que una vez respondió a los consentimientos', en: 'That consents were once answered' },
  sure: { es: 'Entiendo que no se puede deshacer', en: 'I understand that this cannot be undone' },
  erased: { es: 'Datos borrados.', en: 'Data erased.' },
  who: { es: 'Quién', en: 'Who' },
  what: { es: 'Qué', en: 'What' },
  when: { es: 'Cuándo', en: 'When' },
  saw: { es: 'Vio la ficha', en: 'Saw the profile' },
  nobody: { es: 'Nadie lo ha mirado todavía', en: 'Nobody has looked yet' },
} as const
const ICON = { size: 16, stroke: 1.75 } as const

/** What is done with a person's data as a whole. */
export function CustomerActions({ customer }: { customer: Customer }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const may = useMay()
  const [sheet, setSheet] = useState<'trail' | 'erase' | null>(null)
  const hand = useMutation({
    mutationFn: () => api.exportCustomer({ customer_id: customer.id }),
    onSuccess: (data) => {
      download(`${customer.id}.json`, 'application/json', JSON.stringify(data, null, 2))
      notifications.show({ message: w.exported, color: 'green' })
    },
    onError: (error) => notifications.show({ message: explainRefusal(error, language), color: 'red' }),
  })
  const item = (permission: string) => (may(permission) ? {} : { disabled: true, title: w.notYours })
  return (
    <>
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <Tooltip label={w.more}>
            <ActionIcon variant="default" size={32} aria-label={w.more}>
              <IconDots size={18} stroke={1.75} />
            </ActionIcon>
          </Tooltip>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconEye {...ICON} />} {...item('customers.audit')} onClick={() => setSheet('trail')}>
            {w.trail}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconDownload {...ICON} />}
            {...item('customers.export')}
            onClick={() => hand.mutate()}
          >
            {w.export}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconEraser {...ICON} />}
            color="red"
            {...item('customers.erase')}
            onClick={() => setSheet('erase')}
          >
            {w.erase}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <SidePanel opened={sheet === 'erase'} onClose={() => setSheet(null)} title={w.erase} size="md">
        <Erase customer={customer} onDone={() => setSheet(null)} />
      </SidePanel>
      <SidePanel opened={sheet === 'trail'} onClose={() => setSheet(null)} title={w.trail}>
        <Trail customer={customer} />
      </SidePanel>
    </>
  )
}

function Erase({ customer, onDone }: { customer: Customer; onDone: () => void }) {
  const w = useWords(WORDS)
  const [sure, setSure] = useState(false)
  const erase = useAction('eraseCustomer', {
    quiet: true,
    done: w.erased,
    refreshes: ['getCustomer', 'getTimeline', 'listConsents'],
    onDone,
  })
  return (
    <Stack>
      <Text fw={500}>{w.eraseLead}</Text>
      <List size="sm">
        <List.Item>{w.erase1}</List.Item>
        <List.Item>{w.erase2}</List.Item>
      </List>
      <Text fw={500}>{w.keepLead}</Text>
      <List size="sm">
        <List.Item>{w.keep1}</List.Item>
        <List.Item>{w.keep2}</List.Item>
      </List>
      <Checkbox label={w.sure} checked={sure} onChange={(event) => setSure(event.target.checked)} />
      {erase.error && <Trouble error={erase.error} />}
      <Button
        color="red"
        disabled={!sure}
        loading={erase.isPending}
        onClick={() => erase.mutate({ customer_id: customer.id, reason: 'asked' })}
      >
        {w.erase}
      </Button>
    </Stack>
  )
}

function Trail({ customer }: { customer: Customer }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const nameOf = useActorName()
  const list = useList('getCustomerTrail', { customer_id: customer.id, limit: 50 })
  return (
    <DataTable
      label={w.trail}
      list={list}
      rowKey={({ id }) => id}
      columns={[
        { key: 'who', title: w.who, render: (row) => nameOf(row.actor_kind, row.actor_id, row.actor_name) },
        {
          key: 'what',
          title: w.what,
          render: ({ kind, what, channel }) => (
            <>
              {kind === 'seen' ? w.saw : tell({ type: what, data: {} }, language).title}
              <Text size="xs" c="dimmed">
                {channelName(channel, language)}
              </Text>
            </>
          ),
        },
        { key: 'when', title: w.when, align: 'right', render: ({ at }) => <When when={at} /> },
      ]}
      empty={<Empty title={w.nobody} />}
    />
  )
}
