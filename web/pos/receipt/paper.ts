import { money, percent } from '#shared/show.ts'
import { addUp } from '#shared/totals.ts'
import { speak } from '#shared/words.ts'
import type { Language } from '#shared/words.ts'
import type { Till } from '../contract.ts'
import type { Fact } from '../store/facts.ts'
import { SLIP_WORDS, receiptNumber } from './slip-words.ts'

/** What a printer must know of the shop. */
type Shop = {
  retailer: Pick<Till['retailer'], 'name'>
  store: Pick<Till['store'], 'name' | 'timezone' | 'address'>
  legal_entity: Pick<Till['legal_entity'], 'name' | 'tax_id' | 'rounding_mode' | 'rounding_level'>
  settings: Pick<Till['settings'], 'receipt_header' | 'receipt_footer'>
}
export type Report = { title: string; about: readonly string[]; rows: readonly (readonly [string, string])[] }

const COLUMNS = 42
const AMOUNT = 12
const MILLION = 1_000_000
const RATE_DIGITS = 2

/** The receipt as bytes for a receipt printer (ESC/POS): words, sums, a code of the sale, a cut. */
export async function receiptPaper(
  { body, at }: Pick<Fact<'sale'>, 'body' | 'at'>,
  shop: Shop,
  language: Language,
): Promise<Uint8Array<ArrayBuffer>> {
  const w = speak(SLIP_WORDS, language)
  const { legal_entity, settings } = shop
  const { paper, row } = await newPaper(shop)
  const price = (minor: number): string => money(minor, body.currency, language)
  const { line1, postcode, city } = shop.store.address
  paper.line(plain([line1, postcode, city].filter(Boolean).join(', ')))
  paper.line(plain(`${legal_entity.name} ${w.taxId} ${legal_entity.tax_id ?? ''}`))
  if (settings.receipt_header) paper.line(plain(settings.receipt_header))
  paper
    .align('left')
    .rule()
    .line(plain(`${w.receipt} ${receiptNumber(body.receipt)}`))
    .line(plain(new Date(at).toLocaleString(language, { timeZone: shop.store.timezone })))
  paper.rule()
  for (const line of body.lines)
    row(
      `${line.quantity} x ${line.name} ${Object.values(line.options).join(' · ')}`,
      price(line.unit_price * line.quantity),
    )
  paper.rule().bold(true)
  row(w.total, price(body.gross))
  paper.bold(false)
  if (body.rounding !== 0) row(w.rounding, price(body.rounding))
  for (const { kind, amount } of body.tenders) row(w[kind], price(amount))
  const change = body.tenders.reduce((sum, { given, amount }) => sum + (given ?? amount) - amount, 0)
  if (change > 0) row(w.change, price(change))
  paper.rule()
  const { taxes } = addUp(
    body.lines.map((line) => ({ ...line, tax_included: body.tax_included })),
    { mode: legal_entity.rounding_mode, level: legal_entity.rounding_level },
  )
  for (const { name, tax_ppm, net, tax } of taxes)
    row(`${rateName(name, tax_ppm, language)} (${w.base} ${price(net)})`, price(tax))
  paper.newline().align('center').qrcode(body.order_id)
  if (settings.receipt_footer) paper.line(plain(settings.receipt_footer))
  return new Uint8Array(paper.newline().newline().cut().encode())
}

/** An X or a Z on the same paper. */
export async function reportPaper({ title, about, rows }: Report, shop: Shop): Promise<Uint8Array<ArrayBuffer>> {
  const { paper, row } = await newPaper(shop)
  paper.bold(true).line(plain(title)).bold(false).align('left')
  for (const words of about) paper.line(plain(words))
  paper.rule()
  for (const [words, figure] of rows) row(words, figure)
  return new Uint8Array(paper.newline().newline().cut().encode())
}

async function newPaper({ retailer, store }: Shop) {
  const { default: Encoder } = await import('@point-of-sale/receipt-printer-encoder')
  const paper = new Encoder({ columns: COLUMNS })
  paper.initialize().codepage('auto').align('center')
  paper.bold(true).line(plain(retailer.name)).bold(false).line(plain(store.name))
  const row = (left: string, right: string): void => {
    paper.table(
      [
        { width: COLUMNS - AMOUNT - 1, align: 'left' },
        { width: AMOUNT, align: 'right' },
      ],
      [[plain(left), plain(right)]],
    )
  }
  return { paper, row }
}

/** `IVA 21 %`, whether or not the name says the rate already. */
export const rateName = (name: string, tax_ppm: number, language: Language): string =>
  /\d/.test(name) ? name : `${name} ${percent(tax_ppm / MILLION, language, RATE_DIGITS)}`

/** Printers know no narrow or unbreakable blanks, and no true minus sign. */
const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ').replaceAll('\u2212', '-')
