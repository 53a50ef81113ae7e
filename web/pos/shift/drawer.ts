import type { Carried } from '../store/database.ts'
import type { KeptFact } from '../store/facts.ts'

export type Drawer = {
  float: number
  sales: { count: number; gross: number; net: number; tax: number }
  /** What cash was rounded by: beside what was sold. */
  rounding: number
  /** Taken for orders that are no sales of this till. */
  collected: number
  cash: number
  terminal: number
  cash_in: number
  cash_out: number
  moves: { at: string; direction: 'in' | 'out'; amount: number; reason: string }[]
  voided: number
  expected: { cash: number; terminal: number }
  receipts: { first: number | null; last: number | null }
}

export const NOTHING_CARRIED: Carried = {
  count: 0,
  gross: 0,
  net: 0,
  tax: 0,
  rounding: 0,
  collected: 0,
  cash: 0,
  terminal: 0,
  cash_in: 0,
  cash_out: 0,
}

/** What a shift took, from the facts of this device alone: right without a network. */
export function drawerOf(facts: readonly KeptFact[], shift: { id: string; float: number; carried: Carried }): Drawer {
  const { count, gross, net, tax, cash, terminal, cash_in, cash_out } = shift.carried
  // Kept by an older version of this app, it says neither.
  const { rounding = 0, collected = 0 }: Partial<Carried> = shift.carried
  const drawer: Drawer = {
    float: shift.float,
    sales: { count, gross, net, tax },
    rounding,
    collected,
    cash,
    terminal,
    cash_in,
    cash_out,
    moves: [],
    voided: 0,
    expected: { cash: 0, terminal: 0 },
    receipts: { first: null, last: null },
  }
  for (const fact of facts) take(drawer, fact, shift.id)
  drawer.expected = {
    cash: drawer.float + drawer.cash + drawer.cash_in - drawer.cash_out,
    terminal: drawer.terminal,
  }
  return drawer
}

function take(drawer: Drawer, fact: KeptFact, shift_id: string): void {
  if (fact.kind === 'ticket_voided') {
    drawer.voided++
    return
  }
  if (!('shift_id' in fact.body) || fact.body.shift_id !== shift_id) return
  if (fact.kind === 'cash_moved') {
    const { direction, amount, reason } = fact.body
    drawer.moves.push({ at: fact.at, direction, amount, reason })
    if (direction === 'in') drawer.cash_in += amount
    else drawer.cash_out += amount
  }
  if (fact.kind === 'tender_taken') {
    drawer[fact.body.kind] += fact.body.amount
    drawer.collected += fact.body.amount
    drawer.rounding += fact.body.rounding ?? 0
  }
  if (fact.kind !== 'sale') return
  const { gross, net, tax, rounding, tenders, receipt } = fact.body
  drawer.rounding += rounding
  drawer.sales = {
    count: drawer.sales.count + 1,
    gross: drawer.sales.gross + gross,
    net: drawer.sales.net + net,
    tax: drawer.sales.tax + tax,
  }
  drawer.receipts = { first: drawer.receipts.first ?? receipt.number, last: receipt.number }
  for (const tender of tenders) drawer[tender.kind] += tender.amount
}
