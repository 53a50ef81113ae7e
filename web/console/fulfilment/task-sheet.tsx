import { Anchor, Button, Group, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useWords } from '#ui/face.tsx'
import { When } from '#ui/show.tsx'
import { Loading, Trouble } from '#ui/states.tsx'
import { Facts } from '../frame/state.tsx'
import { SidePanel } from '../frame/side-panel.tsx'
import { useAction } from '../frame/use-action.ts'
import { Trace } from '../orders/expectations.tsx'
import { FulfilmentState } from '../orders/order-states.tsx'
import { ask } from '../queries.ts'
import { useMay } from '../session.ts'
import { Extend, HandOver, Ship } from './hand-over.tsx'
import { Pick } from './pick.tsx'
import { Reject } from './reject.tsx'
import classes from './fulfilment.module.css'
import { TOUCHED, columnOf } from './words.ts'
import type { Task } from './words.ts'

const WORDS = {
  due: { es: 'Para', en: 'Due' },
  until: { es: 'Se guarda hasta', en: 'Kept until' },
  where: { es: 'Dónde', en: 'Where' },
  order: { es: 'Pedido', en: 'Order' },
  accept: { es: 'Aceptar', en: 'Accept' },
  cannot: { es: 'No podemos', en: 'We cannot' },
  why: { es: 'Por qué aquí', en: 'Why here' },
  handedTo: { es: 'Entregado a', en: 'Handed to' },
  signed: { es: 'Firmó', en: 'Signed' },
  signature: { es: (name: string) => `Firma de ${name}`, en: (name: string) => `Signature of ${name}` },
  tracking: { es: 'Seguimiento', en: 'Tracking' },
} as const

type Props = { task_id: string | undefined; known: Task | undefined; onClose: () => void }

/** One pick-up or parcel with everything that can be done to it now. */
export function TaskSheet({ task_id, known, onClose }: Props) {
  const { data, error } = useQuery({
    ...ask('getFulfilment', { fulfilment_id: task_id ?? '' }),
    enabled: task_id !== undefined,
    ...(known ? { placeholderData: known } : {}),
  })
  const task = (data ?? known) as Task | undefined
  return (
    <SidePanel opened={task_id !== undefined} onClose={onClose} title={<Title task={task} />} size="md">
      {error && <Trouble error={error} />}
      {!task && !error && <Loading />}
      {task && <Work key={`${task.id} ${columnOf(task)}`} task={task} />}
    </SidePanel>
  )
}

function Title({ task }: { task: Task | undefined }) {
  if (!task) return null
  return (
    <Group gap={8}>
      {task.number}
      <FulfilmentState status={task.status} />
    </Group>
  )
}

function Work({ task }: { task: Task }) {
  const w = useWords(WORDS)
  const may = useMay()
  const [rejects, setRejects] = useState(false)
  const [explains, setExplains] = useState(false)
  const accept = useAction('acceptFulfilment', { refreshes: TOUCHED })
  const column = columnOf(task)
  const works = may('fulfilment.work')
  const canReject = works && (column === 'accept' || column === 'pick')
  return (
    <Stack>
      <About task={task} />
      {works && column === 'accept' && !rejects && (
        <Button loading={accept.isPending} onClick={() => accept.mutate({ fulfilment_id: task.id })}>
          {w.accept}
        </Button>
      )}
      {!rejects && <Pick task={task} works={works && column === 'pick'} />}
      {works && column === 'ready' && (task.kind === 'ship' ? <Ship task={task} /> : <HandOver task={task} />)}
      {works && column === 'ready' && task.kind === 'pickup' && <Extend task={task} />}
      {rejects && <Reject task={task} onDone={() => setRejects(false)} />}
      <Group gap={8}>
        {canReject && !rejects && (
          <Button variant="subtle" color="gray" size="xs" onClick={() => setRejects(true)}>
            {w.cannot}
          </Button>
        )}
        <Button variant="subtle" color="gray" size="xs" aria-expanded={explains} onClick={() => setExplains(!explains)}>
          {w.why}
        </Button>
      </Group>
      {explains && <Trace fulfilment_id={task.id} />}
    </Stack>
  )
}

function About({ task }: { task: Task }) {
  const w = useWords(WORDS)
  const may = useMay()
  return (
    <Facts
      of={[
        task.status === 'ready' && task.hold_until
          ? [w.until, <When key="until" when={task.hold_until} />]
          : [w.due, <When key="due" when={task.due_at} />],
        [w.where, task.location_name ?? '–'],
        ...(may('orders.read')
          ? [
              [
                w.order,
                <Anchor key="order" component={Link} to={`/orders/${task.order_id}`}>
                  {task.number}
                </Anchor>,
              ] as const,
            ]
          : []),
        ...(task.handed_over_to ? [[w.handedTo, task.handed_over_to] as const] : []),
        ...(task.signed_by
          ? [[w.signed, <Signed key="signed" by={task.signed_by} strokes={task.signature ?? null} />] as const]
          : []),
        ...(task.tracking ? [[w.tracking, `${task.carrier ?? ''} ${task.tracking}`] as const] : []),
      ]}
    />
  )
}

/** Who signed for the goods and, where they had a pen, as they signed (a sheet of 600 by 200). */
function Signed({ by, strokes }: { by: string; strokes: string | null }) {
  const w = useWords(WORDS)
  return (
    <>
      {by}
      {strokes && (
        <svg className={classes['signature']} viewBox="0 0 600 200" role="img" aria-label={w.signature(by)}>
          <path d={strokes} />
        </svg>
      )}
    </>
  )
}
