import { useQuery } from '@tanstack/react-query'
import { useLanguage } from '#ui/face.tsx'
import { useNow } from '#ui/show.tsx'
import { speak } from '#shared/words.ts'
import { ask } from '../queries.ts'
import { useMe } from '../session.ts'
import { tellChange } from './tell-change.ts'
import type { Cart } from './use-cart.ts'

const WORDS = {
  customer: { es: 'El cliente', en: 'The customer' },
  you: { es: 'Tú', en: 'You' },
  somebody: { es: 'Alguien', en: 'Somebody' },
} as const

export type Touch = { who: string; what: string; at: string; fresh: boolean }
/** So long it is marked as new. */
const FRESH_MS = 8_000
const LOOK_MS = 2_000

/** Who changed the cart last, and what: both at once see what the other does. From the customer's thread. */
export function useLastTouch(cart: Cart): Touch | null {
  const language = useLanguage()
  const { name } = useMe()
  const customer_id = cart.customer?.id ?? ''
  const { data } = useQuery({
    ...ask('getTimeline', { customer_id, types: 'cart', limit: 20 }),
    enabled: customer_id !== '',
  })
  const last = data?.items.find(({ subject_id, type }) => subject_id === cart.id && tellChange(type, {}, language))
  const now = useNow(LOOK_MS)
  const w = speak(WORDS, language)
  if (!last) return null
  const known = cart.customer?.given_name ?? w.customer
  const person = last.actor_name ?? (last.actor_kind === 'customer' ? known : w.somebody)
  const who = last.actor_kind === 'staff' && last.actor_name === name ? w.you : person
  const what = tellChange(last.type, last.data as Record<string, unknown>, language, who === w.you) ?? ''
  return { who, what, at: last.occurred_at, fresh: now - Date.parse(last.occurred_at) < FRESH_MS }
}
