import { Badge } from '@mantine/core'
import { IconClock } from '@tabler/icons-react'
import { date } from '#shared/show.ts'
import { useLanguage, useWords } from '#ui/face.tsx'
import type { Fulfilment } from '../contract.ts'
import { mustTill } from '../session.ts'
import { Picture, optionsOf } from '../show.tsx'
import { articles } from '../store/articles.ts'
import { customers, nameOf } from '../store/customers.ts'
import { linesLeft } from './left.ts'

const WORDS = {
  due: { es: (when: string) => `Para ${when}`, en: (when: string) => `By ${when}` },
  until: { es: (when: string) => `Espera hasta ${when}`, en: (when: string) => `Waits until ${when}` },
  late: { es: 'Con retraso', en: 'Late' },
  assigned: { es: 'Nueva', en: 'New' },
  accepted: { es: 'Aceptada', en: 'Accepted' },
  picking: { es: 'Preparando', en: 'Picking' },
  ready: { es: 'Lista', en: 'Ready' },
  exception: { es: 'Con incidencia', en: 'With a problem' },
} as const

type Shown = keyof typeof WORDS & Fulfilment['status']

/** One order to collect: by when, for whom, what. */
export function PickUpCard({ fulfilment, onOpen }: { fulfilment: Fulfilment; onOpen: () => void }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const { number, status, due_at, hold_until, late, customer_id } = fulfilment
  const { timezone } = mustTill().store
  const customer = customer_id === null ? undefined : customers.get().get(customer_id)
  const waits = status === 'ready' && hold_until !== null
  const when = date(waits ? hold_until : due_at, 'moment', language, timezone)
  return (
    <button type="button" className="tile" style={{ padding: 16, gap: 10 }} onClick={onOpen}>
      <span style={{ display: 'flex', justifyContent: 'space-between', width: '100%', gap: 8 }}>
        <span className="strong">{customer ? nameOf(customer) : number}</span>
        <Badge
          style={{ flex: 'none' }}
          tt="none"
          variant="light"
          color="gray"
          {...(late
            ? { c: 'var(--bad)', bg: 'var(--bad-wash)' }
            : status === 'ready'
              ? { c: 'var(--ok-ink)', bg: 'var(--ok-wash)' }
              : {})}
        >
          {late ? w.late : w[status as Shown]}
        </Badge>
      </span>
      <span className="soft" style={{ display: 'flex', alignItems: 'center', gap: 6 }}>
        <IconClock size={18} stroke={1.75} />
        {waits ? w.until(when) : w.due(when)}
        {customer && ` · ${number}`}
      </span>
      {linesLeft(fulfilment).map((line) => (
        <span key={line.order_line_id} style={{ display: 'flex', alignItems: 'center', gap: 12 }}>
          <Picture src={articles.get().get(line.variant_id)?.picture ?? null} small={56} />
          <span className="row-words">
            <span>
              {line.quantity > 1 && `${line.quantity} × `}
              {line.name}
            </span>
            <br />
            <span className="soft one-line" title={line.sku}>
              {[optionsOf(line.options), line.sku].filter(Boolean).join(' · ')}
            </span>
          </span>
        </span>
      ))}
    </button>
  )
}
