import type { Reply } from '#sdk'
import type { Tone } from '../../frame/state.tsx'

export type PriceList = Reply<'listPriceLists'>['items'][number]

export const VALIDITY = {
  holds: { es: 'Vale ahora', en: 'Holds now' },
  begins: { es: 'Empezará', en: 'Begins later' },
  ended: { es: 'Terminada', en: 'Ended' },
  off: { es: 'Desactivada', en: 'Switched off' },
} as const
export type Validity = keyof typeof VALIDITY

export const VALIDITY_TONE: Readonly<Record<Validity, Tone>> = {
  holds: 'ok',
  begins: 'waits',
  ended: 'plain',
  off: 'plain',
}

export function validityOf({ active, starts_at, ends_at }: PriceList, now: number): Validity {
  if (ends_at !== null && new Date(ends_at).getTime() <= now) return 'ended'
  if (!active) return 'off'
  return starts_at !== null && new Date(starts_at).getTime() > now ? 'begins' : 'holds'
}
