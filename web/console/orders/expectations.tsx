import { Button, Collapse, Group, List, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Ago, When } from '#ui/show.tsx'
import { Loading, Trouble } from '#ui/states.tsx'
import { ask } from '../queries.ts'
import { useMay } from '../session.ts'
import type { Order } from './order-page.tsx'
import { FulfilmentState } from './order-states.tsx'
import classes from './orders.module.css'

const WORDS = {
  title: { es: 'Qué pasa con ello', en: 'What becomes of it' },
  why: { es: 'Por qué aquí', en: 'Why here' },
  pickup: { es: 'Recogida', en: 'Pick-up' },
  ship: { es: 'Envío', en: 'Delivery' },
  carry_out: { es: 'Entregado en mano', en: 'Carried out' },
  due: { es: 'Prometido para', en: 'Promised for' },
  until: { es: 'Se guarda hasta', en: 'Kept until' },
  ready: { es: 'Listo desde', en: 'Ready since' },
  closed: { es: 'Terminado', en: 'Ended' },
} as const

/** What the places do for the order, with what was promised and why it is that place. */
export function Expectations({ order }: { order: Order }) {
  const w = useWords(WORDS)
  if (order.expectations.length === 0) return null
  return (
    <section className={classes['box']} aria-label={w.title}>
      <h2 className={classes['boxName']}>{w.title}</h2>
      {order.expectations.map((one) => (
        <Expectation key={one.id} one={one} />
      ))}
    </section>
  )
}

function Expectation({ one }: { one: Order['expectations'][number] }) {
  const w = useWords(WORDS)
  const may = useMay()
  const [opened, { toggle }] = useDisclosure()
  return (
    <div className={classes['expectation']}>
      <Group gap={8} justify="space-between">
        <Group gap={8}>
          <Text size="sm" fw={500}>
            {[w[one.kind], one.store_name ?? one.location_name].filter(Boolean).join(' · ')}
          </Text>
          <FulfilmentState status={one.status} />
        </Group>
        {may('fulfilment.read') && (
          <Button size="compact-xs" variant="subtle" color="gray" aria-expanded={opened} onClick={toggle}>
            {w.why}
          </Button>
        )}
      </Group>
      <Text size="xs" c="dimmed" component="p" m={0}>
        {one.closed_at ? (
          <>
            {w.closed} <When when={one.closed_at} />
          </>
        ) : one.hold_until ? (
          <>
            {w.until} <When when={one.hold_until} />
          </>
        ) : (
          <>
            {w.due} <When when={one.due_at} /> (<Ago when={one.due_at} />)
          </>
        )}
        {one.tracking && ` · ${one.carrier ?? ''} ${one.tracking}`}
      </Text>
      <Collapse expanded={opened}>{opened && <Trace fulfilment_id={one.id} />}</Collapse>
    </div>
  )
}

/** The choice of the place in words: who was asked, and why not the others. */
export function Trace({ fulfilment_id }: { fulfilment_id: string }) {
  const language = useLanguage()
  const { data, error } = useQuery(ask('explainFulfilment', { fulfilment_id, locale: language }))
  if (error) return <Trouble error={error} />
  if (!data) return <Loading />
  return (
    <List size="sm" mt={6} className={classes['trace'] as string}>
      {data.sentences.map((sentence) => (
        <List.Item key={sentence}>{sentence}</List.Item>
      ))}
    </List>
  )
}
