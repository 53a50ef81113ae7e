import { Anchor } from '@mantine/core'
import { IconEye } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Ago } from '#ui/show.tsx'
import { Empty } from '#ui/states.tsx'
import { DataTable } from '../../frame/data-table.tsx'
import { FilterBar, FilterSelect } from '../../frame/filter-bar.tsx'
import { useFilters } from '../../frame/filters.ts'
import { PageHeader } from '../../frame/page-header.tsx'
import { State } from '../../frame/state.tsx'
import { useList } from '../../frame/use-list.ts'
import { ask } from '../../queries.ts'
import type { RowOf } from '../../queries.ts'
import { useMe } from '../../session.ts'
import classes from '../office.module.css'
import { MomentField } from '../pieces/moment-field.tsx'
import { eventName } from './event-names.ts'
import { lookName } from './look-names.ts'
import { LogTabs } from './tabs.tsx'

const WORDS = {
  title: { es: 'Registro', en: 'Log' },
  looks: { es: 'Quién vio a quién', en: 'Who saw whom' },
  about: {
    es: 'Cada vez que alguien del equipo ve a un cliente queda anotado.',
    en: 'Each time somebody of the staff sees a customer it is noted.',
  },
  who: { es: 'Persona o caja', en: 'Person or till' },
  from: { es: 'Desde', en: 'From' },
  to: { es: 'Hasta', en: 'Until' },
  whom: { es: 'A quién', en: 'Whom' },
  customers: { es: 'Clientes', en: 'Customers' },
  guests: { es: 'Sin ficha', en: 'Guests' },
  customer: { es: 'Cliente', en: 'Customer' },
  ofWhat: { es: 'Pedido o cesta', en: 'Order or cart' },
  order: { es: 'Pedido', en: 'Order' },
  cart: { es: 'Cesta', en: 'Cart' },
  noGuest: { es: 'No ha visto a nadie sin ficha', en: 'Saw nobody without a record' },
  unnamed: { es: 'Sin nombre', en: 'No name' },
  what: { es: 'Qué se hizo', en: 'What was done' },
  did: { es: 'Cómo', en: 'How' },
  seen: { es: 'Lo vio', en: 'Saw' },
  changed: { es: 'Lo cambió', en: 'Changed' },
  when: { es: 'Cuándo', en: 'When' },
  empty: { es: 'No ha visto a ningún cliente', en: 'Saw no customer' },
  emptyText: {
    es: 'Elige a otra persona, o amplía las fechas.',
    en: 'Choose another person, or widen the dates.',
  },
} as const

type Look = RowOf<'listLooks'>
type GuestLook = RowOf<'listGuestLooks'>
type Asked = { actor_id: string; from?: string; to?: string }

/** Whom a member of staff or a till has seen or changed. */
export function LooksPage() {
  const w = useWords(WORDS)
  const { id } = useMe()
  const [filters, narrow] = useFilters<'actor' | 'of' | 'from' | 'to'>()
  const staff = useQuery(ask('listStaff', {}))
  const devices = useQuery(ask('listDevices', {}))
  const actor_id = filters.actor ?? id ?? ''
  const people = [...(staff.data?.items ?? []), ...(devices.data?.items ?? [])]
  const asked: Asked = {
    actor_id,
    ...(filters.from === undefined ? {} : { from: filters.from }),
    ...(filters.to === undefined ? {} : { to: filters.to }),
  }
  return (
    <>
      <PageHeader title={w.title} about={w.about} />
      <LogTabs />
      <FilterBar>
        <FilterSelect
          label={w.who}
          value={actor_id}
          searchable
          options={people.map((one) => ({ value: one.id, label: one.name }))}
          choose={(actor) => narrow({ actor })}
        />
        <FilterSelect
          label={w.whom}
          value={filters.of ?? 'customers'}
          options={[
            { value: 'customers', label: w.customers },
            { value: 'guests', label: w.guests },
          ]}
          choose={(of) => narrow({ of: of === 'guests' ? of : null })}
        />
        <MomentField hideLabel label={w.from} value={filters.from ?? null} onMoment={(from) => narrow({ from })} />
        <MomentField hideLabel label={w.to} value={filters.to ?? null} onMoment={(to) => narrow({ to })} />
      </FilterBar>
      {filters.of === 'guests' ? <GuestTable asked={asked} /> : <CustomerTable asked={asked} />}
    </>
  )
}

function CustomerTable({ asked }: { asked: Asked }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const list = useList('listLooks', asked)
  return (
    <DataTable<Look>
      label={w.looks}
      list={list}
      rowKey={({ id: look_id }) => look_id}
      empty={<NobodySeen title={w.empty} />}
      columns={[
        {
          key: 'customer',
          title: w.customer,
          render: ({ customer_id, customer_name }) => (
            <Anchor component={Link} to={`/customers/${customer_id}`} size="sm">
              {customer_name ?? (
                <>
                  {w.unnamed} <span className={classes['quiet']}>…{customer_id.slice(-6)}</span>
                </>
              )}
            </Anchor>
          ),
        },
        {
          key: 'kind',
          title: w.did,
          width: 130,
          render: ({ kind }) => <State tone={kind === 'changed' ? 'info' : 'plain'}>{w[kind]}</State>,
        },
        {
          key: 'what',
          title: w.what,
          from: 'tablet',
          render: ({ kind, what }) => (kind === 'seen' ? lookName(what, language) : eventName(what, language)),
        },
        { key: 'when', title: w.when, align: 'right', width: 150, render: ({ at }) => <Ago when={at} /> },
      ]}
    />
  )
}

/** Who ordered or filled a cart without becoming a customer: what was seen of them is their order or cart. */
function GuestTable({ asked }: { asked: Asked }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const list = useList('listGuestLooks', asked)
  return (
    <DataTable<GuestLook>
      label={w.looks}
      list={list}
      rowKey={({ id: look_id }) => look_id}
      empty={<NobodySeen title={w.noGuest} />}
      columns={[
        { key: 'subject', title: w.ofWhat, render: (look) => <Subject {...look} /> },
        { key: 'what', title: w.what, from: 'tablet', render: ({ what }) => lookName(what, language) },
        { key: 'when', title: w.when, align: 'right', width: 150, render: ({ at }) => <Ago when={at} /> },
      ]}
    />
  )
}

function Subject({ subject_kind, subject_id }: Pick<GuestLook, 'subject_kind' | 'subject_id'>) {
  const w = useWords(WORDS)
  const name = (
    <>
      {w[subject_kind]} <span className={classes['quiet']}>…{subject_id.slice(-6)}</span>
    </>
  )
  return subject_kind === 'order' ? (
    <Anchor component={Link} to={`/orders/${subject_id}`} size="sm">
      {name}
    </Anchor>
  ) : (
    <Anchor size="sm" renderRoot={(props) => <Link to="/carts" search={{ cart: subject_id }} {...props} />}>
      {name}
    </Anchor>
  )
}

function NobodySeen({ title }: { title: string }) {
  const w = useWords(WORDS)
  return (
    <Empty icon={<IconEye size={28} stroke={1.5} />} title={title}>
      {w.emptyText}
    </Empty>
  )
}
