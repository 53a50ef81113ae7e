import { refused } from '#platform/errors'
import { isSaidTwice } from '#platform/ids'
import { totalsOf } from '#pricing'
import type { LineAmounts, Rounding } from '#pricing'
import type { SaleBody } from './fact-shapes.ts'

const ROUNDINGS: readonly Rounding[] = [
  { mode: 'half_up', level: 'line' },
  { mode: 'half_up', level: 'document' },
  { mode: 'half_even', level: 'line' },
  { mode: 'half_even', level: 'document' },
]

export type Amounts = { lines: LineAmounts[]; taxes: ReturnType<typeof totalsOf>['taxes'] }

/**
 * What each line of a sale comes to, where the till's own totals are right: sums of its lines, taxed and rounded in one
 * of the ways companies round (its own may have changed since), and paid to the cent. Else the till's program is wrong,
 * and nothing of it is kept: refuses bad_sale.
 */
export function amountsOf(sale: SaleBody): Amounts {
  if ([sale.lines, sale.tenders].some((named) => isSaidTwice(named.map(({ id }) => id))))
    throw badSale('A line or a tender stands there twice.', sale)
  const lines = sale.lines.map(({ unit_price, quantity, tax_name, tax_ppm }) => ({
    unit_price,
    quantity,
    tax_name,
    tax_ppm,
    tax_class: '',
    tax_included: sale.tax_included,
  }))
  const totals = ROUNDINGS.map((rounding) => totalsOf(lines, rounding)).find(
    ({ net, tax, gross }) => net === sale.net && tax === sale.tax && gross === sale.gross,
  )
  if (!totals) throw badSale('The lines do not add up to the total.', sale)
  const paid = sale.tenders.reduce((sum, { amount }) => sum + amount, 0)
  if (paid !== sale.gross + sale.rounding) throw badSale('The tenders do not add up to the total.', sale)
  if (sale.tenders.some(({ amount, given }) => given !== undefined && given < amount))
    throw badSale('Less cash was given than was taken.', sale)
  return { lines: totals.lines, taxes: totals.taxes }
}

export const badSale = (detail: string, { order_id, receipt }: Pick<SaleBody, 'order_id' | 'receipt'>) =>
  refused('bad_sale', { detail, order_id, receipt: receipt.number })
