import { Button, Text, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, Navigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useWords } from '#ui/face.tsx'
import { Ago, ChannelDot } from '#ui/show.tsx'
import { Empty, Trouble } from '#ui/states.tsx'
import { useFilledCarts } from '../customers/open-matters.ts'
import { PageHeader } from '../frame/page-header.tsx'
import { TaskCard } from '../fulfilment/task-card.tsx'
import { TaskSheet } from '../fulfilment/task-sheet.tsx'
import { articlesOf, columnOf } from '../fulfilment/words.ts'
import { useVariants } from '../frame/articles.tsx'
import type { Task } from '../fulfilment/words.ts'
import { useFilters } from '../frame/filters.ts'
import { OwedNotice } from '../orders/owed-notice.tsx'
import { overviewPlaces } from '../overview/places.ts'
import { openPalette } from '../palette/palette.tsx'
import { ask } from '../queries.ts'
import { useMay, useMe } from '../session.ts'
import classes from './start.module.css'

const WORDS = {
  hello: { es: (name: string) => `Hola, ${name}`, en: (name: string) => `Hello, ${name}` },
  find: { es: '¿A quién atiendes?', en: 'Whom do you serve?' },
  todo: { es: 'Lo que hay que hacer', en: 'What is to be done' },
  board: { es: 'Ver el tablero', en: 'See the board' },
  accept: { es: 'Por aceptar', en: 'To accept' },
  pick: { es: 'Por preparar', en: 'To pick' },
  ready: { es: 'Esperan a su cliente', en: 'Waiting for their customer' },
  late: { es: 'Van tarde', en: 'Are late' },
  clear: { es: 'Nada pendiente', en: 'Nothing is due' },
  clearText: {
    es: 'Cuando se compre algo para recoger o enviar desde tu tienda, aparecerá aquí.',
    en: 'When something is bought to be collected or sent from your shop, it appears here.',
  },
  recent: { es: 'Vistos hace poco', en: 'Seen lately' },
  noRecent: { es: 'A quien atiendas quedará aquí a mano.', en: 'Whom you serve stays at hand here.' },
  carts: { es: 'Cestas abiertas', en: 'Open carts' },
  noCarts: { es: 'Ninguna cesta abierta ahora.', en: 'No cart is open now.' },
  unnamed: { es: 'Sin nombre', en: 'No name' },
  unknown: { es: 'Sin identificar', en: 'Not identified' },
  units: {
    es: (n: string) => (n === '1' ? '1 ud.' : `${n} uds.`),
    en: (n: string) => (n === '1' ? '1 unit' : `${n} units`),
  },
  waiting: { es: 'Esperan a una persona', en: 'Waiting for a person' },
  noWaiting: { es: 'Ningún pedido espera una decisión.', en: 'No order waits for a decision.' },
} as const
const SHOWN_MAX = 6
const TASKS_MAX = 100

/** What one comes for: find and serve, and what is due in one's shops. */
export function StartPage() {
  const { staff } = useMe()
  const overview = overviewPlaces[0]?.places[0]
  // Who steers begins with the figures; who serves begins with people.
  const serves = staff?.role === 'assistant' || staff?.role === 'agent'
  return overview && !serves ? <Navigate to={overview.to} replace /> : <Serve />
}

function Serve() {
  const w = useWords(WORDS)
  const { name } = useMe()
  const may = useMay()
  return (
    <>
      <PageHeader title={w.hello(name?.split(' ')[0] ?? '')} />
      {may('customers.read') && (
        <TextInput
          className={classes['find'] as string}
          size="md"
          readOnly
          aria-label={w.find}
          placeholder={w.find}
          leftSection={<IconSearch size={20} stroke={1.75} />}
          onClick={openPalette}
          onKeyDown={(event) => {
            // The palette is where one types; a key pressed here opens it.
            if (event.key === 'Enter' || event.key.length === 1) openPalette()
          }}
        />
      )}
      <OwedNotice />
      <div className={classes['columns']}>
        {may('fulfilment.work') && <Tasks />}
        <div className={classes['side']}>
          {may('fulfilment.read') && <Waiting />}
          {may('carts.read') && <OpenCarts />}
          {may('customers.read') && <Recent />}
        </div>
      </div>
    </>
  )
}

function Tasks() {
  const w = useWords(WORDS)
  const [{ open }, narrow] = useFilters<'open'>()
  const { data, error, refetch } = useQuery(ask('listFulfilments', { limit: TASKS_MAX }))
  const tasks: Task[] = data?.items ?? []
  const counts = [
    ['late', tasks.filter(({ late }) => late).length],
    ...(['accept', 'pick', 'ready'] as const).map((name) => [
      name,
      tasks.filter((one) => columnOf(one) === name).length,
    ]),
  ] as [keyof typeof WORDS & ('late' | 'accept' | 'pick' | 'ready'), number][]
  const due = tasks.filter((task) => columnOf(task) === 'accept' || columnOf(task) === 'pick').slice(0, SHOWN_MAX)
  const articles = useVariants(articlesOf(due))
  if (error) return <Trouble error={error} again={() => void refetch()} />
  return (
    <section className={classes['box']} aria-label={w.todo}>
      <div className={classes['boxHead']}>
        <h2>{w.todo}</h2>
        <Button component={Link} to="/fulfilment" variant="subtle" color="gray" size="xs">
          {w.board}
        </Button>
      </div>
      <dl className={classes['counts']}>
        {counts.map(([name, count]) => (
          <div key={name} data-bad={(name === 'late' && count > 0) || undefined}>
            <dt>{w[name]}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
      {data && due.length === 0 && <Empty title={w.clear}>{w.clearText}</Empty>}
      <ul className={classes['tasks']}>
        {due.map((task) => (
          <li key={task.id}>
            <TaskCard task={task} articles={articles} open={() => narrow({ open: task.id })} />
          </li>
        ))}
      </ul>
      <TaskSheet task_id={open} known={tasks.find(({ id }) => id === open)} onClose={() => narrow({ open: null })} />
    </section>
  )
}

function Waiting() {
  const w = useWords(WORDS)
  const { data } = useQuery(ask('listFulfilments', { status: 'exception', limit: SHOWN_MAX }))
  return (
    <section className={classes['box']}>
      <h2>{w.waiting}</h2>
      {data?.items.length === 0 && (
        <Text size="sm" c="dimmed">
          {w.noWaiting}
        </Text>
      )}
      <ul className={classes['list']}>
        {data?.items.map((task) => (
          <li key={task.id}>
            <Link to="/fulfilment/exceptions" search={{ open: task.id }} className={classes['row'] as string}>
              <strong>{task.number}</strong>
              <span>{task.location_name}</span>
              <Ago when={task.updated_at} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

function OpenCarts() {
  const w = useWords(WORDS)
  const { carts } = useFilledCarts()
  return (
    <section className={classes['box']}>
      <h2>{w.carts}</h2>
      {carts?.length === 0 && (
        <Text size="sm" c="dimmed">
          {w.noCarts}
        </Text>
      )}
      <ul className={classes['list']}>
        {carts?.slice(0, SHOWN_MAX).map((cart) => (
          <li key={cart.id}>
            <CartLink cart={cart}>
              <ChannelDot channel={cart.channel} />
              <strong>{cart.given_name ?? w.unknown}</strong>
              <span>{w.units(String(cart.units))}</span>
              <Ago when={cart.updated_at} />
            </CartLink>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Recent() {
  const w = useWords(WORDS)
  const { data } = useQuery({ ...ask('listLookedAt', { limit: SHOWN_MAX }), refetchOnMount: 'always' })
  return (
    <section className={classes['box']}>
      <h2>{w.recent}</h2>
      {data?.items.length === 0 && (
        <Text size="sm" c="dimmed">
          {w.noRecent}
        </Text>
      )}
      <ul className={classes['list']}>
        {data?.items.map(({ id, name, looked_at }) => (
          <li key={id}>
            <Link to="/customers/$customer_id" params={{ customer_id: id }} className={classes['row'] as string}>
              <strong>{name ?? w.unnamed}</strong>
              <Ago when={looked_at} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** A cart of somebody known is worked on beside their thread. */
function CartLink({ cart, children }: { cart: { id: string; customer_id: string | null }; children: ReactNode }) {
  const className = classes['row'] as string
  return cart.customer_id === null ? (
    <Link to="/carts" search={{ cart: cart.id }} className={className}>
      {children}
    </Link>
  ) : (
    <Link to="/customers/$customer_id" params={{ customer_id: cart.customer_id }} className={className}>
      {children}
    </Link>
  )
}
