import { Text } from '@mantine/core'
import { channelName } from '#shared/channels.ts'
import type { Language } from '#shared/words.ts'
import { useLanguage, useWords } from '#ui/face.tsx'
import { ChannelDot, When } from '#ui/show.tsx'
import { tell } from '../customers/thread/tell.ts'
import type { Order } from './order-page.tsx'
import classes from './orders.module.css'

const WORDS = {
  title: { es: 'El hilo del pedido', en: 'The thread of the order' },
  will: { es: 'Lo que viene', en: 'What comes' },
  accept: { es: 'La tienda lo acepta', en: 'The shop takes it on' },
  pick: { es: 'Se prepara', en: 'It is picked' },
  ready: { es: 'Queda listo y avisamos al cliente', en: 'It is ready, and we tell the customer' },
  send: { es: 'Sale con el transportista', en: 'It leaves with the carrier' },
  collect: { es: 'El cliente lo recoge', en: 'The customer collects it' },
} as const

type Expectation = Order['expectations'][number]
type Step = 'accept' | 'pick' | 'ready' | 'send' | 'collect'

/** What still has to happen to a pick-up or parcel. */
function stepsLeft({ kind, status }: Expectation): Step[] {
  const steps: Step[] = kind === 'ship' ? ['accept', 'pick', 'send'] : ['accept', 'pick', 'ready', 'collect']
  const done = { assigned: 0, accepted: 1, picking: 1, ready: kind === 'ship' ? 2 : 3 }[status as 'assigned']
  return done === undefined ? [] : steps.slice(done)
}

/** A job's own name is for programs: what nobody did, Hilo did. */
const whoOrWhere = ({ actor_kind, actor_name, channel }: Order['events'][number], language: Language): string =>
  actor_kind === 'system' ? channelName('system', language) : (actor_name ?? channelName(channel, language))

/** What happened to the order and what will, on the same line. */
export function Happened({ order }: { order: Order }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const open = order.expectations.filter(({ closed_at }) => closed_at === null)
  const coming = open.flatMap((one) => stepsLeft(one).map((step) => ({ step, due_at: one.due_at, id: one.id })))
  const events = order.events.toSorted((a, b) => a.occurred_at.localeCompare(b.occurred_at))
  return (
    <section className={classes['box']} aria-label={w.title}>
      <h2 className={classes['boxName']}>{w.title}</h2>
      <ol className="thread">
        {events.map((event) => {
          const { title, detail } = tell(event, language)
          return (
            <li key={event.id}>
              <span className={classes['dot']}>
                <ChannelDot channel={event.channel} />
              </span>
              <Text size="sm" fw={500}>
                {title}
              </Text>
              <Text size="xs" c="dimmed">
                {[whoOrWhere(event, language), detail?.replace(`${order.number} · `, '')]
                  .filter((part) => part && part !== order.number)
                  .join(' · ')}{' '}
                · <When when={event.occurred_at} />
              </Text>
            </li>
          )
        })}
        {coming.map(({ step, due_at, id }, index) => (
          <li key={`${id} ${step}`} className="cut">
            <span className={classes['ahead']} aria-hidden />
            <Text size="sm" c="dimmed">
              {w[step]}
            </Text>
            {index === 0 && (
              <Text size="xs" c="dimmed">
                <When when={due_at} />
              </Text>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}
