import { basename } from 'node:path'
import type { FileRow } from './csv.ts'
import { hashOf } from './csv.ts'
import { hundredths } from './decimal.ts'
import type { Figures, Source, Tally } from './source.ts'

/** Stock codes that are charges, corrections or papers. */
const NO_GOODS = /^(POST|DOT|C2|C3|M|D|S|B|PADS|CRUK|AMAZONFEE|BANK CHARGES|ADJUST2?|TEST00[12]|GIFT_.*)$/

/** The UCI Online Retail data: one file of invoice lines in any order. */
export async function onlineRetail(path: string): Promise<Source> {
  const parts = [{ part: 'lines', path }]
  return {
    kind: 'online-retail',
    name: `${basename(path)} sha256:${await hashOf(parts)}`,
    parts,
    tally: tallyLines,
    pictures: new Map(),
    currencyOf: (figure) => (figure.endsWith('amount') ? 'GBP' : null),
  }
}

function tallyLines(): Tally {
  const count: Figures = { lines: 0n, refused_lines: 0n, adjustment_lines: 0n, amount: 0n }
  for (const kind of ['sale', 'cancellation', 'fee'])
    Object.assign(count, { [`${kind}_lines`]: 0n, [`${kind}_amount`]: 0n })
  const invoices = new Set<string>()
  const customers = new Set<string>()
  const articles = new Set<string>()
  const plus = (name: string, value: bigint): void => void (count[name] = (count[name] ?? 0n) + value)
  const take = ({ cells }: FileRow): void => {
    const cell = (name: string): string => (cells[name] ?? '').trim().toUpperCase()
    const quantity = BigInt(cell('Quantity'))
    const amount = hundredths(cell('UnitPrice'), quantity) ?? 0n
    const goods = !NO_GOODS.test(cell('StockCode'))
    const kind = quantity < 0n ? 'cancellation' : goods ? 'sale' : 'fee'
    plus('amount', amount)
    plus(`${kind}_lines`, 1n)
    plus(`${kind}_amount`, amount)
    invoices.add(cell('InvoiceNo'))
    if (cell('CustomerID') !== '') customers.add(cell('CustomerID').replace(/\.0+$/, ''))
    if (goods) articles.add(cell('StockCode'))
  }
  return {
    add: (row, left_out) => {
      plus('lines', 1n)
      if (left_out === null) take(row)
      else plus(left_out === 'refused' ? 'refused_lines' : 'adjustment_lines', 1n)
    },
    figures: () => ({
      ...count,
      invoices: BigInt(invoices.size),
      customers: BigInt(customers.size),
      articles: BigInt(articles.size),
    }),
  }
}
