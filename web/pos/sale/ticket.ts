import { AT_TILL, MAX_AMOUNT } from '#shared/limits.ts'
import type { Article, Cart, Customer } from '../contract.ts'
import type { Tender } from '../store/facts.ts'

/** What is being sold. Everything that happens to it is one of the acts below, kept on the disk after each. */
export type Ticket = {
  /** Becomes the id of the order: pressed twice, it is one sale. */
  id: string
  customer: Pick<Customer, 'customer_id' | 'given_name' | 'family_name' | 'company' | 'tags'> | null
  lines: TicketLine[]
  /** The part that lives on the server: a cart begun elsewhere, or goods of other places. */
  cart: Cart | null
  tenders: Tender[]
  /** What the customer is paying on their own phone: until it is paid or called off, nothing else happens here. */
  phone: Phone | null
  /** The last line taken out, until something else happens to it. */
  removed: { line: TicketLine; at: number } | null
}

export type Phone = { cart_id: string; payment_id: string; url: string; total: number }

export type TicketLine = {
  id: string
  variant_id: string
  sku: string
  name: { es: string; en: string }
  options: { es: Record<string, string>; en: Record<string, string> }
  picture: string | null
  quantity: number
  list_price: number
  compare_at: number | null
  unit_price: number
  price_reason: string | null
  approved_by: string | null
  tax_name: string
  tax_ppm: number
  note: string | null
}

export type Act =
  | { do: 'add'; article: Article; id: string; quantity?: number }
  | { do: 'quantity'; line: string; quantity: number }
  | { do: 'note'; line: string; note: string | null }
  | { do: 'price'; line: string; unit_price: number; reason: string | null; approved_by: string | null }
  | { do: 'remove'; line: string }
  | { do: 'undo' }
  | { do: 'customer'; customer: Ticket['customer'] }
  | { do: 'cart'; cart: Cart | null }
  | { do: 'phone'; phone: Phone | null }
  | { do: 'tender'; tender: Tender }
  | { do: 'untender'; tender: string }
  | { do: 'replace'; ticket: Ticket }

export const QUANTITY_MAX = 999

export const emptyTicket = (id: string): Ticket => ({
  id,
  customer: null,
  lines: [],
  cart: null,
  tenders: [],
  phone: null,
  removed: null,
})

export const isEmpty = (ticket: Ticket): boolean => ticket.lines.length === 0 && ticket.cart === null

/** Money taken stands until it is taken back: what was paid for does not change meanwhile. */
const CLOSED_BY_MONEY: readonly Act['do'][] = ['add', 'quantity', 'price', 'remove', 'undo', 'cart']

export const isBeingPaid = ({ tenders, phone }: Ticket): boolean => tenders.length > 0 || phone !== null

/** Why an act is not done: the ticket would be one that cannot be written down as a fact. */
export type Refusal = 'too_many_lines' | 'too_many_tenders' | 'too_much'

/** With any tax on top it is still an amount. */
const WORTH_MAX = MAX_AMOUNT / 2
const worthOf = ({ lines }: Ticket): number =>
  lines.reduce((sum, { unit_price, quantity }) => sum + unit_price * quantity, 0)

/** What an act makes of a ticket; one that would make too much of it leaves it as it is. Less of too much is always well. */
export function tried(ticket: Ticket, act: Act): { ticket: Ticket; refusal: Refusal | null } {
  const next = done(ticket, act)
  const refusal = act.do === 'replace' ? null : refusalOf(ticket, next)
  return { ticket: refusal ? ticket : next, refusal }
}

export const after = (ticket: Ticket, act: Act): Ticket => tried(ticket, act).ticket

function refusalOf(ticket: Ticket, next: Ticket): Refusal | null {
  if (next.lines.length > Math.max(AT_TILL.lines, ticket.lines.length)) return 'too_many_lines'
  if (next.tenders.length > Math.max(AT_TILL.tenders, ticket.tenders.length)) return 'too_many_tenders'
  return worthOf(next) > Math.max(WORTH_MAX, worthOf(ticket)) ? 'too_much' : null
}

function done(ticket: Ticket, act: Act): Ticket {
  if (isBeingPaid(ticket) && CLOSED_BY_MONEY.includes(act.do)) return ticket
  switch (act.do) {
    case 'add':
      return added(ticket, act.article, act.id, act.quantity ?? 1)
    case 'quantity':
      return act.quantity < 1
        ? done(ticket, { do: 'remove', line: act.line })
        : changed(ticket, act.line, { quantity: Math.min(QUANTITY_MAX, act.quantity) })
    case 'note':
      return changed(ticket, act.line, { note: act.note })
    case 'price':
      return changed(ticket, act.line, {
        unit_price: act.unit_price,
        price_reason: act.reason,
        approved_by: act.approved_by,
      })
    case 'remove':
      return withoutLine(ticket, act.line)
    case 'undo':
      return ticket.removed === null
        ? ticket
        : { ...ticket, removed: null, lines: ticket.lines.toSpliced(ticket.removed.at, 0, ticket.removed.line) }
    case 'customer':
      return { ...ticket, customer: act.customer }
    case 'cart':
      return { ...ticket, cart: act.cart }
    case 'phone':
      return { ...ticket, phone: act.phone }
    case 'tender':
      return { ...ticket, tenders: [...ticket.tenders, act.tender] }
    case 'untender':
      return { ...ticket, tenders: ticket.tenders.filter(({ id }) => id !== act.tender) }
    case 'replace':
      return act.ticket
  }
}

function added(ticket: Ticket, article: Article, id: string, quantity: number): Ticket {
  const known = ticket.lines.find(
    (line) => line.variant_id === article.variant_id && line.price_reason === null && line.note === null,
  )
  if (known) return changed(ticket, known.id, { quantity: Math.min(QUANTITY_MAX, known.quantity + quantity) })
  const { variant_id, sku, name, options, picture, unit_price, compare_at, tax_name, tax_ppm } = article
  const line: TicketLine = {
    id,
    variant_id,
    sku,
    name,
    options,
    picture,
    quantity,
    list_price: unit_price,
    compare_at: compare_at !== null && compare_at > unit_price ? compare_at : null,
    unit_price,
    price_reason: null,
    approved_by: null,
    tax_name,
    tax_ppm,
    note: null,
  }
  return { ...ticket, removed: null, lines: [...ticket.lines, line] }
}

const changed = (ticket: Ticket, id: string, change: Partial<TicketLine>): Ticket => ({
  ...ticket,
  removed: null,
  lines: ticket.lines.map((line) => (line.id === id ? { ...line, ...change } : line)),
})

function withoutLine(ticket: Ticket, id: string): Ticket {
  const at = ticket.lines.findIndex((line) => line.id === id)
  const line = ticket.lines[at]
  if (!line) return ticket
  return { ...ticket, removed: { line, at }, lines: ticket.lines.filter((other) => other.id !== id) }
}
