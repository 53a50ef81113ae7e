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

export type ReceiptLetter = { subject: string; text: string; html: string }

/** The receipt as a letter, in the language of the sale: plain, and the same words as a page. */
export function receiptLetter(facts: ReceiptFacts): ReceiptLetter {
  const parts = partsOf(facts)
    .map((part) => part.filter((line) => line !== null && line !== ''))
    .filter((part) => part.length > 0) as string[][]
  return {
    subject: `${WORDS.subject[facts.locale]} ${facts.store.name}`,
    text: parts.map((part) => part.join('\n')).join('\n\n'),
    html: pageOf(parts, facts.locale),
  }
}

/** Head, what it is, lines, sums, money, foot. */
function partsOf(facts: ReceiptFacts): (string | null)[][] {
  const { locale, store, company } = facts
  const word = (name: keyof typeof WORDS) => WORDS[name][locale]
  const money = (amount: number) => formatMoney(amount, facts.currency, locale)
  const taxId = company.tax_id && ` · ${word('tax_id')} ${company.tax_id}`
  return [
    [facts.header, store.name, store.address, store.phone, `${company.name}${taxId ?? ''}`],
    [
      facts.receipt && `${word('receipt')}: ${facts.receipt}`,
      `${word('order')}: ${facts.number}`,
      `${word('date')}: ${when(facts)}`,
      facts.served_by && `${word('served')}: ${facts.served_by}`,
    ],
    facts.lines.flatMap(({ name, options, quantity, unit_price, gross }) => [
      options === '' ? name : `${name} (${options})`,
      `  ${quantity} × ${money(unit_price)} = ${money(gross)}`,
    ]),
    [
      ...facts.taxes.map((tax) => `${rateOf(tax, locale)}: ${money(tax.tax)} (${word('base')} ${money(tax.net)})`),
      `${word('total')}: ${money(facts.gross)}`,
      facts.rounding === 0 ? null : `${word('rounding')}: ${money(facts.rounding)}`,
    ],
    facts.tenders.flatMap(({ kind, amount, given }) => [
      `${word(kind === 'cash' ? 'cash' : 'card')}: ${money(amount)}`,
      ...(given !== null && given > amount
        ? [`  ${word('given')}: ${money(given)}`, `  ${word('change')}: ${money(given - amount)}`]
        : []),
    ]),
    [facts.footer],
  ]
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] as string)

/** Mail programs know little of pages: paragraphs, breaks and a face that keeps the digits under each other. */
const pageOf = (parts: readonly string[][], locale: string): string =>
  `<!doctype html><html lang="${locale}"><meta charset="utf-8"><body style="max-width:36em;margin:2em auto;padding:0 1em;` +
  `font:15px/1.5 system-ui,sans-serif;font-variant-numeric:tabular-nums">${parts.map(paragraph).join('')}</body></html>`

const paragraph = (lines: readonly string[]): string =>
  `<p>${lines.map((line) => escaped(line).replace(/^ +/, '&emsp;')).join('<br>')}</p>`

const PPM_PER_PERCENT = 10_000

/** Many names say the rate already: IVA 21 %. */
const rateOf = ({ name, tax_ppm }: ReceiptFacts['taxes'][number], locale: string): string =>
  /\d/.test(name) ? name : `${name} ${percent(tax_ppm, locale)}`

const percent = (ppm: number, locale: string): string =>
  `${new Intl.NumberFormat(locale, { maximumFractionDigits: 4 }).format(ppm / PPM_PER_PERCENT)} %`

const when = ({ sold_at, timezone, locale }: ReceiptFacts): string =>
  new Intl.DateTimeFormat(locale === 'es' ? 'es-ES' : 'en-GB', {
    timeZone: timezone,
    dateStyle: 'long',
    timeStyle: 'short',
  }).format(sold_at)
