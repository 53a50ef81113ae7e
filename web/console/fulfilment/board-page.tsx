import { SegmentedControl, Skeleton, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useWords } from '#ui/face.tsx'
import { Trouble } from '#ui/states.tsx'
import { FilterBar, FilterSelect } from '../frame/filter-bar.tsx'
import { useFilters } from '../frame/filters.ts'
import { PageHeader } from '../frame/page-header.tsx'
import { useStores } from '../frame/use-stores.ts'
import { ask } from '../queries.ts'
import { useMe } from '../session.ts'
import classes from './fulfilment.module.css'
import { useVariants } from '../frame/articles.tsx'
import type { Variant } from '../frame/articles.tsx'
import { TaskCard } from './task-card.tsx'
import { TaskSheet } from './task-sheet.tsx'
import { COLUMNS, articlesOf, columnOf } from './words.ts'
import type { ColumnName, Task } from './words.ts'

const WORDS = {
  title: { es: 'Recogidas y envíos', en: 'Pick-ups and parcels' },
  store: { es: 'Tienda', en: 'Shop' },
  kind: { es: 'Tipo', en: 'Kind' },
  all: { es: 'Todo', en: 'All' },
  pickup: { es: 'Recogidas', en: 'Pick-ups' },
  ship: { es: 'Envíos', en: 'Parcels' },
  accept: { es: 'Por aceptar', en: 'To accept' },
  pick: { es: 'Por preparar', en: 'To pick' },
  ready: { es: 'Listo', en: 'Ready' },
  done: { es: 'Entregado hace poco', en: 'Done lately' },
  accept0: {
    es: 'Nada nuevo. Lo que se compre para esta tienda llega aquí.',
    en: 'Nothing new. What is bought for this shop arrives here.',
  },
  pick0: { es: 'Nada por preparar.', en: 'Nothing to pick.' },
  ready0: { es: 'Nada espera a su cliente.', en: 'Nothing waits for its customer.' },
  done0: { es: 'Aquí verás lo que salga hoy.', en: 'What leaves today appears here.' },
  more: {
    es: 'Hay más de lo que cabe aquí: filtra por tienda.',
    en: 'There is more than fits here: narrow it by shop.',
  },
} as const
const SHOWN_MAX = 100
const DONE_MAX = 10

type Key = 'store' | 'kind' | 'open'

/** What the shops have to do now, by step; the most urgent on top, and always as it is. */
export function BoardPage() {
  const w = useWords(WORDS)
  const me = useMe()
  const stores = useStores()
  const [{ store, kind, open }, narrow] = useFilters<Key>()
  // Who works in one shop sees that one; who works in several chooses.
  const store_id = store ?? (me.store_ids?.length === 1 ? me.store_ids[0] : undefined)
  const { tasks, error, again, overflows } = useBoard(store_id, kind)
  const articles = useVariants(articlesOf(tasks))
  const opened = tasks?.find(({ id }) => id === open)
  return (
    <>
      <PageHeader title={w.title} about={overflows && w.more} />
      <FilterBar>
        <FilterSelect
          label={w.store}
          width={220}
          value={store_id}
          options={stores}
          choose={(next) => narrow({ store: next })}
          searchable
        />
        <SegmentedControl
          size="xs"
          aria-label={w.kind}
          value={kind ?? ''}
          onChange={(next) => narrow({ kind: next || null })}
          data={[
            { value: '', label: w.all },
            { value: 'pickup', label: w.pickup },
            { value: 'ship', label: w.ship },
          ]}
        />
      </FilterBar>
      {error && <Trouble error={error} again={again} />}
      {!tasks && !error && <Ghosts />}
      {tasks && (
        <div className={classes['board']}>
          {COLUMNS.map((name) => (
            <Column
              key={name}
              name={name}
              tasks={tasks.filter((task) => columnOf(task) === name)}
              articles={articles}
              open={(id) => narrow({ open: id })}
            />
          ))}
        </div>
      )}
      <TaskSheet task_id={open} known={opened} onClose={() => narrow({ open: null })} />
    </>
  )
}

/** What is open, and the last of what is done. */
function useBoard(store_id: string | undefined, kind: string | undefined) {
  const where = {
    ...(store_id && { store_id }),
    ...(kind && { kind: kind as 'ship' | 'pickup' }),
  }
  const open = useQuery(ask('listFulfilments', { ...where, limit: SHOWN_MAX }))
  const handed = useQuery(ask('listFulfilments', { ...where, status: 'handed_over', limit: SHOWN_MAX }))
  const shipped = useQuery(ask('listFulfilments', { ...where, status: 'shipped', limit: SHOWN_MAX }))
  const done = [...(handed.data?.items ?? []), ...(shipped.data?.items ?? [])]
    .toSorted((a, b) => b.updated_at.localeCompare(a.updated_at))
    .slice(0, DONE_MAX)
  const tasks: Task[] | undefined = open.data && [...open.data.items, ...done]
  return { tasks, error: open.error, again: () => void open.refetch(), overflows: open.data?.next != null }
}

type ColumnProps = {
  name: ColumnName
  tasks: readonly Task[]
  articles: ReadonlyMap<string, Variant>
  open: (id: string) => void
}

function Column({ name, tasks, articles, open }: ColumnProps) {
  const w = useWords(WORDS)
  return (
    <section className={classes['column']} aria-label={w[name]}>
      <h2 className={classes['columnName']}>
        {w[name]} <span>{tasks.length}</span>
      </h2>
      {tasks.length === 0 && (
        <Text size="sm" c="dimmed" px={4}>
          {w[`${name}0`]}
        </Text>
      )}
      <ul className={classes['cards']}>
        {tasks.map((task) => (
          <li key={task.id}>
            <TaskCard task={task} articles={articles} open={() => open(task.id)} />
          </li>
        ))}
      </ul>
    </section>
  )
}

const Ghosts = () => (
  <div className={classes['board']}>
    {COLUMNS.map((name) => (
      <Skeleton key={name} h={220} />
    ))}
  </div>
)
