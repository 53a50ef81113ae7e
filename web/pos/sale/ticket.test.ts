import { expect, test } from 'vitest'
import { isPaid, payInCash, roundCash, splitTenders, sumsOf, tendersOfOrder } from './sums.ts'
import type { Ticket, TicketLine } from './ticket.ts'
import { after, emptyTicket } from './ticket.ts'

const TERMS = { tax_included: true, rounding: { mode: 'half_up', level: 'document' }, cash_rounding: 5 } as const

const line = (id: string, unit_price: number, quantity = 1): TicketLine => ({
  id,
  variant_id: id,
  sku: id,
  name: { es: id, en: id },
  options: { es: {}, en: {} },
  picture: null,
  quantity,
  list_price: unit_price,
  compare_at: null,
  unit_price,
  price_reason: null,
  approved_by: null,
  tax_name: 'IVA',
  tax_ppm: 210_000,
  note: null,
})
const ticketOf = (...lines: TicketLine[]): Ticket => ({ ...emptyTicket('t'), lines })

test('a line taken out by mistake comes back where it was', () => {
  const before = ticketOf(line('a', 100), line('b', 200), line('c', 300))
  const without = after(before, { do: 'remove', line: 'b' })
  expect(without.lines.map(({ id }) => id)).toEqual(['a', 'c'])
  expect(after(without, { do: 'undo' }).lines.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
})

test('what was paid for does not change until the money is given back', () => {
  const paid = after(ticketOf(line('a', 100)), { do: 'tender', tender: { id: 'm', kind: 'cash', amount: 40 } })
  expect(after(paid, { do: 'remove', line: 'a' }).lines).toHaveLength(1)
  const back = after(paid, { do: 'untender', tender: 'm' })
  expect(after(back, { do: 'remove', line: 'a' }).lines).toHaveLength(0)
})

test('cash is rounded to the coin the law knows, a card to the cent, and both close the sale', () => {
  const sold = ticketOf(line('a', 1_298))
  const sums = sumsOf(sold, TERMS)
  expect(sums.cash_due).toBe(1_300)
  expect(payInCash(sums, 2_000)).toEqual({ amount: 1_300, change: 700 })
  const cash = after(sold, { do: 'tender', tender: { id: 'm', kind: 'cash', amount: 1_300, given: 2_000 } })
  expect(isPaid(cash, sumsOf(cash, TERMS))).toBe(true)
  const card = after(sold, { do: 'tender', tender: { id: 'm', kind: 'terminal', amount: 1_298 } })
  expect(isPaid(card, sumsOf(card, TERMS))).toBe(true)
  expect(roundCash(1_297, 5)).toBe(1_295)
})

test('an order of the server is paid to the cent, whatever coin closes it', () => {
  const paid = tendersOfOrder(
    [
      { id: 'a', kind: 'terminal', amount: 500 },
      { id: 'b', kind: 'cash', amount: 795, given: 1_000 },
    ],
    1_297,
  )
  expect(paid.map(({ amount, rounding }) => [amount, rounding])).toEqual([
    [500, 0],
    [795, -2],
  ])
  expect(paid.reduce((sum, { amount, rounding }) => sum + amount - rounding, 0)).toBe(1_297)
})

test('the part that the server keeps is paid first, and no cent is lost between the two', () => {
  const { elsewhere, here } = splitTenders(
    [
      { id: '00000000-0000-7000-8000-000000000001', kind: 'cash', amount: 600, given: 1_000 },
      { id: '00000000-0000-7000-8000-000000000002', kind: 'terminal', amount: 400 },
    ],
    700,
  )
  expect(elsewhere.map(({ amount }) => amount)).toEqual([600, 100])
  expect(here.map(({ amount }) => amount)).toEqual([300])
  // The card paid both: two payments have two ids, the same ones however often they are worked out.
  expect(elsewhere[1]?.id).not.toBe(here[0]?.id)
})
