import { normaliseIdentity } from '#customers'
import { divideRounded, toAmount } from '#platform/money'
import type { SaleLine } from '#orders'
import type { TaxRateInput } from '#pricing'
import { countryOf } from './countries.ts'
import { decimalOf, minorUnits } from './decimal.ts'
import type { GivenRow, Reading } from './kind.ts'
import { refuseRow, skipRow } from './kind.ts'

/** Where customers' numbers and the price list come from. */
export const ACCOUNT = 'online-retail'
export const CURRENCY = 'GBP'
export const ZONE = 'Europe/London'
const QUANTITY_MAX = 100_000
/** A line may be worth ten million pounds. */
const AMOUNT_MAX = 1_000_000_000

/** A line of an invoice, checked. Amounts in pence with tax; `at` is the wall clock in London. */
export type RetailLine = {
  code: string
  description: string
  quantity: number
  unit_price: number
  amount: number
  at: string
  customer: string | null
  country: string | null
  country_name: string
  goods: boolean
}

/** Charges, corrections and papers that stand among the stock codes. */
const NOT_GOODS = new Set(
  'POST,DOT,C2,C3,M,D,S,B,PADS,CRUK,AMAZONFEE,BANK CHARGES,ADJUST,ADJUST2,TEST001,TEST002'.split(','),
)

export const isGoods = (code: string): boolean => !NOT_GOODS.has(code) && !code.startsWith('GIFT_')

/** "85123a " → "85123A": tills and files write one code in both cases. */
export const codeOf = (cell: string): string => cell.trim().toUpperCase()

/** Single spaces, none at the ends. */
const tidy = (cell: string): string => cell.replaceAll(/\s+/g, ' ').trim()

const INVOICE = /^[A-Z]?\d{1,12}$/
/** Letters and digits, so that no two codes share a slug; vouchers and bank charges are no goods. */
const CODE = /^([A-Z0-9]{1,30}|GIFT_[A-Z0-9_]{1,25}|BANK CHARGES)$/
const WHEN = /^(\d{4})-(\d\d)-(\d\d) ([01]\d|2[0-3]):([0-5]\d):([0-5]\d)$/
/** A number that some spreadsheet took for a decimal one: 12923.0. */
const CUSTOMER = /^(\d{1,12})(?:\.0+)?$/

/** Reads one line of the file. */
export function readLine({ cells }: GivenRow, now: Date): Reading {
  const cell = (name: string): string => (cells[name] ?? '').trim()
  const invoice = cell('InvoiceNo').toUpperCase()
  const code = codeOf(cell('StockCode'))
  const quantity = /^-?\d{1,9}$/.test(cell('Quantity')) ? Number(cell('Quantity')) : 0
  const price = decimalOf(cell('UnitPrice'))
  const country = countryOf(cell('Country'))
  const customer = customerOf(cell('CustomerID'))
  if (Object.values(cells).some((text) => /[\p{Cc}\uFFFD]/u.test(text)))
    return refuseRow('bad_text', 'A cell holds control characters or is not UTF-8.')
  if (!INVOICE.test(invoice)) return refuseRow('bad_invoice', 'The invoice has no number.')
  if (!CODE.test(code)) return refuseRow('bad_code', 'The stock code is missing or holds strange signs.')
  if (quantity === 0 || Math.abs(quantity) > QUANTITY_MAX)
    return refuseRow('bad_quantity', `The quantity is no whole number from 1 to ${QUANTITY_MAX} either way.`)
  if (invoice.startsWith('C') && quantity > 0)
    return refuseRow('bad_quantity', 'A cancellation takes back: its quantity is negative.')
  if (price === null) return refuseRow('bad_price', 'The price is no decimal number.')
  if (!isDate(cell('InvoiceDate'), now)) return refuseRow('bad_date', 'There was no such moment.')
  if (customer === undefined) return refuseRow('bad_customer', 'The customer has no usable number.')
  if (country === undefined)
    return refuseRow('unknown_country', `No country is called ${cell('Country').slice(0, 60)}.`)
  const amount = minorUnits(price, CURRENCY, quantity)
  if (Math.abs(amount) > AMOUNT_MAX) return refuseRow('bad_price', 'The line is worth more than ten million pounds.')
  if (amount === 0 && !invoice.startsWith('C') && (quantity < 0 || customer === null))
    return skipRow('stock_adjustment', 'A correction of the stock, no sale: worth nothing and nobody’s.')
  const line: RetailLine = {
    code,
    description: tidy(cells['Description'] ?? '').slice(0, 300),
    quantity,
    unit_price: minorUnits(price, CURRENCY),
    amount,
    at: cell('InvoiceDate'),
    customer,
    country,
    country_name: cell('Country'),
    goods: isGoods(code),
  }
  return { key: invoice, content: line }
}

/** Null: a sale to nobody known; undefined: not a number anybody can be known by. */
function customerOf(cell: string): string | null | undefined {
  if (cell === '') return null
  const number = CUSTOMER.exec(cell)?.[1]
  return number === undefined ? undefined : (normaliseIdentity('external', number, 'GB')?.value ?? undefined)
}

/** A day that exists, since British VAT is what our table knows, not to come. A leap of the clock is the database's to read. */
function isDate(text: string, now: Date): boolean {
  if (!WHEN.test(text)) return false
  const at = new Date(`${text.replace(' ', 'T')}Z`)
  return (
    !Number.isNaN(at.getTime()) &&
    at.toISOString().startsWith(text.slice(0, 10)) &&
    text.slice(0, 10) >= (UK_VAT[0]?.valid_from ?? '') &&
    at.getTime() <= now.getTime() + DAY_MS
  )
}
const DAY_MS = 86_400_000

const vat = (percent: number, rate_ppm: number, valid_from: string): TaxRateInput => ({
  country: 'GB',
  tax_class: 'standard',
  name: `VAT ${percent} %`,
  rate_ppm,
  valid_from,
})

/**
 * The standard rate of the United Kingdom (VATA 1994 s. 2; Finance (No. 2) Act 2010 s. 3 raised it on
 * 4 January 2011, in the middle of the data).
 */
export const UK_VAT: readonly TaxRateInput[] = [
  vat(17.5, 175_000, '1991-04-01'),
  vat(15, 150_000, '2008-12-01'),
  vat(17.5, 175_000, '2010-01-01'),
  vat(20, 200_000, '2011-01-04'),
]

/** The line as an order keeps it: the tax of its day is inside the price. */
export function saleLine(line: RetailLine, variant_id: string | null): SaleLine {
  const rate = UK_VAT.findLast(({ valid_from }) => valid_from <= line.at.slice(0, 10))
  const tax_ppm = rate?.rate_ppm ?? 0
  const tax = toAmount(divideRounded(BigInt(line.amount) * BigInt(tax_ppm), BigInt(1_000_000 + tax_ppm)))
  return {
    variant_id,
    sku: line.code,
    name: line.description || line.code,
    kind: line.goods ? 'goods' : 'service',
    quantity: line.quantity,
    unit_price: line.unit_price,
    net: line.amount - tax,
    tax,
    gross: line.amount,
    tax_class: 'standard',
    tax_name: rate?.name ?? 'VAT',
    tax_ppm,
  }
}

/** What one line says of an article. */
export type Mention = Pick<RetailLine, 'description' | 'unit_price' | 'quantity' | 'at'> & { code: string }
/** `names`: the one most lines give first, ties to the latest. `price`: of the latest sale that had one. */
export type Article = { code: string; names: string[]; price: number | null }

/** Lines disagree about an article's name, and its price changes with time. */
export function articleOf(code: string, mentions: readonly Mention[]): Article {
  const named = Map.groupBy(mentions, ({ description }) => description)
  named.delete('')
  const latest = (some: readonly Mention[]): string =>
    some.reduce((at, mention) => (mention.at > at ? mention.at : at), '')
  const names = [...named].toSorted(([, a], [, b]) => b.length - a.length || (latest(b) > latest(a) ? 1 : -1))
  const sold = mentions.filter(({ quantity, unit_price }) => quantity > 0 && unit_price > 0)
  const last = sold.reduce<Mention | null>(
    (best, mention) => (best !== null && best.at > mention.at ? best : mention),
    null,
  )
  return { code, names: names.map(([name]) => name), price: last?.unit_price ?? null }
}
