import { date, money, percent } from '#shared/show.ts'
import { addUp } from '#shared/totals.ts'
import { speak } from '#shared/words.ts'
import type { Language } from '#shared/words.ts'
import type { Till } from '../contract.ts'
import type { Fact, Tender } from '../store/facts.ts'
import { SLIP_WORDS, receiptNumber } from './slip-words.ts'

/** What a printer must know of the shop. */
type Shop = {
  retailer: Pick<Till['retailer'], 'name'>
  store: Pick<Till['store'], 'name' | 'timezone' | 'address'>
  legal_entity: Pick<Till['legal_entity'], 'name' | 'tax_id' | 'rounding_mode' | 'rounding_level'>
  settings: Pick<Till['settings'], 'receipt_header' | 'receipt_footer'>
  crew: readonly Pick<Till['crew'][number], 'id' | 'name'>[]
}
export type Report = { title: string; about: readonly string[]; rows: readonly (readonly [string, string])[] }

/** Characters a line: on paper of 58 mm, on that of 80 mm in the usual letter and in the narrow one. */
export const WIDTHS = [32, 42, 48] as const
export type Columns = (typeof WIDTHS)[number]
/** ESC p: the first drawer, opened for a tenth of a second. It goes by itself, for no paper need come out. */
export const DRAWER = new Uint8Array([0x1b, 0x70, 0x00, 0x32, 0xfa])
/** Tables of letters in the order they are tried: the first has all of Spanish and the euro, on every make of printer. */
const PAGES = ['cp858', 'windows1252', 'cp852'] as const
/** The knife sits so far above the head: with less, the last lines stay in the printer. */
const CUT_LINES = 5
const AMOUNT = 12
const MILLION = 1_000_000
const RATE_DIGITS = 2

/** The receipt as bytes for a receipt printer (ESC/POS): words, sums, a code of the sale, a cut. */
export async function receiptPaper(
  { body, at, staff_id }: Pick<Fact<'sale'>, 'body' | 'at' | 'staff_id'>,
  shop: Shop,
  language: Language,
  columns: Columns,
): Promise<Uint8Array<ArrayBuffer>> {
  const w = speak(SLIP_WORDS, language)
  const { legal_entity, settings } = shop
  const { paper, row } = await newPaper(shop, columns)
  const price = (minor: number): string => money(minor, body.currency, language)
  const { line1, postcode, city } = shop.store.address
  paper.line(plain([line1, postcode, city].filter(Boolean).join(', ')))
  paper.line(plain(`${legal_entity.name} ${w.taxId} ${legal_entity.tax_id ?? ''}`))
  if (settings.receipt_header) paper.line(plain(settings.receipt_header))
  paper
    .align('left')
    .rule()
    .line(plain(`${w.receipt} ${receiptNumber(body.receipt)}`))
    .line(plain(date(at, 'stamp', language, shop.store.timezone)))
  const served = shop.crew.find(({ id }) => id === staff_id)?.name
  if (served) paper.line(plain(`${w.served} ${served}`))
  paper.rule()
  for (const line of body.lines) {
    row(
      `${line.quantity} x ${line.name} ${Object.values(line.options).join(' · ')}`,
      price(line.unit_price * line.quantity),
    )
    if (line.unit_price < line.list_price) paper.line(plain(`  ${w.before} ${price(line.list_price)}`))
    if (line.note) paper.line(plain(`  ${line.note}`))
  }
  paper.rule().bold(true)
  row(w.total, price(body.gross))
  paper.bold(false)
  if (body.rounding !== 0) row(w.rounding, price(body.rounding))
  for (const [words, amount] of moneyRows(body.tenders, w)) row(words, price(amount))
  paper.rule()
  const { taxes } = addUp(
    body.lines.map((line) => ({ ...line, tax_included: body.tax_included })),
    { mode: legal_entity.rounding_mode, level: legal_entity.rounding_level },
  )
  for (const { name, tax_ppm, net, tax } of taxes)
    row(`${rateName(name, tax_ppm, language)} (${w.base} ${price(net)})`, price(tax))
  paper.newline().align('center').qrcode(body.order_id)
  if (settings.receipt_footer) paper.line(plain(settings.receipt_footer))
  return new Uint8Array(paper.cut().encode())
}

/** An X or a Z on the same paper. */
export async function reportPaper(
  { title, about, rows }: Report,
  shop: Shop,
  columns: Columns,
): Promise<Uint8Array<ArrayBuffer>> {
  const { paper, row } = await newPaper(shop, columns)
  paper.bold(true).line(plain(title)).bold(false).align('left')
  for (const words of about) paper.line(plain(words))
  paper.rule()
  for (const [words, figure] of rows) row(words, figure)
  return new Uint8Array(paper.cut().encode())
}

/** Every letter a shop of ours writes, a full line, a code and a cut: what is wrong is seen at once. */
export async function trialPaper(shop: Shop, language: Language, columns: Columns): Promise<Uint8Array<ArrayBuffer>> {
  const { paper, row } = await newPaper(shop, columns)
  paper.align('left').rule()
  row('áéíóú ÁÉÍÓÚ ñÑ üÜ çÇ ¿¡ «»', money(-123_456, 'EUR', language))
  paper.line('1234567890'.repeat(5).slice(0, columns)).rule()
  paper.align('center').qrcode(shop.retailer.name)
  return new Uint8Array(paper.cut().encode())
}

/** How it was paid: what was handed over stands there where some of it came back. */
export function moneyRows(tenders: readonly Tender[], w: Record<Tender['kind'] | 'given' | 'change', string>) {
  return tenders.flatMap(({ kind, amount, given = amount, reference = '' }): (readonly [string, number])[] => [
    [`${w[kind]} ${reference}`.trim(), amount],
    ...(given > amount
      ? ([
          [`  ${w.given}`, given],
          [`  ${w.change}`, given - amount],
        ] as const)
      : []),
  ])
}

async function newPaper({ retailer, store }: Shop, columns: Columns) {
  const { default: Encoder } = await import('@point-of-sale/receipt-printer-encoder')
  const paper = new Encoder({ columns, codepageCandidates: [...PAGES], feedBeforeCut: CUT_LINES })
  paper.initialize().codepage('auto').align('center')
  paper.bold(true).line(plain(retailer.name)).bold(false).line(plain(store.name))
  const row = (left: string, right: string): void => {
    paper.table(
      [
        { width: columns - AMOUNT - 1, align: 'left' },
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
