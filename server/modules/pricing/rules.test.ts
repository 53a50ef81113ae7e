import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MAX_AMOUNT } from '#platform/money'
import { choosePrice, priorPrice, taxRegion, totalsOf, unitPaid } from './rules.ts'
import type { Candidate, PriceSpan, TaxableLine } from './rules.ts'

const CARTS = 100_000

const rates = [0, 30_000, 40_000, 70_000, 100_000, 160_000, 210_000]
const line = fc.record({
  unit_price: fc.integer({ min: 0, max: 5_000_000 }),
  quantity: fc.integer({ min: 1, max: 9 }),
  tax_ppm: fc.constantFrom(...rates),
  tax_included: fc.boolean(),
})
const cart = fc.record({
  lines: fc.array(line, { minLength: 1, maxLength: 5 }),
  mode: fc.constantFrom('half_up' as const, 'half_even' as const),
  level: fc.constantFrom('line' as const, 'document' as const),
})
const taxable = (l: Omit<TaxableLine, 'tax_class' | 'tax_name'>): TaxableLine => ({
  ...l,
  tax_class: 'standard',
  tax_name: `VAT ${l.tax_ppm}`,
})
const total = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)

describe('money of a cart', () => {
  test(
    'in 100,000 carts the lines, the units and the taxes each sum to the total to the cent',
    { timeout: 60_000 },
    () => {
      fc.assert(
        fc.property(cart, ({ lines, mode, level }) => {
          const sums = totalsOf(lines.map(taxable), { mode, level })
          let exact = sums.net + sums.tax === sums.gross
          for (const field of ['net', 'tax', 'gross'] as const) {
            exact &&= total(sums.lines.map((l) => l[field])) === sums[field]
            exact &&= total(sums.taxes.map((t) => t[field])) === sums[field]
          }
          lines.forEach((asked, i) => {
            const found = sums.lines[i]!
            const base = asked.unit_price * asked.quantity
            exact &&= (asked.tax_included ? found.gross : found.net) === base
            exact &&= found.tax >= 0 && found.net >= 0 && total(found.unit_paid) === found.gross
            const share = (base * asked.tax_ppm) / (asked.tax_included ? 1_000_000 + asked.tax_ppm : 1_000_000)
            // A line rounded alone is within half a cent of its tax. In a document the group's tax is off by at most
            // half a cent, of which a line bears its part, and its share of that is rounded to a neighbouring cent.
            exact &&= Math.abs(found.tax - share) <= (level === 'line' ? 0.500001 : 1.5)
          })
          return exact
        }),
        { numRuns: CARTS },
      )
    },
  )

  test('a document rounds each rate once: three lines of a cent and a half of tax', () => {
    const lines = [7, 7, 7].map((unit_price) =>
      taxable({ unit_price, quantity: 1, tax_ppm: 210_000, tax_included: false }),
    )
    expect(totalsOf(lines, { mode: 'half_up', level: 'line' }).tax).toBe(3)
    const document = totalsOf(lines, { mode: 'half_up', level: 'document' })
    expect(document.tax).toBe(4)
    expect(document.lines.map((l) => l.tax)).toEqual([2, 1, 1])
  })

  test('half a cent goes up or to the even neighbour, as the legal entity rounds', () => {
    const half = [taxable({ unit_price: 5, quantity: 1, tax_ppm: 100_000, tax_included: false })]
    expect(totalsOf(half, { mode: 'half_up', level: 'line' }).tax).toBe(1)
    expect(totalsOf(half, { mode: 'half_even', level: 'line' }).tax).toBe(0)
  })

  test('a total larger than a document may be is refused, not wrapped', () => {
    const huge = [taxable({ unit_price: MAX_AMOUNT, quantity: 9_999, tax_ppm: 0, tax_included: true })]
    expect(() => totalsOf(huge, { mode: 'half_up', level: 'line' })).toThrow(/larger/)
    const fraction = [taxable({ unit_price: 100, quantity: 1.5, tax_ppm: 0, tax_included: true })]
    expect(() => totalsOf(fraction, { mode: 'half_up', level: 'line' })).toThrow(/whole number/)
  })

  test('three units of ten cents cost four, three and three', () => expect(unitPaid(10, 3)).toEqual([4, 3, 3]))
})

const list = (fields: Partial<Candidate>): Candidate => ({
  price_list: 'base',
  priority: 0,
  tax_included: true,
  min_quantity: 1,
  amount: 1000,
  compare_at: null,
  began_at: null,
  ...fields,
})

describe('choosing a price', () => {
  test('the higher priority wins even when it is dearer; equal priorities give the lower price', () => {
    expect(choosePrice([list({}), list({ price_list: 'fair', priority: 5, amount: 1200 })], 1)?.amount).toBe(1200)
    expect(choosePrice([list({}), list({ price_list: 'web', amount: 900 })], 1)?.amount).toBe(900)
    expect(choosePrice([], 1)).toBeNull()
  })

  test('a quantity break counts from its quantity on', () => {
    const breaks = [list({}), list({ min_quantity: 10, amount: 800 })]
    expect(choosePrice(breaks, 9)?.amount).toBe(1000)
    expect(choosePrice(breaks, 10)?.amount).toBe(800)
    expect(choosePrice([list({ min_quantity: 5 })], 4)).toBeNull()
  })

  test('the answer does not depend on the order of rows', () => {
    const candidate = fc.record({
      price_list: fc.constantFrom('a', 'b', 'c'),
      priority: fc.integer({ min: 0, max: 2 }),
      min_quantity: fc.integer({ min: 1, max: 4 }),
      amount: fc.integer({ min: 1, max: 5 }),
    })
    const distinct = fc.uniqueArray(candidate, { selector: (c) => `${c.price_list}${c.min_quantity}`, maxLength: 8 })
    fc.assert(
      fc.property(distinct, fc.integer({ min: 1, max: 5 }), (rows, quantity) => {
        const perList = rows.map((row) => list({ ...row, priority: row.price_list.charCodeAt(0) % 2 }))
        expect(choosePrice(perList.toReversed(), quantity)).toEqual(choosePrice(perList, quantity))
      }),
    )
  })
})

describe('the lowest price of thirty days', () => {
  const day = (n: number) => new Date(Date.UTC(2026, 9, 1) + n * 86_400_000)
  const span = (amount: number, from: number, to: number | null, priority = 0): PriceSpan => ({
    price_list: `p${priority}`,
    priority,
    amount,
    from_at: day(from),
    to_at: to === null ? null : day(to),
  })
  const now = { amount: 800, compare_at: null, began_at: day(40) }

  test('is shown beside a reduction and is the lowest of the window only', () => {
    expect(priorPrice(now, [span(500, 0, 5), span(900, 5, 20), span(1000, 20, 40)])).toBe(900)
  })

  test('is not shown when the price went up or nothing was asked before', () => {
    expect(priorPrice(now, [span(700, 0, 40)])).toBeNull()
    expect(priorPrice(now, [])).toBeNull()
    expect(priorPrice({ ...now, compare_at: 1000 }, [span(700, 0, 40)])).toBe(700)
  })

  test('does not count a list that a stronger one covered', () => {
    expect(priorPrice(now, [span(600, 0, 40), span(1000, 0, 40, 5)])).toBe(1000)
    expect(priorPrice(now, [span(600, 0, null), span(1000, 20, 40, 5)])).toBe(600)
  })
})

test('the Canary Islands are found by region, province or postcode', () => {
  expect(taxRegion('ES', 'CN')).toBe('ES-CN')
  expect(taxRegion('ES', 'ES-TF')).toBe('ES-CN')
  expect(taxRegion('ES', null, '35001')).toBe('ES-CN')
  expect(taxRegion('ES', 'MD', '28013')).toBe('ES-MD')
  expect(taxRegion('MX', null)).toBe('')
})
