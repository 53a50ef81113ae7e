import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { Reply } from '#sdk'
import { channelName } from '#shared/channels.ts'
import { date } from '#shared/show.ts'
import { useLanguage, useWords } from '#ui/face.tsx'
import { ChannelDot } from '#ui/show.tsx'
import type { Customer } from '../customer-page.tsx'
import classes from '../customers.module.css'
import { isVisit } from './kinds.ts'
import { tell } from './tell.ts'

const WORDS = {
  customer: { es: 'Cliente', en: 'Customer' },
  steps: { es: (n: string) => `${n} pasos de la visita`, en: (n: string) => `${n} steps of the visit` },
  order: { es: 'Ver pedido', en: 'See order' },
} as const

export type Moment = Reply<'getTimeline'>['items'][number]
/** Where the thread was cut: something ended that the customer had begun. */
const CUTS: ReadonlySet<string> = new Set(['cart.expired', 'payment.declined', 'fulfilment.expired', 'order.canceled'])

type Stretch = { key: string; moments: Moment[] }
type Day = { day: string; at: string; stretches: Stretch[] }

/** Steps of one visit lie this close together. */
const VISIT_MS = 30 * 60_000

/** The moments by day; steps of one visit are one stretch. */
function byDay(moments: readonly Moment[]): Day[] {
  const days: Day[] = []
  for (const moment of moments) {
    const at = new Date(moment.occurred_at)
    const day = `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`
    const last = days.at(-1)
    if (last?.day !== day) {
      days.push({ day, at: moment.occurred_at, stretches: [{ key: moment.id, moments: [moment] }] })
      continue
    }
    const stretch = last.stretches.at(-1) as Stretch
    const before = stretch.moments.at(-1) as Moment
    const together =
      isVisit(moment.type) &&
      isVisit(before.type) &&
      before.channel === moment.channel &&
      at.getTime() - new Date(before.occurred_at).getTime() < VISIT_MS
    if (together) stretch.moments.push(moment)
    else last.stretches.push({ key: moment.id, moments: [moment] })
  }
  return days
}

export function Days({ moments, customer }: { moments: readonly Moment[]; customer: Customer }) {
  const language = useLanguage()
  const days = useMemo(() => byDay(moments), [moments])
  return days.map(({ day, at, stretches }) => (
    <section key={day} data-day={day} className={classes['day']}>
      <h2 className={classes['dayName']}>{date(at, 'long', language)}</h2>
      <ol className="thread">
        {stretches.map(({ key, moments: all }) =>
          all.length > 1 ? (
            <Visit key={key} moments={all} />
          ) : (
            <Single key={key} moment={all[0] as Moment} customer={customer} />
          ),
        )}
      </ol>
    </section>
  ))
}

function Visit({ moments }: { moments: Moment[] }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const first = moments[0] as Moment
  return (
    <li>
      <Dot channel={first.channel} />
      <div className={classes['moment']}>
        <span className={classes['what']}>{w.steps(String(moments.length))}</span>
        <Meta moment={first} />
      </div>
      <ul className={classes['steps']}>
        {moments.map((moment) => {
          const { title, detail } = tell(moment, language)
          return (
            <li key={moment.id}>
              {title}
              {detail && <span>{detail}</span>}
            </li>
          )
        })}
      </ul>
    </li>
  )
}

function Single({ moment, customer }: { moment: Moment; customer: Customer }) {
  const language = useLanguage()
  const { title, detail } = tell(moment, language)
  const note = moment.type === 'customer.noted' ? noteOf(moment, customer) : null
  const order_id = orderOf(moment)
  return (
    <li className={CUTS.has(moment.type) ? 'cut' : undefined}>
      <Dot channel={moment.channel} />
      <div className={classes['moment']}>
        <span className={classes['what']}>
          {order_id ? (
            <Link to="/orders/$order_id" params={{ order_id }} className={classes['link'] as string}>
              {title}
            </Link>
          ) : (
            title
          )}
        </span>
        <Meta moment={moment} />
      </div>
      {detail && (
        <Text size="sm" c="dimmed">
          {detail}
        </Text>
      )}
      {note && <blockquote className={classes['note']}>{note}</blockquote>}
    </li>
  )
}

const Dot = ({ channel }: { channel: string }) => (
  <span className={classes['dot']}>
    <ChannelDot channel={channel} />
  </span>
)

function Meta({ moment }: { moment: Moment }) {
  const language = useLanguage()
  const who = moment.actor_kind === 'staff' ? moment.actor_name : null
  const where = moment.store_name ?? channelName(moment.channel, language)
  return (
    <span className={classes['meta']}>
      {[who, where].filter(Boolean).join(' · ')} {date(moment.occurred_at, 'time', language)}
    </span>
  )
}

const noteOf = ({ data }: Moment, { notes }: Customer): string | null =>
  notes.find(({ id }) => id === (data as Record<string, unknown>)['note_id'])?.text ?? null

function orderOf({ subject_kind, subject_id, data }: Moment): string | null {
  const { order_id } = data as { order_id?: string | null }
  return order_id ?? (subject_kind === 'order' ? subject_id : null)
}
