import { Anchor, Stack } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useLanguage, useWords } from '#ui/face.tsx'
import { When } from '#ui/show.tsx'
import { channelName } from '#shared/channels.ts'
import { SidePanel } from '../../frame/side-panel.tsx'
import { Facts } from '../../frame/state.tsx'
import classes from '../office.module.css'
import { useActorName } from '../pieces/actors.ts'
import { useEventName } from './event-words.ts'
import type { Fact } from './facts.ts'
import { whoseFact } from './facts.ts'

const WORDS = {
  type: { es: 'Tipo', en: 'Type' },
  who: { es: 'Quién', en: 'Who' },
  channel: { es: 'Canal', en: 'Channel' },
  happened: { es: 'Ocurrió', en: 'Happened' },
  recorded: { es: 'Se anotó', en: 'Recorded' },
  customer: { es: 'Cliente', en: 'Customer' },
  open: { es: 'Ver su hilo', en: 'See their thread' },
  subject: { es: 'Trata de', en: 'About' },
  data: { es: 'Datos', en: 'Data' },
} as const

/** Where what a fact is about can be seen. */
const PAGES: Readonly<Record<string, (id: string) => { to: string; search: Record<string, string> }>> = {
  order: (id) => ({ to: `/orders/${id}`, search: {} }),
  cart: (cart) => ({ to: '/carts', search: { cart } }),
  product: (id) => ({ to: `/products/${id}`, search: {} }),
  store: (id) => ({ to: `/stores/${id}`, search: {} }),
}

/** One fact, whole. */
export function EventPanel({ fact, onClose }: { fact: Fact; onClose: () => void }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const nameOf = useEventName()
  const actor = useActorName()
  const page = PAGES[fact.subject_kind ?? '']
  const subject = `${fact.subject_kind} ${fact.subject_id}`
  return (
    <SidePanel opened onClose={onClose} title={nameOf(fact.type)}>
      <Stack>
        <Facts
          of={[
            [w.type, fact.type],
            [w.who, whoseFact(fact, actor)],
            [w.channel, channelName(fact.channel, language)],
            [w.happened, <When key="happened" when={fact.occurred_at} />],
            [w.recorded, <When key="recorded" when={fact.recorded_at} />],
            ...(fact.customer_id
              ? [
                  [
                    w.customer,
                    <Anchor key="customer" component={Link} to={`/customers/${fact.customer_id}`} size="sm">
                      {w.open}
                    </Anchor>,
                  ] as const,
                ]
              : []),
            ...(fact.subject_id
              ? [
                  [
                    w.subject,
                    page === undefined ? (
                      subject
                    ) : (
                      <Anchor
                        key="subject"
                        size="sm"
                        renderRoot={(given) => <Link {...given} {...page(fact.subject_id ?? '')} />}
                      >
                        {subject}
                      </Anchor>
                    ),
                  ] as const,
                ]
              : []),
          ]}
        />
        <JsonText label={w.data} value={fact.data} />
      </Stack>
    </SidePanel>
  )
}

/** What was written, as it was written. */
export function JsonText({ label, value }: { label: string; value: unknown }) {
  return (
    <section aria-label={label}>
      <div className={classes['quiet']}>{label}</div>
      <pre className={classes['code']}>{JSON.stringify(value, null, 2)}</pre>
    </section>
  )
}
