import { AT_TILL } from '#shared/limits.ts'
import { addUp } from '#shared/totals.ts'
import type { Rounding, Totals } from '#shared/totals.ts'
import type { Tender } from '../store/facts.ts'
import type { Ticket } from './ticket.ts'

export type Terms = { tax_included: boolean; rounding: Rounding; cash_rounding: number }

export type Sums = {
  /** What goes out of the door now. */
  here: Totals
  /** What the server keeps for this ticket: goods of other places, a cart begun elsewhere. */
  elsewhere: number
  total: number
  paid: number
  due: number
  /** What is left when the rest is paid in cash: to the coin the law knows. */
  cash_due: number
  units: number
}

export function sumsOf(ticket: Ticket, { tax_included, rounding, cash_rounding }: Terms): Sums {
  const here = addUp(
    ticket.lines.map((line) => ({ ...line, tax_included })),
    rounding,
  )
  const elsewhere = ticket.cart?.gross ?? 0
  const total = here.gross + elsewhere
  const paid = ticket.tenders.reduce((sum, { amount }) => sum + amount, 0)
  const due = total - paid
  return {
    here,
    elsewhere,
    total,
    paid,
    due,
    cash_due: roundCash(due, cash_rounding),
    units: ticket.lines.reduce((sum, { quantity }) => sum + quantity, 0) + cartUnits(ticket),
  }
}

const cartUnits = ({ cart }: Ticket): number =>
  (cart?.lines ?? []).filter(({ saved }) => !saved).reduce((sum, { quantity }) => sum + quantity, 0)

/** To the nearest multiple of the smallest coin, half up. */
export const roundCash = (amount: number, step: number): number =>
  step <= 1 ? amount : Math.floor((amount + step / 2) / step) * step

/** What cash does to the rest of a ticket: how much of it counts, what comes back, what the rounding made of it. */
export function payInCash(sums: Pick<Sums, 'cash_due'>, given: number): { amount: number; change: number } {
  const amount = Math.min(given, sums.cash_due)
  return { amount, change: given - amount }
}

/** Whether nothing is left to pay, the cents that cash cannot pay left aside. */
export function isPaid(ticket: Ticket, sums: Sums): boolean {
  if (sums.total === 0) return false
  if (sums.due === 0) return true
  return ticket.tenders.at(-1)?.kind === 'cash' && sums.cash_due === 0
}

/** The last piece a ticket may be paid in pays all that is left: after it nothing more could be taken. */
export function leavesTooMuch(ticket: Ticket, tender: Tender, terms: Terms): boolean {
  const then = { ...ticket, tenders: [...ticket.tenders, tender] }
  return then.tenders.length >= AT_TILL.tenders && !isPaid(then, sumsOf(then, terms))
}

/** Money of this drawer for an order of the server, which is owed to the cent: what cash was rounded by stands beside. */
export type OrderTender = Tender & { rounding: number }

/** All of it is for an order of the server; the last piece of cash closed it to the coin. */
export function tendersOfOrder(tenders: readonly Tender[], owed: number): OrderTender[] {
  const rounding = tenders.reduce((sum, { amount }) => sum + amount, 0) - owed
  return tenders.map((tender, at) => ({ ...tender, rounding: at === tenders.length - 1 ? rounding : 0 }))
}

/** The server's part of a ticket is paid first; what is left of each tender pays what goes out of the door. */
export function splitTenders(
  tenders: readonly Tender[],
  elsewhere: number,
): { elsewhere: OrderTender[]; here: Tender[] } {
  const there: OrderTender[] = []
  const here: Tender[] = []
  let left = elsewhere
  for (const tender of tenders) {
    const part = Math.min(left, tender.amount)
    left -= part
    const { reference } = tender
    if (part > 0)
      there.push({
        id: part === tender.amount ? tender.id : twin(tender.id),
        kind: tender.kind,
        amount: part,
        rounding: 0,
        ...(tender.given === undefined ? {} : { given: part === tender.amount ? tender.given : part }),
        ...(reference === undefined ? {} : { reference }),
      })
    if (part < tender.amount)
      here.push({
        ...tender,
        amount: tender.amount - part,
        ...(tender.given === undefined ? {} : { given: tender.given - part }),
      })
  }
  return { elsewhere: there, here }
}

/** A tender that pays both is two payments: the second id follows from the first, however often it is worked out. */
const twin = (id: string): string => `${id.slice(0, -1)}${(Number.parseInt(id.slice(-1), 16) ^ 8).toString(16)}`
