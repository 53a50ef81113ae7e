import { Text } from '@mantine/core'
import { IconUsers } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { Reply } from '#sdk'
import { useWords } from '#ui/face.tsx'
import { Ago, ChannelDot } from '#ui/show.tsx'
import { Empty } from '#ui/states.tsx'
import { DataTable } from '../frame/data-table.tsx'
import { ask } from '../queries.ts'
import classes from './customers.module.css'
import { useOpenMatters } from './open-matters.ts'
import type { Matter } from './open-matters.ts'

const WORDS = {
  begin: { es: 'Busca a quien tienes delante', en: 'Find who is in front of you' },
  beginText: {
    es: 'Basta un trozo: tres cifras del teléfono, el principio del apellido, un número de pedido o la tarjeta.',
    en: 'A piece is enough: three digits of the phone, the beginning of the name, an order number or the card.',
  },
  lookedAt: { es: 'Vistos hace poco', en: 'Seen lately' },
  open: { es: 'Con algo abierto', en: 'With something open' },
  name: { es: 'Nombre', en: 'Name' },
  email: { es: 'Correo', en: 'E-mail' },
  phone: { es: 'Teléfono', en: 'Phone' },
  seen: { es: 'Visto', en: 'Seen' },
  what: { es: 'Qué hay abierto', en: 'What is open' },
  moved: { es: 'Último cambio', en: 'Last change' },
  unnamed: { es: 'Sin nombre', en: 'No name' },
  cart: {
    es: (units: number) => `Cesta, ${units} ${units === 1 ? 'unidad' : 'unidades'}`,
    en: (units: number) => `Cart, ${units} ${units === 1 ? 'unit' : 'units'}`,
  },
  order: { es: (number: string) => `Pedido ${number}`, en: (number: string) => `Order ${number}` },
} as const
const LOOKED_AT_MAX = 8

type LookedAt = Reply<'listLookedAt'>['items'][number]

/** Before anything is typed: how to find, whom one saw last, and who is in the middle of something. */
export function Begin() {
  const w = useWords(WORDS)
  // What was opened a moment ago must be there: coming back is the very use of it.
  const { data } = useQuery({ ...ask('listLookedAt', { limit: LOOKED_AT_MAX }), refetchOnMount: 'always' })
  const matters = useOpenMatters()
  if (data?.items.length === 0 && matters?.length === 0)
    return (
      <Empty icon={<IconUsers size={28} stroke={1.75} />} title={w.begin}>
        {w.beginText}
      </Empty>
    )
  return (
    <div className={classes['begin']}>
      <Text size="sm" c="dimmed">
        {w.beginText}
      </Text>
      {data?.items.length !== 0 && <LookedAt rows={data?.items} />}
      {matters?.length !== 0 && <Matters rows={matters} />}
    </div>
  )
}

const calm = { error: null, again: () => {} }

function LookedAt({ rows }: { rows: LookedAt[] | undefined }) {
  const w = useWords(WORDS)
  return (
    <section>
      <h2>{w.lookedAt}</h2>
      <DataTable
        label={w.lookedAt}
        list={{ rows, ...calm }}
        rowKey={({ id }) => id}
        linkTo={({ id }) => `/customers/${id}`}
        empty={null}
        columns={[
          { key: 'name', title: w.name, width: '30%', render: ({ name }) => name ?? w.unnamed },
          { key: 'email', title: w.email, from: 'tablet', render: ({ email }) => email },
          { key: 'phone', title: w.phone, from: 'tablet', width: '20%', render: ({ phone }) => phone },
          { key: 'seen', title: w.seen, align: 'right', width: 160, render: (row) => <Ago when={row.looked_at} /> },
        ]}
      />
    </section>
  )
}

function Matters({ rows }: { rows: Matter[] | undefined }) {
  const w = useWords(WORDS)
  return (
    <section>
      <h2>{w.open}</h2>
      <DataTable
        label={w.open}
        list={{ rows, ...calm }}
        rowKey={({ customer_id }) => customer_id}
        linkTo={({ customer_id }) => `/customers/${customer_id}`}
        empty={null}
        columns={[
          { key: 'name', title: w.name, width: '30%', render: ({ name }) => name ?? w.unnamed },
          { key: 'what', title: w.what, render: (matter) => <What matter={matter} /> },
          {
            key: 'moved',
            title: w.moved,
            align: 'right',
            width: 160,
            from: 'tablet',
            render: ({ at }) => <Ago when={at} />,
          },
        ]}
      />
    </section>
  )
}

function What({ matter: { carts, orders } }: { matter: Matter }) {
  const w = useWords(WORDS)
  const open = [
    ...orders.map(({ id, channel, number }) => ({ id, channel, said: w.order(number) })),
    ...carts.map(({ id, channel, units }) => ({ id, channel, said: w.cart(units) })),
  ]
  return (
    <span className={classes['open']}>
      {open.map(({ id, channel, said }) => (
        <span key={id}>
          <ChannelDot channel={channel} /> {said}
        </span>
      ))}
    </span>
  )
}
