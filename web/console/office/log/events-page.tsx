import { IconHistory } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Language } from '#shared/words.ts'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Ago, ChannelDot } from '#ui/show.tsx'
import { Empty } from '#ui/states.tsx'
import { wordFor } from '../../customers/thread/tell.ts'
import { DataTable } from '../../frame/data-table.tsx'
import type { Column } from '../../frame/data-table.tsx'
import { FilterBar, FilterSelect } from '../../frame/filter-bar.tsx'
import { useFilters } from '../../frame/filters.ts'
import { PageHeader } from '../../frame/page-header.tsx'
import { useList } from '../../frame/use-list.ts'
import { ask } from '../../queries.ts'
import type { Fact } from './facts.ts'
import { whoseFact } from './facts.ts'
import classes from '../office.module.css'
import { useActorName } from '../pieces/actors.ts'
import { MomentField } from '../pieces/moment-field.tsx'
import { EventPanel } from './event-panel.tsx'
import { EVENT_NAMES } from './event-names.ts'
import { useEventName } from './event-words.ts'
import { LogTabs } from './tabs.tsx'

const WORDS = {
  title: { es: 'Registro', en: 'Log' },
  about: { es: 'Todo lo que pasa, según pasa.', en: 'All that happens, as it happens.' },
  type: { es: 'Tipo de hecho', en: 'Kind of fact' },
  who: { es: 'Quién', en: 'Who' },
  from: { es: 'Desde', en: 'From' },
  to: { es: 'Hasta', en: 'Until' },
  fact: { es: 'Hecho', en: 'Fact' },
  channel: { es: 'Canal', en: 'Channel' },
  subjectTold: { es: 'Sobre', en: 'About' },
  when: { es: 'Cuándo', en: 'When' },
  subject: { es: 'Id de lo que trata', en: 'Id of what it is about' },
  empty: { es: 'Ningún hecho encaja', en: 'No fact fits' },
  emptyText: {
    es: 'Quita algún filtro. Lo que ocurra a partir de ahora aparece aquí solo.',
    en: 'Take a filter away. What happens from now on appears here by itself.',
  },
} as const

type Filter = 'type' | 'actor' | 'subject' | 'from' | 'to'
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The event log: who did what, when; live. */
export function EventsPage() {
  const w = useWords(WORDS)
  const [filters, narrow] = useFilters<Filter>()
  const [opened, setOpened] = useState<Fact | null>(null)
  const columns = useColumns()
  const { type, actor, subject, from, to } = filters
  const list = useList('listEvents', {
    ...(type === undefined ? {} : { type }),
    ...(actor === undefined ? {} : { actor_id: actor }),
    ...(subject !== undefined && UUID.test(subject) ? { subject_id: subject } : {}),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  })
  return (
    <>
      <PageHeader title={w.title} about={w.about} />
      <LogTabs />
      <EventFilters filters={filters} narrow={narrow} />
      <DataTable<Fact>
        label={w.title}
        list={list}
        rowKey={({ id }) => id}
        open={setOpened}
        current={opened?.id}
        empty={
          <Empty icon={<IconHistory size={28} stroke={1.5} />} title={w.empty}>
            {w.emptyText}
          </Empty>
        }
        columns={columns}
      />
      {opened && <EventPanel fact={opened} onClose={() => setOpened(null)} />}
    </>
  )
}

type Narrow = ReturnType<typeof useFilters<Filter>>[1]

function EventFilters({ filters, narrow }: { filters: Partial<Record<Filter, string>>; narrow: Narrow }) {
  const w = useWords(WORDS)
  const staff = useQuery(ask('listStaff', {}))
  const nameOf = useEventName()
  // A link may ask for a kind that this Hilo has no words for; it is a choice too.
  const types = [...new Set([...Object.keys(EVENT_NAMES), ...(filters.type ? [filters.type] : [])])]
  return (
    <FilterBar text={filters.subject} onText={(subject) => narrow({ subject })} placeholder={w.subject}>
      <FilterSelect
        label={w.type}
        value={filters.type}
        searchable
        width={200}
        options={types.map((type) => ({ value: type, label: nameOf(type) }))}
        choose={(type) => narrow({ type })}
      />
      <FilterSelect
        label={w.who}
        value={filters.actor}
        searchable
        options={(staff.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        choose={(actor) => narrow({ actor })}
      />
      <MomentField hideLabel label={w.from} value={filters.from ?? null} onMoment={(from) => narrow({ from })} />
      <MomentField hideLabel label={w.to} value={filters.to ?? null} onMoment={(to) => narrow({ to })} />
    </FilterBar>
  )
}

function useColumns(): readonly Column<Fact>[] {
  const w = useWords(WORDS)
  const language = useLanguage()
  const nameOf = useEventName()
  const actor = useActorName()
  return [
    {
      key: 'fact',
      title: w.fact,
      render: ({ type, channel }) => (
        <span className={classes['article']}>
          <ChannelDot channel={channel} />
          <span style={{ minWidth: 0 }}>
            <span className={classes['articleName']}>{nameOf(type)}</span>
            <span className={classes['quiet']}>{type}</span>
          </span>
        </span>
      ),
    },
    {
      key: 'about',
      title: w.subjectTold,
      from: 'desktop',
      render: ({ data }) => <span>{gistOf(data, language)}</span>,
    },
    {
      key: 'who',
      title: w.who,
      from: 'tablet',
      render: (fact) => whoseFact(fact, actor),
    },
    { key: 'when', title: w.when, align: 'right', width: 150, render: ({ recorded_at }) => <Ago when={recorded_at} /> },
  ]
}

/** What a fact says of itself that a person would recognise it by. */
function gistOf(data: Record<string, unknown>, language: Language): string {
  const said = ['number', 'name', 'sku', 'code', 'reason', 'store', 'email'].map((field) => data[field])
  return said
    .filter((value) => typeof value === 'string' && value !== '')
    .slice(0, 2)
    .map((value) => wordFor(value, language))
    .join(' · ')
}
