import { Anchor, Button, Stack, Textarea } from '@mantine/core'
import { IconChecklist } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Ago } from '#ui/show.tsx'
import { Empty, Trouble } from '#ui/states.tsx'
import { DataTable } from '../../frame/data-table.tsx'
import { FilterBar, FilterSelect } from '../../frame/filter-bar.tsx'
import { useFilters } from '../../frame/filters.ts'
import { PageHeader } from '../../frame/page-header.tsx'
import { SidePanel } from '../../frame/side-panel.tsx'
import { State } from '../../frame/state.tsx'
import { useAction } from '../../frame/use-action.ts'
import { useList } from '../../frame/use-list.ts'
import type { RowOf } from '../../queries.ts'
import { JsonText } from '../log/event-panel.tsx'
import { StoreSelect, useStoreName } from '../pieces/stores.tsx'
import { TillTabs } from './tabs.tsx'

const WORDS = {
  title: { es: 'Cajas', en: 'Tills' },
  tasks: { es: 'Por resolver', en: 'To resolve' },
  which: { es: 'Cuáles', en: 'Which' },
  open: { es: 'Abiertas', en: 'Open' },
  all: { es: 'Todas', en: 'All' },
  what: { es: 'Qué pasó', en: 'What happened' },
  store: { es: 'Tienda', en: 'Shop' },
  order: { es: 'Venta', en: 'Sale' },
  state: { es: 'Estado', en: 'State' },
  waits: { es: 'Espera', en: 'Waiting' },
  done: { es: 'Resuelta', en: 'Resolved' },
  when: { es: 'Cuándo', en: 'When' },
  note: { es: 'Qué se ha hecho', en: 'What was done' },
  details: { es: 'Detalles', en: 'Details' },
  resolve: { es: 'Dar por resuelta', en: 'Mark as resolved' },
  resolved: { es: 'Tarea resuelta', en: 'Task resolved' },
  empty: { es: 'Nada por resolver', en: 'Nothing to resolve' },
  emptyText: {
    es: 'Lo que una caja vende sin conexión vale siempre. Si algo no encaja (un precio, una existencia), espera aquí a que lo mires.',
    en: 'What a till sells offline always holds. If something does not fit (a price, a stock), it waits here for you to look.',
  },
} as const

type Task = RowOf<'listTillTasks'>

/** What sales of tills left open for a person. */
export function TillTasksPage() {
  const w = useWords(WORDS)
  const language = useLanguage()
  const storeName = useStoreName()
  const [filters, narrow] = useFilters<'store' | 'which'>()
  const [opened, setOpened] = useState<Task | null>(null)
  const list = useList('listTillTasks', {
    ...(filters.store === undefined ? {} : { store_id: filters.store }),
    ...(filters.which === 'all' ? {} : { open: true }),
  })
  return (
    <>
      <PageHeader title={w.title} />
      <TillTabs />
      <FilterBar>
        <StoreSelect value={filters.store} onPick={(store) => narrow({ store })} clearable />
        <FilterSelect
          label={w.which}
          value={filters.which ?? 'open'}
          options={(['open', 'all'] as const).map((value) => ({ value, label: w[value] }))}
          choose={(which) => narrow({ which: which === 'open' ? null : which })}
        />
      </FilterBar>
      <DataTable<Task>
        label={w.tasks}
        list={list}
        rowKey={({ id }) => id}
        open={setOpened}
        empty={
          <Empty icon={<IconChecklist size={28} stroke={1.5} />} title={w.empty}>
            {w.emptyText}
          </Empty>
        }
        columns={[
          { key: 'what', title: w.what, render: ({ words }) => words[language] },
          { key: 'store', title: w.store, from: 'tablet', render: ({ store_id }) => storeName(store_id) },
          { key: 'order', title: w.order, from: 'tablet', render: ({ number }) => number ?? '' },
          {
            key: 'state',
            title: w.state,
            width: 120,
            render: ({ resolved_at }) => (
              <State tone={resolved_at === null ? 'warn' : 'ok'}>{resolved_at === null ? w.waits : w.done}</State>
            ),
          },
          {
            key: 'when',
            title: w.when,
            align: 'right',
            width: 150,
            render: ({ raised_at }) => <Ago when={raised_at} />,
          },
        ]}
      />
      {opened && <TaskPanel key={opened.id} task={opened} onClose={() => setOpened(null)} />}
    </>
  )
}

function TaskPanel({ task, onClose }: { task: Task; onClose: () => void }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const [note, setNote] = useState(task.note ?? '')
  const isOpen = task.resolved_at === null
  const resolve = useAction('resolveTillTask', {
    done: w.resolved,
    refreshes: ['listTillTasks'],
    quiet: true,
    onDone: onClose,
  })
  return (
    <SidePanel
      opened
      onClose={onClose}
      title={task.words[language]}
      footer={
        isOpen && (
          <Button
            disabled={note.trim() === ''}
            loading={resolve.isPending}
            onClick={() => resolve.mutate({ task_id: task.id, note: note.trim() })}
          >
            {w.resolve}
          </Button>
        )
      }
    >
      <Stack>
        {task.order_id && (
          <Anchor component={Link} to={`/orders/${task.order_id}`} size="sm">
            {task.number ?? w.order}
          </Anchor>
        )}
        <Textarea
          label={w.note}
          autosize
          minRows={3}
          readOnly={!isOpen}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        {resolve.error && <Trouble error={resolve.error} />}
        <JsonText label={w.details} value={task.details} />
      </Stack>
    </SidePanel>
  )
}
