import { record } from '../store/record.ts'
import type { Fact, Tender } from '../store/facts.ts'
import { recordTaken, toldOf } from '../pay/take-for-order.ts'
import { countQueue, sendSoon } from '../sync/sender.ts'
import { api, network } from '../sync/link.ts'
import { mustAssistant, mustTill, readChain } from '../session.ts'
import { kept } from '../store/database.ts'
import type { Language } from '#shared/words.ts'
import { act, newTicket, ticket, ticketKept } from './current.ts'
import { splitTenders, sumsOf, tendersOfOrder } from './sums.ts'
import type { OrderTender, Sums, Terms } from './sums.ts'
import type { Ticket } from './ticket.ts'

export type Done = {
  sale: Fact<'sale'> | null
  /** `taken_along`: its goods go out of the door now; else somebody prepares them. */
  order: { order_id: string; number: string; gross: number; taken_along: boolean } | null
  change: number
  customer_id: string | null
}

export function terms(): Terms {
  const { tax_included, settings, legal_entity } = mustTill()
  return {
    tax_included,
    rounding: { mode: legal_entity.rounding_mode, level: legal_entity.rounding_level },
    cash_rounding: settings.cash_rounding,
  }
}

/**
 * The ticket is paid: the server's part becomes an order there (which needs the network), then what goes out of the
 * door becomes a fact on this disk. Both have ids made here, so doing it again after a cut does nothing twice.
 */
export async function complete(language: Language): Promise<Done> {
  await ticketKept()
  const now = ticket.get()
  const sums = sumsOf(now, terms())
  const { elsewhere, here } =
    now.lines.length === 0
      ? { elsewhere: tendersOfOrder(now.tenders, sums.elsewhere), here: [] }
      : splitTenders(now.tenders, sums.elsewhere)
  const order = now.cart ? await placeOrder(now, elsewhere) : null
  // The drawer holds the money of that order too.
  if (order) await recordTaken(elsewhere, order.order_id, now.lines.length === 0 ? now.id : null)
  const sale = now.lines.length > 0 ? await recordSale(now, sums, here, language) : null
  newTicket()
  await Promise.all([readChain(), countQueue()])
  sendSoon()
  return {
    sale,
    order,
    change: now.tenders.reduce((sum, { given, amount }) => sum + (given ?? amount) - amount, 0),
    customer_id: now.customer?.customer_id ?? null,
  }
}

async function placeOrder(now: Ticket, tenders: readonly OrderTender[]): Promise<NonNullable<Done['order']>> {
  const cart = now.cart as NonNullable<Ticket['cart']>
  const { order_id, number } = await api.placeOrder({
    cart_id: cart.id,
    expected_total: cart.gross,
    tenders: tenders.map(toldOf),
  })
  return { order_id, number, gross: cart.gross, taken_along: cart.delivery.method === 'carry_out' }
}

async function recordSale(
  now: Ticket,
  sums: Sums,
  tenders: Tender[],
  language: Language,
): Promise<Fact<'sale'> | null> {
  const { device, series, currency, tax_included, version } = mustTill()
  const snapshot = await kept('snapshot')
  const { here } = sums
  return record({
    kind: 'sale',
    device_id: device.id,
    staff_id: mustAssistant().id,
    at: new Date(),
    ends_ticket: now.id,
    sold: now.lines.map(({ variant_id, quantity }) => ({ variant_id, units: quantity })),
    body: ({ shift, next_receipt }) => {
      if (!shift) throw new Error('no shift is open')
      return {
        order_id: now.id,
        shift_id: shift.id,
        receipt: { series, number: next_receipt },
        customer_id: now.customer?.customer_id ?? null,
        lines: now.lines.map(({ name, options, picture: _picture, compare_at: _compare, ...line }) => ({
          ...line,
          name: name[language] || name.es,
          options: options[language],
        })),
        net: here.net,
        tax: here.tax,
        gross: here.gross,
        rounding: tenders.reduce((sum, { amount }) => sum + amount, 0) - here.gross,
        currency,
        tax_included,
        tenders,
        version: snapshot?.version ?? version,
        offline: !network.get().reachable,
      }
    },
    chain: (chain) => ({ ...chain, next_receipt: chain.next_receipt + 1 }),
  })
}

/** Before payment, with a reason: nothing but a trace, and a clean counter. */
export async function voidTicket(reason: string): Promise<void> {
  await ticketKept()
  const now = ticket.get()
  const { here } = sumsOf(now, terms())
  if (now.lines.length > 0)
    await record({
      kind: 'ticket_voided',
      device_id: mustTill().device.id,
      staff_id: mustAssistant().id,
      at: new Date(),
      ends_ticket: now.id,
      body: () => ({
        ticket_id: now.id,
        reason,
        gross: here.gross,
        lines: now.lines.map(({ sku, quantity }, i) => ({ sku, quantity, gross: here.lines[i]?.gross ?? 0 })),
      }),
    })
  newTicket()
  await Promise.all([readChain(), countQueue()])
  sendSoon()
}

/** A cart begun elsewhere goes back to where it was; the ticket goes on without it. */
export function leaveCart(): void {
  act({ do: 'cart', cart: null })
}
