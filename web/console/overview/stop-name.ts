import { channelName } from '#shared/channels.ts'
import type { Language } from '#shared/words.ts'

const STOPS = {
  pickup: { es: 'Recogida en tienda', en: 'Collected in a shop' },
  carry_out: { es: 'En mano, en tienda', en: 'Carried out of a shop' },
  ship: { es: 'Envío', en: 'By post' },
  unpaid: { es: 'Sin pagar', en: 'Not paid yet' },
} as const

const SHORT = {
  pickup: { es: 'Recogida', en: 'Collected' },
  carry_out: { es: 'En mano', en: 'Carried out' },
  ship: { es: 'Envío', en: 'By post' },
} as const

/** The same where there is little room. */
export const shortStopName = (code: string, language: Language): string =>
  code in SHORT ? SHORT[code as keyof typeof SHORT][language] : channelName(code, language).replace(/^Marketplace /, '')

/** What a stop of the thread is called: a channel, or how goods change hands. */
export const stopName = (code: string, language: Language): string =>
  code in STOPS ? STOPS[code as keyof typeof STOPS][language] : channelName(code, language)
