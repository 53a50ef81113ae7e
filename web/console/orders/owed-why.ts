import { speak } from '#shared/words.ts'
import type { Language } from '#shared/words.ts'
import { wordFor } from '../customers/thread/tell.ts'
import type { Order } from './order-page.tsx'

/** What the server itself gives as the reason of a refund, beside the words people choose. */
const REASONS = {
  'more than the total': { es: 'se cobró más de lo que cuesta', en: 'more was taken than it costs' },
  'paid another way': { es: 'se pagó de otra forma', en: 'it was paid another way' },
  'not found while picking': { es: 'no se encontró al prepararlo', en: 'not found while picking' },
} as const

type Events = Order['events']

const lastOf = (events: Events, type: string, payment_id: string): Events[number] | undefined =>
  events.findLast((event) => event.type === type && event.data['payment_id'] === payment_id)

/** Why money of this payment goes back, as whoever asked for it said; '' where nobody said. */
export function reasonOf(events: Events, payment_id: string, language: Language): string {
  const reason = lastOf(events, 'payment.refund_asked', payment_id)?.data['reason']
  if (typeof reason !== 'string') return ''
  const known = REASONS[reason as keyof typeof REASONS]
  const said = known ? speak({ known }, language).known : wordFor(reason, language)
  return said.charAt(0).toLocaleLowerCase(language) + said.slice(1)
}

/** What the provider said when it refused, a code of its own where we know no word for it. */
export function errorOf(events: Events, payment_id: string, language: Language): string {
  const failed = lastOf(events, 'payment.effect_failed', payment_id)
  return failed?.data['kind'] === 'refund' ? wordFor(failed.data['error'], language) : ''
}
