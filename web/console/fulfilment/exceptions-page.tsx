import { Anchor, Button, Group, Stack, Text } from '@mantine/core'
import { IconMoodSmile } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { date, distance } from '#shared/show.ts'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Ago } from '#ui/show.tsx'
import { Empty, Loading, Trouble } from '#ui/states.tsx'
import { AddressFields, addressOf, emptyAddress, isComplete } from '../frame/address-fields.tsx'
import type { Address } from '../frame/address-fields.tsx'
import { DataTable } from '../frame/data-table.tsx'
import { useFilters } from '../frame/filters.ts'
import { PageHeader } from '../frame/page-header.tsx'
import { SidePanel } from '../frame/side-panel.tsx'
import { useAction } from '../frame/use-action.ts'
import { useList } from '../frame/use-list.ts'
import { Trace } from '../orders/expectations.tsx'
import { OwedNotice } from '../orders/owed-notice.tsx'
import { ask } from '../queries.ts'
import { useMay } from '../session.ts'
import classes from './fulfilment.module.css'
import { TOUCHED } from './words.ts'
import type { Task } from './words.ts'

const WORDS = {
  title: { es: 'Por resolver', en: 'To resolve' },
  about: {
    es: 'Pedidos que su tienda no puede dar. Llama al cliente y acuerda qué prefiere.',
    en: 'Orders their shop cannot give. Call the customer and agree what they prefer.',
  },
  number: { es: 'Pedido', en: 'Order' },
  where: { es: 'Tienda', en: 'Shop' },
  goods: { es: 'Artículos', en: 'Articles' },
  since: { es: 'Desde', en: 'Since' },
  none: { es: 'Todo en orden', en: 'All in order' },
  noneText: {
    es: 'Cuando una tienda no pueda dar una recogida, aparecerá aquí con lo que se puede ofrecer.',
    en: 'When a shop cannot give a pick-up, it appears here with what can be offered.',
  },
  offers: { es: 'Qué se puede ofrecer', en: 'What can be offered' },
  noStores: { es: 'Ninguna otra tienda lo tiene todo.', en: 'No other shop has it all.' },
  ready: { es: (when: string) => `listo ${when}`, en: (when: string) => `ready ${when}` },
  choose: { es: (name: string) => `Recoger en ${name}`, en: (name: string) => `Collect at ${name}` },
  ship: { es: 'Enviar a casa', en: 'Send home' },
  shipAll: { es: 'Se puede enviar todo.', en: 'All of it can be sent.' },
  shipSome: { es: 'Por envío no hay para todo.', en: 'Not all of it can be sent.' },
  send: { es: 'Enviar a esta dirección', en: 'Send to this address' },
  contact: { es: 'Ver pedido y contacto', en: 'See order and contact' },
  resolved: { es: 'Resuelto. La tienda ya lo ve.', en: 'Resolved. The shop sees it.' },
  cancel: { es: 'Si prefiere anular, hazlo desde el pedido.', en: 'If they prefer to cancel, do it from the order.' },
  cannot: { es: 'Tu puesto no resuelve pedidos.', en: 'Your role does not resolve orders.' },
  why: { es: 'Qué ha pasado', en: 'What happened' },
} as const

/** What no shop can give as promised: a person agrees with the customer what to do. */
export function ExceptionsPage() {
  const w = useWords(WORDS)
  const [{ open }, narrow] = useFilters<'open'>()
  const list = useList('listFulfilments', { status: 'exception', limit: 50 })
  const task = list.rows?.find(({ id }) => id === open)
  return (
    <>
      <PageHeader title={w.title} about={w.about} />
      <OwedNotice />
      <DataTable
        label={w.title}
        list={list}
        rowKey={({ id }) => id}
        current={open}
        open={({ id }) => narrow({ open: id })}
        columns={[
          { key: 'number', title: w.number, render: ({ number }) => <span className="whole">{number}</span> },
          { key: 'where', title: w.where, render: ({ location_name }) => location_name, from: 'tablet' },
          { key: 'goods', title: w.goods, render: ({ lines }) => lines.map(({ name }) => name).join(', ') },
          { key: 'since', title: w.since, align: 'right', render: ({ updated_at }) => <Ago when={updated_at} /> },
        ]}
        empty={
          <Empty icon={<IconMoodSmile size={28} stroke={1.75} />} title={w.none}>
            {w.noneText}
          </Empty>
        }
      />
      <SidePanel
        opened={task !== undefined}
        onClose={() => narrow({ open: null })}
        title={task?.number ?? w.title}
        size="md"
      >
        {task && <Offers task={task} onDone={() => narrow({ open: null })} />}
      </SidePanel>
    </>
  )
}

function Offers({ task, onDone }: { task: Task; onDone: () => void }) {
  const w = useWords(WORDS)
  const may = useMay()
  const { data, error } = useQuery(ask('proposeResolutions', { fulfilment_id: task.id }))
  const resolve = useAction('resolveException', { done: w.resolved, refreshes: TOUCHED, onDone })
  const decides = may('fulfilment.work') || may('orders.edit')
  const [ships, setShips] = useState(false)
  if (error) return <Trouble error={error} />
  if (!data) return <Loading />
  return (
    <Stack>
      <Anchor component={Link} to={`/orders/${task.order_id}`} size="sm">
        {w.contact}
      </Anchor>
      <Why fulfilment_id={task.id} />
      <Text fw={600} size="sm">
        {w.offers}
      </Text>
      {data.stores.length === 0 && (
        <Text size="sm" c="dimmed">
          {w.noStores}
        </Text>
      )}
      <ul className={classes['offers']}>
        {data.stores.map(({ store_id, name, distance_km, ready_at }) => (
          <li key={store_id}>
            <Offer name={name} distance_km={distance_km} ready_at={ready_at} />
            <Button
              size="compact-sm"
              variant="default"
              disabled={!decides}
              title={decides ? undefined : w.cannot}
              loading={resolve.isPending}
              aria-label={w.choose(name)}
              onClick={() => resolve.mutate({ fulfilment_id: task.id, body: { store_id } })}
            >
              {w.choose(name)}
            </Button>
          </li>
        ))}
      </ul>
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          {data.ship.complete ? w.shipAll : w.shipSome}
        </Text>
        <Button
          size="compact-sm"
          variant="default"
          disabled={!decides || !data.ship.complete}
          onClick={() => setShips(!ships)}
        >
          {w.ship}
        </Button>
      </Group>
      {ships && (
        <ShipTo
          pending={resolve.isPending}
          send={(ship_to) => resolve.mutate({ fulfilment_id: task.id, body: { ship_to } })}
        />
      )}
      <Text size="sm" c="dimmed">
        {w.cancel}
      </Text>
    </Stack>
  )
}

function Why({ fulfilment_id }: { fulfilment_id: string }) {
  const w = useWords(WORDS)
  return (
    <div>
      <Text fw={600} size="sm">
        {w.why}
      </Text>
      <Trace fulfilment_id={fulfilment_id} />
    </div>
  )
}

type OfferProps = { name: string; distance_km: number | null; ready_at: string | null }

function Offer({ name, distance_km, ready_at }: OfferProps) {
  const w = useWords(WORDS)
  const language = useLanguage()
  return (
    <div>
      <Text size="sm" fw={500}>
        {name}
      </Text>
      <Text size="xs" c="dimmed">
        {[
          distance_km !== null && distance(distance_km * 1_000, language),
          ready_at && w.ready(date(ready_at, 'moment', language)),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
    </div>
  )
}

function ShipTo({ send, pending }: { send: (address: Address) => void; pending: boolean }) {
  const w = useWords(WORDS)
  const [address, setAddress] = useState<Address>(emptyAddress)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        send(addressOf(address))
      }}
    >
      <AddressFields value={address} onChange={setAddress} />
      <Button type="submit" mt="sm" disabled={!isComplete(address)} loading={pending}>
        {w.send}
      </Button>
    </form>
  )
}
