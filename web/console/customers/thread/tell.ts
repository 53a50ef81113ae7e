import { preferenceLabel } from '#shared/preferences.ts'
import { money } from '#shared/show.ts'
import { speak } from '#shared/words.ts'
import type { Language } from '#shared/words.ts'
import { eventName } from '../../office/log/event-names.ts'
import { HAPPENINGS } from './happenings.ts'

type Data = Readonly<Record<string, unknown>>
export type Told = { title: string; detail: string | null }

const REASONS = {
  not_found: { es: 'no se encuentra', en: 'not found' },
  damaged: { es: 'dañado', en: 'damaged' },
  too_busy: { es: 'demasiado trabajo', en: 'too busy' },
  closed: { es: 'cerrada', en: 'closed' },
  other: { es: 'otro motivo', en: 'another reason' },
  email: { es: 'correo', en: 'e-mail' },
  phone: { es: 'teléfono', en: 'phone' },
  card: { es: 'tarjeta', en: 'card' },
  external: { es: 'cuenta externa', en: 'outside account' },
  device: { es: 'dispositivo', en: 'device' },
  social: { es: 'red social', en: 'social account' },
  whatsapp: { es: 'WhatsApp', en: 'WhatsApp' },
  post: { es: 'correo postal', en: 'post' },
  sms: { es: 'SMS', en: 'SMS' },
  push: { es: 'avisos del móvil', en: 'push messages' },
  web: { es: 'web', en: 'web' },
  marketing: { es: 'ofertas', en: 'offers' },
  service: { es: 'avisos de pedidos', en: 'order messages' },
  profiling: { es: 'recomendaciones', en: 'recommendations' },
  analytics: { es: 'medición', en: 'measurement' },
  sharing: { es: 'compartir con otros', en: 'sharing with others' },
  granted: { es: 'sí', en: 'yes' },
  denied: { es: 'no', en: 'no' },
  withdrawn: { es: 'retirado', en: 'withdrawn' },
  cash: { es: 'efectivo', en: 'cash' },
  transfer: { es: 'transferencia', en: 'transfer' },
  id: { es: 'documento', en: 'document' },
  code: { es: 'código', en: 'code' },
  given_name: { es: 'nombre', en: 'first name' },
  family_name: { es: 'apellidos', en: 'family name' },
  language: { es: 'idioma', en: 'language' },
  birthday: { es: 'cumpleaños', en: 'birthday' },
  country: { es: 'país', en: 'country' },
  company: { es: 'empresa', en: 'company' },
  asked: { es: 'lo pidió el cliente', en: 'the customer asked for it' },
  late: { es: 'tardaba demasiado', en: 'it took too long' },
  wrong: { es: 'pedido por error', en: 'ordered by mistake' },
  gone: { es: 'no lo teníamos', en: 'we did not have it' },
  fraud: { es: 'sospecha de fraude', en: 'suspected fraud' },
  changed_mind: { es: 'cambió de idea', en: 'changed their mind' },
  not_collected: { es: 'no se recogió', en: 'not collected' },
  out_of_stock: { es: 'agotado', en: 'sold out' },
  cart_changed: { es: 'la cesta cambió', en: 'the cart changed' },
  abandoned: { es: 'se dejó a medias', en: 'left half done' },
  no_place: { es: 'ningún sitio lo tiene', en: 'no place has it' },
  rejected: { es: 'nadie puede prepararlo', en: 'nobody can prepare it' },
  declined: { es: 'el banco no lo acepta', en: 'the bank does not accept it' },
  insufficient_funds: { es: 'sin saldo', en: 'not enough money' },
  password: { es: 'contraseña', en: 'password' },
  pin: { es: 'PIN', en: 'PIN' },
  totp: { es: 'segundo paso', en: 'second step' },
  everywhere: { es: 'en todos los equipos', en: 'on all devices' },
  somebody_else_proved: { es: 'otra persona demostró que el contacto es suyo', en: 'somebody else proved the contact' },
} as const

/** A word of the system as people say it; what is not listed is a name, and stays. */
export function wordFor(code: unknown, language: Language): string {
  const known = REASONS[code as keyof typeof REASONS]
  return known ? known[language] : String(code ?? '')
}

export type Say = {
  text: (key: string) => string
  word: (key: string) => string
  words: (key: string) => string
  sum: (key: string) => string
  goods: () => string
  preference: (key: string) => string
}

/** A fact in words: what happened, and what it was about. */
export function tell(fact: { type: string; data: Data }, language: Language): Told {
  const { type, data } = fact
  const happening = HAPPENINGS[type]
  if (!happening) return { title: eventName(type, language), detail: null }
  const currency = String(data['currency'] ?? 'EUR')
  const say: Say = {
    text: (key) => String(data[key] ?? ''),
    word: (key) => wordFor(data[key], language),
    words: (key) => ((data[key] as unknown[] | undefined) ?? []).map((one) => wordFor(one, language)).join(', '),
    sum: (key) => (typeof data[key] === 'number' ? money(data[key], currency, language) : ''),
    preference: (key) => preferenceLabel(String(data[key] ?? ''), language),
    goods: () =>
      ((data['lines'] as { name: string; quantity: number }[] | undefined) ?? [])
        .map(({ name, quantity }) => (quantity > 1 ? `${quantity} × ${name}` : name))
        .join(', '),
  }
  return { title: speak({ title: happening.title }, language).title, detail: happening.detail?.[language](say) || null }
}
