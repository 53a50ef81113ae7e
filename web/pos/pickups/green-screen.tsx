import { IconCircleCheck } from '@tabler/icons-react'
import { useEffect, useEffectEvent, useRef } from 'react'
import { useLanguage, useWords } from '#ui/face.tsx'
import type { Fulfilment } from '../contract.ts'
import { optionsOf } from '../show.tsx'
import { linesLeft } from './left.ts'

const WORDS = {
  handed: { es: 'Entregado', en: 'Handed over' },
  go: { es: 'Toca para seguir', en: 'Tap to go on' },
} as const

const SHOWN_MS = 4_000

/** Seen from across the counter: the goods may go. */
export function GreenScreen({ handed, onDone }: { handed: Fulfilment; onDone: () => void }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const button = useRef<HTMLButtonElement>(null)
  const done = useEffectEvent(onDone)
  useEffect(() => {
    button.current?.focus()
    const timer = setTimeout(() => done(), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [])
  return (
    <button ref={button} type="button" className="green-screen" lang={language} onClick={onDone}>
      <span style={{ display: 'grid', justifyItems: 'center', gap: 12 }} role="status">
        <IconCircleCheck size={140} stroke={1.25} />
        <strong style={{ fontSize: 48 }}>{w.handed}</strong>
        <span style={{ fontSize: 24 }}>{handed.number}</span>
        {linesLeft(handed).map(({ order_line_id, name, options, quantity }) => (
          <span key={order_line_id}>
            {quantity} × {name} {optionsOf(options)}
          </span>
        ))}
        <span style={{ marginTop: 24, fontSize: 15 }}>{w.go}</span>
      </span>
    </button>
  )
}
