import { expect, test } from 'vitest'
import { AT_TILL, MAX_AMOUNT } from '#shared/limits.ts'
import { isPaid, leavesTooMuch, payInCash, roundCash, splitTenders, sumsOf, tendersOfOrder } from './sums.ts'
import type { Ticket, TicketLine } from './ticket.ts'
import { after, emptyTicket, tried } from './ticket.ts'

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

test('a ticket stops where it could not be written down any more', () => {
  const full = ticketOf(...Array.from({ length: AT_TILL.lines }, (_, n) => line(`v${n}`, 100)))
  const article = { variant_id: 'other', unit_price: 100, compare_at: null } as never
  expect(tried(full, { do: 'add', article, id: 'x' })).toEqual({ ticket: full, refusal: 'too_many_lines' })
  const dear = { do: 'price', line: 'a', unit_price: MAX_AMOUNT, reason: 'x', approved_by: null } as const
  expect(tried(ticketOf(line('a', 100)), dear).refusal).toBe('too_much')
  const many = ticketOf(line('a', MAX_AMOUNT / 4))
  expect(tried(many, { do: 'quantity', line: 'a', quantity: 3 }).refusal).toBe('too_much')
  // Of an older app: it may become less, not more.
  const older = ticketOf(...Array.from({ length: 203 }, (_, n) => line(`v${n}`, 100)))
  expect(after(older, { do: 'remove', line: 'v0' }).lines).toHaveLength(202)
  expect(tried(older, { do: 'add', article, id: 'x' }).refusal).toBe('too_many_lines')
  expect(after(emptyTicket('t'), { do: 'replace', ticket: older }).lines).toHaveLength(203)
})

test('the last part payment pays the rest', () => {
  const piece = (n: number, amount: number) => ({ id: `m${n}`, kind: 'terminal' as const, amount })
  let now = ticketOf(line('a', 1_200))
  for (let n = 1; n < AT_TILL.tenders; n++) {
    expect(leavesTooMuch(now, piece(n, 100), TERMS)).toBe(false)
    now = after(now, { do: 'tender', tender: piece(n, 100) })
  }
  expect(leavesTooMuch(now, piece(10, 100), TERMS)).toBe(true)
  expect(leavesTooMuch(now, piece(10, 300), TERMS)).toBe(false)
  const last = after(now, { do: 'tender', tender: piece(10, 100) })
  expect(tried(last, { do: 'tender', tender: piece(11, 100) }).refusal).toBe('too_many_tenders')
})
