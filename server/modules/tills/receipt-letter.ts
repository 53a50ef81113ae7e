import { formatMoney } from '#platform/money'

/** What a receipt says, on paper or by mail. */
export type ReceiptFacts = {
  locale: 'es' | 'en'
  header: string
  footer: string
  company: { name: string; tax_id: string | null }
  store: { name: string; address: string; phone: string | null }
  timezone: string
  number: string
  /** Series and number; null where the order was no sale of a till. */
  receipt: string | null
  sold_at: Date
  served_by: string | null
  currency: string
  lines: { name: string; options: string; quantity: number; unit_price: number; gross: number }[]
  taxes: { name: string; tax_ppm: number; net: number; tax: number }[]
  net: number
  tax: number
  gross: number
  rounding: number
  tenders: { kind: string; amount: number; given: number | null }[]
}

const WORDS = {
  subject: { es: 'Tu ticket de', en: 'Your receipt from' },
  receipt: { es: 'Ticket', en: 'Receipt' },
  order: { es: 'Pedido', en: 'Order' },
  date: { es: 'Fecha', en: 'Date' },
  served: { es: 'Te atendió', en: 'Served by' },
  base: { es: 'base', en: 'net' },
  total: { es: 'Total', en: 'Total' },
  rounding: { es: 'Redondeo', en: 'Rounding' },
  cash: { es: 'Efectivo', en: 'Cash' },
  card: { es: 'Tarjeta', en: 'Card' },
  given: { es: 'Entregado', en: 'Given' },
  change: { es: 'Cambio', en: 'Change' },
  tax_id: { es: 'NIF', en: 'Tax ID' },
} as const

/** The receipt as a plain letter, in the language of the sale. */
export function receiptLetter(facts: ReceiptFacts): { subject: string; text: string } {
  const { locale, store, company } = facts
  const word = (name: keyof typeof WORDS) => WORDS[name][locale]
  const money = (amount: number) => formatMoney(amount, facts.currency, locale)
  const head = [
    facts.header,
    store.name,
    store.address,
    store.phone,
    company.tax_id ? `${company.name} · ${word('tax_id')} ${company.tax_id}` : company.name,
  ]
  const what = [
    facts.receipt && `${word('receipt')}: ${facts.receipt}`,
    `${word('order')}: ${facts.number}`,
    `${word('date')}: ${when(facts)}`,
    facts.served_by && `${word('served')}: ${facts.served_by}`,
  ]
  const lines = facts.lines.flatMap(({ name, options, quantity, unit_price, gross }) => [
    options === '' ? name : `${name} (${options})`,
    `  ${quantity} × ${money(unit_price)} = ${money(gross)}`,
  ])
  const sums = [
    ...facts.taxes.map(
      (t) => `${t.name} ${percent(t.tax_ppm, locale)}: ${money(t.tax)} (${word('base')} ${money(t.net)})`,
    ),
    `${word('total')}: ${money(facts.gross)}`,
    facts.rounding === 0 ? null : `${word('rounding')}: ${money(facts.rounding)}`,
  ]
  const paid = facts.tenders.flatMap(({ kind, amount, given }) => [
    `${word(kind === 'cash' ? 'cash' : 'card')}: ${money(amount)}`,
    ...(given !== null && given > amount
      ? [`  ${word('given')}: ${money(given)}`, `  ${word('change')}: ${money(given - amount)}`]
      : []),
  ])
  const parts = [head, what, lines, sums, paid, [facts.footer]].map((part) => part.filter(Boolean).join('\n'))
  return { subject: `${word('subject')} ${store.name}`, text: parts.filter((part) => part !== '').join('\n\n') }
}

const PPM_PER_PERCENT = 10_000

const percent = (ppm: number, locale: string): string =>
  `${new Intl.NumberFormat(locale, { maximumFractionDigits: 4 }).format(ppm / PPM_PER_PERCENT)} %`

const when = ({ sold_at, timezone, locale }: ReceiptFacts): string =>
  new Intl.DateTimeFormat(locale === 'es' ? 'es-ES' : 'en-GB', {
    timeZone: timezone,
    dateStyle: 'long',
    timeStyle: 'short',
  }).format(sold_at)
