import { IconTrash } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Picture, Price, optionsOf } from '../show.tsx'
import { act } from './current.ts'
import { chosenLine } from './keys.ts'
import type { TicketLine } from './ticket.ts'

const WORDS = {
  edit: {
    es: (name: string, count: number) => `${name}, ${count}: cambiar`,
    en: (name: string, count: number) => `${name}, ${count}: change`,
  },
  reduced: { es: 'Rebajado, antes', en: 'Reduced, before' },
  changed: { es: 'Precio cambiado', en: 'Price changed' },
} as const

const FAR_PX = 110

/** A line of the ticket: tap to change it, swipe to the left to take it out. */
export function Line({ line, chosen, onEdit }: { line: TicketLine; chosen: boolean; onEdit: () => void }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const from = useRef<number | null>(null)
  const [moved, setMoved] = useState(0)
  const end = (): void => {
    if (from.current === null) return
    from.current = null
    if (moved < -FAR_PX) act({ do: 'remove', line: line.id })
    setMoved(0)
  }
  const name = line.name[language]
  return (
    <li className="line">
      <div className="line-swipe" aria-hidden="true">
        <IconTrash stroke={1.75} />
      </div>
      <button
        type="button"
        className="line-face"
        data-chosen={chosen || undefined}
        aria-label={w.edit(name, line.quantity)}
        style={{ transform: `translateX(${moved}px)` }}
        onPointerDown={(event) => (from.current = event.clientX)}
        onPointerMove={(event) => from.current !== null && setMoved(Math.min(0, event.clientX - from.current))}
        onPointerUp={end}
        onPointerCancel={end}
        onClick={() => {
          if (moved > -8) onEdit()
        }}
        onFocus={() => chosenLine.set(line.id)}
      >
        <Picture src={line.picture} small={44} />
        <span className="row-words">
          <span className="strong">{name}</span>
          <br />
          <span className="soft">{optionsOf(line.options[language])}</span>
          {line.note && <span className="soft"> · {line.note}</span>}
          {line.price_reason !== null ? (
            <span className="soft green">
              <br />
              {w.changed}: {line.price_reason}
            </span>
          ) : (
            line.compare_at !== null && (
              <span className="soft green">
                <br />
                {w.reduced} <Price minor={line.compare_at} />
              </span>
            )
          )}
        </span>
        {line.quantity > 1 && <span className="line-count">{line.quantity}</span>}
        <span className="num strong">
          <Price minor={line.unit_price * line.quantity} />
        </span>
      </button>
    </li>
  )
}
