import { Button, Group, Text } from '@mantine/core'
import { IconBuildingStore, IconTruck } from '@tabler/icons-react'
import { date } from '#shared/show.ts'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Ago } from '#ui/show.tsx'
import { State } from '../frame/state.tsx'
import { useAction } from '../frame/use-action.ts'
import { Thumb } from '../frame/articles.tsx'
import type { Variant } from '../frame/articles.tsx'
import { useMay } from '../session.ts'
import classes from './fulfilment.module.css'
import { TOUCHED, columnOf, leftToPick, unitsOf } from './words.ts'
import type { Task } from './words.ts'

const WORDS = {
  late: { es: 'Tarde', en: 'Late' },
  accept: { es: 'Aceptar', en: 'Accept' },
  pick: { es: 'Preparar', en: 'Pick' },
  goOn: { es: 'Seguir', en: 'Go on' },
  hand: { es: 'Entregar', en: 'Hand over' },
  send: { es: 'Enviar', en: 'Send' },
  pickup: { es: 'Recogida', en: 'Pick-up' },
  ship: { es: 'Envío', en: 'Parcel' },
  carry_out: { es: 'En mano', en: 'Carried out' },
  left: {
    es: (left: string, all: string) => `${left} de ${all} por recoger`,
    en: (left: string, all: string) => `${left} of ${all} to pick`,
  },
  units: {
    es: (n: string) => (n === '1' ? '1 ud.' : `${n} uds.`),
    en: (n: string) => (n === '1' ? '1 unit' : `${n} units`),
  },
  until: { es: 'hasta', en: 'until' },
} as const

type Props = { task: Task; articles: ReadonlyMap<string, Variant>; open: () => void }

/** One thing to do: what, for when, and the next step in one click. */
export function TaskCard({ task, articles, open }: Props) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const Sign = task.kind === 'ship' ? IconTruck : IconBuildingStore
  const column = columnOf(task)
  const left = leftToPick(task)
  return (
    <article className={classes['card']} data-late={task.late || undefined}>
      <Group gap={8} wrap="nowrap">
        <Sign size={16} stroke={1.75} role="img" aria-label={w[task.kind]} />
        <button type="button" className={classes['number']} onClick={open}>
          {task.number}
        </button>
        <span className={classes['due']}>
          {task.late && <State tone="bad">{w.late}</State>}
          {column === 'done' ? (
            <Ago when={task.updated_at} />
          ) : column === 'ready' && task.hold_until ? (
            <>
              {w.until} {date(task.hold_until, 'short', language)}
            </>
          ) : (
            <Ago when={task.due_at} />
          )}
        </span>
      </Group>
      <ul className={classes['goods']}>
        {task.lines.slice(0, 3).map((line) => (
          <li key={line.order_line_id}>
            <Thumb src={articles.get(line.variant_id)?.picture} />
            <span>
              {line.quantity - line.canceled > 1 && <b>{line.quantity - line.canceled} × </b>}
              {line.name}
              <small>{Object.values(line.options as Record<string, string>).join(' · ')}</small>
            </span>
          </li>
        ))}
        {task.lines.length > 3 && <li>…</li>}
      </ul>
      <Group justify="space-between" wrap="nowrap" gap={8}>
        <Text size="xs" c="dimmed" truncate>
          {[
            task.location_name,
            column === 'pick' && left < unitsOf(task)
              ? w.left(String(left), String(unitsOf(task)))
              : w.units(String(unitsOf(task))),
          ]
            .filter(Boolean)
            .join(' · ')}
        </Text>
        <NextStep task={task} open={open} />
      </Group>
    </article>
  )
}

function NextStep({ task, open }: { task: Task; open: () => void }) {
  const w = useWords(WORDS)
  const may = useMay()
  const accept = useAction('acceptFulfilment', { refreshes: TOUCHED })
  const column = columnOf(task)
  if (!may('fulfilment.work') || column === 'done' || column === null) return null
  if (column === 'accept')
    return (
      <Button
        flex="none"
        size="compact-sm"
        loading={accept.isPending}
        aria-label={`${w.accept} ${task.number}`}
        onClick={() => accept.mutate({ fulfilment_id: task.id })}
      >
        {w.accept}
      </Button>
    )
  const name =
    column === 'pick' ? (task.status === 'picking' ? w.goOn : w.pick) : task.kind === 'ship' ? w.send : w.hand
  return (
    <Button flex="none" size="compact-sm" variant="default" aria-label={`${name} ${task.number}`} onClick={open}>
      {name}
    </Button>
  )
}
