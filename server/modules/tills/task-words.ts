import { formatMoney } from '#platform/money'
import type { TaskKind } from './shapes.ts'

type Language = 'es' | 'en'
type Details = Record<string, unknown>
type NamedLine = {
  name?: string
  sku?: string
  list_price?: number
  asked?: number | null
  unit_price?: number
  missing?: number
  tax_ppm?: number
  asked_ppm?: number | null
  tax_included?: boolean
  asked_included?: boolean | null
}
type Say = (details: Details) => string

const LINES_SHOWN = 3

const linesOf = (details: Details): NamedLine[] => (details['lines'] as NamedLine[] | undefined) ?? []

/** "Botas: 3, Calcetines: 1", and so on. */
function listed(details: Details, say: (line: NamedLine) => string): string {
  const lines = linesOf(details)
  const shown = lines.slice(0, LINES_SHOWN).map((line) => `${line.name ?? line.sku ?? ''}${say(line)}`)
  return lines.length > LINES_SHOWN ? `${shown.join(', ')}…` : shown.join(', ')
}

const moneyIn = (language: Language, details: Details) => (amount: unknown) =>
  formatMoney(Number(amount ?? 0), String(details['currency'] ?? 'EUR'), language)

/** From one price to another; a price nobody asks any more is a dash. */
const fromTo =
  (language: Language, details: Details, from: keyof NamedLine, to: keyof NamedLine) => (line: NamedLine) => {
    const money = moneyIn(language, details)
    return ` (${money(line[from])} → ${line[to] === null ? '—' : money(line[to])})`
  }

const percent = (language: Language, ppm: number): string =>
  `${new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(ppm / 10_000)} %`

const INCLUDED: Record<Language, readonly [without: string, within: string]> = {
  es: ['sin incluir', 'incluido'],
  en: ['not included', 'included'],
}

/** From one rate to another; where none is kept for that day, a dash. Where the rate is right, whether it was inside. */
const fromRate =
  (language: Language) =>
  ({ tax_ppm = 0, asked_ppm = null, tax_included, asked_included }: NamedLine) => {
    const [without, within] = INCLUDED[language]
    return tax_ppm === asked_ppm
      ? ` (${tax_included ? within : without} → ${asked_included ? within : without})`
      : ` (${percent(language, tax_ppm)} → ${asked_ppm === null ? '—' : percent(language, asked_ppm)})`
  }

const WORDS: Readonly<Record<TaskKind, Record<Language, Say>>> = {
  price_changed: {
    es: (d) =>
      `Se vendió a un precio que ya no era el de la tienda: ${listed(d, fromTo('es', d, 'list_price', 'asked'))}`,
    en: (d) => `Sold at a price the shop no longer asked: ${listed(d, fromTo('en', d, 'list_price', 'asked'))}`,
  },
  price_unapproved: {
    es: (d) => `Precio rebajado sin autorización: ${listed(d, fromTo('es', d, 'list_price', 'unit_price'))}`,
    en: (d) => `Price lowered without approval: ${listed(d, fromTo('en', d, 'list_price', 'unit_price'))}`,
  },
  tax_differs: {
    es: (d) => `Se vendió con un impuesto que no es el del catálogo: ${listed(d, fromRate('es'))}`,
    en: (d) => `Sold with a tax that is not the catalogue’s: ${listed(d, fromRate('en'))}`,
  },
  rounding_off: {
    es: (d) =>
      `Redondeo de ${moneyIn('es', d)(d['rounding'])}; aquí lo más es ${moneyIn('es', d)(d['most'])} y en efectivo`,
    en: (d) =>
      `Rounded by ${moneyIn('en', d)(d['rounding'])}; the most here is ${moneyIn('en', d)(d['most'])}, in cash`,
  },
  sold_below_promise: {
    es: (d) => `Se vendió más de lo que quedaba libre. Faltan: ${listed(d, (line) => ` × ${line.missing}`)}`,
    en: (d) => `Sold more than was free to sell. Missing: ${listed(d, (line) => ` × ${line.missing}`)}`,
  },
  over_limit: {
    es: (d) => `Venta sin conexión fuera de lo permitido: ${limit('es', d)}`,
    en: (d) => `Offline sale beyond what is allowed: ${limit('en', d)}`,
  },
  unknown_article: {
    es: (d) => `El catálogo no conoce este artículo: ${listed(d, (line) => ` (${line.sku})`)}`,
    en: (d) => `The catalogue does not know this article: ${listed(d, (line) => ` (${line.sku})`)}`,
  },
  unknown_customer: {
    es: () => 'La ficha del cliente ya no existe; la venta queda sin nombre',
    en: () => 'The customer’s record is gone; the sale has no name',
  },
  tender_unknown: {
    es: (d) =>
      `La caja contó un cobro que aquí no consta: ${moneyIn('es', d)(d['amount'])}. No se suma a lo que se espera en el cajón`,
    en: (d) =>
      `The till counted a payment that is not known here: ${moneyIn('en', d)(d['amount'])}. It is not added to what is expected in the drawer`,
  },
  tender_differs: {
    es: (d) =>
      `Un cobro de la venta lleva la referencia de otro: ${moneyIn('es', d)(d['amount'])}. Se anotó aparte y se suma al cajón; compruebe que no es el mismo dinero`,
    en: (d) =>
      `A payment of the sale has the id of another: ${moneyIn('en', d)(d['amount'])}. It is kept apart and added to the drawer; see that it is not the same money`,
  },
  told_twice: {
    es: (d) => `La caja contó dos veces el mismo dinero: ${moneyIn('es', d)(d['amount'])}. Se suma una sola vez`,
    en: (d) => `The till counted the same money twice: ${moneyIn('en', d)(d['amount'])}. It is added once`,
  },
  amount_too_large: {
    es: (d) =>
      `La caja dijo más de lo que cabe en un turno: ${moneyIn('es', d)(d['amount'])}. No se suma a lo que se espera en el cajón`,
    en: (d) =>
      `The till said more than a shift can hold: ${moneyIn('en', d)(d['amount'])}. It is not added to what is expected in the drawer`,
  },
}

function limit(language: Language, details: Details): string {
  const money = moneyIn(language, details)
  const es = language === 'es'
  switch (details['because']) {
    case 'amount':
      return es
        ? `${money(details['gross'])}, el máximo es ${money(details['limit'])}`
        : `${money(details['gross'])}, the most is ${money(details['limit'])}`
    case 'hours':
      return es ? `llegó después de ${details['limit']} horas` : `it came after ${details['limit']} hours`
    default: {
      const card = details['tender'] === 'terminal'
      return es ? (card ? 'pagada con tarjeta' : 'pagada en efectivo') : card ? 'paid by card' : 'paid in cash'
    }
  }
}

/** A task as a sentence, in both languages of the shop. */
export const wordsOf = (kind: TaskKind, details: Details): Record<Language, string> => ({
  es: WORDS[kind].es(details),
  en: WORDS[kind].en(details),
})
